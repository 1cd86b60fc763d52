"""Reads that pages repeat often: plain SQL, the same on SQLite and PostgreSQL, one query for each thing shown."""
