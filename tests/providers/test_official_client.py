"""The official client of the videos protocol, driven against the strict fake: so the fake is known to be honest.

The client serves tests only. It tries paid requests again by itself and without any key, which is why Fourbeat does not
use it; that it does so is tested here, too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import openai
import pytest
from fakes.videos import CLIP, FakeVideos, Mischief, form

pytestmark = pytest.mark.filterwarnings("ignore:.*shut down:DeprecationWarning")


@contextmanager
def client(fake: FakeVideos, **more: Any) -> Iterator[Any]:
    with openai.OpenAI(base_url=fake.url, api_key="sk-test", **{"max_retries": 0, **more}) as one:
        yield one


def test_create_look_list_fetch_and_delete() -> None:
    with FakeVideos("strict", key="sk-test") as fake, client(fake) as ask:
        video = ask.videos.create(prompt="rain", seconds="4", size="1280x720", model="sora-2")
        assert (video.object, video.status, video.seconds, video.size) == ("video", "queued", "4", "1280x720")
        sent = fake.sent("POST", "/videos")[0]
        assert sent.headers["content-type"].startswith("multipart/form-data")
        asked, _ = form(sent.headers["content-type"], sent.body)
        assert asked == {"prompt": "rain", "seconds": "4", "size": "1280x720", "model": "sora-2"}
        looks = [ask.videos.retrieve(video.id).status for _ in range(3)]
        assert looks == ["in_progress", "in_progress", "completed"]
        page = ask.videos.list(limit=1)
        assert [one.id for one in page.data] == [video.id]
        assert not page.has_more
        assert ask.videos.download_content(video.id).read() == CLIP
        assert fake.sent("GET", "/content")[0].headers["accept"] == "application/binary"
        gone = ask.videos.delete(video.id)
        assert (gone.deleted, gone.object) == (True, "video.deleted")


def test_the_list_goes_on_after_its_last() -> None:
    with FakeVideos("strict") as fake, client(fake) as ask:
        made = [ask.videos.create(prompt=f"film {number}").id for number in range(5)]
        assert [one.id for one in ask.videos.list(limit=2)] == made[::-1]


def test_remix_and_a_picture_as_a_file() -> None:
    with FakeVideos("strict") as fake, client(fake) as ask:
        first = ask.videos.create(prompt="rain", input_reference=("first.png", b"\x89PNG pixels", "image/png"))
        assert fake.jobs[first.id].reference == b"\x89PNG pixels"
        second = ask.videos.remix(first.id, prompt="snow")
        assert second.remixed_from_video_id == first.id
        assert json.loads(fake.sent("POST", "/remix")[0].body) == {"prompt": "snow"}


@pytest.mark.parametrize(
    ("asked", "kind", "code"),
    [
        ({"prompt": "forbidden words"}, "BadRequestError", "sentinel_block"),
        ({"prompt": "rain", "seconds": "5"}, "BadRequestError", "invalid_value"),
        ({"prompt": "rain", "size": "64x64"}, "BadRequestError", "invalid_value"),
        ({"prompt": ""}, "BadRequestError", "missing_required_parameter"),
    ],
)
def test_errors_are_of_its_own_kinds(asked: dict[str, str], kind: str, code: str) -> None:
    with FakeVideos("strict") as fake, client(fake) as ask:
        with pytest.raises(openai.APIStatusError) as raised:
            ask.videos.create(**asked)
        assert fake.created == 0
    assert type(raised.value).__name__ == kind
    assert raised.value.code == code


def test_a_character_is_shown_as_a_form() -> None:
    with FakeVideos("strict") as fake, client(fake) as ask:
        made = ask.videos.create_character(name="Whisker", video=("clip.mp4", b"a clip", "video/mp4"))
        assert (made.id, made.name) == ("char_1", "Whisker")
        assert fake.enrolled == {"char_1": ("Whisker", b"a clip")}


def test_a_wrong_key_and_an_unknown_id() -> None:
    with FakeVideos("strict", key="another") as fake, client(fake) as ask, pytest.raises(openai.AuthenticationError):
        ask.videos.create(prompt="rain")
    with FakeVideos("strict") as fake, client(fake) as ask:
        with pytest.raises(openai.NotFoundError) as raised:
            ask.videos.retrieve("a/b=?#")
        assert raised.value.code == "video_not_found"
        assert fake.requests[0].path == "/v1/videos/a%2Fb=%3F%23"


def test_a_failed_job_is_an_answer_like_any_other() -> None:
    with FakeVideos("strict", mischief=Mischief(fails="blocked")) as fake, client(fake) as ask:
        video = ask.videos.create(prompt="rain")
        for _ in range(3):
            video = ask.videos.retrieve(video.id)
        assert (video.status, video.error.code, video.error.message) == ("failed", "moderation_blocked", "blocked")


def test_it_pays_three_times_for_one_clip() -> None:
    """Left to itself it sends what was accepted again, with nothing to tell that it is the same."""
    with (
        FakeVideos("strict", mischief=Mischief(breaks_after_accepting=500)) as fake,
        client(fake, max_retries=2) as ask,
    ):
        with pytest.raises(openai.InternalServerError):
            ask.videos.create(prompt="rain")
        assert fake.created == 3
        assert not any("idempotency-key" in one.headers for one in fake.requests)


def test_it_takes_a_status_it_does_not_know_for_the_end() -> None:
    with FakeVideos("strict", mischief=Mischief(status_word="processing")) as fake, client(fake) as ask:
        video = ask.videos.create_and_poll(prompt="rain")
        assert video.status == "processing"


def test_what_it_cannot_write_itself() -> None:
    with FakeVideos("strict") as fake, client(fake) as ask:
        with pytest.raises(RuntimeError):
            ask.videos.create(prompt="rain", input_reference={"image_url": "https://example.org/a.png"})
        assert not fake.requests
