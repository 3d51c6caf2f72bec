"""What somebody wears and is made of, read from their own words: colours of hair and cloth, one eye, a wheel."""

from __future__ import annotations

import re
from functools import cache

COLOURS: dict[str, tuple[str, str]] = {
    "rust": ("#a5482c", "rust-red, rust red, rust, brick red, 錆色"),
    "red": ("#b5302a", "scarlet, crimson, vermilion, red, 赤い, 赤, 紅, 朱色"),
    "wine": ("#6d2434", "burgundy, maroon, wine-red, wine, えんじ"),
    "orange": ("#d77a2e", "orange, オレンジ, 橙"),
    "yellow": ("#e3b93a", "mustard, golden yellow, yellow, 黄色い, 黄色, 黄"),
    "green": ("#4c7d4f", "emerald, green, 緑色, 緑"),
    "olive": ("#6b6b3a", "olive, khaki, moss, カーキ, オリーブ"),
    "teal": ("#2f7d7c", "turquoise, teal, 青緑"),
    "navy": ("#25365c", "dark blue, navy blue, midnight blue, navy, indigo, 紺色, 紺, 藍色, 藍"),
    "pale blue": ("#9fbdd3", "pale blue, light blue, sky blue, sky-blue, 水色, 空色"),
    "blue": ("#3c67a6", "cobalt, blue, 青い, 青色, 青"),
    "purple": ("#6d4a86", "purple, violet, lilac, lavender, 紫色, 紫"),
    "pink": ("#d98fa2", "pink, rose-coloured, ピンク, 桃色"),
    "brown": ("#6e4a31", "chestnut, brown, tan, leather, 茶色い, 茶色, 茶, 褐色"),
    "beige": ("#cdb48c", "oatmeal, beige, camel, sand-coloured, straw-coloured, ベージュ, 生成り"),
    "cream": ("#eadfc4", "cream-coloured, cream, ivory, クリーム色"),
    "white": ("#eeece6", "white, 白い, 白"),
    "grey": ("#84868a", "charcoal, silver-grey, grey, gray, 灰色, グレー, ねずみ色"),
    "black": ("#2b2b30", "black, 黒い, 黒"),
}
_HAIRS: dict[str, tuple[str, str]] = {
    "white": ("#e2e0da", "white, snow-white, 白"),
    "silver": ("#b9bbbd", "silver, silvery, grey, gray, greying, salt-and-pepper, 銀, 灰色の"),
    "blond": ("#d3ae66", "blond, blonde, fair, golden, flaxen, 金"),
    "red": ("#9c4626", "red, ginger, auburn, copper-coloured, 赤い, 赤"),
    "brown": ("#5b3b26", "brown, chestnut, 茶色い, 茶"),
    "dark": ("#1f1a1b", "black, dark, raven, 黒い, 黒"),
}
# What is worn over the rest comes first: it is what one sees.
_OVER = "raincoat coat overcoat cloak cape robe parka", "レインコート コート 外套 マント"
_WHOLE = (
    "dress gown sundress kimono yukata overalls dungarees jumpsuit suit tuxedo",
    "ドレス ワンピース 着物 浴衣 スーツ",
)
_SECOND = (
    "cardigan jacket blazer sweater jumper pullover hoodie uniform waistcoat vest",
    "カーディガン ジャケット 上着 セーター 制服",
)
_FIRST = "shirt blouse t-shirt top tunic", "シャツ ブラウス"
_LOW = "trousers jeans pants shorts skirt slacks leggings", "ズボン スカート パンツ"


def cloth(words: str) -> str:
    """Give the colour of what is worn above as "#rrggbb", the outermost first, or "" where none is named."""
    return next((code for kind in (_OVER, _WHOLE, _SECOND, _FIRST) if (code := _worn(words, kind))), "")


def trousers(words: str) -> str:
    """Give the colour of trousers or skirt as "#rrggbb", or ""."""
    return _worn(words, _LOW)


def hair(words: str) -> str:
    """Give the colour of hair, or of a beard where hair has none, as "#rrggbb", or ""."""
    for things in (("hair haired", "髪 毛 髪の毛"), ("moustache beard mustache", "ひげ 髭")):
        found = _coloured(_HAIRS, words, things)
        if found:
            return found
    return ""


def marks(words: str) -> frozenset[str]:
    """Tell what is odd about a machine: "one-eyed", "wheeled"."""
    said = words.casefold()
    found = set()
    if re.search(r"\b(?:one|single)(?:[ -](?!and\b)\w+){0,2}[ -]eyed?\b|cyclops|一つ目|単眼", said):
        found.add("one-eyed")
    if re.search(r"\b(?:one|single)(?:[ -](?!and\b)[\w]+){0,3}[ -]wheel(?:ed)?\b|unicycle|一輪", said):
        found.add("wheeled")
    return frozenset(found)


def _worn(words: str, things: tuple[str, str]) -> str:
    return _coloured(COLOURS, words, things)


def _coloured(colours: dict[str, tuple[str, str]], words: str, things: tuple[str, str]) -> str:
    match = _pattern(tuple(text for _, text in colours.values()), *things).search(words.casefold())
    if match is None:
        return ""
    said = match["en"] or match["ja"]
    return next(code for code, text in colours.values() if said in text.split(", "))


@cache
def _pattern(colours: tuple[str, ...], english: str, japanese: str) -> re.Pattern[str]:
    """Match a colour that stands before a thing, at most three words between them."""
    names = sorted((name for text in colours for name in text.split(", ")), key=len, reverse=True)
    spoken = "|".join(re.escape(name) for name in names if name.isascii())
    written = "|".join(re.escape(name) for name in names if not name.isascii())
    between = r"(?:[ -](?!and\b|over\b|under\b|with\b|on\b|beside\b)[\w'-]+){0,3}?[ -]"
    return re.compile(
        rf"\b(?P<en>{spoken}){between}(?:{'|'.join(english.split())})(?:s|es)?\b"
        rf"|(?P<ja>{written})(?:色)?(?:の|い)?(?:長い|短い)?(?:{'|'.join(japanese.split())})"
    )
