"""The sheet that says what shots show that somebody may care about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from fourbeat.model.plan import Shot
from fourbeat.model.usage import Depicts, Performance, Scenario

from ..board.asking import Asking
from ..board.moves import chosen
from ..brief.words import ChoiceField
from ..check import Check
from ..flow import Flow
from ..labels import Label
from ..room import Room

DEPICTS = {
    Depicts.VIOLENCE: "rights-dock.depicts-violence",
    Depicts.GORE: "rights-dock.depicts-gore",
    Depicts.SEXUAL: "rights-dock.depicts-sexual",
    Depicts.NUDITY: "rights-dock.depicts-nudity",
    Depicts.POLITICAL: "rights-dock.depicts-political",
    Depicts.RELIGIOUS: "rights-dock.depicts-religious",
    Depicts.HATE: "rights-dock.depicts-hate",
    Depicts.DRUGS: "rights-dock.depicts-drugs",
    Depicts.SMOKING: "rights-dock.depicts-smoking",
    Depicts.MEDICAL: "rights-dock.depicts-medical",
    Depicts.DEFAMATORY: "rights-dock.depicts-defamatory",
}
SCENARIOS = {
    Scenario.NONE: "rights-dock.scenario-none",
    Scenario.PARODY: "rights-dock.scenario-parody",
    Scenario.COMMENTARY: "rights-dock.scenario-commentary",
    Scenario.NEWS: "rights-dock.scenario-news",
    Scenario.HOMAGE: "rights-dock.scenario-homage",
    Scenario.CROSSOVER: "rights-dock.scenario-crossover",
    Scenario.PRODUCT_PLACEMENT: "rights-dock.scenario-product-placement",
}
PERFORMANCES = {
    Performance.IMAGE: "rights-dock.performance-image",
    Performance.VOICE: "rights-dock.performance-voice",
    Performance.BOTH: "rights-dock.performance-both",
}


class ShowsSheet(Asking):
    """Ask what is shown; nothing checked and saved says that nothing of it is shown."""

    def __init__(self, room: Room, shots: Sequence[Shot]) -> None:
        super().__init__(room, "rights-dock.shows-title", "rights-dock.keep", "rights-dock.shows-lead")
        self._shots = shots
        said = room.studio.plan.depiction(shots[0].id)
        self.checks = {one: Check(room, room.say(code)) for one, code in DEPICTS.items()}
        box = QWidget()
        flow = Flow(box, room, line=True)
        known = (said.depicts or "").split(",")
        for one, check in self.checks.items():
            check.setChecked(one.value in known)
            flow.addWidget(check)
        ask = Label(room.look, room.say("rights-dock.shows-ask"), "caption", tone="text-soft")
        ask.setWordWrap(True)
        unsaid: tuple[object, str] = (None, room.say("rights-dock.unsaid"))
        self.scenario = ChoiceField(
            room, "rights-dock.scenario", [unsaid, *((one, room.say(code)) for one, code in SCENARIOS.items())]
        )
        self.performance = ChoiceField(
            room, "rights-dock.performance", [unsaid, *((one, room.say(code)) for one, code in PERFORMANCES.items())]
        )
        self.scenario.show_value(said.scenario)
        self.performance.show_value(said.performance)
        for widget in (ask, box, self.scenario, self.performance):
            self.lines.addWidget(widget)

    def done_asking(self) -> None:
        """Say it of every chosen shot as one step."""
        room = self.room
        depicts = [one for one, check in self.checks.items() if check.isChecked()]
        scenario, performance = self.scenario.value(), self.performance.value()
        verb = partial(
            room.studio.purposes.depict,
            shots=self._shots,
            depicts=depicts,
            scenario=scenario if isinstance(scenario, Scenario) else None,
            performance=performance if isinstance(performance, Performance) else None,
        )
        if room.carry_out(verb) is not None:
            self.accept()


def say_what_shots_show(room: Room, shots: Sequence[Shot] = ()) -> None:
    """Open the sheet for some shots, else for those that are chosen."""
    some = list(shots) or chosen(room)
    if some:
        sheet = ShowsSheet(room, some)
        sheet.present()
        next(iter(sheet.checks.values())).setFocus()
