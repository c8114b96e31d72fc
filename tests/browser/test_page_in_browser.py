"""The page opened in Chromium: it shows what the graph holds, runs nothing from reports, asks no host."""

import json
from pathlib import Path

import pytest

from graphbuild.view.page import write_page
from tests.browser.chromium import Browser
from tests.view.story import Story, bridge, many

pytestmark = pytest.mark.browser

HOSTILE = (
    "<img src=x onerror=window.PWN=1>",
    "</script><script>window.PWN=2</script>",
    "<a href='javascript:window.PWN=3'>href</a> href",
    "{{7*7}}{% for x in y %}",
    "abc\u202egnp.exe\u2066",
    "nul\x00byte\x1b[31m",
    "W" * 10_000,
    "<svg/onload=window.PWN=4>'\"`--><style>*{display:none}</style>",
    "https://evil.example/pixel.png",
)


def quiet(page: Browser) -> None:
    """Nothing of a report ran, nothing complained, nothing but the file itself was asked for."""
    assert page.run("window.PWN === undefined")
    assert page.complaints == []
    assert [url for url in page.requests if not url.startswith(("file:", "data:", "blob:"))] == []


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("plain") / "graph.html"
    write_page(bridge(), target, title="Two reports")
    return target


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    story = Story()
    for index, text in enumerate(HOSTILE):
        story.thing(f"p{index}", "Person", text, also=(text + "!",))
        story.thing(f"e{index}", "Attack", text, status="Claimed", begin="2031-01-01", end="2031-01-01")
        told = story.article(f"a{index}", text, text, "2031-01-02", url="javascript:window.PWN=5")
        sentence = f"[{text.replace('|', '')}|p{index}] fell, it was said: {text}"
        story.claim(
            told, sentence, by=f"p{index}", verb=text, about=f"e{index}", holds=[(f"p{index}", "killedIn", f"e{index}")]
        )
    target = tmp_path_factory.mktemp("hostile") / "graph.html"
    write_page(story.store, target, title="".join(HOSTILE[:4]))
    return target


def test_the_page_shows_what_the_graph_holds(chromium: Browser, plain: Path) -> None:
    chromium.open(plain)
    assert chromium.run("document.documentElement.dataset.ready") == "14 12"
    assert chromium.run("document.getElementById('counter').textContent") == (
        "showing 14 of 14 things, 12 of 12 relations"
    )
    assert chromium.run("document.querySelector('#canvas canvas').width") > 300
    assert chromium.run("document.title") == "Two reports"
    quiet(chromium)


def test_a_click_shows_the_claims_with_their_sentences(chromium: Browser, plain: Path) -> None:
    chromium.open(plain)
    spot = chromium.run(
        "(() => { graphbuild.centre(graphbuild.search('Air strike on')[0]);"
        " return new Promise((done) => setTimeout(() => {"
        " const box = document.getElementById('canvas').getBoundingClientRect();"
        " done({ x: box.left + box.width / 2, y: box.top + box.height / 2 }); }, 700)); })()"
    )
    for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
        chromium.move(kind, spot["x"], spot["y"])
    heading = "document.querySelector('#panel h2').textContent"
    shown = chromium.run(
        f"new Promise((done) => {{ const look = (left) => {{ if ({heading}.startsWith('Air') || !left) done({heading});"
        " else setTimeout(() => look(left - 1), 100); }; look(40); })"
    )
    assert shown == "Air strike on the Orlen bridge"
    assert chromium.run("[...document.querySelectorAll('#panel blockquote mark')].map((m) => m.textContent)") == [
        "strike",
        "strike",
    ]
    panel = chromium.run("document.getElementById('panel').textContent")
    assert "River Monitoring Mission affirms" in panel
    assert "Ministry of Defence of the North denies" in panel
    assert "Disputed by" in panel
    assert "Harbour Wire, 3 Mar 2031" in panel
    link = "document.querySelector('#panel .cite a')"
    assert chromium.run(f"[{link}.href, {link}.rel]") == ["https://wire.example/bridge", "noopener noreferrer"]
    quiet(chromium)


