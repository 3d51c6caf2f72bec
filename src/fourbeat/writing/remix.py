"""A remix says only what is to be different: the picture it starts from shows the rest."""

from __future__ import annotations

from fourbeat.model.brief import Brief
from fourbeat.model.dialect import PLAIN, Dialect
from fourbeat.model.plan import Form
from fourbeat.model.time import Rate

from .pen import Prompt
from .prompt import render
from .vocabulary import vocabulary

_STAGING = ("blocking", "dressing", "camera", "finish")
_ITEMS = ("colours", "beats", "lines", "cast", "costumes", "place", "props")


def changed(before: Brief, after: Brief) -> tuple[str, ...]:
    """Name the parts in which two briefs of one shot differ, as prompts name them."""
    old, new = before.text, after.text
    camera = any(getattr(old, name) != getattr(new, name) for name in ("framing", "angle", "move"))
    words = ("scene", "depth", "lens", "light", "mood", "sound", "look", "filters", "grade", "atmosphere")
    parts = ["camera-shot"] if camera else []
    parts += [one for one in (*words, *_STAGING) if getattr(old, one) != getattr(new, one)]
    parts += [one for one in _ITEMS if _plain(getattr(before, one)) != _plain(getattr(after, one))]
    return tuple(parts)


def remix(before: Brief, after: Brief, rate: Rate, *, dialect: Dialect = PLAIN, author: str = "") -> Prompt:
    """Write only what changed between two briefs of one shot; nothing changed is an empty prompt."""
    parts = changed(before, after)
    if not parts:
        return Prompt("", ())
    only = _only(after, set(parts))
    made = render(only, rate, dialect=dialect, author=author)
    lead = vocabulary(dialect.language or author).same_shot + "\n"
    moved = tuple(
        one.model_copy(update={"start": one.start + len(lead), "end": one.end + len(lead)}) for one in made.parts
    )
    return Prompt(lead + made.text, moved, made.missing)


def _only(brief: Brief, parts: set[str]) -> Brief:
    """Leave of a brief only some of its parts."""
    text = type(brief.text)(id=brief.text.id)
    camera = ("framing", "angle", "move") if "camera-shot" in parts else ()
    kept = {name: getattr(brief.text, name) for name in (*camera, *parts) if name in type(text).model_fields}
    long = parts & {"look", "filters", "grade", "atmosphere", *_STAGING}
    return brief.model_copy(
        update={
            "text": text.model_copy(update=kept),
            **{name: () for name in ("colours", "beats", "lines", "props") if name not in parts},
            "cast": brief.cast if parts & {"cast", "costumes"} else (),
            "place": brief.place if "place" in parts else None,
            "form": Form.LONG if long else Form.STANDARD,
        }
    )


def _plain(items: object) -> object:
    """Give items without what only the plan needs: two rows that read the same are the same."""
    if isinstance(items, tuple):
        return [_plain(one) for one in items]
    return items.model_dump(exclude={"id", "order", "life", "note"}) if hasattr(items, "model_dump") else items
