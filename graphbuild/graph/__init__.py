"""From readings to RDF: evidence, claims and the world that they are about."""
