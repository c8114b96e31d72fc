"""One Chromium for all tests in this folder; without one they are skipped, and say so."""

from collections.abc import Iterator

import pytest

from tests.browser.chromium import Browser, browser, found


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    program = found()
    if program is None:
        pytest.skip("no Chromium or Chrome on the path (on Debian: apt-get install chromium)")
    with browser(program, tmp_path_factory.mktemp("profile")) as running:
        yield running
