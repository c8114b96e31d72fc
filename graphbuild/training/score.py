"""Score a model folder on the held-out parts, layer by layer: `python -m graphbuild.training.score DATA CORPUS MODEL`.

Gold tokens and gold sentences, one sentence at a time, as parsers are usually scored.  At run time the network sees
windows of neighbouring sentences; trees and sentence starts in windows are scored apart ("EWT in windows").  What is
scored are the shipped files, through the code that runs at run time.
"""

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from graphbuild.pipeline import language
from graphbuild.pipeline.decoding import RoleScores, arguments, best_path, lemma, name_spans, roleset, tree
from graphbuild.pipeline.labels import CONFLICT, MENTION_CLASSES
from graphbuild.pipeline.network import Network, Output
from graphbuild.pipeline.windows import USUAL
from graphbuild.training import corpora
from graphbuild.training.batches import Chunk, chunk_links, chunks
from graphbuild.training.conflict import conflict
from graphbuild.training.corpora import UNKNOWN, Sentence
from graphbuild.training.inventory import bioes


@dataclass(slots=True)
class Counts:
    """Right, given and wanted by layer, and pairs of numbers for correlation."""

    right: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    given: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    wanted: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    pairs: list[tuple[float, float]] = field(default_factory=list)

    def sets(self, layer: str, found: set[object], gold: set[object]) -> None:
        """Count one sentence's sets."""
        self.right[layer] += len(found & gold)
        self.given[layer] += len(found)
        self.wanted[layer] += len(gold)

    def table(self) -> dict[str, float]:
        """F1 (equal to accuracy where as many are given as wanted) by layer, in percent."""
        rows = {
            layer: round(200 * self.right[layer] / max(1, self.given[layer] + self.wanted[layer]), 2)
            for layer in self.wanted
        }
        if len(self.pairs) > 2:
            one, other = np.array(self.pairs).T
            rows["factuality r"] = round(100 * float(np.corrcoef(one, other)[0, 1]), 2)
        return rows


ALONE, WINDOW = 1, USUAL  # sub-words of a chunk: a sentence each, or neighbours together as at run time


def score(network: Network, documents: list[list[Sentence]], size: int = ALONE) -> dict[str, float]:
    """Scores of one test set; `size` says how much the network sees at once."""
    counts = Counts()
    for document in documents:
        found = list(chunks(document, network.pieces, None, size=size))
        for chunk, output in zip(found, network.run([chunk.pieces for chunk in found]), strict=True):
            links(network, output, chunk, counts)
            start = 0
            for sentence in chunk.sentences:
                end = start + len(sentence.words)
                one_sentence(network, output, sentence, start, end, counts)
                start = end
    return counts.table()


def one_sentence(network: Network, output: Output, sentence: Sentence, start: int, end: int, counts: Counts) -> None:
    """Count the layers that a sentence annotates."""
    labels, n = network.labels, end - start
    rows = slice(start, end)
    conflict_layers(output, sentence, start, end, counts)
    if sentence.heads is not None and sentence.deprels is not None and sentence.upos and sentence.lemmas:
        upos = [labels.upos[i] for i in output["upos"][rows].argmax(1)]
        counts.sets("UPOS", set(enumerate(upos)), set(enumerate(sentence.upos)))
        feats = [labels.feats[int(i)] for i in output["feats"][rows, 0]]
        counts.sets("UFeats", set(enumerate(feats)), set(enumerate(sentence.feats or ())))
        scripts = [labels.scripts[int(i)] for i in output["scripts"][rows, 0]]
        made = [lemma(w, u, s, labels).lower() for w, u, s in zip(sentence.words, upos, scripts, strict=True)]
        counts.sets("lemma", set(enumerate(made)), set(enumerate(x.lower() for x in sentence.lemmas)))
        starts = {k for k in range(n) if output["starts"][start + k, 0] > 0}
        counts.sets("sentence starts", set(starts), {0})
        heads = tree(output["arcs"][rows][:, [0, *range(start + 1, end + 1)]])
        absolute = [h + start if h >= 0 else -1 for h in heads]
        relations = network.relations(output, list(range(start, end)), absolute)
        given = {(k, h, labels.deprels[r]) for k, (h, r) in enumerate(zip(heads, relations, strict=True))}
        wanted = set(zip(range(n), sentence.heads, sentence.deprels, strict=True))
        counts.sets("UAS", {x[:2] for x in given}, {x[:2] for x in wanted})
        counts.sets("LAS", set(given), set(wanted))
    if sentence.names is not None:
        tags = [labels.names[i] for i in best_path(output["names"][rows], network.transitions)]
        counts.sets("names", set(name_spans(tags)), set(name_spans(bioes(sentence.names))))
    if sentence.mentions is not None:
        classes = output["mentions"][rows].argmax(1)
        kinds = range(1, MENTION_CLASSES.index("other"))
        given_heads = {(k, int(c)) for k, c in enumerate(classes) if c in kinds and sentence.mentions[k] != -100}
        wanted_heads = {(k, c) for k, c in enumerate(sentence.mentions) if c in kinds}
        counts.sets("mention heads", set(given_heads), set(wanted_heads))
    if sentence.frames is not None:
        frames(network, output, sentence, start, end, counts)
    for k, value in sentence.factuality.items():
        counts.pairs.append((float(output["factuality"][start + k, 0]), value))


