"""What can go wrong, as one small tree.

GraphbuildError
├── UsageError            the person asked for something that cannot be (exit code 2)
├── InputError            something given to read is not readable as what it should be
│   └── ArticleError      one article: it becomes a line of the run report, the batch goes on
├── ModelError            the language model is missing or does not fit this version
├── QueryError            a query is unknown, malformed or not allowed
└── ValidationError       a graph breaks the shapes (exit code 3)

Every message says what is wrong, where, and what to do next.
"""


class GraphbuildError(Exception):
    """Anything that graphbuild itself reports to a person."""


class UsageError(GraphbuildError):
    """The request cannot be carried out as it was put."""


class InputError(GraphbuildError):
    """Something given to read cannot be read."""


class ArticleError(InputError):
    """One article cannot be read; the others can.

    `where` names file and line, `reason` what is wrong, `remedy` what to do about it.
    """

    def __init__(self, where: str, reason: str, remedy: str) -> None:
        super().__init__(f"{where}: {reason}. {remedy}")
        self.where = where
        self.reason = reason
        self.remedy = remedy


class ModelError(GraphbuildError):
    """The language model cannot be loaded."""


class QueryError(GraphbuildError):
    """A query cannot be run."""


class ValidationError(GraphbuildError):
    """A graph breaks the rules of `ontologies/shapes.ttl`."""
