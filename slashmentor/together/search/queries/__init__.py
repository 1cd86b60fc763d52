"""Reads of the index: plain SQL, one statement for each thing shown, the same answers from both databases."""
