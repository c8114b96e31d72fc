"""Opening written graphs: in pieces, so that memory does not grow with them, and with messages that say where."""

from pathlib import Path

import pytest
from pyoxigraph import BlankNode

from graphbuild.errors import InputError
from graphbuild.graph import store
from tests.golden.asked import Write
from tests.golden.readings import READINGS


@pytest.fixture
def pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load three lines at a time."""
    monkeypatch.setattr(store, "LOADED_AT_ONCE", 3)


def test_a_graph_loaded_in_pieces_is_whole(pieces: None, write: Write, tmp_path: Path) -> None:
    summary = write(READINGS)
    lines = (tmp_path / "out" / "graph.nq").read_text(encoding="utf-8").splitlines()
    loaded = store.open_graph(tmp_path / "out")
    assert {str(quad.subject) for quad in loaded} == {line.split(" ")[0] for line in lines}
    assert len(loaded) == len(lines)
    store.make_store(tmp_path / "out", tmp_path / "store")
    assert len(store.open_graph(tmp_path / "store")) == summary.quads == len(lines)


def test_a_broken_line_is_placed(pieces: None, tmp_path: Path) -> None:
    file = tmp_path / "graph.nq"
    file.write_text("".join(f"<a:{number}> <a:b> <a:c> .\n" for number in range(7)) + "broken\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"graph\.nq, after line 6: cannot be read as a graph"):
        store.open_graph(tmp_path)


def test_blank_nodes_of_others_stay_what_they_are(pieces: None, tmp_path: Path) -> None:
    file = tmp_path / "graph.nt"
    file.write_text("".join(f"_:one <a:b> <a:{number}> .\n" for number in range(7)), encoding="utf-8")
    found = {quad.subject for quad in store.open_graph(file)}
    assert len(found) == 1 and all(isinstance(one, BlankNode) for one in found)