def test_filters_hide_and_the_counter_says_so(chromium: Browser, plain: Path) -> None:
    chromium.open(plain)
    counter = "document.getElementById('counter').textContent"
    chromium.run("[...document.querySelectorAll('#side label')].find((l) => l.textContent.startsWith('Place')).click()")
    assert chromium.run(counter) == "showing 11 of 14 things, 9 of 12 relations"
    assert "offClasses=Place" in chromium.run("location.hash")
    chromium.run("document.getElementById('reset').click()")
    assert chromium.run(counter) == "showing 14 of 14 things, 12 of 12 relations"
    chromium.run(
        "(() => { const s = document.getElementById('source'); s.value = 'publisher:Evening Ledger';"
        " s.dispatchEvent(new Event('change')); })()"
    )
    assert chromium.run(counter).startswith("showing 6 of 14 things")
    chromium.run("graphbuild.resetFilters()")
    chromium.run(
        "(() => { const d = document.getElementById('date-from'); d.value = '2031-03-04';"
        " d.dispatchEvent(new Event('change')); })()"
    )
    assert chromium.run(counter).startswith("showing 6 of 14 things")
    quiet(chromium)


def test_search_and_list_reach_the_same_facts_without_the_drawing(chromium: Browser, plain: Path) -> None:
    chromium.open(plain, "#view=list")
    names = chromium.run("[...document.querySelectorAll('#list li bdi')].map((one) => one.textContent)")
    nodes = chromium.run("graphbuild.model.nodes.map((node) => node.label)")
    assert set(nodes) == set(names)
    assert chromium.run("document.querySelectorAll('#list ul.wide li').length") == 12
    chromium.run("document.querySelector('#list ul.wide button').click()")
    assert chromium.run("document.querySelectorAll('#panel .claim').length") > 0
    assert chromium.run("graphbuild.search('venn').map((at) => graphbuild.model.nodes[at].label)") == ["Dara Venn"]
    quiet(chromium)


def test_an_address_opens_what_it_names(chromium: Browser, plain: Path) -> None:
    chromium.open(plain)
    chromium.run("graphbuild.show(graphbuild.search('Milo')[0], -1)")
    fragment = chromium.run("location.hash")
    chromium.open(plain, fragment)
    assert chromium.run("document.querySelector('#panel h2').textContent") == "Milo Oru"


COUNTER = "document.getElementById('counter').textContent"
LEGEND = (
    "[...document.querySelectorAll('[data-set=offClasses] .count')]"
    ".reduce((sum, one) => sum + Number(one.textContent), 0)"
)


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wide") / "graph.html"
    write_page(many(), target, title="A long week")
    return target


def settle(page: Browser) -> None:
    """Let a movement of the drawing end."""
    page.run("new Promise((done) => setTimeout(done, 800))")


def in_sight(page: Browser, label: str) -> bool:
    """Whether the drawing shows a thing whole."""
    return bool(
        page.run(
            f"(() => {{ const at = graphbuild.search({json.dumps(label)})[0]; const gb = graphbuild;"
            " const {scale, middle} = gb.sight(), canvas = gb.find('canvas');"
            " const [half, up, down] = gb.model.nodes[at].room, {x, y} = gb.model.vis.nodes[at];"
            " const wide = canvas.clientWidth / 2 / scale, high = canvas.clientHeight / 2 / scale;"
            " return gb.visible().nodes[at] && Math.abs(x - middle.x) + half <= wide"
            " && y - up >= middle.y - high && y + down <= middle.y + high; })()"
        )
    )


@pytest.mark.parametrize("size", [(1440, 900), (400, 850)])
def test_the_first_sight_can_be_read(chromium: Browser, wide: Path, size: tuple[int, int]) -> None:
    chromium.size(*size)
    try:
        chromium.open(wide)
        settle(chromium)
        smallest = chromium.run(
            "Math.min(...graphbuild.model.vis.nodes.map((node) => node.font.size)) * graphbuild.sight().scale"
        )
        assert smallest >= 11
        assert in_sight(chromium, "Clash at the village of Halm number 33")
        chromium.run("document.getElementById('zoom-fit').click()")
        settle(chromium)
        assert all(in_sight(chromium, f"Clash at the village of Halm number {index:02}") for index in range(40))
        quiet(chromium)
    finally:
        chromium.size(0, 0)


