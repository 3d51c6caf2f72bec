"""Names under which prices are published are read as far as they are understood, and never guessed at."""

from __future__ import annotations

import pytest

from fourbeat.model.format import Size
from fourbeat.model.job import Estimate
from fourbeat.model.plan import Role
from fourbeat.model.pricing import reckoned
from fourbeat.model.provider import ModelFacts
from fourbeat.model.request import Verb
from fourbeat.model.take import UsedReference
from fourbeat.providers.skus import prices
from store import film

PICTURE = UsedReference(role=Role.FIRST_FRAME, sha256="0" * 64, name="first.png")
SOUND = {
    "duration_seconds_with_audio": "0.40",
    "duration_seconds_without_audio": "0.20",
    "duration_seconds_with_audio_4k": "0.60",
    "duration_seconds_without_audio_4k": "0.40",
}
HEIGHTS = {"duration_seconds": "0.08", "duration_seconds_480p": "0.05", "duration_seconds_768p": "0.08"}
CENTS = {
    "cents_per_image_input": "1",
    "cents_per_video_output_second_480p": "5",
    "cents_per_video_output_second_720p": "7",
}
GOES_ON = {
    "cents_per_second_output": "17",
    "cents_per_second_output_1080p": "29",
    "cents_per_second_video_continuation_1080p": "53",
}
MIDDLE = {"duration_seconds_720p_with_audio": "0.15", "duration_seconds_1080p_with_audio": "0.40"}
MODES = {"text_to_video_duration_seconds_720p": "0.112", "image_to_video_duration_seconds_720p": "0.084"}
FLOOR = {"cents_per_second_output": "28", "minimum_cents_per_generation": "560"}
HYPHENS = {"per-video-second": "0.50", "per-video-second-1080p": "0.75"}
REFERENCED = {"duration_seconds_768p": "0.08", "reference_duration_seconds_768p": "0.12"}
MANUAL = {"duration_seconds": 0.13, "reference_images": "0.04"}


@pytest.mark.parametrize(
    ("skus", "size", "pictures", "verb", "least", "most"),
    [
        (SOUND, "1280x720", 0, Verb.NEW, "0.80", "1.60"),
        (SOUND, "3840x2160", 0, Verb.NEW, "1.60", "2.40"),
        (HEIGHTS, "854x480", 0, Verb.NEW, "0.20", "0.20"),
        (HEIGHTS, "1280x720", 0, Verb.NEW, "0.32", "0.32"),
        (CENTS, "1280x720", 0, Verb.NEW, "0.28", "0.28"),
        (CENTS, "1280x720", 1, Verb.NEW, "0.29", "0.29"),
        (GOES_ON, "1920x1080", 0, Verb.NEW, "1.16", "1.16"),
        (GOES_ON, "1920x1080", 0, Verb.EXTEND, "2.12", "2.12"),
        (MIDDLE, "1280x720", 0, Verb.NEW, "0.60", "0.60"),
        (MODES, "1280x720", 0, Verb.NEW, "0.448", "0.448"),
        (MODES, "1280x720", 1, Verb.NEW, "0.336", "0.336"),
        (FLOOR, "1280x720", 0, Verb.NEW, "5.60", "5.60"),
        (HYPHENS, "1920x1080", 0, Verb.NEW, "3", "3"),
        (HYPHENS, "1280x720", 0, Verb.NEW, "2", "2"),
        (REFERENCED, "1366x768", 0, Verb.NEW, "0.32", "0.32"),
        (REFERENCED, "1366x768", 1, Verb.NEW, "0.32", "0.48"),
        (MANUAL, "1280x720", 2, Verb.NEW, "0.60", "0.60"),
        ({"duration_seconds": "0.10", "duration_seconds_pro": "0.20"}, "1280x720", 0, Verb.NEW, "0.40", "0.80"),
        ({"duration_seconds_1k": "0.10", "duration_seconds_2k": "0.20"}, "2560x1440", 0, Verb.NEW, "0.40", "0.80"),
    ],
)
def test_a_price_follows_the_picture_the_sound_and_what_goes_along(skus, size, pictures, verb, least, most):
    facts = ModelFacts(id="m", prices=prices(skus))
    more = {"size": Size.parse(size), "references": (PICTURE,) * pictures, "verb": verb}
    found = reckoned(Estimate(), facts, film.request("s").model_copy(update=more))
    assert found.least
    assert found.most
    assert (found.least.amount, found.most.amount) == (least, most)


@pytest.mark.parametrize(
    "skus",
    [
        None,
        [],
        "0.10",
        {},
        {"video_tokens": "0.000007", "duration_seconds": "0.10"},
        {"cents_per_megapixel_second": "3"},
        {"generate": "1"},
        {"duration_seconds": "0.10", "per_request": "1"},
        {"reference_images": "0.04"},
        {"duration_seconds": "free"},
        {"duration_seconds": "-1"},
        {"duration_seconds": "NaN"},
        {"duration_seconds": "1e-400"},
        {"duration_seconds": True},
        {"duration_seconds": None},
        {f"duration_seconds_{n}": "1" for n in range(100)},
        {"duration_seconds_" + "x" * 500: "1"},
    ],
)
def test_what_cannot_be_counted_beforehand_has_no_price(skus):
    assert prices(skus) == ()
