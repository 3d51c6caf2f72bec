"""What is drawn is there, whole, shaped, wrapped, and the same each time."""

import io
import math
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from fourbeat.lettering import fonts, setter, strip
from fourbeat.lettering.strip import Picture, Strip, Style, draw, draw_many

PLAIN = Style(size=32, colour="#ffffff")

SCRIPTS = {
    "Latin": "Ấgjpqy Ḗ",
    "Greek": "Ωραῖος",
    "Cyrillic": "Съёмка Й",
    "Japanese": "「まさか……」",
    "Chinese": "慢慢推近鏡頭。",
    "Korean": "카메라가 간다",
    "Arabic": "السَّلامُ عَلَيْكُم ﷺ",
    "Arabic dots": "ي",
    "Arabic marks": "إِلَّا اللَّهُ لَّٰ",
    "stacked marks": "ё̂́ạ̊́́",
    "Uyghur": "ې",
    "tall signs": "〱",
    "Hebrew": "שָׁלוֹם לְכֻלָּם",
    "mixed": "Shot 12: שלום 日本語 العربية",
}
JAPANESE = "薄暗い路地を、少女が傘もささずに駆け抜ける。カメラは低い位置から追いかけ、声が雨音にまぎれて消えていく。"


def image(picture: Picture) -> Image.Image:
    opened = Image.open(io.BytesIO(picture.png))
    assert opened.mode == "RGBA"
    assert opened.size == (picture.width, picture.height)
    return opened


def ink(picture: Picture) -> tuple[int, int, int, int]:
    box = image(picture).getchannel("A").getbbox()
    assert box is not None, "nothing is drawn"
    return box


def lines(picture: Picture, style: Style = PLAIN) -> int:
    return round((picture.height - 2 * style.padding) / (style.size * style.leading))


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)
@pytest.mark.parametrize(
    "style",
    [PLAIN, Style(size=60, colour="#102030", italic=True, weight=900, outline="#ffffff", outline_width=3)],
    ids=["plain", "heavy, slanted, outlined"],
)
def test_every_script_draws_ink_and_no_letter_is_cut_off(text: str, style: Style) -> None:
    picture = draw(text, style)
    left, top, right, bottom = ink(picture)
    assert left > 0
    assert top > 0
    assert right < picture.width
    assert bottom < picture.height
    assert right - left > style.size / 4


def test_the_ground_is_clear_and_the_letters_have_the_colour() -> None:
    drawn = image(draw("Shot", Style(size=60, colour="#ff8000")))
    assert drawn.getpixel((0, 0))[3] == 0
    solid = {pixel[:3] for _, pixel in drawn.getcolors(1 << 20) if pixel[3] == 255}
    assert solid == {(255, 128, 0)}


def test_a_plate_fills_the_picture() -> None:
    drawn = image(draw("Shot", Style(size=20, colour="#ffffff", plate="#20406080", padding=10)))
    red, green, blue, alpha = drawn.getpixel((0, 0))
    assert alpha == 128
    assert (red, green, blue) == pytest.approx((32, 64, 96), abs=2)
    round_one = image(draw("Shot", Style(size=20, colour="#ffffff", plate="#204060ff", padding=10, corner=8)))
    assert round_one.getpixel((0, 0))[3] < 64


def test_an_outline_lies_outside_the_letters() -> None:
    bare = draw("Shot", Style(size=60, colour="#ffffff"))
    lined = draw("Shot", Style(size=60, colour="#ffffff", outline="#000000", outline_width=4))
    white = sum(n for n, p in image(lined).getcolors(1 << 20) if p == (255, 255, 255, 255))
    assert white == pytest.approx(sum(n for n, p in image(bare).getcolors(1 << 20) if p[3] == 255), rel=0.02)
    assert lined.width == bare.width + 8
    wide, narrow = ink(lined), ink(bare)
    assert wide[2] - wide[0] == pytest.approx(narrow[2] - narrow[0] + 8, abs=1)
    assert wide[3] - wide[1] == pytest.approx(narrow[3] - narrow[1] + 8, abs=1)


