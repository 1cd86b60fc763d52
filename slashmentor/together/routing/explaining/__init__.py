"""/about/routing: how questions find people, in plain words, with the reader's own figures."""
