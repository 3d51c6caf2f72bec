"""`fourbeat help`: the pages that the window shows, for reading in a terminal."""

from __future__ import annotations

import shutil

import click

from fourbeat.studio.manual import HelpPage, Manual
from fourbeat.studio.prose import plain

from .session import Session
from .shared import command
from .speech import option

_WIDEST = 100


@command(None, "help", "help.help")
@option("--find", "words", text="option.help-find", metavar="WORDS")
@click.argument("page", required=False)
def help_(session: Session, page: str | None, words: str | None) -> None:
    """Show a page of the manual, find words in it, or list its pages."""
    say, answer = session.desk.wording.text, session.answer
    manual = Manual(session.desk.wording.language)
    if words is not None:
        hits = manual.find(words)
        answer.give({"found": [{"page": hit.name, "title": hit.title, "excerpt": hit.excerpt} for hit in hits]})
        for hit in hits:
            answer.say(f"{hit.name}: {hit.title}")
            answer.say(f"    {hit.excerpt}")
        if not hits:
            answer.say(say("manual.nothing", words=words))
    elif page is not None:
        _show(session, manual.page(page))
    else:
        pages = manual.pages()
        answer.give({"pages": [{"page": one.name, "title": one.title} for one in pages]})
        answer.table([say("column.page"), say("column.title")], [[one.name, one.title] for one in pages])
        answer.say("")
        answer.say(say("manual.how"))


def _show(session: Session, page: HelpPage) -> None:
    session.answer.give({"page": page.name, "title": page.title, "text": page.text})
    session.answer.say(plain(page.text, min(_WIDEST, shutil.get_terminal_size().columns)))
