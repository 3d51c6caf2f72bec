"""Names found however they are written, with the stretch of the text that means them; ordinary words left alone."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourbeat.policy.grading import Common
from fourbeat.policy.hit import Hit, Reading, Sure
from fourbeat.policy.names import Matcher
from fourbeat.policy.subject import Grade, Kind, Name, Subject
from policy import measure


def subject(slug: str, *names: str | Name, never: tuple[str, ...] = (), above: tuple[str, ...] = ()) -> Subject:
    made = tuple(Name(text=one, grade=Grade.STRONG) if isinstance(one, str) else one for one in names)
    return Subject(
        id=slug, pack="test", version=1, kind=Kind.CHARACTER, name=made[0].text, names=made, never=never, above=above
    )


@pytest.fixture(scope="module")
def common() -> Common:
    return measure.common()


@pytest.fixture(scope="module")
def matcher(common: Common) -> Matcher:
    return Matcher(measure.subjects(measure.HERE / "names.txt"), common)


def one(matcher: Matcher, text: str) -> Hit:
    (hit,) = matcher.find(text)
    assert text[hit.start : hit.end] == hit.text
    return hit


@pytest.mark.parametrize(
    ("text", "stretch", "reading", "folds"),
    [
        ("PIKACHU's tail", "PIKACHU", Reading.NAME, ()),
        ("ﾋﾟｶﾁｭｳが走る", "ﾋﾟｶﾁｭｳ", Reading.NAME, ("styled",)),
        ("ぴかちゅうが走る", "ぴかちゅう", Reading.NAME, ()),
        ("夜にまりおを見た", "まりお", Reading.NAME, ()),
        ("夜にマリオを見た", "マリオ", Reading.NAME, ()),
        ("Pіkасhu runs", "Pіkасhu", Reading.OBFUSCATED, ("look-alike",)),
        ("P\u200bika\u200bchu runs", "P\u200bika\u200bchu", Reading.OBFUSCATED, ("hidden",)),
        ("so p1k4chu runs", "p1k4chu", Reading.OBFUSCATED, ("leet",)),
        ("Pik@chu! Run!", "Pik@chu", Reading.OBFUSCATED, ("leet",)),
        ("|3atm4n", "|3atm4n", Reading.OBFUSCATED, ("leet",)),
        ("P i k a c h u runs", "P i k a c h u", Reading.OBFUSCATED, ("spaced",)),
        ("P🔥i🔥k🔥a🔥c🔥h🔥u", "P🔥i🔥k🔥a🔥c🔥h🔥u", Reading.OBFUSCATED, ("spaced",)),
        ("Pikachuuuu!", "Pikachuuuu", Reading.OBFUSCATED, ("repeated",)),
        ("#DarthVader", "DarthVader", Reading.NAME, ("joined",)),
        ("darth_vader_v02.mp4", "darth_vader", Reading.NAME, ()),
        ("Бэтмена видно", "Бэтмена", Reading.NAME, ("ending",)),
        ("피카츄가 달린다", "피카츄", Reading.NAME, ()),
        ("피카츄츄츄츄가", "피카츄츄츄츄", Reading.OBFUSCATED, ("repeated",)),
        ("ㅍㅣㅋㅏㅊㅠ가", "ㅍㅣㅋㅏㅊㅠ", Reading.NAME, ("styled",)),
        ("Drath Vader's helm", "Drath Vader", Reading.FUZZY, ("slip",)),
        ("P*kachu runs", "P*kachu", Reading.MASKED, ("mask",)),
        ("ド〇えもんが笑う", "ド〇えもん", Reading.MASKED, ("mask",)),
        ("夜に小熊維尼が", "小熊維尼", Reading.NAME, ("variant",)),
    ],
)
def test_names_are_read_and_the_evidence_is_exact(
    matcher: Matcher, text: str, stretch: str, reading: Reading, folds: tuple[str, ...]
) -> None:
    hit = next(hit for hit in matcher.find(text) if hit.text == stretch)
    assert text[hit.start : hit.end] == stretch
    assert hit.reading is reading
    assert hit.folds == folds


def test_slips_and_masks_can_at_most_ask(matcher: Matcher) -> None:
    for text in ("Drath Vader waits", "P*kachu waits", "Pikaschu waits", "피카추가 달린다"):
        assert one(matcher, text).sure is Sure.DOUBTFUL


@pytest.mark.parametrize(
    "text",
    [
        "マリオネットが踊る",
        "あまりおいしくない",
        "마리오네트 인형",
        "Марионетка танцует",
        "the spider man at the zoo",
        "Batman, a town in Turkey",
        "Elsewhere, a marionette sleeps",
        "The wall-e-commerce banner",
        "歯車がリンクする",
        "トルコの町バットマンの夕暮れ",
        "A bat. Man in a coat.",
        "A time lapse of a Dyson sphere being built set to uplifting music",
    ],
)
def test_ordinary_words_are_left_alone(matcher: Matcher, text: str) -> None:
    assert [hit for hit in matcher.find(text) if hit.sure is not Sure.NOTE] == []


def test_a_place_is_no_place_where_its_siblings_stand(common: Common) -> None:
    given = [subject("bat", "Batman", above=("gotham",)), subject("jok", "Jokerello", above=("gotham",))]
    matcher = Matcher(given, common)
    assert one(matcher, "Batman, a town in Turkey").sure is Sure.NOTE
    hits = matcher.find("Batman, a town in Turkey, where Jokerello waits")
    assert {hit.sure for hit in hits} == {Sure.SURE}


def test_an_ambiguous_name_needs_company(common: Common) -> None:
    link = Name(text="Link", grade=Grade.AMBIGUOUS, needs=("hyrule",))
    given = [subject("link", link, above=("zelda",)), subject("ganon", "Ganondorf", above=("zelda",))]
    matcher = Matcher(given, common)
    assert matcher.find("A link of the chain") == []
    assert [hit.sure for hit in matcher.find("They met Link there")] == [Sure.NOTE]
    assert [hit.sure for hit in matcher.find("They met Link in Hyrule")] == [Sure.SURE]
    assert [hit.sure for hit in matcher.find("They met Link there", context=["Ganondorf laughs"])] == [Sure.SURE]
    assert {hit.subject for hit in matcher.find("Link meets Ganondorf")} == {"link", "ganon"}


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Iron Ladder climbs", Sure.SURE),
        ("The irony of a ladder", None),
        ("iron ladder climbs the tower", Sure.DOUBTFUL),
        ("an iron ladder on the tower", None),
        ("IronLadder_v2.mp4", Sure.SURE),
        ("1ron L4dder climbs", Sure.SURE),
    ],
)
def test_ordinary_words_that_are_a_name_count_as_they_are_written(common: Common, text: str, sure: Sure | None) -> None:
    matcher = Matcher([subject("iron", Name(text="Iron Ladder"))], common)
    assert [hit.sure for hit in matcher.find(text)] == ([sure] if sure else [])


def test_two_ambiguous_names_of_one_work_ask_together(common: Common) -> None:
    given = [
        subject(name.lower(), Name(text=name, grade=Grade.AMBIGUOUS), above=("film",)) for name in ("Woody", "Buzz")
    ]
    matcher = Matcher(given, common)
    assert {hit.sure for hit in matcher.find("Woody and Buzz wave")} == {Sure.DOUBTFUL}
    assert matcher.find("woody shrubs and the buzz of bees") == []


def test_nobody_hides_an_ordinary_word(common: Common) -> None:
    matcher = Matcher([subject("link", Name(text="Link", grade=Grade.AMBIGUOUS))], common)
    assert one(matcher, "so l1nk waits").sure is Sure.DOUBTFUL


def test_a_common_name_says_nothing(common: Common) -> None:
    matcher = Matcher([subject("up", Name(text="Up", grade=Grade.COMMON))], common)
    assert matcher.find("They look Up at the sky") == []


def test_what_a_pack_says_is_never_meant_is_left_out(common: Common) -> None:
    matcher = Matcher([subject("cat", "Whisker", never=("whisker biscuit",))], common)
    assert matcher.find("A Whisker, biscuit in hand; a whisker-biscuit on the bow") == []
    assert one(matcher, "Whisker eats a biscuit").sure is Sure.SURE


def test_the_longest_name_of_a_subject_counts_once(common: Common) -> None:
    matcher = Matcher([subject("mario", "Mario", "Super Mario"), subject("other", "Superb Owl")], common)
    assert one(matcher, "Super Mario jumps").text == "Super Mario"


def test_a_name_two_subjects_share_means_both(common: Common) -> None:
    matcher = Matcher([subject("film", "Totoro"), subject("character", "Totoro")], common)
    assert {hit.subject for hit in matcher.find("Totoro waits for the bus")} == {"film", "character"}


def test_neither_empty_texts_nor_names_of_signs_are_in_the_way(common: Common) -> None:
    matcher = Matcher([subject("signs", "!!!"), subject("x", "X")], common)
    assert matcher.find("") == []
    assert matcher.find("!!! x X ***") == []


_PIECES = st.sampled_from(
    [
        "Pikachu",
        "ピカチュウ",
        "피카츄",
        "Бэтмен",
        "孙悟空",
        " ",
        "*",
        "〇",
        "\u200b",
        "'s",
        ".",
        "|3",
        "@",
        "ー",
        "\u0301",
        "ﾞ",
        "🔥",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(_PIECES, st.text(max_size=6)), max_size=12).map("".join))
def test_evidence_is_always_the_text_itself(matcher: Matcher, text: str) -> None:
    for hit in matcher.find(text):
        assert 0 <= hit.start < hit.end <= len(text)
        assert text[hit.start : hit.end] == hit.text


def test_every_way_of_hiding_is_seen_through(matcher: Matcher) -> None:
    rows = measure.names(measure.HERE / "names.txt")
    tally = measure.run(matcher, rows, measure.classes().TUNED, [])  # type: ignore[attr-defined]
    shares = measure.shares(tally)
    assert shares["plain"] == 1
    assert {kind: share for kind, share in shares.items() if share < 0.9} == {}


def test_ordinary_briefs_among_many_names(common: Common) -> None:
    chance = Random(7)
    names = ["".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(4)) for _ in range(2000)]
    matcher = Matcher([subject(name, name.capitalize()) for name in names], common)
    texts = measure.lines(measure.HERE / "ordinary" / "en.txt")
    assert len(measure.alarms(matcher, texts)) <= len(texts) / 100


@pytest.mark.parametrize("text", ["*ピカチュ* を開ける", "a *pikach* of steps", "_ピカチュ_"])
def test_emphasis_hides_no_letter(matcher: Matcher, text: str) -> None:
    assert Reading.MASKED not in [hit.reading for hit in matcher.find(text)]


@pytest.mark.parametrize("text", ["ピカチュ? と *言う*", "a tall pikach. So *it* is."])
def test_the_end_of_a_sentence_hides_no_letter(matcher: Matcher, text: str) -> None:
    assert Reading.MASKED not in [hit.reading for hit in matcher.find(text)]


def test_a_sure_hit_of_one_pack_hides_no_doubt_of_another(common: Common) -> None:
    whole = subject("film", "Captain Whiskerkin Returns")
    doubted = subject("cat", Name(text="Whiskerkin", grade=Grade.AMBIGUOUS))
    text = "A poster of Captain Whiskerkin Returns on the wall."
    assert [hit.subject for hit in Matcher([whole, doubted], common).find(text)] == ["film"]
    apart = doubted.model_copy(update={"pack": "other"})
    found = {hit.subject: hit.sure for hit in Matcher([whole, apart], common).find(text)}
    assert found == {"film": Sure.SURE, "cat": Sure.NOTE}


def test_a_name_of_one_letter_needs_what_stands_near(common: Common) -> None:
    storm = Name(text="嵐", grade=Grade.AMBIGUOUS, needs=("アイドル",))
    bare = Name(text="風", grade=Grade.STRONG)
    matcher = Matcher([subject("storm", storm), subject("wind", bare)], common)
    assert matcher.find("嵐の夜に風が吹く") == []
    assert [hit.subject for hit in matcher.find("アイドルの嵐が風の中で歌う")] == ["storm"]


@pytest.mark.parametrize(
    "text",
    [
        "A ferry leaves Batman Reservoir at dawn",
        "Farmers harvest wheat near Batman, southeastern Turkey",
        "Superman GmbH sells ladders",
        "Batman & Sons, hardware since 1921",
        "St. Batman church on the hill",
        "La ciudad de Batman en Turquía",
        "Город Бэтмен в Турции, рынок утром",
        "バットマン市の石油タンク",
        "ピカチュウ工業株式会社の看板",
        "超人气的面馆门口排长队",
    ],
)
def test_places_firms_and_halves_of_words_are_noted_at_most(matcher: Matcher, text: str) -> None:
    assert [hit for hit in matcher.find(text) if hit.sure is not Sure.NOTE] == []


def test_a_neighbour_may_have_the_same_name(common: Common) -> None:
    matcher = Matcher([subject("elsa", "Elsa"), subject("rare", "Kalibrax")], common)
    for text in ("Elsa Martinelli waves", "my aunt Elsa waves", "a cat named Elsa sleeps", "the writer Anna Elsa"):
        assert [hit.sure for hit in matcher.find(text)] == [Sure.NOTE], text
    assert one(matcher, "Elsa waves from the castle").sure is Sure.SURE
    assert one(matcher, "a cat named Kalibrax sleeps").sure is Sure.SURE


def test_what_a_name_needs_outweighs_the_words_around_it(common: Common) -> None:
    elsa = Name(text="Elsa", grade=Grade.STRONG, needs=("ice palace",))
    matcher = Matcher([subject("elsa", elsa)], common)
    assert one(matcher, "aunt Elsa in her ice palace").sure is Sure.SURE


@pytest.mark.parametrize(
    ("name", "text", "stretch"),
    [
        ("Годзилла", "Город бежит от Годзиллы", "Годзиллы"),
        ("Чебурашка", "встреча с Чебурашкой", "Чебурашкой"),
        ("Бэтмен", "с Бэтменом на крыше", "Бэтменом"),
        ("Йода", "Рядом с Йодой", "Йодой"),
    ],
)
def test_russian_names_are_met_in_every_case(common: Common, name: str, text: str, stretch: str) -> None:
    assert one(Matcher([subject("name", name)], common), text).text == stretch


def test_a_russian_name_is_not_another_one(common: Common) -> None:
    assert Matcher([subject("mario", "Марио")], common).find("Марию ждут у калитки") == []


def test_a_name_is_found_whatever_stands_around_it(common: Common) -> None:
    rows = measure.names(measure.HERE / "names.txt")
    around = [line.split("|") for line in measure.lines(measure.HERE / "surroundings.txt")]
    missed, count = [], 0
    matcher = Matcher(measure.subjects(measure.HERE / "names.txt"), common)
    for row in rows:
        who = next(iter(row.values()))
        for language, text in ((language.strip(), text.strip()) for language, text in around):
            if language not in row:
                continue
            count += 1
            said = text.replace("{}", row[language])
            if not any(hit.subject == who and hit.sure is not Sure.NOTE for hit in matcher.find(said)):
                missed.append(said)
    assert len(missed) <= count * 0.005, missed


def test_what_means_something_else_is_seldom_asked_about(common: Common) -> None:
    rows = [[part.strip() for part in line.split("|")] for line in measure.lines(measure.HERE / "collisions.txt")]
    graded = [(Matcher([subject(name, Name(text=name))], common), text) for _, text, name in rows]
    asked = [text for matcher, text in graded if measure.alarms(matcher, [text])]
    assert len(rows) >= 200
    assert len(asked) <= len(rows) * 0.12, asked
