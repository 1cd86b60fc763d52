"""Streams to open tabs: a small ASGI app beside the pages."""
