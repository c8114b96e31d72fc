"""The page: a graph that a person can look at, offline, down to the sentences."""