def frames(network: Network, output: Output, sentence: Sentence, start: int, end: int, counts: Counts) -> None:
    """Predicates, their rolesets, and labelled argument heads with gold predicates."""
    gold = sentence.frames or []
    predicted = {k for k in range(end - start) if output["predicates"][start + k, 0] > 0}
    counts.sets("predicates", set(predicted), {frame.word for frame in gold})
    if not gold:
        return
    roles = network.roles(output, [start + frame.word for frame in gold])
    for frame, scores in zip(gold, roles, strict=True):
        found = arguments(RoleScores(scores, start, end), network.labels)
        given = {(label, word - start) for label, word, _ in found}
        wanted = set(frame.arguments)
        counts.sets("roles", set(given), set(wanted))
        core = ("ARG0", "ARG1")
        counts.sets("roles ARG0+ARG1", {x for x in given if x[0] in core}, {x for x in wanted if x[0] in core})
        lemmas, upos = sentence.lemmas or [], sentence.upos or []
        senses = output["senses"][start + frame.word]
        name = roleset(lemmas[frame.word], upos[frame.word], senses, network.labels)
        counts.sets("rolesets", {(frame.word, name)}, {(frame.word, frame.roleset)})


WORD_TESTS = ("event", "kind", "figure", "cue")


def conflict_layers(output: Output, sentence: Sentence, start: int, end: int, counts: Counts) -> None:
    """Count the layers of conflict reporting that hang on one word."""
    rows = slice(start, end)
    for name in WORD_TESTS:
        gold = {(i, label) for i, label in enumerate(sentence.layers.get(name, ())) if label > 0}
        if name in sentence.layers:
            found = {(i, int(label)) for i, label in enumerate(output[name][rows].argmax(1)) if label > 0}
            counts.sets(name, set(found), set(gold))
            counts.sets(f"{name} found", {i for i, _ in found}, {i for i, _ in gold})
    for name in ("told", "certainty"):
        gold = {(i, label) for i, label in enumerate(sentence.layers.get(name, ())) if label >= 0}
        best = output[name][rows].argmax(1)
        counts.sets(name, {(i, int(best[i])) for i, _ in gold}, set(gold))


def links(network: Network, output: Output, chunk: Chunk, counts: Counts) -> None:
    """Count the links of gold triggers, cues and mentions inside a chunk, by label and all but `same` together."""
    for _, word, row in chunk_links(chunk, 0):
        best = network.links(output, [word])[0].argmax(0)
        for k, label in enumerate(row):
            if label == UNKNOWN:
                continue
            for name in {CONFLICT["link"][label], CONFLICT["link"][int(best[k])]} - {"none"}:
                index = CONFLICT["link"].index(name)
                for layer in {f"link {name}", "link same" if name == "same" else "links"}:
                    counts.right[layer] += index == label == best[k]
                    counts.given[layer] += index == best[k]
                    counts.wanted[layer] += index == label


def test_sets(data: Path, corpus: Path, part: str = "test") -> dict[str, list[list[Sentence]]]:
    """The test sets by name."""
    import spacy

    ewt, gum = corpora.ewt(data, part), corpora.gum(data, part)
    return {
        "EWT": ewt,
        "EWT weblogs": [d for d in ewt if d[0].id.startswith("weblog")],
        "GUM open genres": gum,
        "GUM news": [d for d in gum if d[0].id.startswith("GUM_news")],
        "re3d held-out": corpora.re3d(data, spacy.blank("en").tokenizer, kept=True),
        "own corpus": conflict(corpus, part, language()),
    }


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder with the corpora")
    parser.add_argument("corpus", type=Path, help="our own corpus, corpus/reports.jsonl")
    parser.add_argument("model", type=Path, help="folder with the model files")
    parser.add_argument("--part", default="test", choices=("train", "dev", "test"))
    parser.add_argument("--json", type=Path, help="write the scores here too")
    arguments_ = parser.parse_args()
    network = Network(arguments_.model)
    results = {}
    sets = test_sets(arguments_.data, arguments_.corpus, arguments_.part)
    runs = [(name, found, WINDOW if name == "own corpus" else ALONE) for name, found in sets.items()]
    runs += [(f"{name} in windows", sets[name], WINDOW) for name in ("EWT", "GUM open genres")]
    for name, documents, size in runs:
        results[name] = score(network, documents, size)
        print(name, *(f"{layer} {value}" for layer, value in results[name].items()), sep="  ")
    if arguments_.json:
        arguments_.json.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
