"""The animatic's scratch sound is measured here: lengths, levels, spectrum, and what it does when a voice fails."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from fourbeat.media.scratch.rooms import ROOM, TONES, tones
from fourbeat.media.scratch.sound import Speaker, find_speaker, make
from fourbeat.media.scratch.speaker import language_of
from fourbeat.media.scratch.voice import length, murmur, phrases, pitch, resampled
from fourbeat.model.panel import Caption, Panel
from fourbeat.model.time import RATES, Rate

FILM = Rate(24)
TALK = Panel(
    sound="low workshop hum",
    captions=(
        Caption(start=0, end=40, text="He turns the lamp."),
        Caption(start=30, end=90, text="Hold still. It is only bright.", speaker="Tock", kind="line"),
    ),
)


def decibels(value: float) -> float:
    return float(20 * np.log10(max(value, 1e-9)))


def rms(sound: np.ndarray) -> float:
    return decibels(float(np.sqrt(np.mean(sound.astype(np.float64) ** 2))))


def share(sound: np.ndarray, low: float, high: float) -> float:
    power = np.abs(np.fft.rfft(sound.mean(axis=1) if sound.ndim == 2 else sound)) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / 48_000)
    return float(power[(hertz >= low) & (hertz < high)].sum() / power.sum())


def loudness(sound: np.ndarray) -> float:
    """Measure in LUFS without gates: the K curve of BS.1770 as the magnitude of its two filters at 48 kHz."""
    turn = np.exp(-2j * np.pi * np.fft.rfftfreq(len(sound), 1 / 48_000) / 48_000)
    shelf = (1.53512485958697 - 2.69169618940638 * turn + 1.19839281085285 * turn**2) / (
        1 - 1.69065929318241 * turn + 0.73248077421585 * turn**2
    )
    high = (1 - 2 * turn + turn**2) / (1 - 1.99004745483398 * turn + 0.99007225036621 * turn**2)
    power = sum(np.mean(np.fft.irfft(np.fft.rfft(side) * shelf * high, len(sound)) ** 2) for side in sound.T)
    return float(-0.691 + 10 * np.log10(power))


@pytest.mark.parametrize("rate", RATES, ids=str)
@pytest.mark.parametrize("frames", [0, 1, 2, 95, 96, 121])
def test_has_exactly_the_samples_of_its_frames(rate: Rate, frames: int) -> None:
    sound = make(TALK, frames, rate, 1)
    assert sound.shape == (rate.samples(frames), 2)
    assert sound.dtype == np.float32
    assert np.isfinite(sound).all()


def test_four_seconds_at_the_ntsc_rates() -> None:
    assert make(Panel(), 96, Rate.parse("23.976"), 1).shape == (192_192, 2)
    assert make(Panel(), 120, Rate.parse("29.97"), 1).shape == (192_192, 2)


def test_the_same_call_gives_the_same_samples_and_another_seed_others() -> None:
    first, again, other = make(TALK, 96, FILM, 5), make(TALK, 96, FILM, 5), make(TALK, 96, FILM, 6)
    assert np.array_equal(first, again)
    assert not np.allclose(first, other, atol=1e-4)


def test_another_run_of_python_gives_the_same_samples() -> None:
    code = (
        "from fourbeat.media.scratch.sound import make\n"
        "from fourbeat.model.panel import Caption, Panel\n"
        "from fourbeat.model.time import Rate\n"
        "line = Caption(start=2, end=20, text='Again, please.', speaker='Mei', kind='line')\n"
        "print(float(abs(make(Panel(captions=(line,)), 24, Rate(24), 3)).sum()))\n"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_begins_and_ends_in_silence_without_a_click() -> None:
    sound = make(Panel(sound="heavy rain"), 96, FILM, 2)
    assert np.abs(sound[0]).max() == 0
    assert np.abs(sound[-1]).max() < 1e-6
    assert np.abs(sound[:48]).max() < 0.1 * np.abs(sound).max()
    assert np.abs(sound[-48:]).max() < 0.1 * np.abs(sound).max()


@pytest.mark.parametrize("tone", TONES, ids=lambda tone: tone.name)
def test_every_air_is_quiet_but_there(tone) -> None:
    word = tone.words.split("|")[0]
    sound = make(Panel(sound=word), 96, FILM, 9)
    assert tones(word) == (tone,)
    assert -42 < loudness(sound) < -28
    assert decibels(np.abs(sound).max()) < -12
    assert 0.2 < np.corrcoef(sound.T)[0, 1] < 0.95, "one room, heard with two ears"
    quarters = [rms(part) for part in np.array_split(sound[2400:-2400], 4)]
    assert max(quarters) - min(quarters) < 20, "the air never goes away"


def test_the_airs_differ_as_their_words_do() -> None:
    rain, city, night = (make(Panel(sound=word), 96, FILM, 1) for word in ("rain", "traffic", "crickets"))
    assert share(rain, 2000, 12000) > 0.4 > 0.05 > share(city, 2000, 12000)
    assert share(city, 20, 250) > 0.6
    assert share(night, 3500, 4500) > 10 * share(night, 5000, 6000)
    hum = make(Panel(sound="the hum of a lamp"), 96, FILM, 1)
    assert share(hum, 98, 102) > 3 * share(make(Panel(sound="room"), 96, FILM, 1), 98, 102)


def test_a_long_air_swells_as_wind_does() -> None:
    wind = make(Panel(sound="wind"), 240, FILM, 4)
    heights = [rms(part) for part in np.array_split(wind[4800:-4800], 40)]
    assert 4 < max(heights) - min(heights) < 30


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("", ["room"]),
        ("Rain taps on the window", ["rain"]),
        ("Far traffic, then wind", ["city", "wind"]),
        ("no wind; a train passes", ["machine"]),
        ("seasoned wood in the window seat", ["room"]),
        ("窓を打つ雨、遠くの車", ["rain", "city"]),
        ("美しい風景", ["room"]),
        ("the first bar of a song on the record", ["record"]),
        ("風と波", ["wind", "sea"]),
    ],
)
def test_words_choose_the_air(words: str, names: list[str]) -> None:
    assert [tone.name for tone in tones(words)] == names


def test_sound_leads_place_and_place_leads_mood() -> None:
    assert [tone.name for tone in tones("wind", "a city roof with a water tank", "like rain")] == ["wind"]
    assert [tone.name for tone in tones("her step", "a city roof, birds", "like rain")] == ["city", "birds"]
    assert [tone.name for tone in tones("her step", "upstairs", "like rain")] == ["rain"]
    assert len(tones("wind, rain, traffic, crickets")) == 3
    assert tones("", "", "tender") == (ROOM,)


def test_silence_is_asked_for_by_name() -> None:
    assert rms(make(Panel(sound="a silent room"), 48, FILM, 1)) < rms(make(Panel(sound="a room"), 48, FILM, 1)) - 4


def test_a_beat_ticks_where_its_caption_starts() -> None:
    beat = Panel(captions=(Caption(start=48, end=90, text="He looks up."),))
    ticked = make(beat, 96, FILM, 1) - make(Panel(), 96, FILM, 1)
    heard = np.flatnonzero(np.abs(ticked).max(axis=1) > 1e-3)
    start = FILM.samples(48)
    assert start <= heard[0] < start + 96
    assert heard[-1] < start + 2400
    assert -30 < decibels(np.abs(ticked).max()) < -20


def test_a_line_is_spoken_inside_its_caption_at_its_level() -> None:
    line = Caption(start=24, end=72, text="Do you want to dance with me tonight?", speaker="Ines", kind="line")
    voice = make(Panel(captions=(line,)), 96, FILM, 1) - make(Panel(), 96, FILM, 1)
    inside = voice[FILM.samples(24) : FILM.samples(72)]
    assert np.abs(voice[: FILM.samples(24)]).max() < 1e-6
    assert np.abs(voice[FILM.samples(72) :]).max() < 1e-6
    assert -29 < rms(inside[: 48_000 * 3 // 2]) < -22
    assert share(inside, 80, 4000) > 0.98


def test_a_film_with_a_line_comes_to_the_trade_s_scratch_level() -> None:
    sound = make(TALK, 96, FILM, 3)
    assert -30 < loudness(sound) < -22
    assert decibels(np.abs(sound).max()) < -3


def test_many_voices_at_once_stay_below_the_ceiling() -> None:
    crowd = tuple(
        Caption(
            start=0, end=96, text="Everyone talks at the same time, always, here.", speaker=f"Voice {n}", kind="line"
        )
        for n in range(24)
    )
    assert decibels(np.abs(make(Panel(captions=crowd), 96, FILM, 1)).max()) < -3


def test_captions_outside_the_clip_are_harmless() -> None:
    captions = (
        Caption(start=90, end=400, text="Too long by far, and yet it begins.", speaker="A", kind="line"),
        Caption(start=95, end=96, text="Now.", speaker="A", kind="line"),
        Caption(start=96, end=200, text="After the end."),
        Caption(start=40, end=40, text="No time at all.", speaker="A", kind="line"),
        Caption(start=10, end=30, text="…", speaker="", kind="line"),
    )
    sound = make(Panel(captions=captions), 96, FILM, 1)
    assert sound.shape == (192_000, 2)
    assert np.isfinite(sound).all()


def test_a_name_has_one_pitch_and_names_have_several() -> None:
    names = ("Pim", "Ruth", "Ana", "灯", "Иван", "Tock", "Mei", "Sam")
    assert len({round(pitch(name)) for name in names}) > 5
    assert all(98 <= pitch(name) <= 206 for name in names)
    assert pitch("  pim") == pitch("Pim")


def test_a_murmur_has_its_speaker_s_pitch() -> None:
    for name in ("Pim", "Ruth", "Ana"):
        voice = murmur("One and two and three and four and five.", name, 150_000, 1)
        size = np.abs(np.fft.rfft(voice))
        hertz = np.fft.rfftfreq(voice.size, 1 / 48_000)
        ground = (hertz > 0.65 * pitch(name)) & (hertz < 1.5 * pitch(name))
        assert abs(float((hertz[ground] * size[ground] ** 2).sum() / (size[ground] ** 2).sum()) / pitch(name) - 1) < 0.2


def test_reads_syllables_in_several_scripts() -> None:
    assert phrases("Do you want to dance?") == ["ooaoa"]
    assert phrases("Light the lamp, please.") == ["iea", "e"]
    assert phrases("Me or yes") == ["eoe"]
    assert phrases("さくら、どこ?") == ["aua", "oo"]
    assert phrases("灯り")[0].endswith("i")
    assert len(phrases("Привет")[0]) in (2, 3)
    assert phrases("!?") == ["-"]


def test_a_long_line_hurries_and_a_short_one_does_not_drag() -> None:
    assert murmur("Yes.", "A", 480_000, 1).size < 48_000
    text = "It goes on and on and over and over and under and under."
    assert length(text) > 2.5
    assert murmur(text, "A", 110_000, 1).size <= 110_000


def test_resampling_keeps_length_and_pitch() -> None:
    for rate in (8_000, 16_000, 22_050, 44_100, 96_000):
        tone = np.sin(2 * np.pi * 440 * np.arange(rate) / rate).astype(np.float32)
        heard = resampled(tone, rate)
        assert heard.size == 48_000
        assert np.abs(heard[2000:-2000] - np.sin(2 * np.pi * 440 * np.arange(48_000) / 48_000)[2000:-2000]).max() < 0.01


@pytest.mark.parametrize(
    ("text", "film", "spoken"),
    [
        ("Good evening", "en", "en"),
        ("Good evening", "ja", "en"),
        ("Buenas noches", "es", "es"),
        ("こんばんは", "en", "ja"),
        ("Добрый вечер", "uk", "uk"),
        ("Добрый вечер", "en", "ru"),
        ("晚上好", "zh", "zh"),
        ("Bom dia", "pt_BR", "pt-br"),
        ("Hello", "../../etc", "en"),
        ("Hello", "--help", "en"),
    ],
)
def test_names_the_language_of_a_line(text: str, film: str, spoken: str) -> None:
    assert language_of(text, film) == spoken


def _program(folder: Path, body: str) -> str:
    path = folder / "espeak-ng"
    path.write_text(f"#!{sys.executable}\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


posix = pytest.mark.skipif(os.name == "nt", reason="a script is made executable by its mode")


@posix
@pytest.mark.parametrize(
    "body",
    [
        "raise SystemExit(1)",
        "print('not a sound')",
        "import sys; sys.stdout.buffer.write(b'RIFF')",
        "import time; time.sleep(30)",
        "pass",
    ],
)
def test_a_speaker_that_fails_is_replaced_by_the_murmur(tmp_path: Path, body: str) -> None:
    speaker = Speaker(_program(tmp_path, body), timeout=0.6)
    assert np.array_equal(make(TALK, 96, FILM, 1, speaker), make(TALK, 96, FILM, 1))


def test_a_speaker_that_is_gone_is_replaced_by_the_murmur(tmp_path: Path) -> None:
    assert np.array_equal(make(TALK, 96, FILM, 1, Speaker(str(tmp_path / "none"))), make(TALK, 96, FILM, 1))


@posix
def test_a_speaker_s_words_come_by_standard_input_and_are_fitted(tmp_path: Path) -> None:
    body = (
        "import array, math, pathlib, sys, wave\n"
        "here = pathlib.Path(sys.argv[0]).parent\n"
        "(here / 'args').write_text('\\n'.join(sys.argv[1:]))\n"
        "(here / 'said').write_bytes(sys.stdin.buffer.read())\n"
        "out = wave.open(sys.stdout.buffer, 'wb')\n"
        "out.setnchannels(1); out.setsampwidth(2); out.setframerate(22050); out.setnframes(22050 * 8)\n"
        "wave_ = [int(9000 * math.sin(n * 0.09)) for n in range(22050 * 8)]\n"
        "out.writeframesraw(array.array('h', wave_).tobytes())\n"
    )
    line = Caption(start=24, end=48, text="-v evil; $(rm)\x00 Hello", speaker="Ana", kind="line")
    speaker = Speaker(_program(tmp_path, body))
    voice = make(Panel(captions=(line,)), 96, FILM, 1, speaker) - make(Panel(), 96, FILM, 1)
    args = (tmp_path / "args").read_text().splitlines()
    assert args[:2] == ["-v", "en"]
    assert "--stdin" in args
    assert not any("evil" in arg for arg in args)
    assert (tmp_path / "said").read_bytes() == b"-v evil; $(rm) Hello\n"
    assert -27 < rms(voice[48_000:96_000]) < -22
    assert np.abs(voice[96_000:]).max() < 1e-6, "trimmed to its caption"
    assert np.abs(np.diff(voice[95_900:96_050], axis=0)).max() < 0.005, "and faded, not cut"


def test_kanji_are_murmured_since_the_speaker_cannot_read_them(tmp_path: Path) -> None:
    said = Speaker(str(tmp_path / "none")).say("灯りが消えた", language="ja", speaker="灯", seconds=2)
    assert said is None


@pytest.mark.foreign
def test_espeak_speaks_inside_the_caption() -> None:
    speaker = find_speaker()
    assert speaker is not None, "espeak-ng is not on the path"
    spoken, murmured = make(TALK, 96, FILM, 1, speaker), make(TALK, 96, FILM, 1)
    assert spoken.shape == murmured.shape
    assert not np.allclose(spoken, murmured, atol=1e-3)
    assert -31 < loudness(spoken) < -20
    assert decibels(np.abs(spoken).max()) < -3
    assert share(spoken, 300, 4000) > share(murmured, 300, 4000)


@pytest.mark.foreign
def test_espeak_does_not_know_a_voice_and_nothing_breaks() -> None:
    speaker = find_speaker()
    assert speaker is not None, "espeak-ng is not on the path"
    assert speaker.say("Hello", language="xx", speaker="A", seconds=1) is None


@pytest.mark.benchmark
def test_four_seconds_are_made_in_a_fraction_of_their_time() -> None:
    make(TALK, 96, FILM, 1)
    turns = []
    for seed in range(7):
        start = time.process_time()
        make(TALK, 96, FILM, seed)
        turns.append(time.process_time() - start)
    assert min(turns) < 4 * 0.0375


@pytest.mark.parametrize(
    "words", ["crickets at night", "a clock, fire crackling", "water dripping", "birds", "a record"]
)
def test_no_seed_strews_past_the_end(words: str) -> None:
    for seed in range(60):
        assert make(Panel(sound=words), 6, Rate(24), seed).shape == (12_000, 2)
