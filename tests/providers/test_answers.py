"""Whether a server answers at all is asked without sending it anything."""

from __future__ import annotations

import asyncio

import pytest
from fakes.videos import FakeVideos, Mischief

from fourbeat.model.connection import Connection, WireProtocol
from fourbeat.providers.line import Line
from fourbeat.providers.videos import Videos
from fourbeat.queue.knocking import Answering
from fourbeat.studio.connected import Connected


@pytest.mark.parametrize("mischief", [Mischief(), Mischief(web_page=True), Mischief(busy="1", busy_times=9)])
def test_whoever_says_anything_answers_and_is_asked_for_nothing(mischief: Mischief) -> None:
    with FakeVideos(mischief=mischief) as fake:
        made = Connected(adapter(fake))
        assert isinstance(made, Answering)
        assert asked(made)
        fake.die()
        assert not asked(made)
        fake.rise()
        assert asked(made)
        assert fake.created == 0
        assert {one.method for one in fake.requests} == {"GET"}


def adapter(fake: FakeVideos) -> Videos:
    connection = Connection(key="box", name="Box", protocol=WireProtocol.VIDEOS, url=fake.url)
    return Videos(connection, lambda: None, None, Line(connection, lambda: None))


def asked(made: Connected) -> bool:
    async def knock() -> bool:
        try:
            return await made.answers()
        finally:
            await made.close()

    return asyncio.run(knock())
