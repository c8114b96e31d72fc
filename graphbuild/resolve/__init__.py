"""Deciding what is the same thing across articles: cautious, recorded, and open to correction."""

from graphbuild.resolve.names import Names, Referents, links, names

__all__ = ["Names", "Referents", "links", "names"]
