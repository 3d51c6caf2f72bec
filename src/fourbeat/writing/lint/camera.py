"""The camera's moves, in the brief's own field and in its prose: one at a time, and none against another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fourbeat.model.finding import Fix
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Move

from .case import Case, Passage, Spot
from .text import asian, clause, sentences, without


@dataclass(frozen=True)
class Seen:
    """Be one move: what the camera does and which way, both empty where the words do not say."""

    deed: str
    way: str
    start: int = 0
    end: int = 0
    passage: Passage | None = None

    def same(self, other: Seen) -> bool:
        """Tell whether two may be one move told twice."""
        if self.deed == "follow" or other.deed == "follow":
            return "locked" not in (self.deed, other.deed)
        if {self.way, other.way} <= {"in", "out"} and self.way == other.way:
            return True
        return self.deed == other.deed and (self.way == other.way or not (self.way and other.way))

    def against(self, other: Seen) -> bool:
        """Tell whether one takes back what the other does."""
        if (self.deed == "locked") != (other.deed == "locked"):
            return True
        return {self.way, other.way} in _OPPOSITES


_OPPOSITES = ({"in", "out"}, {"left", "right"}, {"up", "down"})

OF_FIELD = {
    Move.LOCKED: Seen("locked", ""),
    Move.PUSH_IN: Seen("dolly", "in"),
    Move.PULL_OUT: Seen("dolly", "out"),
    Move.PAN_LEFT: Seen("pan", "left"),
    Move.PAN_RIGHT: Seen("pan", "right"),
    Move.TILT_UP: Seen("tilt", "up"),
    Move.TILT_DOWN: Seen("tilt", "down"),
    Move.TRACK_LEFT: Seen("track", "left"),
    Move.TRACK_RIGHT: Seen("track", "right"),
    Move.CRANE_UP: Seen("crane", "up"),
    Move.CRANE_DOWN: Seen("crane", "down"),
    Move.ORBIT_LEFT: Seen("orbit", "left"),
    Move.ORBIT_RIGHT: Seen("orbit", "right"),
}
"""What the brief's own choices mean; handheld is a manner and goes with any of them."""

