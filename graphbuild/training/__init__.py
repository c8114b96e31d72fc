"""How the shipped weights are made: corpora, joint model, training, evaluation, export (extra: `train`)."""
