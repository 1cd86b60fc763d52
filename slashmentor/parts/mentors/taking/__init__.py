"""A mentor page in every form in which one takes it along: data, a file, print, a card, a line of code."""
