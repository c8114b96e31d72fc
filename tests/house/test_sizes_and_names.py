"""House rules 7 and 8: small files, small functions, no module that is named for nothing."""

import ast
from pathlib import Path
from typing import Any

import pytest

FILE_LINES = 400
FUNCTION_LINES = 50
NAMELESS = {"util", "utils", "helper", "helpers", "manager", "managers", "base", "common", "misc"}
WRITTEN_BY_HAND = {".py", ".js", ".css", ".html", ".rq"}
FOLDERS = ("graphbuild", "tests", "benchmarks")


@pytest.fixture(scope="module")
def files(root: Path) -> list[Path]:
    """Every source file that people write and read; bundles of other projects stand under `vendor`."""
    found = [
        path for folder in FOLDERS for path in sorted((root / folder).rglob("*")) if path.suffix in WRITTEN_BY_HAND
    ]
    return [path for path in found if "vendor" not in path.parts]


def test_files_are_under_400_lines(files: list[Path], root: Path) -> None:
    lengths = {path.relative_to(root): len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert not {str(path): lines for path, lines in lengths.items() if lines >= FILE_LINES}


def test_functions_are_under_50_lines(files: list[Path], root: Path) -> None:
    long = []
    for path in files:
        if path.suffix != ".py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines >= FUNCTION_LINES:
                    long.append(f"{path.relative_to(root)}:{node.lineno} {node.name}: {lines} lines")
    assert not long, "\n".join(long)


def test_modules_are_named_for_what_they_hold(modules: tuple[Any, ...]) -> None:
    assert not [module.name for module in modules if set(module.name.split(".")) & NAMELESS]


def test_every_module_says_what_it_is(modules: tuple[Any, ...]) -> None:
    """House rule 9, as far as a test can see it: a docstring opens every module that is not empty."""
    silent = [module.name for module in modules if module.tree.body and not ast.get_docstring(module.tree)]
    assert not silent, silent
