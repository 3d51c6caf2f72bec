"""The text to send of a whole brief, each part of it written beside its field."""

from __future__ import annotations

from collections.abc import Mapping

from ..room import Room
from .field import Field
from .to_send import ToSend


class SentField(Field):
    """Hold the text to send of all the brief's fields of words; each is written beside its field."""

    def __init__(self, room: Room, beside: Mapping[str, ToSend]) -> None:
        super().__init__(room, "field.sent")
        self._beside = beside
        for one in beside.values():
            one.written.connect(self.edited)
        self.hide()

    def value(self) -> object:
        """Give the texts by language and field; other languages stay as they were."""
        made: dict[str, dict[str, str]] = {}
        for name, one in self._beside.items():
            for language, text in one.texts.items():
                made.setdefault(language, {})[name] = text
        return made

    def show_value(self, value: object) -> None:
        """Show the texts, each beside its field."""
        assert isinstance(value, Mapping)
        for name, one in self._beside.items():
            one.put({language: fields[name] for language, fields in value.items() if fields.get(name)})
