"""Reports of armed conflict in, a knowledge graph of who says what out."""

__version__ = "0.1.0"
