"""What rules, learned layers and their joining contribute: the development part of our corpus, read three times.

    python benchmarks/layers.py [--model FOLDER]

*Rules alone* hides the layers of conflict reporting from the extractors.  *Together* is what `graphbuild build` does.
*Perfect layers* puts the annotation in the place of what the layers see: what is then still missing is lost in the
rules around them and in the mentions, and no better layer could bring it.
"""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

from spacy.tokens import Doc as Parsed

from graphbuild.evaluate.gold import Gold, read_gold
from graphbuild.evaluate.score import article, score
from graphbuild.extract.layers import NO_SIGNALS, Argument, Signal, Signals
from graphbuild.extract.plain import Doc, plain
from graphbuild.extract.understand import understand
from graphbuild.model import Reading
from graphbuild.pipeline import language
from graphbuild.pipeline.labels import CONFLICT, WORD_LAYERS
from graphbuild.training.conflict import report

CORPUS = Path(__file__).parent.parent / "corpus" / "reports.jsonl"
SHOWN = (
    ("coreference", "CoNLL mean"), ("triggers", "overlap with type"), ("events", "found"),
    ("events", "with type and place"), ("arguments", "all"), ("arguments", "killed-in"),
    ("figures", "with outcome and both bounds"), ("periods", "begin and end"), ("claims", "total"),
    ("claims", "denials"), ("claims", "disputes"),
)  # fmt: skip
LATER = ("told", "certainty")  # layers whose label 0 says something


def hidden(_: Gold, __: Parsed, words: Doc) -> None:
    """Take the layers away."""
    words.signals = NO_SIGNALS


def kept(_: Gold, __: Parsed, ___: Doc) -> None:
    """Leave the layers as they are."""


def perfect(gold: Gold, doc: Parsed, words: Doc) -> None:
    """Put the annotation in the place of the layers."""
    real = [token.i for token in doc if not token.is_space]
    rows: dict[str, dict[int, Signal]] = {name: {} for name in WORD_LAYERS}
    links: dict[int, tuple[Argument, ...]] = {}
    for sentence in report(gold, doc):
        for name in WORD_LAYERS:
            for k, label in enumerate(sentence.layers[name]):
                if label > 0 or (name in LATER and label == 0):
                    rows[name][real[sentence.offset + k]] = Signal(CONFLICT[name][label], 1.0, 1.0)
        for k, others in sentence.links.items():
            links[real[k]] = tuple(Argument(label, real[other], 1.0) for other, label in others.items())
    words.signals = Signals(
        rows["event"], rows["told"], rows["cue"], rows["certainty"], rows["kind"], rows["figure"], links
    )


WAYS: dict[str, Callable[[Gold, Parsed, Doc], None]] = {
    "rules alone": hidden, "together": kept, "perfect layers": perfect,
}  # fmt: skip


def readings(golds: list[Gold], parsed: list[Parsed], change: Callable[[Gold, Parsed, Doc], None]) -> Iterator[Reading]:
    """The readings of the reports, their layers changed before the extractors see them."""
    for gold, doc in zip(golds, parsed, strict=True):
        words = plain(doc)
        change(gold, doc, words)
        yield understand(words, article(gold), "layers.py")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, help="another language model than the package's own")
    nlp = language(parser.parse_args().model)
    golds = [gold for gold in read_gold(CORPUS) if gold.about.get("split") == "dev"]
    parsed = [nlp(gold.text) for gold in golds]
    found = {
        name: {(row.layer, row.measure): row.value for row in score(golds, readings(golds, parsed, change)).rows}
        for name, change in WAYS.items()
    }
    print(f"{'F1 on the dev part':38}", *(f"{name:>15}" for name in found))
    for layer, measure in SHOWN:
        values = (found[name][layer, measure] for name in found)
        print(f"{f'{layer}: {measure}':38}", *(f"{100 * (value or 0):15.1f}" for value in values))


if __name__ == "__main__":
    main()
