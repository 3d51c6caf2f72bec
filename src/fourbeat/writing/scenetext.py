"""A scene's words as they are kept to be compared later: each piece of the script a paragraph, readable and exact.

A speech is "@NAME" with its words below, a transition begins with ">", a note stands in double brackets, a shot of a
board begins with "#"; a paragraph that would read as one of these begins with "!".
"""

from __future__ import annotations

from collections.abc import Iterable

from fourbeat.model.screenplay import Element, ElementKind, ScriptScene

_MARKS = ("@", ">", "[[", "#", "!")


def flat(scene: ScriptScene) -> tuple[Element, ...]:
    """Give all of a scene as elements, each of its shots begun by one of its own."""
    found = list(scene.elements)
    for shot in scene.shots:
        camera = [str(one) for one in (shot.framing, shot.angle, shot.move) if one]
        camera += [words for words in (shot.lens, shot.light, shot.sound) if words]
        found.append(Element(ElementKind.SHOT, shot.title, delivery=", ".join(camera)))
        found += shot.elements
    return tuple(found)


def written(elements: Iterable[Element]) -> str:
    """Write elements as the text of a scene."""
    return "\n\n".join(_written(one) for one in elements)


def _written(one: Element) -> str:
    match one.kind:
        case ElementKind.DIALOGUE:
            delivery = f"({one.delivery})\n" if one.delivery else ""
            return f"@{one.speaker}{' ^' if one.dual else ''}\n{delivery}{one.text}"
        case ElementKind.TRANSITION:
            return f"> {one.text}"
        case ElementKind.NOTE:
            return f"[[{one.text}]]"
        case ElementKind.SHOT:
            return f"# {one.text}" + (f"\n({one.delivery})" if one.delivery else "")
    return f"!{one.text}" if one.text.startswith(_MARKS) else one.text


def read(text: str) -> tuple[Element, ...]:
    """Read the text of a scene back into its elements."""
    return tuple(_read(paragraph) for paragraph in text.split("\n\n") if paragraph)


def _read(paragraph: str) -> Element:
    lines = paragraph.split("\n")
    if paragraph.startswith("@"):
        speaker, dual = lines[0][1:], lines[0].endswith(" ^")
        delivery = lines[1][1:-1] if len(lines) > 2 else ""
        return Element(ElementKind.DIALOGUE, lines[-1], speaker.removesuffix(" ^"), delivery, dual)
    if paragraph.startswith("> "):
        return Element(ElementKind.TRANSITION, paragraph[2:])
    if paragraph.startswith("[["):
        return Element(ElementKind.NOTE, paragraph[2:].removesuffix("]]"))
    if paragraph.startswith("#"):
        return Element(ElementKind.SHOT, lines[0][2:], delivery=lines[1][1:-1] if len(lines) > 1 else "")
    return Element(ElementKind.ACTION, paragraph.removeprefix("!"))
