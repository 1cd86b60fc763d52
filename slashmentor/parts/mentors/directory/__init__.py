"""The directory: finding the right mentor among pages here, outside, and on other instances."""
