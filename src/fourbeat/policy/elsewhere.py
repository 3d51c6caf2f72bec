"""What the words around a name say of it: that it is a place, a firm, a neighbour of the same name, or half a word."""

from __future__ import annotations

import re

from .grading import Common, folded

_GROUND = (
    "town|city|village|river|lake|mountain|mount|island|province|district|county|region|municipality|airport|station|strait|bay|"
    "harbour|harbor|port|whirlpools?|bridge|street|avenue|valley|creek|hamlet|suburb|borough|peninsula|cape|parish|commune|canyon|falls|"
    "crater|reservoir|glacier|desert|peak"
)
_SIGNPOSTS = (
    "Town|City|River|Lake|Mountains?|Mount|Island|Province|District|County|Airport|Station|Strait|Bay|Harbou?r|Whirlpools?|Bridge|"
    "Street|Avenue|Road|Lane|Valley|Falls|Reservoir|Peak|Canyon|Hills?|Desert|Glacier|Ridge|Grove|Beach|Square|Creek|Gorge|Dam|Pass|"
    "Point|Springs|Heights|Plateau|Crater|Gulf|Strand|Bahnhof|Straße"
)
_LANDS = (
    "Turkey|Türkiye|Japan|Spain|France|Italy|Germany|Portugal|Greece|England|Scotland|Wales|Ireland|Poland|Austria|"
    "Switzerland|Belgium|Norway|Sweden|Finland|Denmark|Iceland|Russia|Ukraine|Romania|Hungary|Bulgaria|Serbia|Croatia|"
    "India|China|Korea|Vietnam|Thailand|Indonesia|Malaysia|Philippines|Australia|New Zealand|Canada|Mexico|Brazil|"
    "Argentina|Chile|Peru|Colombia|Egypt|Morocco|Kenya|Nigeria|Ghana|Ethiopia|South Africa|Iran|Iraq|Israel|Texas|"
    "California|Ohio|Oregon|Nevada|Florida|Georgia|Alabama|Kansas|Missouri|Illinois|Virginia|Kentucky|Tennessee|"
    "North Carolina|South Carolina|Montana|Idaho|Utah|Maine|Vermont|Tokushima|Türkei|Turquie|Turquía|Turchia"
)
_FIRMS = (
    "Inc|Ltd|LLC|GmbH|AG|PLC|S\\.A\\.|SARL|Corp|Corporation|Industries|Airlines|Airways|University|College|Hospital|Bank|Institute|"
    "Motors|Logistics|Insurance|Pharmaceuticals|Chemicals|Railways?"
)

_PLACE_AFTER = re.compile(
    rf"\s*(?:[,(–—]\s*(?:an?|the)\s+(?:[\w-]+\s+){{0,3}}(?:{_GROUND})\b"
    rf"|\s(?-i:(?:{_SIGNPOSTS}))\b|\s(?:whirlpools?|strait|province|municipality)\b"
    r"|\s(?:power\s(?:station|plant)|refinery|lighthouse|quarry|colliery)\b|-(?:Straße|Platz|Gasse|Weg)\b"
    r"|\s\d+\s?(?:km|kilomet\w+|miles?)\b"
    r"|\s—\s(?:\w+\s){0,2}(?:город|озеро|река|деревня|село|остров|гора|посёлок|станция)\b)",
    re.IGNORECASE,
)
_PLACE_BEFORE = re.compile(
    rf"\b(?:(?:{_GROUND})\s+(?:of|called|named)\s+|(?-i:(?:Mount|Lake|Cape|Port|River|Fort|Stadt|Dorf|Bahnhof|Insel|Gemeinde)\s+)"
    r"|(?:ville|village|commune|gare|île|province|lac|rue|port)\s+(?:de\s+|d['’])?"
    r"|(?:ciudad|pueblo|isla|provincia|calle|plaza|río|lago|puerto|estación|città|via|piazza)\s+(?:de\s+|di\s+)?"
    r"|(?:город|города|городе|речка|речки|озеро|озера|озере|река|реки|реке|деревня|деревне|село|селе|улица|улице|улицы|остров|острове|"
    r"площадь|площади|станция|станции|посёлок|посёлке)\s+)$",
    re.IGNORECASE,
)
_TOWARDS = re.compile(
    r"\b(?:in|to|from|near|outside|at|of|through|via|around|across|towards?|reaches)\s+$", re.IGNORECASE
)
_LAND = re.compile(rf"\s*,\s*(?:[a-z]+\s)?(?:{_LANDS})\b")
_EAST = re.compile(
    r"(?:[市県縣町村区區駅島湾港川河岬湖峠]|海峡|海峽|大橋|空港|半島|温泉|盆地|平野"
    r"|산맥|해협|대교|공항|시청|역(?![가-힣]))"
)
"""What makes the word before it a place in Japanese, Chinese and Korean."""
_TOWN = r"[ァ-ヶー]{2,}の(?:町|街|都市|村|市|県|州|島|港)"
_TOWN_BEFORE, _TOWN_AFTER = re.compile(_TOWN + "$"), re.compile("[、（]" + _TOWN)
"""トルコの町バットマン; バットマン、トルコの町."""