def test_arabic_letters_join() -> None:
    word = draw("سينما", PLAIN)
    apart = draw("\u200c".join("سينما"), PLAIN)
    assert word.png != apart.png
    assert ink(word)[2] < ink(apart)[2]


def test_right_to_left_puts_the_stop_at_the_left() -> None:
    assert draw("שלום!", PLAIN).png == draw("שלום!", PLAIN, direction="rtl").png
    assert draw("שלום!", PLAIN).png != draw("שלום!", PLAIN, direction="ltr").png


def test_japanese_wraps_without_spaces_and_no_line_begins_with_a_stop() -> None:
    style = Style(size=20, colour="#ffffff")
    lean = 2 * strip._LEAN * style.size
    whole = draw(JAPANESE, style, max_width=200)
    assert whole.width <= 200
    assert lines(whole, style) >= 5
    # There is room for four characters; the stop takes the fourth along rather than begin a line.
    four = math.ceil(80 + lean)
    assert lines(draw("ああああ", style, max_width=four), style) == 1
    assert draw("ああああ。", style, max_width=four).width == draw("あああ", style).width


def test_regional_shapes_differ() -> None:
    made = {draw("直骨返", PLAIN, lang=lang).png for lang in ("ja", "zh-Hans", "zh-Hant", "ko")}
    assert len(made) == 4
    assert draw("直骨返", PLAIN).png == draw("直骨返", PLAIN, lang="ja").png


def test_the_language_chooses_local_letters() -> None:
    slanted = Style(size=40, colour="#ffffff", italic=True)
    assert draw("бгд", slanted, lang="sr").png != draw("бгд", slanted, lang="ru").png


def test_markup_is_inert() -> None:
    nasty = '#set text(99pt) #panic() *b* _i_ $x^2$ \\ "q" `c` <l> @ref // /* = - + #{ ] ' + "'"
    picture = draw(nasty, PLAIN)
    assert lines(picture) == 1
    # Were any sign swallowed, its absence would make no difference.
    pictures = draw_many([Strip(text=nasty.replace(sign, "", 1), style=PLAIN) for sign in "#*_$\\\"`<@/=-+{]'^"])
    assert all(other.width < picture.width for other in pictures)


def test_hostile_characters_are_harmless() -> None:
    for text in ("", " ", "\n\n", "\0\x1b[31m", "\u202e\u2066", "\ufffe\ud800", "🎬👩\u200d👧", "a" + "\u0301" * 50):
        picture = draw(text, PLAIN, max_width=300, max_lines=2)
        assert picture.height >= PLAIN.size


def test_a_lacking_character_is_seen_as_the_substitute() -> None:
    assert draw("a\ue000b", PLAIN).png == draw(f"a{fonts.SUBSTITUTE}b", PLAIN).png != draw("ab", PLAIN).png


def test_the_same_words_make_the_same_bytes() -> None:
    asked = [Strip(text=text, style=PLAIN, max_width=200) for text in SCRIPTS.values()]
    alone = [draw(text, PLAIN, max_width=200) for text in SCRIPTS.values()]
    assert draw_many(asked) == alone
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda one: draw_many([one])[0], asked)) == alone


@pytest.mark.parametrize(
    "text", [*SCRIPTS.values(), JAPANESE, "x" * 200, "https://example.com/" + "y" * 90, "うわ" + "ー" * 80]
)
@pytest.mark.parametrize("width", [1, 40, 150, 333])
def test_no_picture_is_wider_than_asked(text: str, width: int) -> None:
    picture = draw(text, PLAIN, max_width=width)
    assert picture.width <= width
    if width >= 150:
        assert ink(picture)[2] < picture.width, "ink runs out of the picture"


