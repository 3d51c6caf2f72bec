"""What the providers' tests share: no proxy of this machine between them and their own servers."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

# The folder is named like a room of the program, so its own modules cannot be imported through it.
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
