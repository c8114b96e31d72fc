"""A written graph opened for queries: in memory, or in a folder on disk (`graph.exchange` opens it for rdflib).

SPARQL runs on Oxigraph.  In a store opened from `graph.nq` the quads stand in their named graphs: pass
`use_default_graph_as_union=True` to `Store.query` to ask all of them at once.
"""

from collections.abc import Collection
from itertools import islice
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from graphbuild.errors import InputError

FORMATS = {".nq": RdfFormat.N_QUADS, ".ttl": RdfFormat.TURTLE, ".nt": RdfFormat.N_TRIPLES, ".trig": RdfFormat.TRIG}
LINES = frozenset((".nq", ".nt"))
WRITTEN = ("graph.nq", "graph.ttl")
LOADED_AT_ONCE = 20_000
"""Lines; in one piece a load takes a kilobyte of memory for each statement."""
SEARCHED_AT_ONCE = 1 << 20
"""Bytes."""


def graph_file(path: Path) -> Path:
    """The file that holds a graph: the path itself, or `graph.nq` or `graph.ttl` in that folder; raises InputError."""
    found = next((path / name for name in WRITTEN if (path / name).is_file()), None) if path.is_dir() else path
    if found is None or not found.is_file():
        raise InputError(
            f"{path}: no graph is there. Give the folder that `graphbuild build ... --out` wrote, or a file ending in "
            + ", ".join(FORMATS)
        )
    if found.suffix not in FORMATS:
        raise InputError(f"{found}: {found.suffix or 'no ending'} is not known. Use one of {', '.join(FORMATS)}")
    return found


def open_graph(path: Path) -> Store:
    """The graph of an output folder, of a graph file (both loaded into memory) or of a store folder, for reading.

    Raises InputError where there is none or it cannot be parsed.
    """
    if (path / "CURRENT").is_file():
        try:
            return Store.read_only(str(path))
        except OSError as error:
            raise InputError(f"{path}: the store cannot be opened ({error}). Make it again from graph.nq") from error
    store = Store()
    load(store, graph_file(path))
    return store


def make_store(graph: Path, folder: Path) -> None:
    """Load a graph file into a store folder on disk, for graphs that memory does not hold; `open_graph` opens it."""
    if folder.exists() and any(folder.iterdir()):
        raise InputError(f"{folder}: not empty. Name a new folder for the store")
    store = Store(str(folder))
    load(store, graph_file(graph))
    store.optimize()
    store.flush()


def load(store: Store, file: Path, *, without: Collection[str] = ()) -> None:
    """Put the quads of a file into a store, in pieces where each line stands for itself.

    Of our own N-Quads the statements with a property in `without` (IRIs) can be left out.
    """
    left_out = frozenset(f"<{iri}>".encode() for iri in without)
    try:
        if file.suffix not in LINES or has_blank_nodes(file):
            store.bulk_load(path=str(file), format=FORMATS[file.suffix])
            return
        with file.open("rb") as found:
            done = 0
            while piece := list(islice(found, LOADED_AT_ONCE)):
                kept = [line for line in piece if line.split(b" ", 2)[1] not in left_out] if left_out else piece
                load_piece(store, kept, FORMATS[file.suffix], f"{file}, after line {done}")
                done += len(piece)
    except (SyntaxError, OSError, ValueError) as error:
        raise InputError(f"{file}: cannot be read as a graph ({error}). Build the graph again") from error


def has_blank_nodes(file: Path) -> bool:
    """Whether lines may share blank nodes, which would be taken for others in each piece; our own graphs have none."""
    with file.open("rb") as found:
        last = b""
        while block := found.read(SEARCHED_AT_ONCE):
            if b"_:" in last + block:
                return True
            last = block[-1:]
    return False


def load_piece(store: Store, lines: list[bytes], format: RdfFormat, where: str) -> None:
    """Put some lines into a store; raises InputError that says where they stand in the file."""
    try:
        store.bulk_load(b"".join(lines), format=format)
    except (SyntaxError, ValueError) as error:
        raise InputError(f"{where}: cannot be read as a graph ({error}). Build the graph again") from error
