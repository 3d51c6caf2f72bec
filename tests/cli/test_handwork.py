"""`fourbeat handwork`: what was saved into the folders of orders is told, and taken in at what each file cost."""

from __future__ import annotations

from pathlib import Path

import pytest

from media.clips import make_clip

from .conftest import Call


@pytest.mark.slow
def test_what_lies_in_the_orders_folders_is_told_and_taken_when_asked(call: Call, film: Path) -> None:
    here = ("--project", film)
    for shot in ("010", "020"):
        assert call("shot", "edit", shot, "--provider", "handwork", *here).code == 0
    assert call("queue", "add", "010", "020", *here).code == 0
    assert call("queue", "run", *here).code == 9
    assert call("handwork", "bring", *here).code == 2
    orders = call("handwork", "list", *here, "--json").document["orders"]
    for order, name in zip(orders, ("one.mp4", "two.mp4"), strict=True):
        make_clip(Path(order["folder"]) / name)
    told = call("handwork", "list", *here)
    assert "2 files lie in the folders of the orders: one.mp4 and two.mp4." in told.out + told.err
    refused = call("handwork", "bring", "--cost", "three.mp4=1", *here)
    assert refused.code == 2
    assert "“three.mp4” is none of the files" in refused.err
    brought = call("handwork", "bring", "--cost", "0.80 USD", "--cost", "two.mp4=1.10 USD", *here, "--json")
    assert [job["state"] for job in brought.document["jobs"]] == ["done", "done"], brought.err
    assert "1.90" in call("budget", "show", *here).out
    assert call("handwork", "list", *here, "--json").document == {"orders": [], "lying": []}
