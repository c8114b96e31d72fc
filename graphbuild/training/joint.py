"""The joint model: one encoder, a head for each layer.

The encoder is all-MiniLM-L6-v2 (6 layers, 384 wide, uncased WordPiece; Apache-2.0) with six case classes as a further
input embedding, initialised at zero.  A word is the mean of its first and last sub-word.  Each group of layers reads
its own learned mixture of the encoder's layers (Peters et al. 2018).  Arcs and roles are biaffine (Dozat and Manning
2017), names a linear-chain CRF.
"""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from graphbuild.pipeline.labels import CONFLICT, WORD_LAYERS, allowed

WIDTH, DEPTH, INTERMEDIATE, ATTENTION_HEADS = 384, 6, 1536, 12
CASES = 6
SLOPE = 0.1  # of leaky rectifiers
GROUPS = ("tags", "tree", "names", "roles", "conflict")


class Layer(nn.Module):
    """A post-norm transformer layer (BERT)."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.output, self.norm1 = nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, INTERMEDIATE), nn.Linear(INTERMEDIATE, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor, dropout: float) -> Tensor:
        """`x` (batch, pieces, width); `mask` (batch, 1, 1, pieces), added to attention scores."""
        size = WIDTH // ATTENTION_HEADS

        def split(t: Tensor) -> Tensor:
            return t.unflatten(-1, (ATTENTION_HEADS, size)).transpose(1, 2)

        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        weights = torch.softmax(query @ key.transpose(-1, -2) / math.sqrt(size) + mask, dim=-1)
        mixed = (F.dropout(weights, dropout) if dropout else weights) @ value
        mixed = self.output(mixed.transpose(1, 2).flatten(-2))
        x = self.norm1(x + (F.dropout(mixed, dropout) if dropout else mixed))
        fed = self.down(F.gelu(self.up(x)))
        return self.norm2(x + (F.dropout(fed, dropout) if dropout else fed))


class Encoder(nn.Module):
    """all-MiniLM-L6-v2 with case classes; returns the states after each layer."""

    def __init__(self, vocabulary: int = 30522) -> None:
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.cases = nn.Embedding(CASES, WIDTH)
        nn.init.zeros_(self.cases.weight)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(DEPTH))

    def forward(self, pieces: Tensor, cases: Tensor, dropout: float = 0.0) -> list[Tensor]:
        """`pieces`, `cases` (batch, length) int64, piece 0 is padding -> list of (batch, length, width)."""
        x = self.pieces(pieces) + self.positions.weight[: pieces.shape[1]] + self.kind + self.cases(cases)
        x = self.norm(x)
        x = F.dropout(x, dropout) if dropout else x
        mask = (pieces == 0).to(x.dtype)[:, None, None, :] * -10000.0
        states = []
        for layer in self.layers:
            x = layer(x, mask, dropout)
            states.append(x)
        return states

    def load_minilm(self, path: Path) -> None:
        """Take over the weights of a BERT checkpoint in safetensors form."""
        source = load_file(str(path))
        names = {"pieces.weight": "embeddings.word_embeddings.weight", "norm.weight": "embeddings.LayerNorm.weight"}
        names |= {"positions.weight": "embeddings.position_embeddings.weight", "norm.bias": "embeddings.LayerNorm.bias"}
        parts = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value"}
        parts |= {"output": "attention.output.dense", "norm1": "attention.output.LayerNorm"}
        parts |= {"up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}
        for i in range(DEPTH):
            for ours, theirs in parts.items():
                for kind in ("weight", "bias"):
                    names[f"layers.{i}.{ours}.{kind}"] = f"encoder.layer.{i}.{theirs}.{kind}"
        state = {ours: source[theirs] for ours, theirs in names.items()}
        state["kind"] = source["embeddings.token_type_embeddings.weight"][0]
        missing = self.load_state_dict(state, strict=False)
        if missing.missing_keys != ["cases.weight"] or missing.unexpected_keys:
            raise ValueError(f"{path} is not a checkpoint of the expected encoder: {missing}")


def perceptron(size: int) -> nn.Sequential:
    """A projection for a biaffine."""
    return nn.Sequential(nn.Linear(WIDTH, size), nn.LeakyReLU(SLOPE))


def side_by_side(x: Tensor, *layers: nn.Module) -> tuple[Tensor, ...]:
    """What the linear part of each of these layers makes of `x`, by one product: one is faster than many small ones."""
    linear = [part for layer in layers for part in layer.modules() if isinstance(part, nn.Linear)]
    weight, bias = torch.cat([one.weight for one in linear]), torch.cat([one.bias for one in linear])
    return F.linear(x, weight, bias).split([one.out_features for one in linear], -1)


def perceptrons(x: Tensor, *layers: nn.Module) -> tuple[Tensor, ...]:
    """What each of these `perceptron`s makes of `x`."""
    return tuple(F.leaky_relu(projected, SLOPE) for projected in side_by_side(x, *layers))


class Crf(nn.Module):
    """Linear-chain conditional random field (Lafferty et al. 2001); transitions only, no start or end scores."""

    forbidden: Tensor

    def __init__(self, tags: list[str]) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(len(tags), len(tags)))
        self.register_buffer("forbidden", torch.tensor([[not allowed(a, b) for b in tags] for a in tags]))

    def scores(self) -> Tensor:
        """(from, to) scores with the impossible ones at -10000."""
        return self.transitions.masked_fill(self.forbidden, -10000.0)

    def loss(self, emissions: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Mean negative log likelihood a word; emissions (batch, words, tags), mask true where a word is scored."""
        scores = self.scores()
        alpha = torch.where(mask[:, :1], emissions[:, 0], torch.zeros_like(emissions[:, 0]))
        gold = torch.where(mask[:, 0], emissions[:, 0].gather(1, tags[:, :1]).squeeze(1), emissions.new_zeros(()))
        for i in range(1, emissions.shape[1]):
            here = mask[:, i]
            both = here & mask[:, i - 1]
            step = torch.logsumexp(alpha[:, :, None] + scores[None], 1) + emissions[:, i]
            fresh = torch.logsumexp(alpha, 1, keepdim=True) + emissions[:, i]
            alpha = torch.where(both[:, None], step, torch.where(here[:, None], fresh, alpha))
            gold = gold + torch.where(here, emissions[:, i].gather(1, tags[:, i : i + 1]).squeeze(1), 0.0)
            gold = gold + torch.where(both, scores[tags[:, i - 1], tags[:, i]], 0.0)
        total = torch.logsumexp(alpha, 1)
        scored = mask.any(1)
        return ((total - gold) * scored).sum() / mask.sum().clamp(min=1)


