"""The page as a file: same bytes each time, nothing from outside, nothing from a report that could run."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from graphbuild.view.page import SCRIPTS, data_block, write_page
from tests.view.story import GB, RDF, Story, bridge


class Page(HTMLParser):
    """The scripts, the data block, the policy and all addresses of a page."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[str] = []
        self.data: dict[str, Any] = {}
        self.policy = ""
        self.addresses: list[str] = []
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.addresses += [given[name] for name in ("src", "href", "action") if name in given]
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]
        if tag == "script":
            self._open = given.get("type", "text/javascript")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open == "application/json":
            self.data = json.loads(data)
        elif self._open:
            self.scripts.append(data)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("page") / "deep" / "graph.html"
    write_page(bridge(), target, title="Two reports")
    return target


def test_two_writes_give_the_same_bytes(written: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.html"
    write_page(bridge(), again, title="Two reports")
    assert again.read_bytes() == written.read_bytes()
    assert b"\r" not in again.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["again.html"]


def test_policy_admits_exactly_the_scripts_in_the_page(written: Path) -> None:
    page = Page(written.read_text(encoding="utf-8"))
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in page.scripts]
    assert len(hashes) == len(SCRIPTS)
    assert re.findall(r"'sha256-([^']+)'", page.policy) == hashes
    assert page.policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-eval" not in page.policy


def test_page_names_no_host(written: Path) -> None:
    page = Page(written.read_text(encoding="utf-8"))
    assert page.addresses == ["data:,", "#list"]
    assert not any("sourceMappingURL" in script for script in page.scripts)


def test_page_holds_every_node_and_relation_of_the_graph(written: Path) -> None:
    data = Page(written.read_text(encoding="utf-8")).data
    assert data["totals"] == {"nodes": 14, "edges": len(data["edges"]), "claims": len(data["claims"])}
    assert len(data["nodes"]) == len(data["vis"]["nodes"]) == 14
    assert len(data["vis"]["edges"]) == len(data["edges"])


def test_report_text_is_data_only(tmp_path: Path) -> None:
    story = Story()
    evil = "</script><script>window.PWN=1</script><!-- {{7*7}} & <img src=x onerror=alert(1)>"
    story.thing("x", "Person", evil)
    story.thing("y", "Attack", "\u202eevil\x00")
    told = story.article("a", evil, evil, "2031-01-01", url="javascript:alert(1)")
    story.claim(told, f"[{evil}|x] fell.", about="y", holds=[("x", "killedIn", "y")])
    target = tmp_path / "evil.html"
    write_page(story.store, target, title=evil)
    text = target.read_text(encoding="utf-8")
    page = Page(text)
    assert len(page.scripts) == len(SCRIPTS)
    assert "<img" not in text
    labels = {node["label"] for node in page.data["nodes"]}
    assert labels == {evil, "evil"}
    assert "49" not in page.data["title"]


def test_data_block_cannot_leave_its_element() -> None:
    block = data_block({"x": "<!--</ScRiPt>&\u2028"})
    assert "<" not in block
    assert ">" not in block
    assert json.loads(block) == {"x": "<!--</ScRiPt>&\u2028"}


def test_odd_terms_are_no_obstacle(tmp_path: Path) -> None:
    store = bridge()
    odd = NamedNode("tag:example,2031:x")
    store.add(Quad(odd, NamedNode(RDF + "type"), NamedNode(GB + "Person")))
    store.add(Quad(BlankNode("b"), NamedNode(RDF + "type"), NamedNode(GB + "Person")))
    claim = NamedNode("urn:claim")
    store.add(Quad(claim, NamedNode(RDF + "type"), NamedNode(GB + "Claim")))
    store.add(Quad(claim, NamedNode(GB + "claimant"), Literal("http://not an iri")))
    store.add(Quad(claim, NamedNode(GB + "inArticle"), Literal("no article")))
    store.add(Quad(claim, NamedNode(GB + "about"), odd))
    store.add(Quad(claim, NamedNode(GB + "start"), Literal("soon")))
    store.add(Quad(claim, NamedNode(GB + "quote"), Literal("X fell.")))
    story = NamedNode("urn:claim:2")
    for predicate, value in (("inArticle", "no article"), ("quote", "Y fell."), ("start", "14")):
        store.add(Quad(story, NamedNode(GB + predicate), Literal(value)))
    store.add(Quad(story, NamedNode(GB + "about"), odd))
    write_page(store, tmp_path / "odd.html", title="Odd")
    data = Page((tmp_path / "odd.html").read_text(encoding="utf-8")).data
    assert [node["iri"] for node in data["nodes"] if node["iri"].startswith("tag:")] == [odd.value]
    assert len(data["nodes"]) == 15
    assert [claim["quote"] for claim in data["claims"][-2:]] == [[["X fell.", []]], [["Y fell.", []]]]


def test_an_empty_graph_gives_a_page(tmp_path: Path) -> None:
    write_page(Story().store, tmp_path / "empty.html", title="Nothing")
    assert Page((tmp_path / "empty.html").read_text(encoding="utf-8")).data["totals"] == {
        "nodes": 0,
        "edges": 0,
        "claims": 0,
    }


def test_above_the_limit_the_page_says_how_many_there_are(tmp_path: Path) -> None:
    write_page(bridge(), tmp_path / "few.html", title="Few", limit=5)
    data = Page((tmp_path / "few.html").read_text(encoding="utf-8")).data
    assert len(data["nodes"]) == 5
    assert data["totals"]["nodes"] == 14
    assert "Air strike on the Orlen bridge" in {node["label"] for node in data["nodes"]}
    assert all(edge["from"] < 5 and edge["to"] < 5 for edge in data["edges"])
