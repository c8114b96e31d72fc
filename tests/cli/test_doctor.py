"""`graphbuild doctor` looks at everything that an installation needs."""

import re
import tomllib
from pathlib import Path

from graphbuild.cli.doctor import NEEDED

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def test_every_dependency_of_the_package_is_looked_at() -> None:
    declared = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    assert sorted(NEEDED) == sorted(re.split(r"[<>=!~ ]", one)[0] for one in declared)