@dataclass(slots=True)
class Sizes:
    """Numbers of labels."""

    upos: int
    feats: int
    scripts: int
    deprels: int
    roles: int
    senses: int
    mentions: int


class Joint(nn.Module):
    """Encoder and heads.  `forward` returns raw scores; what they mean is in `graphbuild.pipeline.decoding`."""

    def __init__(self, sizes: Sizes, name_tags: list[str]) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.mixes = nn.ParameterDict({name: nn.Parameter(torch.linspace(-2.0, 1.0, DEPTH)) for name in GROUPS})
        linear = {"upos": sizes.upos, "feats": sizes.feats, "scripts": sizes.scripts, "starts": 1}
        self.tags = nn.ModuleDict({name: nn.Linear(WIDTH, n) for name, n in linear.items()})
        self.name_hidden = nn.Sequential(nn.Linear(WIDTH, 256), nn.GELU())
        self.name = nn.Linear(256, len(name_tags))
        self.crf = Crf(name_tags)
        self.mention = nn.Linear(WIDTH, sizes.mentions)
        self.arc_child, self.arc_head = perceptron(256), perceptron(256)
        self.arc = nn.Parameter(torch.empty(257, 256))
        self.root = nn.Parameter(torch.zeros(256))
        self.rel_child, self.rel_head = perceptron(96), perceptron(96)
        self.rel = nn.Parameter(torch.empty(97, sizes.deprels, 97))
        self.rel_root = nn.Parameter(torch.zeros(96))
        self.predicate, self.sense = nn.Linear(WIDTH, 1), nn.Linear(WIDTH, sizes.senses)
        self.factuality = nn.Linear(WIDTH, 1)
        self.role_predicate, self.role_word = perceptron(128), perceptron(128)
        self.role = nn.Parameter(torch.empty(129, sizes.roles, 129))
        self.conflict_hidden = nn.Sequential(nn.Linear(WIDTH, 256), nn.GELU())
        self.conflict = nn.ModuleDict({name: nn.Linear(256, len(CONFLICT[name])) for name in WORD_LAYERS})
        self.link_from, self.link_to = perceptron(128), perceptron(128)
        self.link = nn.Parameter(torch.empty(129, len(CONFLICT["link"]), 129))
        for weight in (self.arc, self.rel, self.role, self.link):
            nn.init.normal_(weight, std=0.02)

    def states(self, pieces: Tensor, cases: Tensor, first: Tensor, last: Tensor, dropout: float) -> dict[str, Tensor]:
        """Word states for each group of layers; `first`, `last` (batch, words) index the sub-words."""
        layers = self.encoder(pieces, cases, dropout)
        words = torch.stack([(take(layer, first) + take(layer, last)) / 2 for layer in layers])
        weights = torch.stack([torch.softmax(self.mixes[name], 0) for name in GROUPS])
        with torch.autocast("cpu", enabled=False):  # a mean of six states loses too much in 16 bits
            mixed = (weights.float() @ words.float().flatten(1)).reshape(-1, *words.shape[1:])
        return {name: F.dropout(mixed[i], dropout) if dropout else mixed[i] for i, name in enumerate(GROUPS)}

    def forward(
        self, pieces: Tensor, cases: Tensor, first: Tensor, last: Tensor, dropout: float = 0.0
    ) -> dict[str, Any]:
        """Scores of all layers for a batch: every tensor starts with (batch, words).

        arcs (batch, words, 1 + words): column 0 is the root; relations and roles are left as projected states, since
        they are scored for chosen pairs only (`relations`, `roles`).
        """
        states = self.states(pieces, cases, first, last, dropout)
        out: dict[str, Any] = dict(zip(self.tags, side_by_side(states["tags"], *self.tags.values()), strict=True))
        hidden, out["mentions"] = side_by_side(states["names"], self.name_hidden, self.mention)
        out["names"] = self.name(F.gelu(hidden))
        ends = (self.arc_child, self.arc_head, self.rel_child, self.rel_head)
        child, heads, out["rel_child"], out["rel_head"] = perceptrons(states["tree"], *ends)
        heads = torch.cat([self.root.expand(heads.shape[0], 1, -1), heads], 1)
        out["arcs"] = with_one(child) @ self.arc @ heads.transpose(1, 2)
        single = side_by_side(states["roles"], self.predicate, self.sense, self.factuality)
        out |= dict(zip(("predicates", "senses", "factuality"), single, strict=True))
        out["role_predicate"], out["role_word"] = perceptrons(states["roles"], self.role_predicate, self.role_word)
        seen = self.conflict_hidden(states["conflict"])
        seen = F.dropout(seen, dropout) if dropout else seen
        out |= zip(self.conflict, side_by_side(seen, *self.conflict.values()), strict=True)
        out["link_from"], out["link_to"] = perceptrons(states["conflict"], self.link_from, self.link_to)
        return out

    def relations(self, child: Tensor, head: Tensor) -> Tensor:
        """Relation scores (n, labels) of n pairs; `child`, `head` (n, 96)."""
        labels = self.rel.shape[1]
        left = (with_one(child) @ self.rel.flatten(1)).unflatten(-1, (labels, 97))
        return (left @ with_one(head)[:, :, None]).squeeze(-1)

    def roles(self, predicate: Tensor, words: Tensor) -> Tensor:
        """Role scores (n, labels, words) of n predicates (n, 128) against the words of their batch (n, words, 128)."""
        return biaffine(self.role, predicate, words)

    def links(self, anchor: Tensor, words: Tensor) -> Tensor:
        """Link scores (n, labels, words) of n triggers, cues or mentions (n, 128) against the words of their batch."""
        return biaffine(self.link, anchor, words)


def biaffine(weight: Tensor, one: Tensor, words: Tensor) -> Tensor:
    """Scores (n, labels, words) of n states (n, size) against words (n, words, size).

    `weight` is (1 + size, labels, 1 + size).
    """
    left = (with_one(one) @ weight.flatten(1)).unflatten(-1, tuple(weight.shape[1:]))
    return left @ with_one(words).transpose(1, 2)


def take(states: Tensor, index: Tensor) -> Tensor:
    """The states at these positions: (batch, length, width), (batch, words) -> (batch, words, width).

    Whole rows are taken, which onnxruntime does several times faster than element by element.
    """
    before = torch.arange(states.shape[0], device=states.device)[:, None] * states.shape[1]
    return states.flatten(0, 1)[index + before]


def with_one(x: Tensor) -> Tensor:
    """A constant 1 behind the last dimension, so that a biaffine holds the linear terms."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)