_ADVERB = (
    r"(?:(?:slowly|gently|then|quickly|smoothly|gradually|softly|suddenly|also|now|steadily|subtly|"
    r"starts? to|begins? to|continues? to|will|to)\s+){0,2}"
)
_CAMERA = re.compile(r"\b(?:the\s+)?camera\b", re.IGNORECASE)
_CHAIN = rf"(?:^|\bcamera|,|\band|\bthen|\bwhile|\bbefore|\bas\s+it)\s+(?:it\s+)?{_ADVERB}"
_VERBS = (
    ("pan", r"(?:pans?|panning|sweeps?)\b"),
    ("tilt", r"(?:tilts?|tilting)\b"),
    (
        "dolly:in",
        r"(?:push(?:es|ing)?|doll(?:ies|y)|moves?|moving|glides?|creeps?|drifts?|floats?|"
        r"inches)\s+(?:slowly\s+|gently\s+)?(?:in|closer|forwards?|towards?|into)\b",
    ),
    ("zoom:in", r"(?:zooms?|zooming)\s+(?:slowly\s+)?in\b"),
    ("zoom:out", r"(?:zooms?|zooming)\s+(?:slowly\s+)?(?:out|back)\b"),
    (
        "dolly:out",
        r"(?:pulls?|pulling|doll(?:ies|y)|moves?|drifts?|backs|retreats?|glides?)\s+(?:slowly\s+|"
        r"gently\s+)?(?:back(?:wards?)?|out|away)\b",
    ),
    ("crane:up", r"(?:cranes?|booms?|rises?|climbs?|ascends?|lifts?)\b(?!\s+down)"),
    ("crane:down", r"(?:cranes?|booms?)\s+down\b|(?:lowers|descends?|sinks?)\b"),
    ("orbit", r"(?:orbits?|circles?|circling|arcs?|revolves?)\b"),
    ("follow", r"(?:follows?|following)\b"),
    ("track", r"(?:tracks?|tracking|trucks?|slides?)\b"),
    (
        "locked",
        r"(?:(?:is|stays?|remains?|holds?|keeps?)\s+)(?:completely\s+|perfectly\s+)?(?:locked(?:[- ]off)?|"
        r"static|still|fixed)\b|does(?:n['’]t| not)\s+move\b",
    ),
)
_SPOKEN = tuple((deed, re.compile(_CHAIN + rf"(?P<deed>{verb})", re.IGNORECASE)) for deed, verb in _VERBS)
_WAY = re.compile(
    r"\W*(?:\w+ly\s+)?(?:to\s+the\s+|from\s+|towards?\s+the\s+)?(left|right|up|down|upwards?|downwards?)\b",
    re.IGNORECASE,
)
_MANNER = r"(?:slow|gentle|smooth|quick|fast|steady|subtle|slight|long|creeping|controlled)"
_NOUNS = re.compile(
    r"(?<![\w-])(?:"
    rf"{_MANNER}\s+(?P<a>push|pull|truck|track|pan|tilt|dolly|zoom|crane|boom|orbit|arc)(?:[- ](?P<aw>in|"
    rf"out|back|up|down|left|right))?(?=[\s,.;:]|$)(?!\s+of\b)"
    r"|(?P<b>push|pull|pan|track|truck)-(?P<bw>in|out|back|left|right)"
    r"|(?P<c>dolly|zoom|crane|boom|tilt|whip[- ]pan|swish[- ]pan)[- ](?P<cw>in|out|back|up|down|left|right)"
    r"|(?P<d>tracking|dolly|crane|orbiting|orbit|panning|steadicam|zoom)\s+shot"
    r"|(?P<e>whip[- ]pan|swish[- ]pan|crash[- ]zoom|dolly[- ]zoom)"
    r"|(?P<f>static|locked[- ]off|fixed|stationary)\s+(?:camera|shot|frame|framing|tripod)"
    r")(?![\w-])",
    re.IGNORECASE,
)
_JAPANESE = (
    (
        "pan",
        re.compile(
            r"カメラ(?:が|は|を)?[^。、]{0,8}?パン(?!フォーカス)|(?:左|右)(?:へ|"
            r"に)(?:ゆっくり)?パン(?![をがを屋])|パン(?:ニング|撮影)"
        ),
    ),
    ("tilt:up", re.compile(r"(?:ティルト|チルト|パン)・?アップ")),
    ("tilt:down", re.compile(r"(?:ティルト|チルト|パン)・?ダウン")),
    (
        "dolly:in",
        re.compile(
            r"ドリー・?イン|トラック・?アップ|T\.?U\.?(?![A-Za-z])|カメラ(?:が|は)[^。]{0,10}?(?:寄(?:る|"
            r"って|り)|近づ|前進)"
        ),
    ),
    ("zoom:in", re.compile(r"ズーム・?(?:イン|アップ)")),
    ("zoom:out", re.compile(r"ズーム・?(?:アウト|バック)")),
    (
        "dolly:out",
        re.compile(
            r"ドリー・?(?:アウト|バック)|トラック・?バック|T\.?B\.?(?![A-Za-z])|カメラ(?:が|"
            r"は)[^。]{0,10}?(?:引(?:く|いて|き)|離れ|下が|後退)"
        ),
    ),
    ("crane:up", re.compile(r"クレーン・?アップ|カメラ(?:が|は)[^。]{0,8}?(?:上昇|上がって|上がる)")),
    ("crane:down", re.compile(r"クレーン・?ダウン|カメラ(?:が|は)[^。]{0,8}?(?:下降|下りて|下りる)")),
    ("orbit", re.compile(r"カメラ(?:が|は)[^。]{0,12}?(?:回り込|旋回|周り(?:を|に)(?:回|まわ))")),
    ("follow", re.compile(r"カメラ(?:が|は)[^。]{0,12}?(?:追う|追い|追って|並走)")),
    ("locked", re.compile(r"フィックス|固定(?:カメラ|ショット)|カメラ(?:は|が)(?:固定|動かない|静止)")),
)


_JOINT = re.compile(r"\b(?:and then|and|then|while|before)\s+(?:it\s+)?(?:\w+ly\s+)?$", re.IGNORECASE)
_NEXT = re.compile(r"\s+(?:and then|and|then)\s+(?:it\s+)?", re.IGNORECASE)
_KIND = {
    "push": "dolly",
    "pull": "dolly",
    "boom": "crane",
    "truck": "track",
    "tracking": "track",
    "orbiting": "orbit",
    "arc": "orbit",
    "panning": "pan",
    "steadicam": "follow",
}


_MAYBE = re.compile(
    r"camera|\bpan|push|pull|track|truck|tilt|doll|zoom|crane|boom|orbit|\barc|static|locked|fixed|stationary|steadicam|"
    r"カメラ|パン|ティルト|チルト|ドリー|トラック|ズーム|クレーン|T\.?[UB]|フィックス|固定",
    re.IGNORECASE,
)
"""What any of the patterns needs: most prose has none of it."""


