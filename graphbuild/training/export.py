"""Write a trained joint model as ONNX: `python -m graphbuild.training.export WORK TARGET [--fp32]`.

A weighted mean of checkpoints is exported.  The int8 form quantises the weights of matrix products and embeddings
(dynamic quantisation); that it costs no accuracy is measured by `graphbuild.training.score`, not assumed.
"""

import argparse
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from graphbuild.pipeline.labels import WORD_LAYERS, Labels
from graphbuild.training.joint import Joint
from graphbuild.training.train import encoder_folder, sizes

OUTPUTS = ("upos", "feats", "scripts", "starts", "names", "mentions", "arcs", "rel_child", "rel_head", "predicates",
           "senses", "factuality", "role_predicate", "role_word", *WORD_LAYERS, "link_from", "link_to")  # fmt: skip


class Exported(nn.Module):
    """The joint model with its outputs as a tuple, and with labels chosen where only the best is needed."""

    def __init__(self, model: Joint) -> None:
        super().__init__()
        self.model = model

    def forward(self, pieces: Tensor, cases: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """Outputs in the order of OUTPUTS; feats and scripts as (batch, words, 1) indices."""
        out = self.model(pieces, cases, first, last)
        out["feats"], out["scripts"] = (out[name].argmax(-1, keepdim=True) for name in ("feats", "scripts"))
        return tuple(out[name] for name in OUTPUTS)


def averaged(work: Path) -> dict[str, Any]:
    """The weighted mean of checkpoints that the schedule names, or the last one where training is not at its end.

    The layers that our own corpus teaches are taken only from checkpoints made since it was begun.
    """
    if not (work / "schedule.json").exists():
        state: dict[str, Any] = torch.load(work / "last.pt")["model"]
        return state
    schedule = json.loads((work / "schedule.json").read_text(encoding="utf-8"))
    begun = [0, *(phase["until"] for phase in schedule["phases"])]
    taught = min(start for start, phase in zip(begun, schedule["phases"], strict=False) if phase["conflict"])
    total: dict[str, Tensor] = {}
    weights: dict[str, float] = {}
    for share in schedule["mean"]:
        steps = range(share["first"], share["last"] + 1, schedule["checkpoint_every"])
        for step in steps:
            for name, value in torch.load(work / f"average-{step}.pt").items():
                if step > taught or not name.startswith(TAUGHT):
                    weight = share["weight"] / len(steps)
                    total[name] = total.get(name, torch.zeros(())) + weight * value.float()
                    weights[name] = weights.get(name, 0.0) + weight
    kinds = torch.load(work / "last.pt")["model"]
    return {name: (value / weights[name]).to(kinds[name].dtype) for name, value in total.items()}


TAUGHT = ("conflict", "link", "mixes.conflict")


def export(work: Path, target: Path, *, int8: bool) -> None:
    """Write joint.onnx, heads.npz, labels.json and tokenizer.json to `target`."""
    labels = Labels.load(work / "inventory.json")
    model = Joint(sizes(labels), labels.names)
    model.load_state_dict(averaged(work))
    model.eval()
    target.mkdir(parents=True, exist_ok=True)
    one = torch.ones(2, 16, dtype=torch.long)
    axes: dict[str, dict[int, str]] = {name: {0: "batch", 1: "pieces"} for name in ("pieces", "cases")}
    axes |= {name: {0: "batch", 1: "words"} for name in ("first", "last", *OUTPUTS)}
    axes["arcs"][2] = "heads"
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "joint.onnx"
        torch.onnx.export(
            Exported(model),
            (one, one, one[:, :8], one[:, :8]),
            str(plain),
            input_names=["pieces", "cases", "first", "last"],
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        if int8:
            quantise(plain, target / "joint.onnx")
        else:
            shutil.copy(plain, target / "joint.onnx")
    with torch.no_grad():
        np.savez(
            target / "heads.npz",
            relation=model.rel.numpy().astype(np.float16),
            relation_root=model.rel_root.numpy(),
            role=model.role.numpy().astype(np.float16),
            link=model.link.numpy().astype(np.float16),
            transitions=model.crf.scores().numpy(),
        )
    labels.save(target / "labels.json")
    shutil.copy(encoder_folder() / "tokenizer.json", target / "tokenizer.json")


def quantise(source: Path, target: Path) -> None:
    """Dynamic int8 quantisation of the products with weights and of the embeddings, a scale for each output channel."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(str(source), str(target), weight_type=QuantType.QInt8, per_channel=True)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path, help="folder with checkpoints")
    parser.add_argument("target", type=Path, help="folder for the model files")
    parser.add_argument("--fp32", action="store_true", help="do not quantise")
    arguments = parser.parse_args()
    export(arguments.work, arguments.target, int8=not arguments.fp32)


if __name__ == "__main__":
    main()
