"""What the house tests look at: the repository's own Python files, parsed once."""

import ast
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Module:
    """A Python file of the package: where it is, its room (first name below `graphbuild`), and what it says."""

    path: Path
    name: str
    room: str
    tree: ast.Module

    def imports(self) -> set[str]:
        """Return the full names of all modules that this one imports, at the top or inside a function."""
        names: set[str] = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                names.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                start = self._package(node.level) if node.level else ""
                origin = ".".join(part for part in (start, node.module or "") if part)
                names.update(f"{origin}.{alias.name}" for alias in node.names)
        return names

    def _package(self, level: int) -> str:
        parts = self.name.split(".")
        keep = len(parts) - level + (self.path.name == "__init__.py")
        return ".".join(parts[:keep])


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder that holds `pyproject.toml`."""
    return ROOT


@pytest.fixture(scope="session")
def modules() -> tuple[Module, ...]:
    """Every module of the package."""
    found = []
    for path in sorted((ROOT / "graphbuild").rglob("*.py")):
        parts = list(path.relative_to(ROOT).with_suffix("").parts)
        if parts[-1] == "__init__":
            parts.pop()
        room = parts[1] if len(parts) > 1 else "graphbuild"
        found.append(Module(path, ".".join(parts), room, ast.parse(path.read_text(encoding="utf-8"))))
    assert len(found) > 10, "the package was not found"
    return tuple(found)
