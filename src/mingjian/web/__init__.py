"""Page parts (页面公共件): tokens, base templates, components, fragment rule, error pages."""
