"""Write a model card: `python -m graphbuild.training.card DATA CORPUS MODEL --scores FILE --schedule FILE`.

What was measured is kept beside the weights in `card.json`; the card, `README.md`, is written from that file, from
`card.md.jinja` and from the files in the folder, so that it can be checked without the corpora.
"""

import argparse
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from graphbuild.evaluate.gold import read_gold
from graphbuild.pipeline.labels import Labels
from graphbuild.training import corpora
from graphbuild.training.borrowed import met
from graphbuild.training.corpora import Sentence

HERE = Path(__file__).parent
CARD, MEASURED = "README.md", "card.json"
MEANING = {
    "joint.onnx": "the encoder and all that is linear in the words, weights as 8-bit integers (ONNX)",
    "heads.npz": "biaffine tensors of relations, roles and links, transitions of the names",
    "labels.json": "labels of every layer, rolesets by lemma, lemmas that no rule gives",
    "tokenizer.json": "vocabulary of the encoder (WordPiece, lower case), unchanged",
    MEASURED: "what this card is written from: scores, schedule, sizes of the corpora",
    CARD: "this card",
}
BORROWED = (
    ("isaf", "press releases of ISAF without their held-out fifth"),
    ("re3d", "re3d without its held-out fifth"),
    ("ewt", "web logs of EWT's training part"),
)
OWN = "own corpus"
LAYERS = (
    ("UPOS", "parts of speech", "EWT", 0.0),
    ("UFeats", "morphology, whole bundles", "EWT", 0.0),
    ("lemma", "lemmas", "EWT", 0.0),
    ("UAS", "heads (UAS)", "EWT", 0.0),
    ("LAS", "heads and universal relations (LAS)", "EWT", 90.0),
    ("names", "names (UNER), spans", "EWT", 78.0),
    ("predicates", "predicates (PropBank)", "EWT", 0.0),
    ("rolesets", "rolesets, gold predicates", "EWT", 0.0),
    ("roles", "argument heads with label, gold predicates", "EWT", 82.0),
    ("roles ARG0+ARG1", "the same, ARG0 and ARG1 only", "EWT", 0.0),
    ("factuality r", "factuality (UDS), Pearson's r times 100", "EWT", 0.0),
    ("LAS", "the same, on weblogs alone (LAS)", "EWT weblogs", 0.0),
    ("LAS", "heads and universal relations (LAS)", "EWT in windows", 0.0),
    ("UPOS", "parts of speech", "GUM open genres", 0.0),
    ("lemma", "lemmas", "GUM open genres", 0.0),
    ("UAS", "heads (UAS)", "GUM open genres", 0.0),
    ("LAS", "heads and universal relations (LAS)", "GUM open genres", 89.0),
    ("LAS", "the same, on news alone (LAS)", "GUM news", 0.0),
    ("LAS", "heads and universal relations (LAS)", "GUM open genres in windows", 0.0),
    ("mention heads", "heads of mentions with class", "GUM open genres", 0.0),
    ("mention heads", "heads of mentions with class", "re3d held-out", 0.0),
    ("event found", "words that tell of an event", OWN, 0.0),
    ("event", "the same with one of 34 types", OWN, 0.0),
    ("told", "how real, for gold triggers", OWN, 0.0),
    ("kind found", "head words of mentions", OWN, 0.0),
    ("kind", "the same with one of 10 classes", OWN, 0.0),
    ("figure", "counted sets with what befell them", OWN, 0.0),
    ("cue found", "cues of claims", OWN, 0.0),
    ("cue", "the same with kind of claim", OWN, 0.0),
    ("certainty", "certainty, for gold cues", OWN, 0.0),
    ("links", "links of gold triggers and cues within a window", OWN, 0.0),
    ("link killed", "among them: who was killed", OWN, 0.0),
    ("link perpetrator", "among them: who did it", OWN, 0.0),
    ("link claimant", "among them: who says so", OWN, 0.0),
    ("link holds", "among them: what is claimed", OWN, 0.0),
    ("link same", "links of a mention or trigger to earlier ones of the same", OWN, 0.0),
)
"""Layer as `score` names it, in words, test set, and the floor that was set for it (0: none)."""


def sizes_of(documents: list[list[Sentence]]) -> dict[str, int]:
    """Numbers of documents, sentences and words."""
    sentences = [sentence for document in documents for sentence in document]
    words = sum(len(sentence.words) for sentence in sentences)
    return {"documents": len(documents), "sentences": len(sentences), "words": words}


def sizes_of_reports(corpus: Path, part: str) -> dict[str, int]:
    """Numbers of reports and words of a part of our own corpus."""
    return words_of(one.text for one in read_gold(corpus) if one.about.get("split") == part)


