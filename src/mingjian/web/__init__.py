"""Page parts (页面公共件): design tokens, base templates, components, fragment rule, error pages."""
