"""The joint model as one spaCy component: fills tags, lemmas, trees, names, roles and factuality of a `Doc`.

A document is read on its own: its windows share batches with each other, never with other documents, so that the same
article gives the same annotation whatever it is read with (int8 scales are taken from a whole batch).
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from graphbuild.extract.layers import Argument, Frame
from graphbuild.pipeline.decoding import best_paths, lemma, name_spans, roleset, taken, tree
from graphbuild.pipeline.labels import MENTION_CLASSES
from graphbuild.pipeline.network import Network, Output
from graphbuild.pipeline.pieces import unmistakable
from graphbuild.pipeline.signals import Gathered, conflict
from graphbuild.pipeline.windows import Window, dateline_ends, hard_breaks, windows

ASSIGNS = ["token.pos", "token.lemma", "token.morph", "token.dep", "token.head", "token.is_sent_start", "doc.ents",
           "doc.sents", "doc._.frames", "doc._.signals", "token._.mention_class", "token._.factuality"]  # fmt: skip
MODEL_FOLDER = Path(__file__).parent.parent / "models" / "en"


@Language.factory("graphbuild_joint", assigns=ASSIGNS, default_config={"folder": None, "threads": 2})
def create(nlp: Language, name: str, folder: str | None, threads: int) -> "JointComponent":
    """spaCy's factory: `nlp.add_pipe("graphbuild_joint")`."""
    return JointComponent(shared_network(Path(folder) if folder else MODEL_FOLDER, threads))


@lru_cache(maxsize=1)
def shared_network(folder: Path, threads: int) -> Network:
    """The network in a folder: pipelines made one after the other share its weights."""
    return Network(folder, threads=threads)


class JointComponent:
    """Callable on a `Doc`; the state is the network."""

    def __init__(self, network: Network) -> None:
        self.network = network

    def __call__(self, doc: Doc) -> Doc:
        """Annotate and return the same document; white-space tokens get no annotation of their own."""
        seen = [(token.i, token.text, token.idx) for token in doc if not token.is_space]
        if not seen:
            return doc
        text = doc.text  # spaCy puts it together anew at each call
        real, words, begins = map(list, zip(*seen, strict=True))
        gaps = [text[a + len(word) : b] for a, word, b in zip(begins, words, begins[1:], strict=False)]
        sizes = [len(self.network.pieces.word(word)) for word in words]
        datelines = set(dateline_ends(text))
        after = [k for k, begin in enumerate(begins) if begin in datelines]
        breaks = sorted({*hard_breaks(words, ["", *gaps]), *after})
        cut, forced = windows(words, sizes, breaks)
        clear = unmistakable(words)
        outputs = self.network.run([self.network.pieces.encode(clear[w.start : w.end]) for w in cut])
        found = Annotation(len(doc))
        paths = best_paths([output["names"] for output in outputs], self.network.transitions)
        with self.network.one_thread():
            for window, output, path in zip(cut, outputs, paths, strict=True):
                self.words(found, output, window, words, real)
                self.names(found, path, window, real)
                sentences = cut_sentences(output, window, set(forced))
                self.trees(found, output, window, real, sentences)
                self.frames(found, output, window, real, sentences)
                conflict(found.signals, self.network, output, window, real)
        found.write(doc, real, begins)
        return doc

    def words(self, found: "Annotation", output: Output, window: Window, words: list[str], real: list[int]) -> None:
        """Tags, lemmas and mention classes of one window go into `found`, whose indices are the document's tokens."""
        labels = self.network.labels
        core = slice(window.core_start - window.start, window.core_end - window.start)
        columns = (output["upos"][core].argmax(1), output["feats"][core, 0].astype(np.int64),
                   output["scripts"][core, 0].astype(np.int64), output["mentions"][core].argmax(1))  # fmt: skip
        for k, (tag, feats, script, mention) in enumerate(
            zip(*(column.tolist() for column in columns), strict=True), window.core_start
        ):
            i, upos = real[k], labels.upos[tag]
            found.pos[i] = upos
            found.morph[i] = labels.feats[feats].replace("_", "")
            found.lemma[i] = lemma(words[k], upos, labels.scripts[script], labels)
            found.mention[i] = MENTION_CLASSES[mention]

    def names(self, found: "Annotation", path: list[int], window: Window, real: list[int]) -> None:
        """The names of one window that lie in its core."""
        for start, end, kind in name_spans([self.network.labels.names[i] for i in path]):
            if window.core_start <= window.start + start and window.start + end <= window.core_end:
                found.names.append((real[window.start + start], real[window.start + end - 1] + 1, kind))

    def trees(
        self, found: "Annotation", output: Output, window: Window, real: list[int], sentences: list[tuple[int, int]]
    ) -> None:
        """Heads and relations, sentence by sentence."""
        children, heads = [], []
        for start, end in sentences:
            columns = [0, *range(start + 1, end + 1)]
            for k, head in enumerate(tree(output["arcs"][start:end][:, columns])):
                children.append(start + k)
                heads.append(start + head if head >= 0 else -1)
            found.sentence_starts.add(real[window.start + start])
        for k, head, relation in zip(children, heads, self.network.relations(output, children, heads), strict=True):
            i = real[window.start + k]
            found.head[i] = real[window.start + head] if head >= 0 else i
            found.dep[i] = self.network.labels.deprels[relation] if head >= 0 else "ROOT"

    def frames(
        self, found: "Annotation", output: Output, window: Window, real: list[int], sentences: list[tuple[int, int]]
    ) -> None:
        """Predicates with roleset, arguments and factuality."""
        told = (output["predicates"][:, 0] > 0).tolist()
        chosen = [(k, start, end) for start, end in sentences for k in range(start, end) if told[k]]
        if not chosen:
            return
        for (k, start, _), chances in zip(chosen, self.network.role_chances(output, chosen), strict=True):
            i = real[window.start + k]
            name = roleset(found.lemma[i], found.pos[i], output["senses"][k], self.network.labels)
            decoded = taken(chances, start, self.network.labels)
            made = tuple(Argument(label, real[window.start + w], chance) for label, w, chance in decoded)
            found.frames.append(Frame(i, name, made))
            found.factuality[i] = float(output["factuality"][k, 0])


