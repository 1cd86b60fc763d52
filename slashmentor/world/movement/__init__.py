"""The movement beyond this instance: the list of mentors that it gives to others, and those of others that it reads.

What is given stands in `documents.py`, what is heard is judged in `hearing.py`, and written down by `actions/read.py`.
"""
