"""The page: one file that holds graph, claims and renderer, and asks no host for anything.

Whatever comes from a report is data: it stands in one JSON block in which no "<" is left, and reaches the screen as
text nodes and canvas text only.  A content security policy admits the scripts of this package by their hashes and
nothing else.  The template gets no report text but the title, which Jinja escapes.
"""

import base64
import hashlib
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup
from pyoxigraph import Store

from graphbuild.view.network import network
from graphbuild.view.scene import LIMIT, scene
from graphbuild.view.viewmodel import view_model
from graphbuild.view.wording import shown

SCRIPTS = (
    "vendor/vis-network.min.js",
    "model.js",
    "filter.js",
    "frame.js",
    "claims.js",
    "panel.js",
    "lines.js",
    "canvas.js",
    "controls.js",
    "list.js",
    "main.js",
)
_STATIC = files("graphbuild.view") / "static"


def write_page(store: Store, target: Path, *, title: str, limit: int = LIMIT) -> None:
    """Write the interactive page of a graph to `target`, as UTF-8 with newline endings, in one step.

    The same store and title give the same bytes.  Raises OSError if the file cannot be written.
    """
    found = scene(store, limit=limit)
    text = render(view_model(found, network(found), title=title))
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(target.name + ".part")
    try:
        unfinished.write_text(text, encoding="utf-8", newline="\n")
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def render(model: dict[str, Any]) -> str:
    """The page of a view model."""
    scripts = [_script(name) for name in SCRIPTS]
    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    template = environment.from_string(_read("page.html.j2"))
    # Only our own files and a block without "<" go in unescaped.
    return template.render(
        title=shown(model["title"]),
        policy=policy(scripts),
        style=Markup(_read("page.css")),
        scripts=[Markup(script) for script in scripts],
        data=Markup(data_block(model)),
    )


def data_block(model: dict[str, Any]) -> str:
    """JSON that cannot end or open any markup: "<", ">" and "&" are written as \\u escapes.

    >>> data_block({"label": "</script>&"})
    '{"label":"\\\\u003c/script\\\\u003e\\\\u0026"}'
    """
    text = json.dumps(model, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029\x7f":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def policy(scripts: list[str]) -> str:
    """The content security policy that lets exactly these inline scripts run, and nothing be fetched."""
    hashes = " ".join(f"'sha256-{digest(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def digest(script: str) -> str:
    """The base64 of the SHA-256 of a script's text, as Content Security Policy Level 3 (2.3.1) writes it."""
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")


def _script(name: str) -> str:
    text = _read(name)
    if "</script" in text.lower() or "<!--" in text:
        raise ValueError(f"{name}: the script holds markup that would end its own element; write it apart in the file")
    # A browser with its tools open would ask for the map beside the page.
    return "\n".join(line for line in text.split("\n") if not line.startswith("//# sourceMappingURL"))


def _read(name: str) -> str:
    return (_STATIC / name).read_text(encoding="utf-8").replace("\r\n", "\n")