def cut_sentences(output: Output, window: Window, forced: set[int]) -> list[tuple[int, int]]:
    """The sentences of a window's core, counted from the window's first word."""
    core = range(window.core_start - window.start, window.core_end - window.start)
    begins = (output["starts"][:, 0] > 0).tolist()
    starts = [k for k in core if begins[k] or k == core.start or window.start + k in forced]
    return list(zip(starts, [*starts[1:], core.stop], strict=True))


class Annotation:
    """Layers of a document while its windows are decoded; indices are the document's tokens."""

    def __init__(self, size: int) -> None:
        self.pos, self.morph, self.lemma, self.dep = (["" for _ in range(size)] for _ in range(4))
        self.mention = ["none"] * size
        self.head = list(range(size))
        self.factuality: dict[int, float] = {}
        self.names: list[tuple[int, int, str]] = []
        self.frames: list[Frame] = []
        self.sentence_starts: set[int] = set()
        self.signals = Gathered()

    def write(self, doc: Doc, real: list[int], begins: list[int]) -> None:
        """Set spaCy's attributes; a white-space token hangs on the word before it, as spaCy has it.

        `real` are the tokens that are words, `begins` the offsets of their first characters.
        """
        position = set(real)
        previous = real[0]
        for i in range(len(doc)):
            if i in position:
                previous = i
            else:
                self.pos[i], self.dep[i], self.lemma[i] = "SPACE", "dep", doc[i].text
                self.head[i] = previous
        strings, morphology = doc.vocab.strings, doc.vocab.morphology
        columns = [
            *(keys(values, strings.add) for values in (self.pos, self.lemma, self.dep)),
            keys(self.morph, morphology.add),
        ]
        relative = np.array([head - i for i, head in enumerate(self.head)], dtype=np.int64).astype(np.uint64)
        table = np.stack([*(np.array(column, dtype=np.uint64) for column in columns), relative], axis=1)
        doc.from_array(["POS", "LEMMA", "DEP", "MORPH", "HEAD"], table)  # type: ignore[arg-type]  # spaCy takes uint64
        doc.set_ents([Span(doc, start, end, label=kind) for start, end, kind in self.names])
        doc._.frames = tuple(sorted(self.frames, key=lambda frame: frame.token))
        doc._.signals = self.signals.signals()
        at = dict(zip(real, begins, strict=True))
        doc._.mention_classes = {begin: self.mention[i] for i, begin in at.items() if self.mention[i] != "none"}
        doc._.factualities = {at[i]: value for i, value in self.factuality.items()}


def keys(values: list[str], add: Callable[[str], int]) -> list[int]:
    """The keys of strings in spaCy's store; each is added once."""
    known = {value: add(value) for value in dict.fromkeys(values)}
    return [known[value] for value in values]
