"""The first page, for a visitor and for a member."""
