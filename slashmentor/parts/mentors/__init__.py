"""Mentors: the /mentor page that anybody can have, here or on a site of their own, and the directory that finds them.

An offer becomes a page (`views/page.py`), travels (JSON, vCard, a file, a picture), and stands as one listing among
those of outside pages and of other instances (`models/listing.py`), which is what the directory reads.
"""
