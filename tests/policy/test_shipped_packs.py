"""The packs and word lists that come with Fourbeat: facts only, of many countries, and silent about ordinary briefs."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourbeat.model.verdict import Decision
from fourbeat.policy.grading import Common
from fourbeat.policy.hit import Hit, Reading, Sure
from fourbeat.policy.names import Matcher
from fourbeat.policy.pack import Pack, subjects, things
from fourbeat.policy.reading import read
from fourbeat.policy.subject import Basis, Grade, Kind, Subject

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "resources" / "policy" / "common"
ORDINARY = Path(__file__).parent / "ordinary"
NAMES = ("careful-names", "public-figures")


def shipped(name: str) -> Pack:
    return read((ROOT / "resources" / "packs" / f"{name}.yaml").read_bytes(), f"{name}.yaml")


def briefs(name: str) -> list[str]:
    text = (ORDINARY / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def guarded() -> tuple[Subject, ...]:
    return tuple(one for name in NAMES for one in subjects(shipped(name), signed=False))


@pytest.fixture(scope="module")
def matcher(guarded: tuple[Subject, ...]) -> Matcher:
    return Matcher(guarded, Common.of({file.stem: file.read_text(encoding="utf-8") for file in WORDS.glob("*.txt")}))


def counted(hits: list[Hit]) -> list[Hit]:
    return [hit for hit in hits if hit.sure is not Sure.NOTE]


@pytest.mark.parametrize("name", NAMES)
def test_a_pack_that_comes_along_states_facts_only(name: str) -> None:
    pack = shipped(name)
    assert pack.pack == name
    assert pack.basis is Basis.FACT_ONLY
    assert pack.source is not None
    assert pack.source.text == "common knowledge"
    for placed in things(pack):
        assert not placed.thing.rules
        assert not placed.thing.ids
        assert placed.thing.default is None


def test_careful_names_are_of_many_holders_and_languages() -> None:
    pack = shipped("careful-names")
    assert pack.default is Decision.ASK
    kinds = [placed.kind for placed in things(pack)]
    assert kinds.count(Kind.WORK) + kinds.count(Kind.CHARACTER) >= 150
    assert len(pack.holders) >= 50
    count: dict[str, int] = {}
    for placed in things(pack):
        for language, names in placed.thing.names.items():
            count[language] = count.get(language, 0) + len(names)
    assert len([language for language, names in count.items() if names >= 100]) >= 8
    assert count["ja"] >= 700
    assert len([placed for placed in things(pack) if placed.thing.signature]) >= 60


def test_public_figures_are_blocked_until_they_consent() -> None:
    pack = shipped("public-figures")
    assert pack.default is Decision.BLOCK
    assert not pack.holders
    assert len(pack.people) >= 120
    assert all(len(person.names) >= 2 for person in pack.people)


def test_an_ambiguous_name_says_what_makes_it_sure(guarded: tuple[Subject, ...]) -> None:
    bare = [name.text for one in guarded for name in one.names if name.grade is Grade.AMBIGUOUS and not name.needs]
    assert not bare


@pytest.mark.parametrize(("name", "least"), [("en", 220), ("ja", 220), ("near-miss", 100), ("model-files", 40)])
def test_ordinary_briefs_pass_without_a_finding(matcher: Matcher, name: str, least: int) -> None:
    assert len(briefs(name)) >= least
    found = {text: [(hit.text, hit.read_as) for hit in hits] for text in briefs(name) if (hits := matcher.find(text))}
    assert not found


@pytest.mark.parametrize("language", ["en", "ja", "zh", "ko", "ru"])
def test_collisions_are_noted_at_most(matcher: Matcher, language: str) -> None:
    found = {
        text: [(hit.text, hit.read_as) for hit in hits]
        for text in briefs(f"collisions-{language}")
        if (hits := counted(matcher.find(text)))
    }
    assert not found


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Pikachu and a girl share an umbrella", "pikachu"),
        ("夜の街をピカチュウが走る", "pikachu"),
        ("Mario, the plumber, waits at a bus stop", "mario"),
        ("Woody and Buzz look out of the window", "woody"),
        ("トトロが傘をさして立っている", "totoro"),
        ("Чебурашка едет на поезде", "cheburashka"),
        ("哆啦A梦在雨中走路", "doraemon-world"),
        ("a street in the style of Studio Ghibli", "ghibli-style"),
        ("Taylor Swift sings on a stadium stage", "taylor-swift"),
        ("大谷翔平が野球場に立つ", "shohei-ohtani"),
        ("TomHanks_v2_lora-000010.safetensors", "tom-hanks"),
        ("loras\\people\\scarlett_johansson_flux.safetensors", "scarlett-johansson"),
        ("emmawatson-sdxl.ckpt", "emma-watson"),
        ("studio_ghibli_style.safetensors", "ghibli-style"),
    ],
)
def test_a_name_that_is_meant_is_found(matcher: Matcher, text: str, subject: str) -> None:
    assert subject in {hit.subject.rpartition("/")[2].rpartition(":")[2] for hit in counted(matcher.find(text))}


def test_every_name_is_found_where_it_stands_alone(matcher: Matcher, guarded: tuple[Subject, ...]) -> None:
    missed = []
    for one in guarded:
        for name in one.names:
            if name.grade is Grade.STRONG or (name.grade is None and name.language in ("ja", "zh", "ko", "ru")):
                text = f"夜、{name.text}。" if name.language in ("ja", "zh") else f"1 {name.text}."
                if not any(hit.start <= 2 for hit in counted(matcher.find(text))):
                    missed.append(name.text)
    assert not missed


def test_a_signature_is_met_by_its_own_traits(matcher: Matcher, guarded: tuple[Subject, ...]) -> None:
    for one in guarded:
        for language in ("en", "ja"):
            traits = [trait for trait in one.signature.of if trait.language == language] if one.signature else []
            if not traits:
                continue
            text = ("、" if language == "ja" else ", ").join(trait.phrases[0] for trait in traits)
            hits = [hit for hit in matcher.find(text) if hit.subject == one.id]
            assert [(hit.reading, hit.sure) for hit in hits] == [(Reading.SIGNATURE, Sure.DOUBTFUL)], (one.id, text)


@pytest.mark.parametrize("file", sorted(WORDS.glob("*.txt")), ids=lambda file: file.stem)
def test_word_lists_are_dated_and_in_order(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    words = [line for line in lines if not line.startswith("#")]
    assert any(line.startswith("# dated: ") for line in lines)
    if file.stem == "alike":
        assert all(len(set(group.split())) == len(group.split()) > 1 for group in words)
        return
    assert words == sorted(set(words))
    assert all(word == word.casefold().strip() and " " not in word for word in words)
    assert len(words) >= (5000 if file.stem == "en" else 400)
