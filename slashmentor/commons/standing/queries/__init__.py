"""Reads of standings and the ledger."""
