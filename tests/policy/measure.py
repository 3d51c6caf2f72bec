"""Count how the matcher does on names, hidden names, descriptions, briefs and collisions; run for held-out files."""

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
from fourbeat.policy.pack import subjects as flat
from fourbeat.policy.reading import read
from fourbeat.policy.subject import Grade, Kind, Name, Signature, Subject, Trait

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


def collisions(words: Common, name: str, grade: Grade | None = None) -> tuple[list[tuple[str, Hit]], int]:
    """Give the hits above a note where each text is read with the one name it may be taken for, and how many texts.

    `grade` is what packs say of every name; None leaves it to the words.
    """
    rows = [[part.strip() for part in line.split("|")] for line in lines(HELD / name)]
    found = []
    for *_, text, guarded in rows:
        names_ = (Name(text=guarded, language="en", grade=grade),)
        one = Subject(id=guarded, pack="test", version=1, kind=Kind.CHARACTER, name=guarded, names=names_)
        found += alarms(Matcher([one], words), [text])[:1]
    return found, len(rows)


def signatures() -> list[Subject]:
    """Read the invented characters: their traits, and no name that anybody could meet."""
    traits: dict[str, list[Trait]] = {}
    for line in lines(HERE / "signatures.txt"):
        who, language, *parts = (part.strip() for part in line.split("|"))
        for weight, _, phrases in (part.partition(" ") for part in parts):
            given = tuple(one.strip() for one in phrases.split(","))
            traits.setdefault(who, []).append(Trait(weight=int(weight), phrases=given, language=language))
    return [
        Subject(
            id=who,
            pack="test",
            version=1,
            kind=Kind.CHARACTER,
            name=who,
            names=(Name(text=who),),
            signature=Signature(threshold=6, groups=3, of=tuple(of)),
        )
        for who, of in traits.items()
    ]


STYLES = {"d": "description", "r": "rewrite", "k": "five keywords"}


def described(matcher: Matcher, name: str) -> tuple[Tally, int]:
    """Count who is known by a description, by style and language, and the texts in which somebody else is."""
    tally: Tally = {}
    others, who = 0, ""
    for line in lines(HELD / name):
        if line.startswith("@"):
            who = line[1:].strip()
            continue
        head, _, text = line.partition(": ")
        language, style = head.split()
        hits = [hit for hit in matcher.find(text) if hit.sure is not Sure.NOTE]
        meant = [who in hit.subject.replace(":", "/").split("/") for hit in hits]
        cell = tally.setdefault((STYLES[style], language), [0, 0])
        cell[0] += any(meant)
        cell[1] += 1
        others += not all(meant)
    return tally, others


def shipped() -> list[Subject]:
    """Give all that the packs guard that come along."""
    files = sorted((HERE.parents[1] / "resources" / "packs").glob("*.yaml"))
    return [one for file in files for one in flat(read(file.read_bytes(), file.name), signed=False)]


def long(texts: list[str]) -> list[str]:
    """Give texts of five briefs each."""
    return [" ".join(texts[at : at + 5]) for at in range(0, len(texts) - 4, 5)]


def main(which: str) -> None:
    words, ways = common(), classes()
    path = (HELD if which == "heldout" else HERE) / "names.txt"
    rows = names(path)
    matcher = Matcher(subjects(path), words)
    missed: list[str] = []
    hides = {**ways.TUNED} if which != "heldout" else {**ways.TUNED, **ways.UNTUNED}  # type: ignore[attr-defined]
    print(table(run(matcher, rows, hides, missed)))  # noqa: T201
    if which != "heldout":
        print(*missed, sep="\n")  # noqa: T201
        return
    print(table(run(matcher, rows, ways.BEYOND, [])))  # type: ignore[attr-defined] # noqa: T201
    for file in ("collisions.txt", "collisions-third.txt"):
        for grade in (Grade.STRONG, None):
            found, count = collisions(words, file, grade)
            said = f"{len(found)}/{count} [{wilson(len(found), count)[0]:.3f} {wilson(len(found), count)[1]:.3f}]"
            print(f"{file}, {grade or 'graded by their words'}: {said}")  # noqa: T201
    ours = Matcher(shipped(), words)
    for file, matcher in (("known", ours), ("invented", Matcher(signatures(), words))):
        tally, others = described(matcher, f"paraphrases-{file}.txt")
        print(f"{file}, somebody else in {others} texts", table(tally), sep="\n")  # noqa: T201
    for file in ("ordinary.txt", "near-miss.txt"):
        texts = [line.rpartition("|")[2].strip() for line in lines(HELD / file)]
        print(f"{file}: {len({text for text, _ in alarms(ours, texts)})} of {len(texts)}")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "heldout")
