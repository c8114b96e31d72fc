"""What a person can set, in one frozen object, and where each value came from.

Flags outrank the environment (`GRAPHBUILD_*`), the environment outranks the file (`graphbuild.toml`, or
`[tool.graphbuild]` in `pyproject.toml`), the file outranks the defaults.  Only the command line reads the environment
and looks for the file; everything below it is handed a `Settings`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from graphbuild.errors import UsageError
from graphbuild.ids import BASE

FILE = "graphbuild.toml"
PROJECT_FILE = "pyproject.toml"
PREFIX = "GRAPHBUILD_"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person can set.

    `base` begins the IRIs of what is found; it ends in "/" or "#".  `title` heads the page.  `any_language` reads what
    is not English too.  `judgements` is a file of links judged by hand, `model` a folder with a language model other
    than the one in the package.  `min_confidence`, 0 to 1, is how sure the program must be of what it reads: higher for
    fewer and surer statements, lower for more.  `threads` are those of the language model, 0 for as many as there are
    processors.  `page` says whether `graph.html` is written.
    """

    base: str = BASE
    title: str = "Who says what"
    any_language: bool = False
    judgements: str | None = None
    model: str | None = None
    min_confidence: float = 0.5
    threads: int = 0
    page: bool = True


DESCRIPTIONS: dict[str, str] = {
    "base": "beginning of the IRIs of what is found",
    "title": "heading of the page",
    "any_language": "read articles that are not English too",
    "judgements": "file of links judged by hand",
    "model": "folder of a language model other than the one in the package",
    "min_confidence": "how sure the program must be of what it reads, between 0 and 1",
    "threads": "threads of the language model, 0 for all processors",
    "page": "write graph.html",
}

TRUE = frozenset(("1", "true", "yes", "on"))
FALSE = frozenset(("0", "false", "no", "off"))


@dataclass(frozen=True, slots=True)
class Origins:
    """The settings in force and, for each, where it came from ("default", a file, a variable, a flag)."""

    settings: Settings
    origin: Mapping[str, str]


def names() -> tuple[str, ...]:
    """Return the names of all settings, in order."""
    return tuple(field.name for field in fields(Settings))


def settle(
    flags: Mapping[str, object], *, environment: Mapping[str, str], folder: Path, file: Path | None = None
) -> Origins:
    """Return the settings in force; `None` among the flags means that the flag was not given.

    `file` is read instead of the first of `graphbuild.toml` and `pyproject.toml` in `folder`. Raises `UsageError`.
    """
    values: dict[str, Any] = {field.name: field.default for field in fields(Settings) if field.default is not MISSING}
    origin = dict.fromkeys(values, "default")
    named, told = from_file(file) if file is not None else found_in(folder)
    for name, value in told.items():
        values[name], origin[name] = checked(name, value, named), named
    for name in values:
        variable = PREFIX + name.upper()
        if environment.get(variable):
            values[name], origin[name] = checked(name, worded(name, environment[variable]), variable), variable
    for name, value in flags.items():
        if value is not None:
            flag = "--" + name.replace("_", "-")
            values[name], origin[name] = checked(name, value, flag), flag
    return Origins(Settings(**values), origin)


def found_in(folder: Path) -> tuple[str, dict[str, object]]:
    """Return the settings in the file of a folder, with its name; no settings if there is no such file."""
    for name in (FILE, PROJECT_FILE):
        if (folder / name).is_file():
            named, told = from_file(folder / name)
            if told or name == FILE:
                return named, told
    return "", {}


def from_file(path: Path) -> tuple[str, dict[str, object]]:
    """Return the settings written in a file, with its name. Raises `UsageError` if it cannot be understood."""
    try:
        table: dict[str, object] = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(
            f"{path}: the settings cannot be read ({error.strerror}). Name another file with --config"
        ) from error
    except ValueError as error:
        raise UsageError(
            f"{path}: the settings are no TOML ({error}). See https://toml.io for how it is written"
        ) from error
    if path.name == PROJECT_FILE:
        tools = table.get("tool")
        section = tools.get("graphbuild", {}) if isinstance(tools, dict) else {}
        table = section if isinstance(section, dict) else {}
    unknown = sorted(set(table) - set(names()))
    if unknown:
        raise UsageError(f"{path}: there is no setting {unknown[0]!r}. The settings are: {', '.join(names())}")
    return path.name, table


def worded(name: str, text: str) -> object:
    """Return what an environment variable says as the kind of value that the setting has.

    >>> worded("page", "no"), worded("threads", "2"), worded("title", "2")
    (False, 2, '2')
    """
    default = getattr(Settings(), name)
    if isinstance(default, bool):
        word = text.strip().lower()
        return True if word in TRUE else False if word in FALSE else text
    if isinstance(default, int):
        return int(text) if text.strip().isdecimal() else text
    if isinstance(default, float):
        try:
            return float(text)
        except ValueError:
            return text
    return text


def checked(name: str, value: object, origin: str) -> object:
    """Return the value if the setting can have it. Raises `UsageError`, saying where the value came from."""
    default = getattr(Settings(), name)
    kind = str if default is None else type(default)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        wanted = {bool: "true or false", int: "a whole number", float: "a number", str: "a string"}[kind]
        raise UsageError(f"{origin}: {name} is to be {wanted}, not {value!r}. Correct it there")
    if isinstance(value, float) and not 0 < value < 1:
        raise UsageError(f"{origin}: {name} is to lie between 0 and 1, but is {value}. Correct it there")
    if isinstance(value, int) and value < 0:
        raise UsageError(f"{origin}: {name} cannot be below 0, but is {value}. Correct it there")
    if name == "base":
        _check_base(str(value), origin)
    return value


def _check_base(base: str, origin: str) -> None:
    parts = urlsplit(base)
    strange = [character for character in base if character in ' <>"{}|\\^`' or character < "!"]
    if not parts.scheme or strange or not base.endswith(("/", "#", ":")):
        example = "https://example.org/id/"
        raise UsageError(
            f"{origin}: base is to be an absolute IRI that ends in / or #, not {base!r}. Write it like {example}"
        )
