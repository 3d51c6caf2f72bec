"""Find guarded names in a text, however they are written, with the exact stretch of the original that means them.

Out of reach, and said so in the help: names written backwards, in rot13 or base64, without their vowels, as the first
letters of lines, within pictures, in a language no pack names them in, and pieces of one name set far apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from .aliases import Alias, Index, runs
from .aligning import Fold, Read, align
from .ambiguity import ambiguous, named_alone
from .breaking import LEAST, unbroken, voiced
from .company import near, related, spoken
from .edges import begins, word
from .elsewhere import elsewhere
from .grading import Common
from .hit import Hit, Reading, Sure
from .letters import HANGUL, RUNNING, Letters, fold
from .lookalikes import MERGED, SIGNS, SKELETON
from .masks import Masks
from .slips import Slips
from .subject import Grade, Subject
from .traits import Traits
from .wordwise import Wordwise

_RANK = {Sure.NOTE: 0, Sure.DOUBTFUL: 1, Sure.SURE: 2}


class Matcher:
    """Find the names of subjects and their descriptions; built once for the packs in use, asked for every text."""

    def __init__(self, subjects: Iterable[Subject], common: Common | None = None) -> None:
        self.subjects = tuple(subjects)
        self.common = common or Common()
        self._index = Index(self.subjects, self.common)
        self._slips = Slips(self._index, self.common)
        self._masks = Masks(self._index)
        self._wordwise = Wordwise(self._index, self.common)
        self._traits = Traits(self.subjects, self.common.alike)
        self._reads = lru_cache(maxsize=2048)(self._read_all)

    def find(self, text: str, context: Sequence[str] = ()) -> list[Hit]:
        """Give every hit in a text, in its order; `context` are texts near it: the scene, the cast, the title."""
        found = self._judged(text, context)
        hits = [self._hit(text, letters, read, sure) for letters, read, sure in found]
        hits += self._traits.find(text, besides={hit.subject for hit in hits if hit.sure is not Sure.NOTE})
        return sorted(hits, key=lambda hit: (hit.start, hit.end, hit.subject))

    def _judged(self, text: str, context: Sequence[str]) -> list[tuple[Letters, Read, Sure]]:
        """Weigh what was read by the company it stands in."""
        reads = self._reads(text)
        present = [self.subjects[read.alias.subject] for _, read in reads if _alone(read)]
        if any(read.alias.grade is not Grade.STRONG for _, read in reads):
            for other in context:
                present += [self.subjects[read.alias.subject] for _, read in self._reads(other) if _alone(read)]
        kin = tuple({one.id: one for one in present}.values())
        named = [self.subjects[read.alias.subject] for letters, read in reads if named_alone(letters, read)]
        named = list({one.id: one for one in named}.values())
        given = []
        for letters, read in reads:
            subject = self.subjects[read.alias.subject]
            beside = any(related(subject, other) for other in named)
            sure = self._weigh(text, letters, read, kin, context, beside=beside)
            if sure is not None:
                given.append((letters, read, sure))
        return _longest(given, self.subjects)

    def _weigh(
        self,
        text: str,
        letters: Letters,
        read: Read,
        present: Sequence[Subject],
        context: Sequence[str],
        *,
        beside: bool,
    ) -> Sure | None:
        alias = read.alias
        subject = self.subjects[alias.subject]
        start, end = _span(letters, read)
        company = any(related(subject, other) for other in present)
        if alias.grade is Grade.STRONG:
            if read.sure is not Sure.NOTE and not company and self._elsewhere(text, start, end, read, context):
                return Sure.NOTE
            return Sure.DOUBTFUL if read.sure is Sure.NOTE and company else read.sure
        if read.weighed:
            return read.sure
        if alias.grade is Grade.COMMON or Fold.SLIP in read.folds or Fold.MASK in read.folds:
            return None
        small = _small(letters, read)
        if (company and not small) or near(self._needs(text, alias, small=small), (text, *context)):
            return read.sure if read.sure is not Sure.NOTE else Sure.DOUBTFUL
        return ambiguous(letters, read, beside=beside) if alias.signs > 1 else None

    def _needs(self, text: str, alias: Alias, *, small: bool) -> list[str]:
        """Give what makes a name sure, but for names of others that are written here as ordinary words are."""
        doubted = {
            spoken(one[1].alias.name.text)
            for one in self._reads(text)
            if one[1].alias.grade is Grade.AMBIGUOUS and (small or _small(*one))
        }
        return [need for need in alias.name.needs if spoken(need) not in doubted]

    def _elsewhere(self, text: str, start: int, end: int, read: Read, context: Sequence[str]) -> bool:
        """Tell whether the words around a name say that it means something else, and nothing says it does not."""
        alias = read.alias
        if not elsewhere(text, start, end, self.common, single=alias.word_count == 1):
            return False
        return not near(alias.name.needs, (text, *context)) and alias.subject not in self._traits.met(text)

    def _read_all(self, text: str) -> tuple[tuple[Letters, Read], ...]:
        """Read a text in every way that can hold a name, and leave out what packs say is never meant."""
        found: list[tuple[Letters, Read]] = []
        views = list(_views(text, self.common))
        for letters in views:
            found += [(letters, read) for read in self._exact(letters)]
        for letters in unbroken(text):
            found += [(letters, read) for read in self._exact(letters) if _across(letters, read)]
        for letters in voiced(views[0]) if views else ():
            for read in self._exact(letters):
                if _across(letters, read) and views[0].folded[slice(*word(letters, read.lo))] not in self.common:
                    read.sure = min(read.sure, Sure.DOUBTFUL, key=_RANK.__getitem__)
                    found.append((letters, read))
        plain = views[0] if views else None
        if plain is not None:
            taken = [_span(letters, read) for letters, read in found]
            whose = [(*span, one[1].alias.subject) for span, one in zip(taken, found, strict=True)]
            for read in (*self._masks.find(plain), *self._slips.find(plain, taken)):
                lo, hi = _span(plain, read)
                # Whoever is read exactly is not also meant by a slip that takes in the letter beside.
                if not any(start < hi and lo < end and one == read.alias.subject for start, end, one in whose):
                    found.append((plain, read))
            strong = [one for one, (_, read) in zip(whose, found, strict=False) if read.alias.grade is Grade.STRONG]
            for read in self._wordwise.find(plain):
                lo, hi = _span(plain, read)
                if not any(start < hi and lo < end and one == read.alias.subject for start, end, one in strong):
                    found.append((plain, read))
        return tuple(one for one in found if not self._never(text, *one))

    def _exact(self, letters: Letters) -> list[Read]:
        spans = runs(letters.bones)
        bones = "".join(letters.bones[lo] for lo, _ in spans)
        found: list[Read] = []
        for at, (lo, hi) in enumerate(spans):
            if not any(_may_begin(letters, one) for one in range(lo, hi)):
                continue
            for length, alias in self._index.at(bones, at):
                if alias.grade is Grade.COMMON or length != len(alias.runs):
                    continue
                read = align(alias, letters, spans[at : at + length], self.common)
                if read is not None:
                    found.append(read)
        return found

    def _never(self, text: str, letters: Letters, read: Read) -> bool:
        """Tell whether a phrase that is never this subject covers the stretch."""
        phrases = self.subjects[read.alias.subject].never
        if not phrases:
            return False
        start, end = _span(letters, read)
        return any(lo < end and start < hi for lo, hi in _phrases(text, phrases))

    def _hit(self, text: str, letters: Letters, read: Read, sure: Sure) -> Hit:
        start, end = _span(letters, read)
        return Hit(
            subject=self.subjects[read.alias.subject].id,
            reading=read.reading,
            sure=sure,
            start=start,
            end=end,
            text=text[start:end],
            read_as=read.alias.name.text,
            folds=tuple(sorted(read.folds)),
        )


def _may_begin(letters: Letters, at: int) -> bool:
    return at == 0 or bool(letters.gaps[at]) or letters.scripts[at] in RUNNING or begins(letters, at)


def _span(letters: Letters, read: Read) -> tuple[int, int]:
    return letters.starts[read.lo], max(letters.ends[read.hi - 1], read.end)


def _across(letters: Letters, read: Read) -> bool:
    """Tell whether a name long enough is read across something that was undone."""
    return read.alias.signs >= LEAST and any(read.lo <= at < read.hi for at in letters.odd)


def _small(letters: Letters, read: Read) -> bool:
    """Tell whether it is an ordinary word in small letters where others have capitals: nobody's company."""
    alias = read.alias
    if not alias.cased or not alias.ordinary or alias.word_count > 1 or letters.source.islower():
        return False
    return read.reading is Reading.NAME and not letters.capital(read.lo) and "_" not in letters.gaps[read.lo]


