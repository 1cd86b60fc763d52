"""JSON: the APIs that existing clients speak."""
