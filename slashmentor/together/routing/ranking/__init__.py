"""Who can and will answer a question: plain numpy, no Django, the same code in the bench and in production.

``figures`` holds what is known of every member and is updated by each answer; ``signals`` turns it into a few
numbers for a question; ``ranker`` weighs them, orders the members and says which signal spoke for whom.
``docs/developers/routing.md`` tells how it works and how it wants to be fed.
"""
