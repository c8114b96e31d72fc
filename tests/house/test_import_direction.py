"""House rule 2: imports point one way, and each big library stays in its rooms."""

from pathlib import Path
from typing import Any

NOUNS = {"graphbuild", "model", "errors", "ids", "jsonl", "settings"}
LANGUAGE = NOUNS | {"documents", "extract", "models"}
KNOWLEDGE = NOUNS | {"graph", "query"}

MAY_IMPORT = {
    "graphbuild": NOUNS,
    "model": set(),
    "errors": set(),
    "ids": {"model", "errors"},
    "jsonl": {"model", "errors", "ids"},
    "settings": {"model", "errors", "ids"},
    "models": NOUNS,
    "documents": NOUNS,
    "sources": NOUNS | {"documents"},
    "extract": NOUNS | {"documents"},
    "pipeline": LANGUAGE,
    "training": LANGUAGE | {"pipeline", "evaluate"},
    "resolve": NOUNS,
    "graph": NOUNS | {"resolve"},
    "query": KNOWLEDGE,
    "view": KNOWLEDGE,
    "serve": KNOWLEDGE | {"view"},
    "export": KNOWLEDGE,
    "evaluate": NOUNS | {"resolve"},
    "report": NOUNS | {"documents", "sources"},
    "journal": NOUNS | {"report"},
    "ahead": set(),
    "build": LANGUAGE | KNOWLEDGE | {"sources", "pipeline", "resolve", "view", "report", "journal", "ahead"},
}
"""Room -> the rooms that it may import; `cli` may import all, and nothing imports `cli`."""

ONLY_IN = {
    "spacy": {"extract", "pipeline", "training", "cli"},
    "rdflib": {"graph", "query", "view", "serve", "export", "build", "cli"},
    "pyoxigraph": {"graph", "query", "view", "serve", "export", "build", "cli"},
    "pyshacl": {"graph", "cli"},
    "networkx": {"query", "view", "export", "cli"},
    "pyvis": {"view", "cli"},
    "onnxruntime": {"pipeline", "training", "cli"},
    "tokenizers": {"pipeline", "training", "cli"},
    "torch": {"training"},
    "typer": {"cli"},
    "rich": {"cli"},
}
"""Library -> the rooms that may import it.  spaCy ends where a `Reading` begins; RDF begins where quads do."""


def room_of(name: str) -> str:
    """Return the room of a module: `graphbuild.graph.store` -> `graph`; `__version__` is the package's own."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 and not parts[1].startswith("__") else "graphbuild"


def test_every_room_has_its_place(modules: tuple[Any, ...]) -> None:
    unknown = {module.room for module in modules} - set(MAY_IMPORT) - {"cli"}
    assert not unknown, f"say in MAY_IMPORT what these may import, and in docs/where.md what they are for: {unknown}"


def test_imports_point_one_way(modules: tuple[Any, ...], root: Path) -> None:
    wrong = []
    for module in modules:
        if module.room == "cli":
            continue
        own = {name for name in module.imports() if name.split(".")[0] == "graphbuild"}
        for name in sorted(own):
            target = room_of(name)
            if target != module.room and target not in MAY_IMPORT[module.room]:
                wrong.append(f"{module.path.relative_to(root)} imports {name}")
    assert not wrong, "\n".join(wrong)


def test_libraries_stay_in_their_rooms(modules: tuple[Any, ...], root: Path) -> None:
    wrong = []
    for module in modules:
        for library in sorted({name.split(".")[0] for name in module.imports()} & set(ONLY_IN)):
            if module.room not in ONLY_IN[library]:
                wrong.append(f"{module.path.relative_to(root)} imports {library}")
    assert not wrong, "\n".join(wrong)


def test_direction_has_no_circle() -> None:
    """Each room reaches only rooms that do not reach it (rooms of nouns aside, which are listed exactly)."""
    exact = {room: targets - {room, "graphbuild"} for room, targets in MAY_IMPORT.items() if room != "graphbuild"}

    def reach(room: str, seen: frozenset[str]) -> frozenset[str]:
        for target in exact.get(room, set()) - seen:
            seen = reach(target, seen | {target})
        return seen

    circular = sorted(room for room in exact if room in reach(room, frozenset()))
    assert not circular, circular
