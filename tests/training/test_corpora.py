"""The corpus readers, on small files of our own in the corpora's formats."""

import json
from pathlib import Path

import pytest
import spacy

from graphbuild.pipeline.labels import MENTION_CLASSES
from graphbuild.training.corpora import NONE_OR_OTHER, conllu, ewt, gum, head_of, held_out, re3d

TREE = """# newdoc id = d1
# sent_id = d1-1
1\tRebels\trebel\tNOUN\t_\tNumber=Plur\t2\tnsubj\t_\t_
2\tshelled\tshell\tVERB\t_\tTense=Past\t0\troot\t_\t_
3-4\tMarawi's\t_\t_\t_\t_\t_\t_\t_\t_
3\tMarawi\tMarawi\tPROPN\t_\t_\t5\tnmod:poss\t_\t_
4\t's\t's\tPART\t_\t_\t3\tcase\t_\t_
5\tport\tport\tNOUN\t_\t_\t2\tobj\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

# newdoc id = d2
# sent_id = d2-1
1\tSilence\tsilence\tNOUN\t_\t_\t0\troot\t_\t_
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for folder in ("ewt", "uner-ewt", "propbank-ewt", "uds", "gum/train", "re3d/One"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "ewt/en_ewt-train.conllu").write_text(TREE, encoding="utf-8")
    names = "\n".join(f"{i}\tw\t{tag}\t-\tx" for i, tag in enumerate(["O", "O", "B-LOC", "B-OTH", "O", "B-O"], 1))
    (tmp_path / "uner-ewt/en_ewt-train.iob2").write_text(f"# sent_id = d1-1\n{names}\n", encoding="utf-8")
    predicate = {"token": 1, "roleset": "shell.01", "args": [["ARG0", 0, 1], ["ARG1", 2, 5], ["C-V", 5, 6]]}
    words = ["Rebels", "shelled", "Marawi", "'s", "port", "."]
    row = {"sent_id": "d1-1", "tokens": words, "predicates": [predicate]}
    (tmp_path / "propbank-ewt/train.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return tmp_path


def test_conllu_reads_documents_trees_and_spaces(tmp_path: Path) -> None:
    path = tmp_path / "x.conllu"
    path.write_text(TREE, encoding="utf-8")
    first, second = conllu(path)
    sentence, _ = first[0]
    assert sentence.words == ["Rebels", "shelled", "Marawi", "'s", "port", "."]
    assert sentence.heads == [1, -1, 4, 2, 1, 1]
    assert sentence.deprels == ["nsubj", "root", "nmod", "case", "obj", "punct"]
    assert sentence.spaces == [True, True, False, True, False, True]
    assert [s.words for s, _ in second] == [["Silence"]]


def test_ewt_joins_names_frames_and_factuality(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphbuild.training.corpora._uds", lambda folder: {"d1-1": [(1, 2.5), (99, 1.0)]})
    (sentence,), (other,) = ewt(data, "train")
    assert sentence.names == ["O", "O", "B-LOC", "O", "O", "O"]  # other classes and stray tags are dropped
    assert sentence.frames is not None
    assert [(f.word, f.roleset, f.arguments) for f in sentence.frames] == [
        (1, "shell.01", [("ARG0", 0), ("ARG1", 4)])  # the head of the span, no continued verb
    ]
    assert sentence.factuality == {1: 2.5}
    assert other.names is None and other.frames is None


def test_gum_mentions_stand_at_their_head_words(data: Path) -> None:
    lines = TREE.split("\n\n", maxsplit=1)[0].split("\n")
    marks = {"1": "Entity=(1-person-new)", "3": "Entity=(2-place-new(3-place-new)", "5": "Entity=2)"}
    for i, line in enumerate(lines):
        if (key := line.split("\t")[0]) in marks:
            lines[i] = "\t".join([*line.split("\t")[:9], marks[key]])
    (data / "gum/train/GUM_news_own.conllu").write_text("\n".join(lines) + "\n", encoding="utf-8")
    ((sentence,),) = gum(data, "train")
    assert sentence.mentions is not None
    assert [MENTION_CLASSES[i] for i in sentence.mentions] == ["person", "none", "place", "none", "place", "none"]


def test_re3d_keeps_a_fifth_apart_and_marks_heads(data: Path) -> None:
    text = "Members of the militia left."
    ids = [f"doc{i}" for i in range(40)]
    documents = [{"_id": one, "text": text} for one in ids]
    entities = [{"documentId": one, "begin": 0, "end": 22, "type": "Organisation"} for one in ids]
    for name, rows in (("documents", documents), ("entities", entities)):
        content = "".join(json.dumps(row) + "\n" for row in rows)
        (data / f"re3d/One/{name}.json").write_text(content, encoding="utf-8")
    tokenise = spacy.blank("en").tokenizer
    kept, trained = re3d(data, tokenise, kept=True), re3d(data, tokenise, kept=False)
    assert len(kept) == sum(held_out(one) for one in ids) and len(kept) + len(trained) == len(ids)
    assert kept[0][0].mentions == [MENTION_CLASSES.index("organization"), *[NONE_OR_OTHER] * 5]


def test_the_head_of_a_span_has_its_head_outside() -> None:
    assert head_of([1, -1, 4, 2, 1, 1], 2, 5) == 4


GUM = """# newdoc id = g1
# sent_id = g1-1
1\tThe\tthe\tDET\t_\t_\t2\tdet\t_\tDiscourse=attribution-positive:1->2:0:syn|Entity=(7-person-new-cf1-2-coref
2\tmayor\tmayor\tNOUN\t_\t_\t3\tnsubj\t_\tEntity=7)
3\tsaid\tsay\tVERB\t_\t_\t0\troot\t_\t_
4\the\the\tPRON\t_\t_\t5\tnsubj\t_\tDiscourse=ROOT:2:0|Entity=(7-person-giv-cf1-1-ana)
5\tknew\tknow\tVERB\t_\t_\t3\tccomp\t_\t_
6\tthe\tthe\tDET\t_\t_\t7\tdet\t_\tEntity=(8-event-new-cf2-2-sgl
7\tbattle\tbattle\tNOUN\t_\t_\t5\tobj\t_\tEntity=8)

# sent_id = g1-2
1\tMali\tMali\tPROPN\t_\t_\t2\tnsubj\t_\tDiscourse=joint:3->2:0|Entity=(9-place-new-cf3-1-sgl)
2\tasked\task\tVERB\t_\t_\t0\troot\t_\t_
3\thim\the\tPRON\t_\t_\t2\tobj\t_\tEntity=(7-person-giv-cf1-1-ana)
"""


def test_gum_links_mentions_of_one_thing_and_the_verb_of_an_attribution_with_its_subject(data: Path) -> None:
    (data / "gum/train/g1.conllu").write_text(GUM, encoding="utf-8")
    ((first, second),) = gum(data, "train")
    assert (first.offset, second.offset) == (0, 7)
    assert first.links == {1: {}, 2: {1: "claimant"}, 3: {1: "same"}}  # an event's links are not annotated: no anchor
    assert first.unsure == {2: frozenset(range(3, 10))}  # what is said may be anything to the verb
    assert second.links == {7: {}, 9: {1: "same", 3: "same"}}
