"""The Stack Exchange API 2.3, for reading: existing clients work with their base address changed.

Shapes and parameters as https://api.stackexchange.com/docs describes them; `site` is a community's short name.
"""
