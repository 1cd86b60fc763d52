"""For you: the questions that a member is the right one for, each with its reason."""
