"""What the page knows: a scene of nodes and edges, and the statements they rest on.

A scene is plain data, sorted and free of the store it was read from; every renderer (network today, map and timeline
later) is drawn from it.  Cross references are positions in the tuples of the scene.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """An article: where something is said."""

    iri: str
    identifier: str
    title: str
    publisher: str
    publisher_iri: str
    issued: str
    url: str
    language: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quoted sentence and the IRIs of the things that its words refer to."""

    text: str
    refers_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim of the graph with all that a reader needs to judge it.  `own_voice`: the outlet itself says so."""

    iri: str
    kind: str
    claimant: str
    claimant_label: str
    own_voice: bool
    stance: str
    certainty: str
    verb: str
    quote: tuple[Piece, ...]
    source: str
    about: tuple[str, ...]
    propositions: tuple[tuple[str, str, str], ...]
    disputes: tuple[str, ...]
    only_via: str
    said_on: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Node:
    """A thing of the world layer.  `facts` are (name, value) pairs in reading order; `named` is (source, words)."""

    iri: str
    kind: str
    label: str
    status: str
    begin: str
    end: str
    also: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    same_as: tuple[str, ...]
    named: tuple[tuple[str, tuple[str, ...]], ...]
    degree: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two nodes.

    `state` is the name of a row of `style.STATES`; `statements` are the claims that hold or deny it.
    """

    subject: str
    relation: str
    object: str
    state: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is shown, and how much there is in all.

    `all_nodes` and `all_edges` count the graph, not the scene; `all_statements` counts the claims on what is shown.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    statements: tuple[Statement, ...]
    sources: tuple[Source, ...]
    all_nodes: int
    all_edges: int
    all_statements: int
