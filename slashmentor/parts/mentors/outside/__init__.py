"""Mentor pages on people’s own sites: found, read, proven, listed, looked at again."""
