"""Pages of a community that need no questions: its settings, its numbers, its look."""
