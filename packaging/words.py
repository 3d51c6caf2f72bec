"""Bring the translations up to date with the word table, compile them, or check that nothing is missing or stale.

python packaging/words.py           update the .po files and compile them
python packaging/words.py --check   change nothing; exit 1 and say what is wrong
"""

from __future__ import annotations

import io
import re
import string
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
WORDS = ROOT / "src" / "fourbeat" / "studio" / "words"
TRANSLATIONS = ROOT / "resources" / "translations"
KEYWORDS = {"say": ((1, "c"), 2), "count": ((1, "c"), 2, 3)}


class Book(Catalog):
    """Be the catalogue of one language with a header that names no date, no tool and no machine.

    So two runs give the same bytes, whoever makes them.
    """

    def __init__(self, language: str | None = None) -> None:
        comment = "# The words of Fourbeat. Kept in step with src/fourbeat/studio/words by packaging/words.py."
        super().__init__(locale=language, header_comment=comment, charset="utf-8", fuzzy=False)

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Give the header's fields."""
        return [
            ("Project-Id-Version", "Fourbeat"),
            ("Language", self.locale_identifier or ""),
            ("MIME-Version", "1.0"),
            ("Content-Type", f"text/plain; charset={self.charset}"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural_forms),
        ]


def template() -> Book:
    """Read every entry of the word table from its source, room by room."""
    book = Book()
    found = extract_from_dir(str(WORDS), method_map=[("**.py", "python")], keywords=KEYWORDS)
    for file, line, text, _comments, context in sorted(found, key=lambda entry: (entry[0], entry[1])):
        if not context or "" in (text if isinstance(text, tuple) else (text,)):
            raise SystemExit(f"{file}:{line}: an entry needs a code and words, as plain text")
        # Line numbers would change with every edit of the table; the file and the context find an entry.
        book.add(text, locations=[(Path(file).name, 0)], context=context)
    return book


def renewed(old: Catalog, fresh: Book, language: str) -> Book:
    """Give every entry its translation; one whose English has changed keeps its old words, marked for a second look."""
    book = Book(language)
    before = {entry.context: entry for entry in old if entry.id}
    for entry in fresh:
        if not entry.id:
            continue
        was = before.get(entry.context)
        texts = _texts(was.string) if was else []
        again = was is not None and bool(texts) and (was.fuzzy or was.id != entry.id)
        forms = tuple((texts or [""]) * book.num_plurals)[: book.num_plurals]
        book.add(
            entry.id,
            forms if entry.pluralizable else forms[0],
            locations=entry.locations,
            flags={"fuzzy"} if again else (),
            user_comments=was.user_comments if was else (),
            context=entry.context,
        )
    return book


def written(book: Book) -> bytes:
    """Write a catalogue as a .po file, in the order of the word table."""
    page = io.BytesIO()
    write_po(page, book, width=0, include_lineno=False)
    return page.getvalue()


def compiled(book: Book) -> bytes:
    """Compile a catalogue; entries marked for a second look are left out, so English stands for them."""
    page = io.BytesIO()
    write_mo(page, book)
    return page.getvalue()


def faults(catalog: Catalog, fresh: Book) -> list[str]:
    """Say what is untranslated, outdated or stale, or has other facts or commands than the English."""
    found = []
    ours = {entry.context: entry for entry in catalog if entry.id}
    known = {entry.context for entry in fresh if entry.id}
    for entry in fresh:
        if not entry.id:
            continue
        said = ours.get(entry.context)
        if said is None or not _texts(said.string):
            found.append(f"untranslated: {entry.context}")
            continue
        if said.fuzzy or said.id != entry.id:
            found.append(f"outdated, the English has changed: {entry.context}")
        english = _texts(entry.id)[-1]
        for text in _texts(said.string):
            if _facts(text) != _facts(english):
                found.append(f"other facts: {entry.context}")
            if _commands(text) != _commands(english):
                found.append(f"other commands: {entry.context}")
    return found + [f"stale: {context}" for context in ours if context not in known]


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list | tuple) else [value]
    return [str(text) for text in values if text]


def _facts(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def _commands(text: str) -> list[str]:
    return sorted(re.findall(r"`[^`]*`", text))


def languages() -> dict[str, Path]:
    """Find the .po file of every language that has one."""
    return {po.parents[1].name: po for po in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/fourbeat.po"))}


def read(po: Path, language: str) -> Catalog:
    """Read a .po file."""
    with po.open("rb") as file:
        return read_po(file, locale=language)


def check() -> list[str]:
    """Say what is wrong with the translations as they stand; nothing is changed."""
    fresh = template()
    wrong = []
    for language, po in languages().items():
        catalog = read(po, language)
        wrong += [f"{language}: {fault}" for fault in faults(catalog, fresh)]
        mo = po.with_suffix(".mo")
        if not mo.is_file() or mo.read_bytes() != compiled(renewed(catalog, fresh, language)):
            wrong.append(f"{language}: fourbeat.mo is not compiled from fourbeat.po: run python packaging/words.py")
    return wrong


def update() -> None:
    """Bring every language up to date with the word table, and compile it."""
    fresh = template()
    for language, po in languages().items():
        book = renewed(read(po, language), fresh, language)
        po.write_bytes(written(book))
        po.with_suffix(".mo").write_bytes(compiled(book))


def main(arguments: list[str]) -> int:
    """Update or check every language."""
    if "--check" not in arguments:
        update()
    wrong = check()
    print("\n".join(wrong) or "Every text has its words.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