def _alone(read: Read) -> bool:
    """Tell whether a reading needs nobody else to be sure, and so is company itself."""
    return read.alias.grade is Grade.STRONG and read.sure is Sure.SURE


def _longest(given: list[tuple[Letters, Read, Sure]], subjects: Sequence[Subject]) -> list[tuple[Letters, Read, Sure]]:
    """Keep one reading of a stretch for each subject, and no doubtful one within a sure one of the same pack.

    Another pack's doubt stays: whoever guards one name has no say in what others guard.
    """
    spans = [(one, _span(one[0], one[1])) for one in given]
    spans.sort(key=lambda one: (-_RANK[one[0][2]], one[1][0] - one[1][1], len(one[0][1].folds)))
    kept: list[tuple[Letters, Read, Sure]] = []
    # By stretches of the text, so that only neighbours are compared.
    near: dict[int, list[tuple[int, int, int, bool]]] = {}
    for one, (start, end) in spans:
        subject, sure = one[1].alias.subject, one[2] is Sure.SURE
        blocks = range(start // _BLOCK, end // _BLOCK + 1)
        beside = (other for block in blocks for other in near.get(block, ()))
        if any(_covers(other, subject, start, end, subjects, sure=sure) for other in beside):
            continue
        kept.append(one)
        for block in blocks:
            near.setdefault(block, []).append((start, end, subject, sure))
    return kept


_BLOCK = 64


def _covers(
    other: tuple[int, int, int, bool], subject: int, start: int, end: int, subjects: Sequence[Subject], *, sure: bool
) -> bool:
    """Tell whether a kept reading leaves no room: it is the same subject's, or of the same pack and surely wider."""
    lo, hi, whose, certain = other
    if not (start < hi and lo < end):
        return False
    inside = lo <= start and end <= hi and hi - lo > end - start
    return whose == subject or (inside and certain and not sure and subjects[whose].pack == subjects[subject].pack)


@lru_cache(maxsize=256)
def _phrases(text: str, phrases: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Find phrases as plainly written, whatever stands between their words."""
    letters = fold(text)
    found = []
    for phrase in phrases:
        wanted = fold(phrase)
        at = letters.folded.find(wanted.folded) if wanted.folded else -1
        while at >= 0:
            end = at + len(wanted)
            parted = all(bool(letters.gaps[at + one]) or not wanted.gaps[one] for one in range(1, len(wanted)))
            running = letters.scripts[at] in RUNNING
            whole = running or (
                (at == 0 or letters.gaps[at] or letters.scripts[at - 1] != letters.scripts[at])
                and (end == len(letters) or letters.gaps[end] or letters.scripts[end] != letters.scripts[end - 1])
            )
            if parted and whole:
                found.append((letters.starts[at], letters.ends[end - 1]))
            at = letters.folded.find(wanted.folded, at + 1)
    return tuple(found)


def _views(text: str, common: Common) -> Iterable[Letters]:
    """Give a text's letters; again with signs as letters, pairs as the one letter they look like, repeats as one."""
    letters = fold(text)
    yield letters
    if any(one in SIGNS for one in text):
        yield fold(text, signs=True)
    if any(one in "|\\/[(" for one in text) and not text.isalnum():
        drawn = fold(text, signs=True, drawn=True)
        if drawn.folded != letters.folded:
            yield drawn
    for whole in (False, True):
        if HANGUL in letters.scripts and (once := _once(letters, halves=whole)) is not None:
            yield once
    for pair, one in MERGED:
        if pair in letters.folded and (merged := _merged(letters, pair, one, common)) is not None:
            yield merged


def _merged(letters: Letters, pair: str, one: str, common: Common) -> Letters | None:
    """Read two letters as the one they look like, in words that are not ordinary."""
    at = letters.folded.find(pair)
    while at >= 0 and (letters.folded[slice(*word(letters, at))] in common or letters.gaps[at + 1]):
        at = letters.folded.find(pair, at + 1)
    if at < 0:
        return None
    made = Letters(letters.source)
    folded: list[str] = []
    bones: list[str] = []
    scripts: list[str] = []
    at, changed = 0, False
    while at < len(letters):
        start = at
        end = at + 1
        while end < len(letters) and not letters.gaps[end]:
            end += 1
        ordinary = pair not in letters.folded[start:end] or letters.folded[start:end] in common
        while at < end:
            two = not ordinary and letters.folded.startswith(pair, at) and at + 2 <= end
            changed |= two
            last = at + 1 if two else at
            folded.append(one if two else letters.folded[at])
            bones.append(SKELETON.get(one, one) if two else letters.bones[at])
            scripts.append(letters.scripts[at])
            if two:
                made.odd[len(made.starts)] = Fold.LOOK_ALIKE
            made.starts.append(letters.starts[at])
            made.ends.append(letters.ends[last])
            made.gaps.append(letters.gaps[at])
            if last in letters.long:
                made.long[len(made.starts) - 1] = letters.long[last]
            at = last + 1
    made.folded, made.bones, made.scripts = "".join(folded), "".join(bones), "".join(scripts)
    return made if changed else None


def _once(letters: Letters, *, halves: bool) -> Letters | None:
    """Read Hangul syllables written thrice or more as one, or where all are written twice each of them once."""
    made = Letters(letters.source)
    folded: list[str] = []
    bones: list[str] = []
    scripts: list[str] = []
    groups: list[tuple[int, int]] = []
    for at in range(len(letters)):
        if groups and letters.starts[at] == letters.starts[at - 1]:
            groups[-1] = (groups[-1][0], at + 1)
        else:
            groups.append((at, at + 1))
    changed, number = False, 0
    while number < len(groups):
        lo, hi = groups[number]
        again = number + 1
        while again < len(groups) and _same_syllable(letters, groups[number], groups[again]):
            again += 1
        times = again - number
        keep = (times + 1) // 2 if halves else (1 if times > 2 else times)
        end = letters.ends[groups[again - 1][1] - 1]
        for copy in range(keep):
            if keep < times:
                made.odd[len(made.starts)] = Fold.REPEATED
                changed = True
            for at in range(lo, hi):
                folded.append(letters.folded[at])
                bones.append(letters.bones[at])
                scripts.append(letters.scripts[at])
                made.starts.append(letters.starts[groups[number + copy][0]])
                made.ends.append(end if copy == keep - 1 else letters.ends[groups[number + copy][1] - 1])
                made.gaps.append(letters.gaps[at] if not copy else "")
        number = again
    made.folded, made.bones, made.scripts = "".join(folded), "".join(bones), "".join(scripts)
    return made if changed else None


def _same_syllable(letters: Letters, one: tuple[int, int], other: tuple[int, int]) -> bool:
    same = letters.folded[one[0] : one[1]] == letters.folded[other[0] : other[1]]
    return same and letters.scripts[one[0]] == HANGUL and not letters.gaps[other[0]]
