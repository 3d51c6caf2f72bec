"""Count how the matcher does on names, hidden names, ordinary briefs and collisions; run it for the held-out files."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from collections.abc import Iterable
from math import sqrt
from pathlib import Path
from random import Random

from fourbeat.policy.grading import Common
from fourbeat.policy.hit import Hit, Sure
from fourbeat.policy.names import Matcher
from fourbeat.policy.subject import Grade, Kind, Name, Subject

HERE = Path(__file__).parent
HELD = HERE / "heldout"
COMMON = HERE.parents[1] / "resources" / "policy" / "common"
LANGUAGES = ("en", "ja", "zh", "ko", "ru")


def common() -> Common:
    return Common.of({one.stem: one.read_text(encoding="utf-8") for one in COMMON.glob("*.txt")})


def lines(path: Path) -> list[str]:
    given = path.read_text(encoding="utf-8").splitlines()
    return [one for one in given if one.strip() and not one.startswith("#")]


def names(path: Path) -> list[dict[str, str]]:
    """Read subjects: one a line, one name a language, "-" where there is none."""
    rows = [[part.strip() for part in line.split("|")] for line in lines(path)]
    return [{lang: name for lang, name in zip(LANGUAGES, row, strict=True) if name != "-"} for row in rows]


def subject(slug: str, given: dict[str, str]) -> Subject:
    """Make a subject whose names are strong, as packs grade them."""
    made = tuple(Name(text=text, language=lang, grade=Grade.STRONG) for lang, text in given.items())
    return Subject(id=slug, pack="test", version=1, kind=Kind.CHARACTER, name=made[0].text, names=made)


def subjects(path: Path) -> list[Subject]:
    return [subject(next(iter(row.values())), row) for row in names(path)]


def carriers() -> dict[str, list[str]]:
    given: dict[str, list[str]] = {}
    for line in lines(HELD / "carriers.txt"):
        lang, text = (part.strip() for part in line.split("|"))
        given.setdefault(lang, []).append(text)
    return given


def classes() -> object:
    spec = importlib.util.spec_from_file_location("heldout_classes", HELD / "classes.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def wilson(hits: int, count: int) -> tuple[float, float]:
    """Give the 95 % interval of a share."""
    if not count:
        return 0.0, 1.0
    z, share = 1.96, hits / count
    middle, below = share + z * z / (2 * count), 1 + z * z / count
    wide = z * sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return (middle - wide) / below, (middle + wide) / below


Tally = dict[tuple[str, str], list[int]]


def run(matcher: Matcher, rows: list[dict[str, str]], hides: dict[str, object], missed: list[str]) -> Tally:
    """Hide each name in each way in one sentence of its language; count found and all, by class and language."""
    tally: Tally = {}
    said = carriers()
    for kind, hide in hides.items():
        for row in rows:
            slug = next(iter(row.values()))
            for lang, name in row.items():
                chance = Random(f"{kind} {lang} {name}")
                hidden = hide(name, chance)  # type: ignore[operator]
                if hidden is None:
                    continue
                text = chance.choice(said[lang]).replace("{}", hidden)
                hits = matcher.find(text)
                for hit in hits:
                    assert text[hit.start : hit.end] == hit.text
                cell = tally.setdefault((kind, lang), [0, 0])
                good = any(hit.subject == slug and hit.sure is not Sure.NOTE for hit in hits)
                cell[0] += good
                cell[1] += 1
                if not good:
                    missed.append(f"{kind} | {lang} | {name} | {text}")
    return tally


def table(tally: Tally) -> str:
    """Write counts by class, with each language's, and the interval."""
    kinds = dict.fromkeys(kind for kind, _ in tally)
    rows = []
    for kind in kinds:
        cells = {lang: tally[kind, lang] for lang in LANGUAGES if (kind, lang) in tally}
        hits, count = sum(one[0] for one in cells.values()), sum(one[1] for one in cells.values())
        low, high = wilson(hits, count)
        by = "  ".join(f"{lang} {one[0]}/{one[1]}" for lang, one in cells.items())
        rows.append(f"{kind:32} {hits:4}/{count:<4} {hits / count:.3f} [{low:.3f} {high:.3f}]  {by}")
    hits, count = sum(one[0] for one in tally.values()), sum(one[1] for one in tally.values())
    low, high = wilson(hits, count)
    rows.append(f"{'all':32} {hits:4}/{count:<4} {hits / count:.3f} [{low:.3f} {high:.3f}]")
    return "\n".join(rows)


def shares(tally: Tally) -> dict[str, float]:
    """Give the share found by class."""
    hits, count = Counter[str](), Counter[str]()
    for (kind, _), (good, all_) in tally.items():
        hits[kind] += good
        count[kind] += all_
    return {kind: hits[kind] / count[kind] for kind in count}


def alarms(matcher: Matcher, texts: Iterable[str]) -> list[tuple[str, Hit]]:
    """Give the hits above a note in texts that mean nobody."""
    return [(text, hit) for text in texts for hit in matcher.find(text) if hit.sure is not Sure.NOTE]


def collisions(words: Common) -> list[tuple[str, Hit]]:
    """Give the hits above a note where each text is read with the one name it may be taken for."""
    found = []
    for line in lines(HELD / "collisions.txt"):
        text, name = (part.strip() for part in line.split("|"))
        found += alarms(Matcher([subject(name, {"en": name})], words), [text])
    return found


def main(which: str) -> None:
    words, ways = common(), classes()
    path = (HELD if which == "heldout" else HERE) / "names.txt"
    rows = names(path)
    matcher = Matcher(subjects(path), words)
    missed: list[str] = []
    hides = {**ways.TUNED} if which != "heldout" else {**ways.TUNED, **ways.UNTUNED}  # type: ignore[attr-defined]
    print(table(run(matcher, rows, hides, missed)))  # noqa: T201
    if which == "heldout":
        print(table(run(matcher, rows, ways.BEYOND, [])))  # type: ignore[attr-defined] # noqa: T201
        print("collisions:", *collisions(words), sep="\n  ")  # noqa: T201
        print("ordinary:", *alarms(matcher, lines(HELD / "ordinary.txt")), sep="\n  ")  # noqa: T201
    else:
        print(*missed, sep="\n")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "heldout")
