"""A written graph that tests ask by labels."""

from collections.abc import Callable, Mapping

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from graphbuild.graph.namespaces import GB
from graphbuild.graph.write import GraphSummary

Write = Callable[..., GraphSummary]


class Asked:
    """A graph that is asked by labels: what a test says then reads as a report does."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def rows(self, pattern: str) -> list[tuple[str, ...]]:
        """The distinct solutions of a pattern, sorted; IRIs of the ontology by local name."""
        query = (
            f"PREFIX gb: <{GB}> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
            "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
            f"PREFIX dcterms: <http://purl.org/dc/terms/> SELECT DISTINCT {pattern}"
        )
        found = self.store.query(query, use_default_graph_as_union=True)
        assert isinstance(found, QuerySolutions)
        return sorted(tuple(self.shown(cell) for cell in row) for row in found)

    @staticmethod
    def shown(cell: object) -> str:
        if isinstance(cell, NamedNode):
            return cell.value.removeprefix(GB)
        return cell.value if isinstance(cell, Literal) else ""

    def told(self, event: str) -> Mapping[str, list[str]]:
        """What the world says of an event, found by the start of its label: labels by property."""
        rows = self.rows(
            f"""?property (COALESCE(?name, ?value) AS ?shown) WHERE {{
            ?event rdfs:label ?label ; gb:status ?known ; ?property ?value . FILTER(STRSTARTS(?label, "{event}"))
            OPTIONAL {{ ?value rdfs:label ?name FILTER(LANG(?name) = "") }} FILTER(STRSTARTS(STR(?property), STR(gb:)))
            }}"""
        )
        assert rows, f"no event is labelled {event}"
        found: dict[str, list[str]] = {}
        for name, value in rows:
            found.setdefault(name, []).append(value)
        return found


Ask = Callable[..., Asked]
