"""Questions to a graph: saved and free SPARQL queries, explanations back to the sentences, networks."""