def one_move(case: Case) -> Iterator[Spot]:
    """Find a second move that goes with the first: the eye can follow one."""
    for first, later in _pairs(case):
        if not later.against(first):
            yield _spot(later, message("lint.one-move", words=_words(later)))


def contradictory_moves(case: Case) -> Iterator[Spot]:
    """Find a move that takes back another: in and out, left and right, or any where the camera is locked."""
    for first, later in _pairs(case):
        if later.against(first):
            yield _spot(later, message("lint.contradictory-moves", words=_words(later)))


def _pairs(case: Case) -> Iterator[tuple[Seen, Seen]]:
    """Give each move that is not the first, with the one before it that it does not go with."""
    known: list[Seen] = []
    if case.brief.text.move in OF_FIELD:
        known.append(OF_FIELD[case.brief.text.move])
    told: set[Passage] = {one for one in case.prose if one.kind != "translation"}
    for seen in moves(case, told):
        if not any(seen.same(other) for other in known):
            opposed = next((other for other in known if seen.against(other)), None)
            if known:
                yield opposed or known[0], seen
            known.append(seen)


def moves(case: Case, among: set[Passage]) -> Iterator[Seen]:
    """Give the moves that the prose asks for, in reading order."""
    for passage in case.prose:
        if passage in among and passage.role not in ("sound", "mood"):
            yield from sorted(_moves(passage), key=lambda seen: seen.start)


def _moves(passage: Passage) -> Iterator[Seen]:
    text = passage.text
    if not _MAYBE.search(text):
        return
    found: list[tuple[str, int, int]] = []
    if asian(text):
        found += [(deed, *one.span()) for deed, pattern in _JAPANESE for one in pattern.finditer(text)]
    if _CAMERA.search(text):
        for left, right in sentences(text):
            if (camera := _CAMERA.search(text, left, right)) is not None:
                for deed, pattern in _SPOKEN:
                    found += [(deed, *one.span("deed")) for one in pattern.finditer(text, camera.start(), right)]
    for one in _NOUNS.finditer(text):
        found.append((_noun(one), *one.span()))
    taken: list[tuple[int, int]] = []
    for deed, start, end in sorted(found, key=lambda one: (one[1], -one[2])):
        if not any(start < right and left < end for left, right in taken):
            taken.append((start, end))
            kind, _, way = deed.partition(":")
            beyond = _WAY.match(text, end)
            if not way and beyond is not None:
                way, end = beyond[1].lower().removesuffix("wards").removesuffix("ward"), beyond.end()
            elif not way and kind == "pan":
                beside = text[max(0, start - 6) : end]
                way = "left" if "左" in beside else "right" if "右" in beside else ""
            yield Seen(kind, way, start, end, passage)


def _noun(found: re.Match[str]) -> str:
    groups = found.groupdict()
    deed = next(value for name, value in groups.items() if value and len(name) == 1).lower()
    way = next((value.lower() for name, value in groups.items() if value and len(name) == 2), "")
    if groups["f"]:
        return "locked"
    deed = _KIND.get(deed, deed)
    if groups["a"] and groups["a"].lower() in ("push", "pull") and not way:
        way = "in" if groups["a"].lower() == "push" else "out"
    if "pan" in deed:
        deed = "pan"
    if "zoom" in deed:
        deed = "zoom"
    way = {"back": "out"}.get(way, way)
    return f"{deed}:{way}" if way else deed


def _words(seen: Seen) -> str:
    assert seen.passage is not None
    return seen.passage.text[seen.start : seen.end].strip()


def _spot(seen: Seen, what: Message) -> Spot:
    passage = seen.passage
    assert passage is not None
    left, right = clause(passage.text, seen.start, seen.end)
    if (joint := _JOINT.search(passage.text, left, seen.start)) is not None:
        left = joint.start()
    elif _CAMERA.search(passage.text, left, seen.start) and (after := _NEXT.search(passage.text, seen.end, right)):
        # The camera goes on doing what follows.
        left, right = seen.start, after.end()
    words = passage.text[left:right].strip()
    label = message("lint.fix.leave-out", words=words)
    fix = Fix(label=label, changes=passage.reworded(without(passage.text, left, right)))
    return Spot(passage.at(seen.start, seen.end), what, _words(seen), (fix,))
