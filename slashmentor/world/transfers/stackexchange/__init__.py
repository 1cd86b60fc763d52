"""A Stack Exchange site from its data dump. `importing.bring_in` is the way in.

Nothing is imported here: the processes that wash texts (`washing`) come through this package without Django.
"""
