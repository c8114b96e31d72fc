"""How much more reports would help: `python -m graphbuild.training.curve CORPUS BASE WORK [--steps N]`.

BASE is a checkpoint that has seen no report of ours, with `inventory.json` beside it: `average-4400.pt` of a training
folder, which is kept if `mean` of the schedule in `train.py` has a share with step 4400.  From it the whole network is
trained for the same number of steps on an eighth, a quarter, a half and all of the training reports, and the layers are
scored on the development part.  The layers end lower than the shipped ones, which were trained longer and beside the
other corpora; what counts is how they rise.
"""

import argparse
import json
import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import torch

from graphbuild.pipeline import language
from graphbuild.pipeline.labels import Labels
from graphbuild.pipeline.network import Network
from graphbuild.pipeline.pieces import PieceEncoder
from graphbuild.training.conflict import conflict
from graphbuild.training.corpora import Sentence
from graphbuild.training.export import export
from graphbuild.training.joint import Joint
from graphbuild.training.score import WINDOW, score
from graphbuild.training.train import Phase, Progress, Schedule, encoder_folder, epochs, run, sizes

SHARES = (8, 4, 2, 1)
SHOWN = ("event found", "event", "kind", "figure", "cue found", "cue", "links", "link holds", "link same")


def trained(reports: Sequence[list[Sentence]], base: Path, work: Path, steps: int) -> None:
    """Train from the base on these reports alone; the checkpoint and the inventory are written to `work`."""
    schedule = replace(
        Schedule(), phases=(Phase(steps, 0.6, 0.2, 0.1, 1.0, 1, 0.12, 0.2, 300),), checkpoint_every=steps, mean=()
    )
    torch.set_num_threads(schedule.threads)
    torch.manual_seed(schedule.seed)
    work.mkdir(parents=True, exist_ok=True)
    inventory = Labels.load(base.parent / "inventory.json")
    inventory.save(work / "inventory.json")
    model = Joint(sizes(inventory), inventory.names)
    model.load_state_dict(torch.load(base), strict=False)
    groups = [
        {"params": list(model.encoder.parameters()), "lr": schedule.encoder_rate},
        {"params": [p for n, p in model.named_parameters() if not n.startswith("encoder.")], "lr": schedule.head_rate},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=schedule.weight_decay, betas=(0.9, 0.98))
    encoder = PieceEncoder(encoder_folder() / "tokenizer.json")
    stream = epochs([], list(reports), encoder, inventory, schedule, schedule.phases[0], 0)
    run(model, optimiser, stream, schedule, schedule.phases[0], work, Progress(0, 0, 0, 0))


def curve(corpus: Path, base: Path, work: Path, steps: int) -> list[dict[str, float]]:
    """Scores on the development part by number of training reports, the fewest first."""
    nlp = language()
    reports, dev = conflict(corpus, "train", nlp), conflict(corpus, "dev", nlp)
    Random(Schedule().seed).shuffle(reports)
    found = []
    for share in SHARES:
        some = reports[: len(reports) // share]
        trained(some, base, work / str(len(some)), steps)
        export(work / str(len(some)), work / str(len(some)) / "model", int8=False)
        scores = score(Network(work / str(len(some)) / "model"), dev, WINDOW)
        found.append({"reports": len(some)} | {name: scores[name] for name in SHOWN})
        print(json.dumps(found[-1]), flush=True)
    return found


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="our own corpus, corpus/reports.jsonl")
    parser.add_argument("base", type=Path, help="a checkpoint that has seen none of it")
    parser.add_argument("work", type=Path, help="folder for checkpoints and the scores, curve.json")
    parser.add_argument("--steps", type=int, default=1500)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.WARNING)
    found = curve(arguments.corpus, arguments.base, arguments.work, arguments.steps)
    (arguments.work / "curve.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
