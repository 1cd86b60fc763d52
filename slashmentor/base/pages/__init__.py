"""How pages look and arrive: layout, components, style, scripts, error pages, caching for visitors."""
