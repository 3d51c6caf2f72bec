"""Questions to the records about money: the account of every job, as far as it has changed."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from ..model.account import Account, Try
from ..model.ids import Id
from ..model.job import Money
from .rows import read

_JOBS = """
    SELECT "id", "touched", coalesce("shot", "of"), json_extract("request", '$.provider'),
        json_extract("request", '$.model'), json_extract("request", '$.number'), "state", "estimate", "by",
        "made_at", "take"
    FROM "job" WHERE "touched" > ? AND ("shot" IS NOT NULL OR "of" IS NOT NULL) ORDER BY "touched", "id"
"""
_JOB_NAMES = ("job", "touched", "shot", "provider", "model", "number", "state", "estimate", "by", "at", "take")

_TRIES = """
    SELECT "attempt"."id", "attempt"."job", "attempt"."estimate", "charge", "charged", "attempt"."failure",
        "attempt"."failure" IS NULL AND "attempt"."why" IS NULL, "remote_id", "started_at",
        coalesce((SELECT max("at") FROM "job_event" WHERE "job_event"."job" = "attempt"."job" AND "after" = 'sending'
            AND "job_event"."at" >= "started_at" AND "job_event"."at" < coalesce((SELECT min("next"."started_at")
            FROM "attempt" AS "next" WHERE "next"."job" = "attempt"."job" AND "next"."number" > "attempt"."number"),
            '~')), ''),
        EXISTS (SELECT 1 FROM "job_event" WHERE "job_event"."job" = "attempt"."job" AND "after" = 'sending'
            AND "job_event"."at" >= "started_at"), coalesce(json_extract("wire", '$.provider'), '')
    FROM "attempt" JOIN "job" ON "job"."id" = "attempt"."job"
    WHERE "job"."touched" > ? AND ("job"."shot" IS NOT NULL OR "job"."of" IS NOT NULL)
    ORDER BY "attempt"."job", "attempt"."number"
"""
_TRY_NAMES = ("id", "job", "estimate", "charge", "charged", "failure", "open", "there", "at", "went", "sent", "server")

_SETTLED = """
    SELECT "settlement"."attempt", "amount", "currency"
    FROM "settlement" JOIN "attempt" ON "attempt"."id" = "settlement"."attempt"
    JOIN "job" ON "job"."id" = "attempt"."job"
    WHERE "job"."touched" > ? ORDER BY "settlement"."seq"
"""


def accounts(conn: sqlite3.Connection, since: int) -> list[Account]:
    """Give the accounts of the jobs that were written after a moment of the logical clock, oldest change first.

    Jobs of a transaction that has not ended are left out: their moment comes with its end.
    """
    settled = {
        str(attempt): Money(amount=str(amount), currency=str(currency))
        for attempt, amount, currency in conn.execute(_SETTLED, (since,))
    }
    tries: dict[Id, list[Try]] = defaultdict(list)
    for one in read(Try, conn.execute(_TRIES, (since,)), names=_TRY_NAMES):
        tries[one.job].append(one.model_copy(update={"settled": settled[one.id]}) if one.id in settled else one)
    jobs = read(Account, conn.execute(_JOBS, (since,)), names=_JOB_NAMES)
    return [one.model_copy(update={"tries": tuple(tries[one.job])}) if one.job in tries else one for one in jobs]
