"""The holder's report as a page to read and print: one file without scripts, in which nothing typed can act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from .holder_markup import Markup, letter, moment, text
from .holder_report import Asked, Decided, Made, Match, Report, Said, Seen, Tried
from .holder_style import STYLE
from .wording import Wording

_FEW = 3


def page(report: Report, words: Wording) -> str:
    """Write the page; the same report in the same language is always the same text."""
    return _Page(report, words).whole()


class _Page(Markup):
    def __init__(self, report: Report, words: Wording) -> None:
        super().__init__(words, {one.subject: one.name for one in report.body.known})
        self._report = report
        self._body = report.body

    def whole(self) -> str:
        body = self._body
        title = escape("".join(map(letter, f"{self._words.text('holder.title')} · {', '.join(body.names)}")))
        parts = [
            "<!DOCTYPE html>",
            f'<html lang="{"ja" if self._words.language == "ja" else "en"}">',
            '<head><meta charset="utf-8">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title>",
            f"<style>{STYLE}</style></head>",
            "<body><main>",
            *self._head(),
            *self._conclusion(),
            *self._looked_for(),
            *self._related(),
            *self._others(),
            *self._people(),
            *self._unchecked(),
            *self._proof(),
            "</main></body></html>",
        ]
        return "\n".join(parts) + "\n"

    # Sections

    def _head(self) -> Iterable[str]:
        body = self._body
        yield f"<header><p class=kicker>{self.say('holder.title')}</p>"
        yield f"<h1>{' · '.join(map(text, body.names))}</h1>"
        yield self.facts(
            [
                ("holder.film", text(body.film)),
                ("holder.made", f"{text(moment(body.at))} · {text(body.by)}"),
                ("holder.holder", self.code(body.holder)),
                ("holder.project", self.code(body.project)),
                ("holder.program", text(body.program)),
            ]
        )
        yield "</header>"

    def _conclusion(self) -> Iterable[str]:
        body, counts = self._body, self._body.counts
        state = "whole" if body.complete else "open"
        yield f'<section class="verdict {state}"><h2>{self.say(f"holder.{state}")}</h2>'
        if body.open:
            yield "<ul>" + "".join(f"<li>{escape(self._words(one))}</li>" for one in body.open) + "</ul>"
        yield f"<p>{self.say(self._sentence())}</p>"
        yield f"<p class=small>{self.say('holder.not-generated')}</p></section>"
        yield "<div class=counts>"
        stills = ("stills",) if counts.get("stills") else ()
        unseen = ("unreviewed-stills",) if counts.get("unreviewed-stills") else ()
        for name in ("requests", "sent", "takes", *stills, "related", "seen", "unreviewed", *unseen):
            yield f"<div><b>{counts.get(name, 0)}</b><span>{self.say(f'holder.count.{name}')}</span></div>"
        yield "</div>"

    def _sentence(self) -> str:
        counts = self._body.counts
        if counts.get("related") or counts.get("seen"):
            return "holder.says.related"
        return "holder.says.nothing" if self._body.complete else "holder.says.nothing-yet"

    def _looked_for(self) -> Iterable[str]:
        body = self._body
        yield f"<section><h2>{self.say('holder.looked-for')}</h2><p>{self.say('holder.looked-for.text')}</p>"
        # Names stand apart as to their direction, so a line breaks between them only where it is told that it may.
        names = "、<wbr>" if self._words.language == "ja" else ", "
        listed = names.join(text(one.name) for one in body.known) or self.say("holder.none")
        yield f"<p class=names>{listed}</p>"
        heads = ("holder.pack", "holder.version", "holder.issued", "holder.standing", "holder.hash")
        rows = [
            [
                f"<span class=day>{text(one.id)}</span>",
                str(one.version),
                f"<span class=day>{text(one.issued)}</span>",
                self.say(f"standing.{one.standing}"),
                self.code(one.sha256),
            ]
            for one in body.packs
        ]
        yield self.table(heads, rows)
        yield "</section>"

    def _related(self) -> Iterable[str]:
        related = self._body.related
        yield f"<section><h2>{self.say('holder.related')}</h2>"
        if not related:
            yield f"<p>{self.say('holder.related.none')}</p>"
        for one in related:
            yield from self._one(one)
        for judged in self._body.loose:
            if judged.said:
                yield f"<article><h3>{self.say('holder.not-sent')} · {text(moment(judged.at))}</h3>"
                yield from self._verdict(judged)
                yield "</article>"
        yield "</section>"

    def _one(self, one: Asked) -> Iterable[str]:
        if one.still or "view" in (one.asked or {}):
            shot = self.say("holder.request-still", name=one.shot, number=one.take_number)
        else:
            shot = self.say("holder.request", shot=one.shot, take=f"t{one.take_number}")
        yield f"<article><h3>{shot} · {text(moment(one.at))}</h3>"
        yield f'<p class="prompt">{self._prompt(one)}</p>'
        if one.masked:
            yield f"<p class=small>{self.say('holder.masked')}</p>"
        yield self.facts(
            [
                ("holder.generator", text(f"{one.provider} {one.model}".strip())),
                ("holder.state", self.say(f"state.{one.state}")),
                ("holder.tries", self._tries(one.tries)),
            ]
        )
        for verdict in one.verdicts:
            yield from self._verdict(verdict)
        if one.matches:
            yield f"<h4>{self.say('holder.matches')}</h4>"
            heads = ("holder.words", "holder.means", "holder.field", "holder.reading")
            rows = [
                [
                    self._where(each),
                    self.name(each.subject),
                    self.field(each.field),
                    self.say(f"holder.read.{each.reading}"),
                ]
                for each in {(each.field, each.words, each.subject): each for each in one.matches}.values()
            ]
            yield self.table(heads, rows)
        if one.take:
            yield from self._take(one.take)
        if one.still:
            yield from self._still(one.still)
        yield "</article>"

    def _prompt(self, one: Asked) -> str:
        """Show the prompt with what was read in it marked; where names were masked the places no longer fit."""
        if one.masked:
            return text(one.prompt)
        pieces, last = list[str](), 0
        for match in sorted((each for each in one.matches if each.field == "prompt"), key=_place):
            if match.start >= last:
                pieces += [
                    text(one.prompt[last : match.start]),
                    f"<mark>{text(one.prompt[match.start : match.end])}</mark>",
                ]
                last = match.end
        return "".join([*pieces, text(one.prompt[last:])])

    def _tries(self, tries: Sequence[Tried]) -> str:
        if not tries:
            return self.say("holder.try.none")
        told = []
        for one in tries:
            said = self.say("holder.try.sent" if one.sent else "holder.try.kept", at=moment(one.at))
            if one.stage:
                stage = self._words.text(f"refusal.stage.{one.stage}")
                charged = self._words.text(f"refusal.charged.{one.charged}")
                said += " " + self.say("holder.try.refused", stage=stage, code=one.code or "–", charged=charged)
            elif one.failure:
                said += f" ({text(one.failure)})"
            told.append(said)
        return "<br>".join(told)

    def _verdict(self, one: Decided) -> Iterable[str]:
        until = f" – {text(moment(one.until))}" if one.until else ""
        yield f"<h4>{self.say('holder.verdict', decision=self._words.text(f'decision.{one.decision}'))}</h4>"
        rows = [
            [self.name(each.subject), self._decision(each), self._why(each), text(each.told_by)] for each in one.said
        ]
        # The same is said of every text in which it stands.
        rows = [list(row) for row in dict.fromkeys(map(tuple, rows))]
        if rows:
            heads = ("holder.means", "holder.decision", "holder.why", "holder.rule")
            yield self.table(heads, rows)
        told = [("holder.decided", f"{text(moment(one.at))}{until}"), ("holder.digest", self.code(one.digest))]
        packs = [one.rpartition(" ")[0] for one in one.packs]
        yield self.facts([*told, ("holder.packs", text(" · ".join(packs)))] if packs else told)

    def _decision(self, one: Said) -> str:
        return f'<span class="word {escape(one.decision)}">{self.say(f"decision.{one.decision}")}</span>'

    def _why(self, one: Said) -> str:
        try:
            return text(self._words(one.why))
        except (KeyError, ValueError, IndexError, AssertionError):
            # Another Fourbeat said it in words that this one does not have.
            return text(one.why.code)

    def _still(self, still: Made) -> Iterable[str]:
        states = [self.say("still.is-reference")] if still.chosen else []
        states += [self.say("still.is-discarded")] if still.status == "rejected" else []
        states += [self.say("holder.take.withdrawn")] if still.withdrawn else []
        states += [] if still.kept else [self.say("holder.take.gone")]
        yield f"<h4>{self.say('holder.still', code=still.code)}</h4>"
        yield self.facts(
            [
                ("holder.made", text(moment(still.at))),
                ("holder.status", " · ".join(states) or self.say("still.is-new")),
                ("holder.file", self.code(still.sha256)),
                ("holder.prints", self._prints(still)),
                ("holder.review", "<br>".join(map(self._look, still.reviews)) or self.say("holder.review.none")),
            ]
        )

    def _take(self, take: Made) -> Iterable[str]:
        states = [self.say(f"takes-dock.{take.status}")]
        states += [self.say("holder.take.chosen")] if take.chosen else []
        states += [self.say("holder.take.withdrawn")] if take.withdrawn else []
        states += [self.say("holder.take.binned")] if take.binned else []
        states += [] if take.kept else [self.say("holder.take.gone")]
        size = self.say("holder.size", bytes=take.bytes, frames=take.frames)
        yield f"<h4>{self.say('holder.take', code=take.code)}</h4>"
        yield self.facts(
            [
                ("holder.made", text(moment(take.at))),
                ("holder.status", " · ".join(states)),
                ("holder.file", f"{self.code(take.sha256)} {size}"),
                ("holder.prints", self._prints(take)),
                ("holder.review", "<br>".join(map(self._look, take.reviews)) or self.say("holder.review.none")),
            ]
        )

    def _where(self, one: Match) -> str:
        return text(one.words) if one.words else self.say("holder.frame", number=str(one.start))

    def _prints(self, take: Made) -> str:
        """Show some fingerprints; all of them would fill pages that nobody reads."""
        shown = [self.code(one) for one in take.prints[:_FEW]]
        if len(take.prints) > _FEW:
            shown.append(self.say("holder.prints.more", n=len(take.prints) - _FEW))
        return "<br>".join(shown) or self.say("holder.prints.none")

    def _look(self, one: Seen) -> str:
        said = self.say("holder.review.one", at=moment(one.at), by=one.by, **self._three(one))
        if one.subject:
            said += f" {self.say('holder.review.whose', name=self._names.get(one.subject, one.subject))}"
        if one.other:
            said += f" {self.say('holder.review.other')}"
        return f"{said} · {text(one.note)}" if one.note else said

    def _others(self) -> Iterable[str]:
        others = self._body.others
        yield f"<section><h2>{self.say('holder.others')}</h2><p>{self.say('holder.others.text')}</p>"
        rows = []
        for one in others:
            made = one.take or one.still
            last = one.verdicts[-1] if one.verdicts else None
            state = f"<span class=day>{self.say(f'state.{one.state}')}</span>"
            if one.noted:
                names = ", ".join(self._names.get(each, each) for each in one.noted)
                state += f"<br>{self.say('holder.noted', names=names)}"
            rows.append(
                [
                    self.moment_of(one.at),
                    self.code(last.digest) if last else "–",
                    state,
                    f"{text(made.code)} {self.code(made.sha256)}" if made else "–",
                    self._answers(made) if made else "–",
                ]
            )
        heads = ("holder.when", "holder.digest", "holder.state", "holder.file", "holder.review")
        yield self.table(heads, rows) if rows else f"<p>{self.say('holder.none')}</p>"
        bare = [one for one in self._body.loose if not one.said]
        if bare:
            yield f"<p>{self.say('holder.loose')}</p>"
            loose = [
                [self.moment_of(one.at), self.code(one.digest), self.say(f"decision.{one.decision}")] for one in bare
            ]
            yield self.table(("holder.when", "holder.digest", "holder.decision"), loose)
        yield "</section>"

    def _answers(self, take: Made) -> str:
        if not take.reviews:
            return f'<span class="word ask">{self.say("holder.review.none")}</span>'
        last = take.reviews[-1]
        return self.say("holder.review.one", at=last.at[:10], by=last.by, **self._three(last))

    def _three(self, one: Seen) -> dict[str, str]:
        seen = {"character": one.character, "person": one.person, "logo": one.logo}
        return {name: self._words.text(f"review.seen.{answer}") for name, answer in seen.items()}

    def _people(self) -> Iterable[str]:
        body = self._body
        if not body.answers and not body.claims:
            return
        yield f"<section><h2>{self.say('holder.answers')}</h2>"
        if body.answers:
            heads = ("holder.when", "holder.who", "holder.answer", "holder.means", "holder.why", "holder.until")
            rows = [
                [
                    self.moment_of(one.at),
                    text(one.by),
                    f"<span class=day>{self.say(f'clearance.kind.{one.kind}')}</span>",
                    self.name(one.subject),
                    text(one.reason),
                    text(one.until or "–"),
                ]
                for one in body.answers
            ]
            yield self.table(heads, rows)
        if body.claims:
            rows = [
                [
                    self.moment_of(one.at),
                    text(one.by),
                    f"<span class=day>{self.say(f'claim.kind.{one.kind}')}</span>",
                    f"<span class=day>{self.say(f'claim.state.{one.state}')}</span>",
                    text(one.why),
                ]
                for one in body.claims
            ]
            yield self.table(("holder.when", "holder.who", "holder.claim", "holder.state", "holder.why"), rows)
        yield "</section>"

    def _unchecked(self) -> Iterable[str]:
        yield f"<section><h2>{self.say('holder.unchecked')}</h2><ul>"
        for one in self._body.unchecked:
            yield f"<li>{escape(self._words(one))}</li>"
        yield "</ul></section>"

    def _proof(self) -> Iterable[str]:
        report, entries = self._report, str(len(self._report.audit))
        if report.blanked:
            entries += f" · {self.say('holder.entries.blanked', n=report.blanked)}"
        yield f"<section><h2>{self.say('holder.proof')}</h2><p>{self.say('holder.proof.text')}</p>"
        yield self.facts(
            [
                ("holder.head", self.code(report.head)),
                ("holder.entries", entries),
                ("holder.seal", self.code(report.body.seal)),
            ]
        )
        yield f"<p class=small>{self.say('holder.proof.not')}</p>"
        yield f"<p class=small>{self.say('holder.proof.blanked')}</p></section>"


def _place(one: Match) -> tuple[int, int]:
    return one.start, -one.end
