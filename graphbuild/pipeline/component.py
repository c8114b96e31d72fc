"""The joint model as one spaCy component: fills tags, lemmas, trees, names, roles and factuality of a `Doc`.

A document is read on its own: its windows share batches with each other, never with other documents, so that the same
article gives the same annotation whatever it is read with (int8 scales are taken from a whole batch).
"""

from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from graphbuild.extract.layers import Argument, Frame
from graphbuild.pipeline.decoding import RoleScores, Scores, arguments, best_path, lemma, name_spans, roleset, tree
from graphbuild.pipeline.labels import MENTION_CLASSES
from graphbuild.pipeline.network import Network, Output
from graphbuild.pipeline.pieces import unmistakable
from graphbuild.pipeline.windows import Window, dateline_ends, hard_breaks, windows

ASSIGNS = ["token.pos", "token.lemma", "token.morph", "token.dep", "token.head", "token.is_sent_start", "doc.ents",
           "doc.sents", "doc._.frames", "token._.mention_class", "token._.factuality"]  # fmt: skip
MODEL_FOLDER = Path(__file__).parent.parent / "models" / "en"


@Language.factory("graphbuild_joint", assigns=ASSIGNS, default_config={"folder": None, "threads": 2})
def create(nlp: Language, name: str, folder: str | None, threads: int) -> "JointComponent":
    """spaCy's factory: `nlp.add_pipe("graphbuild_joint")`."""
    return JointComponent(Network(Path(folder) if folder else MODEL_FOLDER, threads=threads))


class JointComponent:
    """Callable on a `Doc`; the state is the network."""

    def __init__(self, network: Network) -> None:
        self.network = network

    def __call__(self, doc: Doc) -> Doc:
        """Annotate and return the same document; white-space tokens get no annotation of their own."""
        real = [token.i for token in doc if not token.is_space]
        if not real:
            return doc
        text = doc.text  # spaCy puts it together anew at each call
        words = [doc[i].text for i in real]
        begins = [doc[i].idx for i in real]
        gaps = [text[a + len(word) : b] for a, word, b in zip(begins, words, begins[1:], strict=False)]
        sizes = [len(self.network.pieces.word(word)) for word in words]
        datelines = set(dateline_ends(text))
        after = [k for k, begin in enumerate(begins) if begin in datelines]
        breaks = sorted({*hard_breaks(words, ["", *gaps]), *after})
        cut, forced = windows(words, sizes, breaks)
        seen = unmistakable(words)
        outputs = self.network.run([self.network.pieces.encode(seen[w.start : w.end]) for w in cut])
        found = Annotation(len(doc))
        for window, output in zip(cut, outputs, strict=True):
            self.annotate(found, output, window, words, real, set(forced))
        found.write(doc, real)
        return doc

    def annotate(
        self, found: "Annotation", output: Output, window: Window, words: list[str], real: list[int], forced: set[int]
    ) -> None:
        """Decode one window into `found`, whose indices are the document's tokens."""
        labels = self.network.labels
        core = range(window.core_start - window.start, window.core_end - window.start)
        upos = [labels.upos[i] for i in output["upos"].argmax(1)]
        starts = [k for k in core if k == core.start or window.start + k in forced or output["starts"][k, 0] > 0]
        sentences = list(zip(starts, [*starts[1:], core.stop], strict=True))
        for k in core:
            i = real[window.start + k]
            found.pos[i] = upos[k]
            found.morph[i] = labels.feats[int(output["feats"][k, 0])].replace("_", "")
            script = labels.scripts[int(output["scripts"][k, 0])]
            found.lemma[i] = lemma(words[window.start + k], upos[k], script, labels)
            found.mention[i] = MENTION_CLASSES[int(output["mentions"][k].argmax())]
        self.trees(found, output, window, real, sentences)
        tags = [labels.names[i] for i in best_path(output["names"], self.network.transitions)]
        for start, end, kind in name_spans(tags):
            if start in core and end - 1 in core:
                found.names.append((real[window.start + start], real[window.start + end - 1] + 1, kind))
        self.frames(found, output, window, real, sentences)

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
        chosen = [(k, start, end) for start, end in sentences for k in range(start, end)
                  if output["predicates"][k, 0] > 0]  # fmt: skip
        if not chosen:
            return
        roles: Scores = self.network.roles(output, [k for k, _, _ in chosen])
        for scores, (k, start, end) in zip(roles, chosen, strict=True):
            i = real[window.start + k]
            name = roleset(found.lemma[i], found.pos[i], output["senses"][k], self.network.labels)
            decoded = arguments(RoleScores(scores, start, end), self.network.labels)
            made = tuple(Argument(label, real[window.start + w], chance) for label, w, chance in decoded)
            found.frames.append(Frame(i, name, made))
            found.factuality[i] = float(output["factuality"][k, 0])


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

    def write(self, doc: Doc, real: list[int]) -> None:
        """Set spaCy's attributes; a white-space token hangs on the word before it, as spaCy has it."""
        position = set(real)
        previous = real[0]
        for token in doc:
            if token.i in position:
                previous = token.i
            else:
                self.pos[token.i], self.dep[token.i], self.lemma[token.i] = "SPACE", "dep", token.text
                self.head[token.i] = previous
        strings = doc.vocab.strings
        columns = [
            [strings.add(value) for value in self.pos],
            [strings.add(value) for value in self.lemma],
            [strings.add(value) for value in self.dep],
            [doc.vocab.morphology.add(value) for value in self.morph],
        ]
        relative = np.array([head - i for i, head in enumerate(self.head)], dtype=np.int64).astype(np.uint64)
        table = np.stack([*(np.array(column, dtype=np.uint64) for column in columns), relative], axis=1)
        doc.from_array(["POS", "LEMMA", "DEP", "MORPH", "HEAD"], table)  # type: ignore[arg-type]  # spaCy takes uint64
        doc.set_ents([Span(doc, start, end, label=kind) for start, end, kind in self.names])
        doc._.frames = tuple(sorted(self.frames, key=lambda frame: frame.token))
        doc._.mention_classes = {doc[i].idx: self.mention[i] for i in real if self.mention[i] != "none"}
        doc._.factualities = {doc[i].idx: value for i, value in self.factuality.items()}
