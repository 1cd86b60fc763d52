"""Mentor pages on people's own sites: brought by their address, read, proven, listed, looked at again every week."""