_FIRM_AFTER = re.compile(
    rf"(?:\s[A-Z]\w+)?\s(?:{_FIRMS})\b|\s(?:&|and)\s(?:Sons|Daughters|Co|Company|Brothers)\b"
    r"|(?:株式会社|有限会社|工業|電器|電機|銀行|航空|建設|不動産|証券|商店|商会|製菓|製薬|食品|酒造|鉄道|運輸|病院|歯科|医院|大学)"
    r"|(?:公司|集团|银行|航空|医院|大学|机场)|(?:은행|대학교|병원|공업|전자|항공|주식회사)"
)
_SAINT = re.compile(r"\b(?:St\.|Saint|San|Santa|Sankt|President|Senator|Bishop|Pope|Cardinal|Archbishop|Governor)\s+$")

_NAMED = re.compile(
    r"(?:\b(?:named|called|name is|namens|genannt|heißt|nommée?|appelée?|llamad[oa]|по имени|зовут|по кличке)\s+"
    r"|(?:名叫|叫做|叫|이름이 ))$",
    re.IGNORECASE,
)
_KIN = re.compile(
    r"\b(?:aunt|auntie|uncle|grandma|grandmother|granny|grandfather|grandpa|cousin|nurse|professor|dr\.|mrs?\.|tante|onkel|oma|opa|"
    r"oncle|tía|tío|abuela|abuelo|zia|zio|тётя|тетя|дядя|бабушка|дедушка)\s+$",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r",\s(?:an?|our|my)\s\w{3,}|(?:という|と名づけ|と名付け)|(?:이?라는|이?라고 하는)\s|\s—\sтак\sзовут\b"
)
_PET = re.compile(
    r"(?:という|って)(?:名|名前|なまえ)の(?:[^、。]{0,4}の)?(?:猫|ねこ|ネコ|犬|いぬ|イヌ|鳥|小鳥|うさぎ|ウサギ|馬|亀|金魚|ハムスター)"
)
"""ルフィという名の猫: somebody's animal has the name."""
_SURNAME = re.compile(r"[ ](\w[\w-]+)|[·・＝]\w")
_FORENAME = re.compile(r"(\w+) $")
_DOES = re.compile(r"(?:する|すれ|した|して|しな|しま|しよ|され|させ|な(?![らどのんー、。]))")
_LETTER_WORD = re.compile(
    r"(?:commerce|mails?|books?|bikes?|scooters?|paper|cars?|learning|sports?|waste|rays?|shirts?)\b", re.IGNORECASE
)
_HALF_WORD = re.compile(r"(?:made|sized|eating|powered|high|hours?|hunt)\b", re.IGNORECASE)


def elsewhere(source: str, start: int, end: int, common: Common, *, single: bool) -> bool:
    """Tell whether the words around a name say that it means something else here; `single` is a name of one word."""
    before, after = source[max(0, start - 40) : start], source[end : end + 60]
    if _place(before, after) or _compound(source, start, end) or _verb(source, start, after):
        return True
    if _PET.match(after) or _FIRM_AFTER.match(after) or _SAINT.search(before):
        return True
    said = folded(source[start:end])
    return (
        single
        and (said in common.given or said in common)
        and _neighbour(before, after, common, titled=_titled(source[:start] + source[end:]))
    )


def _place(before: str, after: str) -> bool:
    """Tell whether it is a place: "Batman, a town in Turkey"."""
    if after[:1] and not after[:1].isascii() and (_EAST.match(after) or _TOWN_AFTER.match(after)):
        return True
    if _TOWN_BEFORE.search(before) or _PLACE_AFTER.match(after) or _PLACE_BEFORE.search(before):
        return True
    return bool(_LAND.match(after) and (_TOWARDS.search(before) or not before.strip()))


def _neighbour(before: str, after: str, common: Common, *, titled: bool) -> bool:
    """Tell whether somebody else only has the same name: "Elsa Martinelli", "a cat named Simba", "aunt Elsa"."""
    if _NAMED.search(before) or _KIN.search(before) or _INTRODUCED.match(after):
        return True
    if surname := _SURNAME.match(after):
        word = surname[1]
        if word is None or (word[0].isupper() and word[1:].islower() and not titled):
            return True
    forename = _FORENAME.search(before)
    return bool(forename and forename[1][0].isupper() and folded(forename[1]) in common.given)


def _titled(source: str) -> bool:
    """Tell whether most words begin with capitals, as in a title, where they say nothing."""
    words = [one for one in source.split() if one[0].isalpha()]
    return sum(one[0].isupper() for one in words) * 3 > len(words) * 2


def _verb(source: str, start: int, after: str) -> bool:
    """Tell whether a word in katakana is something that is done, or how something is: リンクする, ウッディな."""
    return "ァ" <= source[start] <= "ヶ" and bool(_DOES.match(after[:3]))


def _compound(source: str, start: int, end: int) -> bool:
    """Tell whether a name's last letters belong to the next word: "wall-e-commerce", "iron man-made lake"."""
    if source[end : end + 1] != "-" or not source[end + 1 : end + 2].isalpha():
        return False
    own, rest = source[start:end], source[end + 1 : end + 20]
    if re.search(r"-\w$", own):
        return bool(_LETTER_WORD.match(rest))
    return bool(re.search(r"\W\w+$", own) and _HALF_WORD.match(rest))
