"""The gate: what is read of the development part may not fall below the floors that were pinned."""

from pathlib import Path

from typer.testing import CliRunner

from graphbuild.cli.app import app

CORPUS = Path(__file__).parents[2] / "corpus"


def test_no_layer_has_fallen_below_its_floor(tmp_path: Path) -> None:
    given = [str(CORPUS / "reports.jsonl"), "--part", "dev", "--floors", str(CORPUS / "floors.json"), "--quiet"]
    result = CliRunner().invoke(app, ["evaluate", *given, "--out", str(tmp_path / "scores.json")])
    assert result.exit_code == 0, result.output