def sizes_of_borrowed(data: Path, corpus: Path) -> dict[str, dict[str, int]]:
    """Numbers of texts and words of each open corpus that we annotated for training."""
    folder = corpus.parent / "borrowed"
    found = {name: met(folder / f"{name}.jsonl", data) for name, _ in BORROWED}
    return {
        f"borrowed {name}": words_of(one.text for one in answers if one.about["split"] == "train")
        for name, answers in found.items()
    }


def words_of(texts: Iterable[str]) -> dict[str, int]:
    """Numbers of texts and of their words between blanks."""
    sizes = [len(text.split()) for text in texts]
    return {"documents": len(sizes), "words": sum(sizes)}


def sizes_of_corpora(data: Path, corpus: Path) -> dict[str, dict[str, int]]:
    """What was trained on and what is tested on, in documents, sentences and words; frames and factuality apart."""
    import spacy

    tokenise = spacy.blank("en").tokenizer
    ewt = corpora.ewt(data, "train")
    sentences = [sentence for document in ewt for sentence in document]
    return {
        "EWT train": sizes_of(ewt),
        "EWT test": sizes_of(corpora.ewt(data, "test")),
        "GUM train": sizes_of(corpora.gum(data, "train")),
        "GUM test": sizes_of(corpora.gum(data, "test")),
        "re3d train": sizes_of(corpora.re3d(data, tokenise, kept=False)),
        "re3d test": sizes_of(corpora.re3d(data, tokenise, kept=True)),
        "own train": sizes_of_reports(corpus, "train"),
        "own test": sizes_of_reports(corpus, "test"),
        **sizes_of_borrowed(data, corpus),
        "layers": {
            "names": sum(tag.startswith("B-") for sentence in sentences for tag in sentence.names or ()),
            "frames": sum(len(sentence.frames or ()) for sentence in sentences),
            "factuality": sum(len(sentence.factuality) for sentence in sentences),
        },
    }


def card(model: Path) -> str:
    """The card of a model folder that holds `card.json`."""
    measured = json.loads((model / MEASURED).read_text(encoding="utf-8"))
    labels = Labels.load(model / "labels.json")
    environment = Environment(
        loader=FileSystemLoader(HERE), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )
    counts = {name: len(getattr(labels, name)) for name in ("upos", "feats", "scripts", "deprels", "roles", "senses")}
    text: str = environment.get_template("card.md.jinja").render(
        **measured,
        files=files(model),
        borrowed=BORROWED,
        rows=rows(measured["scores"], measured.get("plain")),
        counts=counts,
    )
    return text.rstrip() + "\n"


def files(model: Path) -> list[tuple[str, str, str]]:
    """Name, size and meaning of every file in the folder, this card included; its own size it cannot know.

    A file of which MEANING says nothing raises KeyError: say what it is.
    """
    names = sorted({path.name for path in model.iterdir() if path.is_file()} | {CARD})
    return [(name, "" if name == CARD else readable((model / name).stat().st_size), MEANING[name]) for name in names]


def readable(size: int) -> str:
    """A number of bytes for people.

    >>> readable(24310601), readable(466247)
    ('24.3 MB', '466 kB')
    """
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"


def rows(scores: Mapping[str, Any], plain: Mapping[str, Any] | None) -> list[tuple[str, str, str, str, str, str]]:
    """Test set, layer, score as shipped, score before quantisation, floor, and whether it is reached."""
    found = []
    for layer, words, test_set, floor in LAYERS:
        value = scores[test_set][layer]
        before = f"{plain[test_set][layer]:.2f}" if plain else ""
        judged = ("yes" if value >= floor else "**no**") if floor else ""
        found.append((test_set, words, f"{value:.2f}", before, f"{floor:g}" if floor else "", judged))
    return found


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder with the corpora, of which only sizes are told")
    parser.add_argument("corpus", type=Path, help="our own corpus, of which only sizes are told")
    parser.add_argument("model", type=Path, help="folder with the model files; the card is written there")
    parser.add_argument(
        "--scores", type=Path, metavar="FILE", help="scores of this folder by graphbuild.training.score"
    )
    parser.add_argument("--plain", type=Path, metavar="FILE", help="the same for the model exported with --fp32")
    parser.add_argument("--schedule", type=Path, metavar="FILE", help="schedule.json that the training wrote")
    chosen = parser.parse_args()
    target = chosen.model / MEASURED
    measured = json.loads(target.read_text(encoding="utf-8")) if target.exists() else {}
    for name in ("scores", "plain", "schedule"):
        if path := getattr(chosen, name):
            measured[name] = json.loads(path.read_text(encoding="utf-8"))
    if missing := {"scores", "schedule"} - set(measured):
        parser.error(f"the first time, --{' and --'.join(sorted(missing))} must be given; see the help of each")
    measured["corpora"] = sizes_of_corpora(chosen.data, chosen.corpus)
    text = json.dumps(measured, indent=1, sort_keys=True) + "\n"
    target.write_text(text, encoding="utf-8", newline="\n")
    (chosen.model / CARD).write_text(card(chosen.model), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
