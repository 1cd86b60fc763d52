"""What a member is shown for themselves: found by the index, or guessed from what they know before there is one."""
