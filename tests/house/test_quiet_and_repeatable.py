"""House rules 3 and 6: the core never prints, and asks neither clock nor chance nor environment nor network.

`cli` talks to people, so it may.  `training` makes weights, never a graph: it draws from seeded generators and reports
how long an epoch took; for everything else the rule holds without exception.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

OUTSIDE = {"cli", "training"}
CLOCK_AND_CHANCE = {"time", "random", "secrets", "uuid"}
NETWORK = {"socket", "urllib.request", "http.client", "requests", "httpx", "aiohttp", "ftplib"}
ASKED = {
    "os": {"environ", "getenv", "urandom", "getpid"},
    "datetime": {"now", "today", "utcnow"},
    "date": {"today"},
}


def calls_of_print(tree: ast.AST) -> Iterator[int]:
    """Yield the lines that call `print` or write to the standard streams; doctests are text, so they do not count."""
    for node in ast.walk(tree):
        if isinstance(node, ast.expr) and _speaks(node):
            yield node.lineno


def _speaks(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) == "print"
    return isinstance(node, ast.Attribute) and ast.unparse(node) in {"sys.stdout", "sys.stderr"}


def questions(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and name of everything that could answer differently tomorrow or on another machine."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = node.value
            name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
            if node.attr in ASKED.get(name, set()):
                yield node.lineno, f"{name}.{node.attr}"


def test_core_never_prints(modules: tuple[Any, ...], root: Path) -> None:
    loud = [
        f"{module.path.relative_to(root)}:{line}"
        for module in modules
        if module.room not in OUTSIDE
        for line in calls_of_print(module.tree)
    ]
    assert not loud, "\n".join(loud)


def test_core_asks_neither_clock_nor_chance_nor_environment(modules: tuple[Any, ...], root: Path) -> None:
    wrong = []
    for module in modules:
        if module.room in OUTSIDE:
            continue
        where = module.path.relative_to(root)
        wrong += [f"{where}:{line} asks {name}" for line, name in questions(module.tree)]
        wrong += [
            f"{where} imports {name}" for name in sorted(module.imports()) if name.split(".")[0] in CLOCK_AND_CHANCE
        ]
    assert not wrong, "\n".join(wrong)


def test_only_sources_may_use_the_network(modules: tuple[Any, ...], root: Path) -> None:
    wrong = []
    for module in modules:
        if module.room == "sources":
            continue
        used = {name for name in module.imports() if any(name == n or name.startswith(f"{n}.") for n in NETWORK)}
        wrong += [f"{module.path.relative_to(root)} imports {name}" for name in sorted(used)]
    assert not wrong, "\n".join(wrong)


def test_the_tests_themselves_see_what_they_look_for() -> None:
    tree = ast.parse("import os, sys\nprint(1)\nsys.stderr.write('')\nos.environ['A']\ndatetime.datetime.now()\n")
    assert list(calls_of_print(tree)) == [2, 3]
    assert [name for _, name in questions(tree)] == ["os.environ", "datetime.now"]
