from pathlib import Path

import pyoxigraph as ox
import pytest

INCIDENTS = Path(__file__).with_name("incidents.trig")


@pytest.fixture
def store() -> ox.Store:
    """Three invented reports, one named graph each, and the world they tell of."""
    store = ox.Store()
    store.load(INCIDENTS.read_bytes(), ox.RdfFormat.TRIG)
    return store