def test_things_without_relations_are_drawn_on_demand(chromium: Browser, wide: Path) -> None:
    chromium.open(wide)
    assert chromium.run(COUNTER) == "showing 120 of 150 things, 80 of 80 relations"
    assert chromium.run(LEGEND) == 120
    assert chromium.run("document.querySelector('.row.alone').textContent") == "things without relations (30)"
    chromium.run("document.getElementById('alone').click()")
    assert chromium.run(COUNTER) == "showing 150 of 150 things, 80 of 80 relations"
    assert chromium.run(LEGEND) == 150
    assert chromium.run("location.hash") == "#alone=yes"
    settle(chromium)
    assert in_sight(chromium, "Bystander 29")
    chromium.run("document.getElementById('reset').click()")
    assert chromium.run("document.getElementById('alone').checked") is False
    assert chromium.run(COUNTER) == "showing 120 of 150 things, 80 of 80 relations"
    quiet(chromium)


def test_list_and_search_still_reach_things_without_relations(chromium: Browser, wide: Path) -> None:
    chromium.open(wide, "#view=list")
    names = chromium.run("[...document.querySelectorAll('#list li bdi')].map((one) => one.textContent)")
    assert {f"Bystander {index:02}" for index in range(30)} <= set(names)
    assert chromium.run(COUNTER) == "showing 150 of 150 things, 80 of 80 relations"
    chromium.run("[...document.querySelectorAll('#list .go')].find((b) => b.textContent == 'Bystander 07').click()")
    chromium.run("document.getElementById('tab-graph').click()")
    settle(chromium)
    assert in_sight(chromium, "Bystander 07")
    assert chromium.run(COUNTER).startswith("showing 121 of 150 things")
    chromium.run(
        "(() => { const s = document.getElementById('search'); s.value = 'Bystander 11';"
        " s.dispatchEvent(new Event('input')); document.querySelector('#hits button').click(); })()"
    )
    settle(chromium)
    assert in_sight(chromium, "Bystander 11")
    assert not in_sight(chromium, "Bystander 07")
    chromium.run("graphbuild.show(-1, -1)")
    settle(chromium)
    assert in_sight(chromium, "Clash at the village of Halm number 33")
    quiet(chromium)


def test_a_choice_out_of_sight_comes_into_sight(chromium: Browser, wide: Path) -> None:
    chromium.open(wide)
    far = [f"Clash at the village of Halm number {index:02}" for index in range(40)]
    hidden = next(label for label in far if not in_sight(chromium, label))
    chromium.run(f"graphbuild.show(graphbuild.search({json.dumps(hidden)})[0], -1)")
    settle(chromium)
    assert in_sight(chromium, hidden)


def test_text_from_reports_never_runs(chromium: Browser, hostile: Path) -> None:
    chromium.open(hostile)
    for index in range(2 * len(HOSTILE)):
        chromium.run(f"graphbuild.show({index}, -1)")
    for index in range(len(HOSTILE)):
        chromium.run(f"graphbuild.show(-1, {index})")
    box = chromium.run(
        "(({left, top, width, height}) => [left, top, width, height])"
        "(document.getElementById('canvas').getBoundingClientRect())"
    )
    for step in range(60):
        chromium.move("mouseMoved", box[0] + box[2] * (step % 10) / 10, box[1] + box[3] * (step // 10) / 6)
    chromium.run("document.getElementById('tab-list').click()")
    chromium.run(
        "(() => { const s = document.getElementById('search'); s.value = 'href';"
        " s.dispatchEvent(new Event('input')); })()"
    )
    assert chromium.run("document.querySelectorAll('#hits button').length") > 0
    chromium.run("new Promise((done) => setTimeout(done, 300))")
    assert chromium.run("document.querySelectorAll('img, iframe, object, #panel a[href], #list a').length") == 0
    assert chromium.run("document.scripts.length") == chromium.run("document.querySelectorAll('body > script').length")
    labels = json.dumps(chromium.run("graphbuild.model.nodes.map((node) => node.label)"), ensure_ascii=False)
    assert "\u202e" not in labels
    assert "\\u0000" not in labels
    assert "{{7*7}}" in labels
    quiet(chromium)


def test_a_sandboxed_frame_is_no_obstacle(chromium: Browser, plain: Path, tmp_path: Path) -> None:
    frame = tmp_path / "notebook.html"
    inner = plain.read_text(encoding="utf-8").replace("&", "&amp;").replace('"', "&quot;")
    frame.write_text(
        f'<!DOCTYPE html><meta charset="utf-8"><iframe sandbox="allow-scripts" srcdoc="{inner}"></iframe>'
        "<script>document.querySelector('iframe').onload = () => { document.documentElement.dataset.ready = 1; }"
        "</script>",
        encoding="utf-8",
    )
    chromium.open(frame)
    chromium.run("new Promise((done) => setTimeout(done, 500))")
    quiet(chromium)
