"""The pages of people: profile, list, settings, data, and the ways in that somebody else opens."""
