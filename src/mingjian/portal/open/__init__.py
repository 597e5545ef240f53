"""Open data (开放数据), feeds, the widget and the interface description."""
