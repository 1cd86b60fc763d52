"""Vocabularies of topics: the one that comes with Slashmentor, and OpenAlex's."""
