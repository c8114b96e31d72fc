"""From a parsed document to what it says: pure functions on spaCy's `Doc`."""
