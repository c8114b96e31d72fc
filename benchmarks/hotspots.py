"""Where reading spends its time beside the encoder: the functions that take most time of their own.

    python benchmarks/hotspots.py ARTICLES.jsonl [--articles 20] [--top 15]

Processor time, one thread, so that a busy machine does not show.  The profiler makes small Python functions look slower
than they are; the share of the encoder is therefore measured without it.
"""

import argparse
import cProfile
import pstats
from itertools import islice
from pathlib import Path
from time import process_time
from typing import Any

from graphbuild.extract.plain import plain
from graphbuild.extract.understand import understand
from graphbuild.model import Article
from graphbuild.pipeline import load
from graphbuild.settings import Settings
from graphbuild.sources import articles

ROOT = Path(__file__).parent.parent


def shares(reader: Any, chosen: list[Article]) -> dict[str, float]:
    """Seconds of processor time in the encoder with its layers, the rest of the language model, and the extraction."""
    network = reader.nlp.get_pipe("graphbuild_joint").network
    session, spent = network.session, [0.0]

    class Timed:
        def run(self, names: Any, feed: Any) -> Any:
            began = process_time()
            try:
                return session.run(names, feed)
            finally:
                spent[0] += process_time() - began

    network.session = Timed()
    began = process_time()
    docs = [reader.nlp(article.text) for article in chosen]
    between = process_time()
    for doc, article in zip(docs, chosen, strict=True):
        understand(plain(doc), article, "")
    ended = process_time()
    network.session = session
    return {
        "encoder and layers": spent[0],
        "rest of the model": between - began - spent[0],
        "extraction": ended - between,
    }


def profiled(reader: Any, chosen: list[Article]) -> pstats.Stats:
    """The profile of reading these articles."""
    profile = cProfile.Profile(process_time)
    profile.enable()
    for article in chosen:
        reader.read(article)
    profile.disable()
    return pstats.Stats(profile)


def lines(stats: pstats.Stats, top: int) -> list[str]:
    """The functions with most time of their own, as a table."""
    found = sorted(stats.stats.items(), key=lambda one: -one[1][2])[:top]  # type: ignore[attr-defined]  # typeshed lacks it
    rows = [f"{'own s':>8}{'with all':>10}{'calls':>11}  function"]
    for (path, line, name), (_, calls, own, whole, _) in found:
        where = (
            path
            if path == "~"
            else str(Path(path).relative_to(ROOT) if ROOT in Path(path).parents else Path(path).name)
        )
        rows.append(f"{own:8.2f}{whole:10.2f}{calls:11,}  {where}:{line} {name}")
    return rows


def main() -> None:
    """Read, and print where the time went."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", type=Path, help="articles as JSON lines")
    parser.add_argument("--articles", type=int, default=20, metavar="N")
    parser.add_argument("--top", type=int, default=15, metavar="N")
    chosen = parser.parse_args()
    found = (one for one in articles([chosen.input]) if isinstance(one, Article))
    texts = list(islice(found, chosen.articles))
    reader = load(Settings(threads=1))
    reader.read(texts[0])
    words = sum(len(article.text.split()) for article in texts)
    for name, seconds in shares(reader, texts).items():
        print(f"{name:<20}{seconds:7.2f} s{words / max(seconds, 1e-9):12,.0f} words a second")
    print("\n".join(lines(profiled(reader, texts), chosen.top)))


if __name__ == "__main__":
    main()