@pytest.mark.parametrize(
    "text",
    [JAPANESE, "The camera follows her low and handheld until she disappears.", "one\ntwo\nthree\nfour", "x" * 99],
)
@pytest.mark.parametrize("most", [1, 2])
def test_what_overflows_ends_with_an_ellipsis(text: str, most: int) -> None:
    assert lines(draw(text, PLAIN, max_width=240)) > most
    cut = draw(text, PLAIN, max_width=240, max_lines=most)
    assert lines(cut) == most
    # The picture is that of some beginning and an ellipsis, and the next longer beginning would not fit.
    ends = [text[:count].rstrip() + "…" for count in range(1, 40)]
    fitting = [
        other.png
        for other in draw_many([Strip(text=end, style=PLAIN, max_width=240) for end in ends])
        if lines(other) == most
    ]
    assert fitting[-1] == cut.png


def test_what_fits_is_left_alone() -> None:
    assert draw("one\ntwo", PLAIN, max_lines=2) == draw("one\ntwo", PLAIN)


def test_a_text_without_end_still_makes_a_picture_of_sane_size() -> None:
    picture = draw("word " * 20_000, Style(size=200, colour="#ffffff"), max_width=600, max_lines=3)
    assert picture.width <= 600
    assert picture.height < strip.LIMIT


def test_weight_and_slant_change_the_letters() -> None:
    made = draw_many(
        [
            Strip(text="Shot שלום العربية", style=Style(size=32, colour="#ffffff", weight=weight, italic=italic))
            for weight in (300, 400, 700)
            for italic in (False, True)
        ]
    )
    assert len({picture.png for picture in made}) == 6


def test_heavy_ideographs_are_thicker_and_wrap_the_same() -> None:
    regular, heavy = (
        draw(JAPANESE, Style(size=24, colour="#ffffff", weight=weight), max_width=330) for weight in (400, 700)
    )
    assert (heavy.width, heavy.height) == (regular.width, regular.height)
    solid = [sum(image(picture).getchannel("A").histogram()[128:]) for picture in (regular, heavy)]
    assert solid[1] > 1.2 * solid[0]


def test_leading_sets_the_distance_of_lines() -> None:
    tight, wide = (draw("a\nb\nc", Style(size=20, colour="#ffffff", leading=leading)) for leading in (0.9, 2))
    assert wide.height - tight.height == pytest.approx(2 * 20 * 1.1, abs=1)


def test_alignment_moves_the_short_line() -> None:
    lefts = []
    for align in ("start", "center", "end"):
        drawn = image(draw("wide wide\ni", Style(size=20, colour="#ffffff", align=align)))
        lower = drawn.crop((0, drawn.height // 2 + 4, drawn.width, drawn.height)).getchannel("A").getbbox()
        assert lower is not None
        lefts.append(lower[0])
    assert lefts[0] < lefts[1] < lefts[2]


def test_only_bundled_fonts_are_loaded() -> None:
    loaded = {info.path for info in setter._fonts().fonts()}
    assert loaded == {str(path) for path in fonts.paths()}
    assert set(fonts.families()) <= set(setter._fonts().families())


def test_nothing_asked_makes_nothing() -> None:
    assert draw_many([]) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"size": 0},
        {"size": -1},
        {"size": float("nan")},
        {"size": float("inf")},
        {"colour": "white"},
        {"colour": "#ffffff\n"},
        {"colour": "#ffffff80"},
        {"outline": "#ff"},
        {"plate": "none"},
        {"padding": -1},
        {"outline_width": -1},
        {"leading": 0},
        {"weight": 50},
        {"tracking": float("nan")},
        {"align": "left"},
    ],
    ids=str,
)
def test_a_style_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        Style(**{"size": 20, "colour": "#ffffff", **wrong})  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [{"max_width": 0}, {"max_lines": 0}, {"direction": "up"}], ids=str)
def test_a_strip_without_room_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        draw("a", PLAIN, **wrong)  # type: ignore[arg-type]
