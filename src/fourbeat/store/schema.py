"""The versions of the database, frozen: never edit a statement here, append another version instead."""

from __future__ import annotations

FIRST: tuple[str, ...] = (
    # The plan: one table per kind of row, written only together with the journal.
    """
    CREATE TABLE "project" (
        "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36),
        "life" TEXT NOT NULL,
        "name" TEXT NOT NULL,
        "size" TEXT NOT NULL,
        "rate" TEXT NOT NULL,
        "language" TEXT NOT NULL,
        "provider" TEXT NOT NULL,
        "note" TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "sequence" (
        "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36),
        "life" TEXT NOT NULL,
        "order" TEXT NOT NULL CHECK ("order" <> ''),
        "number" TEXT NOT NULL,
        "title" TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "scene" (
        "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36),
        "life" TEXT NOT NULL,
        "sequence" TEXT NOT NULL,
        "order" TEXT NOT NULL CHECK ("order" <> ''),
        "number" TEXT NOT NULL,
        "title" TEXT NOT NULL,
        "place" TEXT
    ) STRICT, WITHOUT ROWID
    """,
    'CREATE INDEX "scene_sequence" ON "scene" ("sequence")',
    """
    CREATE TABLE "shot" (
        "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36),
        "life" TEXT NOT NULL,
        "scene" TEXT NOT NULL,
        "order" TEXT NOT NULL CHECK ("order" <> ''),
        "number" TEXT NOT NULL,
        "title" TEXT NOT NULL,
        "frames" INTEGER NOT NULL CHECK ("frames" >= 1),
        "status" TEXT,
        "take" TEXT,
        "provider" TEXT,
        "model" TEXT,
        "size" TEXT,
        "seed" INTEGER,
        "note" TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    'CREATE INDEX "shot_scene" ON "shot" ("scene")',
    """
    CREATE TABLE "brief" (
        "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36),
        "life" TEXT NOT NULL,
        "scene" TEXT NOT NULL,
        "framing" TEXT,
        "angle" TEXT,
        "move" TEXT,
        "depth" TEXT,
        "lens" TEXT NOT NULL,
        "light" TEXT NOT NULL,
        "mood" TEXT NOT NULL,
        "sound" TEXT NOT NULL,
        "short" INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "beat" (
        "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36),
        "life" TEXT NOT NULL,
        "shot" TEXT NOT NULL,
        "order" TEXT NOT NULL CHECK ("order" <> ''),
        "at" INTEGER,
        "text" TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    'CREATE INDEX "beat_shot" ON "beat" ("shot")',
    """
    CREATE TABLE "line" (
        "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36),
        "life" TEXT NOT NULL,
        "shot" TEXT NOT NULL,
        "order" TEXT NOT NULL CHECK ("order" <> ''),
        "at" INTEGER,
        "character" TEXT,
        "speaker" TEXT NOT NULL,
        "delivery" TEXT NOT NULL,
        "text" TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    'CREATE INDEX "line_shot" ON "line" ("shot")',
    """
    CREATE TABLE "colour" (
        "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36),
        "life" TEXT NOT NULL,
        "shot" TEXT NOT NULL,
        "order" TEXT NOT NULL CHECK ("order" <> ''),
        "value" TEXT NOT NULL,
        "name" TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    'CREATE INDEX "colour_shot" ON "colour" ("shot")',
    """
    CREATE TABLE "reference" (
        "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36),
        "life" TEXT NOT NULL,
        "of" TEXT NOT NULL,
        "order" TEXT NOT NULL CHECK ("order" <> ''),
        "role" TEXT NOT NULL,
        "sha256" TEXT NOT NULL,
        "name" TEXT NOT NULL,
        "declared" TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    'CREATE INDEX "reference_of" ON "reference" ("of")',
    """
    CREATE TABLE "character" (
        "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36),
        "life" TEXT NOT NULL,
        "order" TEXT NOT NULL CHECK ("order" <> ''),
        "name" TEXT NOT NULL,
        "identity" TEXT NOT NULL,
        "wardrobe" TEXT NOT NULL,
        "voice" TEXT NOT NULL,
        "colour" TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "place" (
        "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36),
        "life" TEXT NOT NULL,
        "order" TEXT NOT NULL CHECK ("order" <> ''),
        "name" TEXT NOT NULL,
        "identity" TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "appearance" (
        "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36),
        "life" TEXT NOT NULL,
        "shot" TEXT NOT NULL,
        "order" TEXT NOT NULL CHECK ("order" <> ''),
        "character" TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    'CREATE INDEX "appearance_shot" ON "appearance" ("shot")',
    """
    CREATE TABLE "mark" (
        "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36),
        "life" TEXT NOT NULL,
        "rating" INTEGER NOT NULL,
        "status" TEXT NOT NULL,
        "note" TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "reel" (
        "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36),
        "life" TEXT NOT NULL,
        "order" TEXT NOT NULL CHECK ("order" <> ''),
        "name" TEXT NOT NULL,
        "follows" INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "item" (
        "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36),
        "life" TEXT NOT NULL,
        "reel" TEXT NOT NULL,
        "order" TEXT NOT NULL CHECK ("order" <> ''),
        "shot" TEXT NOT NULL,
        "take" TEXT,
        "start" INTEGER NOT NULL,
        "end" INTEGER
    ) STRICT, WITHOUT ROWID
    """,
    'CREATE INDEX "item_reel" ON "item" ("reel")',
    # The journal: it only grows.
    """
    CREATE TABLE "step" (
        "seq" INTEGER PRIMARY KEY,
        "id" TEXT NOT NULL UNIQUE CHECK (length("id") = 36),
        "label" TEXT NOT NULL,
        "author" TEXT NOT NULL,
        "at" TEXT NOT NULL,
        "undoes" TEXT REFERENCES "step" ("id"),
        "redoes" TEXT REFERENCES "step" ("id"),
        CHECK ("undoes" IS NULL OR "redoes" IS NULL)
    ) STRICT
    """,
    'CREATE INDEX "step_undoes" ON "step" ("undoes")',
    'CREATE INDEX "step_redoes" ON "step" ("redoes")',
    """
    CREATE TABLE "edit" (
        "seq" INTEGER PRIMARY KEY,
        "id" TEXT NOT NULL UNIQUE CHECK (length("id") = 36),
        "group" TEXT NOT NULL REFERENCES "step" ("id"),
        "author" TEXT NOT NULL,
        "tick" INTEGER NOT NULL,
        "at" TEXT NOT NULL,
        "kind" TEXT NOT NULL,
        "entity" TEXT NOT NULL,
        "field" TEXT NOT NULL,
        "before" TEXT NOT NULL,
        "after" TEXT NOT NULL
    ) STRICT
    """,
    'CREATE INDEX "edit_group" ON "edit" ("group")',
    'CREATE INDEX "edit_entity" ON "edit" ("entity", "field")',
    # The records: written once, never undone.
    """
    CREATE TABLE "verdict" (
        "seq" INTEGER PRIMARY KEY,
        "id" TEXT NOT NULL UNIQUE CHECK (length("id") = 36),
        "shot" TEXT NOT NULL,
        "digest" TEXT NOT NULL,
        "decision" TEXT NOT NULL,
        "findings" TEXT NOT NULL,
        "decided_at" TEXT NOT NULL,
        "valid_until" TEXT
    ) STRICT
    """,
    'CREATE INDEX "verdict_shot" ON "verdict" ("shot")',
    """
    CREATE TABLE "job" (
        "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36),
        "shot" TEXT,
        "lane" TEXT NOT NULL,
        "request" TEXT NOT NULL,
        "state" TEXT NOT NULL,
        "why" TEXT,
        "failure" TEXT,
        "verdict" TEXT REFERENCES "verdict" ("id") DEFERRABLE INITIALLY DEFERRED,
        "order" TEXT NOT NULL CHECK ("order" <> ''),
        "not_before" TEXT,
        "tries" INTEGER NOT NULL CHECK ("tries" >= 0),
        "take" TEXT REFERENCES "take" ("id") DEFERRABLE INITIALLY DEFERRED,
        "made_at" TEXT NOT NULL,
        "changed_at" TEXT NOT NULL,
        "touched" INTEGER NOT NULL
    ) STRICT
    """,
    'CREATE INDEX "job_touched" ON "job" ("touched")',
    'CREATE INDEX "job_order" ON "job" ("order", "id")',
    'CREATE INDEX "job_state" ON "job" ("state")',
    'CREATE INDEX "job_shot" ON "job" ("shot")',
    """
    CREATE TABLE "attempt" (
        "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36),
        "job" TEXT NOT NULL REFERENCES "job" ("id") DEFERRABLE INITIALLY DEFERRED,
        "number" INTEGER NOT NULL CHECK ("number" >= 1),
        "key" TEXT NOT NULL,
        "wire" TEXT NOT NULL,
        "wire_hash" TEXT NOT NULL,
        "remote_id" TEXT,
        "answer" TEXT NOT NULL,
        "charge" TEXT,
        "failure" TEXT,
        "why" TEXT,
        "started_at" TEXT NOT NULL,
        "answered_at" TEXT,
        UNIQUE ("job", "number")
    ) STRICT
    """,
    """
    CREATE TABLE "job_event" (
        "seq" INTEGER PRIMARY KEY,
        "job" TEXT NOT NULL REFERENCES "job" ("id") DEFERRABLE INITIALLY DEFERRED,
        "before" TEXT,
        "after" TEXT NOT NULL,
        "at" TEXT NOT NULL,
        "why" TEXT,
        "failure" TEXT
    ) STRICT
    """,
    'CREATE INDEX "job_event_job" ON "job_event" ("job")',
    """
    CREATE TABLE "take" (
        "seq" INTEGER PRIMARY KEY,
        "id" TEXT NOT NULL UNIQUE CHECK (length("id") = 36),
        "shot" TEXT NOT NULL,
        "number" INTEGER NOT NULL CHECK ("number" >= 1),
        "job" TEXT NOT NULL REFERENCES "job" ("id") DEFERRABLE INITIALLY DEFERRED,
        "attempt" TEXT NOT NULL REFERENCES "attempt" ("id") DEFERRABLE INITIALLY DEFERRED,
        "verdict" TEXT NOT NULL REFERENCES "verdict" ("id") DEFERRABLE INITIALLY DEFERRED,
        "provider" TEXT NOT NULL,
        "model" TEXT NOT NULL,
        "prompt" TEXT NOT NULL,
        "parts" TEXT NOT NULL,
        "references" TEXT NOT NULL,
        "settings" TEXT NOT NULL,
        "seed" INTEGER,
        "parent" TEXT,
        "delta" TEXT NOT NULL,
        "answer" TEXT NOT NULL,
        "media" TEXT NOT NULL UNIQUE,
        "sha256" TEXT NOT NULL,
        "facts" TEXT NOT NULL,
        "made_at" TEXT NOT NULL
    ) STRICT
    """,
    'CREATE INDEX "take_shot" ON "take" ("shot", "number")',
    """
    CREATE TABLE "meta" (
        "key" TEXT NOT NULL PRIMARY KEY,
        "value" TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
)

SECOND: tuple[str, ...] = (
    # Ways to write and number, the long form of a brief, scripts, wardrobe, props, and rulings on findings.
    'ALTER TABLE "project" ADD COLUMN "form" TEXT NOT NULL DEFAULT \'standard\'',
    'ALTER TABLE "project" ADD COLUMN "numbering" TEXT NOT NULL DEFAULT \'tens\'',
    'ALTER TABLE "project" ADD COLUMN "locked" INTEGER NOT NULL DEFAULT 0',
    'ALTER TABLE "scene" ADD COLUMN "note" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "scene" ADD COLUMN "script" TEXT',
    'ALTER TABLE "scene" ADD COLUMN "heading" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "scene" ADD COLUMN "text" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "shot" ADD COLUMN "form" TEXT',
    'ALTER TABLE "brief" ADD COLUMN "look" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "brief" ADD COLUMN "filters" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "brief" ADD COLUMN "grade" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "brief" ADD COLUMN "atmosphere" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "brief" ADD COLUMN "blocking" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "brief" ADD COLUMN "dressing" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "brief" ADD COLUMN "camera" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "brief" ADD COLUMN "finish" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "brief" ADD COLUMN "prompt" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "brief" ADD COLUMN "made_from" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "line" ADD COLUMN "language" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "reference" ADD COLUMN "original" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "reference" ADD COLUMN "crop" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "character" ADD COLUMN "aliases" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "character" ADD COLUMN "note" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "place" ADD COLUMN "aliases" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "place" ADD COLUMN "note" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "appearance" ADD COLUMN "costume" TEXT',
    """
    CREATE TABLE "costume" (
        "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36),
        "life" TEXT NOT NULL,
        "character" TEXT NOT NULL,
        "order" TEXT NOT NULL CHECK ("order" <> ''),
        "name" TEXT NOT NULL,
        "words" TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    'CREATE INDEX "costume_character" ON "costume" ("character")',
    """
    CREATE TABLE "prop" (
        "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36),
        "life" TEXT NOT NULL,
        "order" TEXT NOT NULL CHECK ("order" <> ''),
        "name" TEXT NOT NULL,
        "identity" TEXT NOT NULL,
        "note" TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "swatch" (
        "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36),
        "life" TEXT NOT NULL,
        "of" TEXT NOT NULL,
        "order" TEXT NOT NULL CHECK ("order" <> ''),
        "value" TEXT NOT NULL,
        "name" TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    'CREATE INDEX "swatch_of" ON "swatch" ("of")',
    """
    CREATE TABLE "dressing" (
        "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36),
        "life" TEXT NOT NULL,
        "shot" TEXT NOT NULL,
        "order" TEXT NOT NULL CHECK ("order" <> ''),
        "prop" TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    'CREATE INDEX "dressing_shot" ON "dressing" ("shot")',
    """
    CREATE TABLE "translation" (
        "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36),
        "life" TEXT NOT NULL,
        "of" TEXT NOT NULL,
        "field" TEXT NOT NULL,
        "language" TEXT NOT NULL,
        "text" TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    'CREATE INDEX "translation_of" ON "translation" ("of")',
    """
    CREATE TABLE "script" (
        "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36),
        "life" TEXT NOT NULL,
        "name" TEXT NOT NULL,
        "format" TEXT NOT NULL,
        "sha256" TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "ruling" (
        "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36),
        "life" TEXT NOT NULL,
        "rule" TEXT NOT NULL,
        "severity" TEXT NOT NULL,
        "shot" TEXT,
        "fingerprint" TEXT NOT NULL,
        "reason" TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
)

THIRD: tuple[str, ...] = (
    # Rights and likeness: what a film is for, who is seen in it, what was granted, answered, claimed and looked at.
    'ALTER TABLE "verdict" ADD COLUMN "duties" TEXT NOT NULL DEFAULT \'[]\'',
    'ALTER TABLE "verdict" ADD COLUMN "basis" TEXT',
    """
    CREATE TABLE "purpose" (
        "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36),
        "life" TEXT NOT NULL,
        "commercial" INTEGER,
        "use" TEXT,
        "territory" TEXT NOT NULL,
        "audience" TEXT
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "depiction" (
        "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36),
        "life" TEXT NOT NULL,
        "depicts" TEXT,
        "scenario" TEXT,
        "performance" TEXT
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "likeness" (
        "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36),
        "life" TEXT NOT NULL,
        "of" TEXT NOT NULL,
        "person" TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    'CREATE INDEX "likeness_of" ON "likeness" ("of")',
    # The only table that tells who somebody is: what stands here can be erased.
    """
    CREATE TABLE "private" (
        "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36),
        "person" TEXT NOT NULL,
        "details" TEXT,
        "salt" TEXT NOT NULL,
        "digest" TEXT NOT NULL,
        "erased_at" TEXT
    ) STRICT, WITHOUT ROWID
    """,
    'CREATE INDEX "private_person" ON "private" ("person")',
    """
    CREATE TABLE "consent" (
        "seq" INTEGER PRIMARY KEY,
        "id" TEXT NOT NULL UNIQUE CHECK (length("id") = 36),
        "consent" TEXT NOT NULL,
        "person" TEXT NOT NULL,
        "kind" TEXT NOT NULL,
        "terms" TEXT,
        "keep" INTEGER NOT NULL,
        "at" TEXT NOT NULL,
        "by" TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE "clearance" (
        "seq" INTEGER PRIMARY KEY,
        "id" TEXT NOT NULL UNIQUE CHECK (length("id") = 36),
        "clearance" TEXT NOT NULL,
        "kind" TEXT NOT NULL,
        "subject" TEXT NOT NULL,
        "pack" TEXT NOT NULL,
        "version" INTEGER NOT NULL,
        "marks" TEXT NOT NULL,
        "reach" TEXT NOT NULL,
        "of" TEXT NOT NULL,
        "text" TEXT NOT NULL,
        "field" TEXT NOT NULL,
        "reason" TEXT NOT NULL,
        "until" TEXT NOT NULL,
        "evidence" TEXT NOT NULL,
        "at" TEXT NOT NULL,
        "by" TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE "claim" (
        "seq" INTEGER PRIMARY KEY,
        "id" TEXT NOT NULL UNIQUE CHECK (length("id") = 36),
        "claim" TEXT NOT NULL,
        "kind" TEXT NOT NULL,
        "state" TEXT NOT NULL,
        "subject" TEXT NOT NULL,
        "takes" TEXT NOT NULL,
        "about" TEXT NOT NULL,
        "at" TEXT NOT NULL,
        "by" TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE "review" (
        "seq" INTEGER PRIMARY KEY,
        "id" TEXT NOT NULL UNIQUE CHECK (length("id") = 36),
        "take" TEXT NOT NULL REFERENCES "take" ("id") DEFERRABLE INITIALLY DEFERRED,
        "character" TEXT NOT NULL,
        "person" TEXT NOT NULL,
        "logo" TEXT NOT NULL,
        "subject" TEXT NOT NULL,
        "note" TEXT NOT NULL,
        "at" TEXT NOT NULL,
        "by" TEXT NOT NULL
    ) STRICT
    """,
    'CREATE INDEX "review_take" ON "review" ("take")',
    # Each entry is sealed onto the one before.
    """
    CREATE TABLE "audit" (
        "seq" INTEGER PRIMARY KEY,
        "id" TEXT NOT NULL UNIQUE CHECK (length("id") = 36),
        "what" TEXT NOT NULL,
        "of" TEXT NOT NULL,
        "told" TEXT NOT NULL,
        "at" TEXT NOT NULL,
        "by" TEXT NOT NULL,
        "previous" TEXT NOT NULL UNIQUE,
        "hash" TEXT NOT NULL UNIQUE
    ) STRICT
    """,
)

FOURTH: tuple[str, ...] = (
    # Money: what was reserved and charged, what may be spent, what was settled later; and what refusals taught.
    'ALTER TABLE "attempt" ADD COLUMN "charged" TEXT',
    'ALTER TABLE "attempt" ADD COLUMN "estimate" TEXT',
    'ALTER TABLE "job" ADD COLUMN "estimate" TEXT',
    'ALTER TABLE "job" ADD COLUMN "by" TEXT NOT NULL DEFAULT \'\'',
    """
    CREATE TABLE "cap" (
        "seq" INTEGER PRIMARY KEY,
        "id" TEXT NOT NULL UNIQUE CHECK (length("id") = 36),
        "provider" TEXT NOT NULL,
        "span" TEXT NOT NULL,
        "measure" TEXT NOT NULL,
        "most" TEXT,
        "currency" TEXT NOT NULL,
        "reason" TEXT NOT NULL,
        "at" TEXT NOT NULL,
        "by" TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE "purse" (
        "seq" INTEGER PRIMARY KEY,
        "id" TEXT NOT NULL UNIQUE CHECK (length("id") = 36),
        "word" TEXT NOT NULL,
        "of" TEXT NOT NULL,
        "reason" TEXT NOT NULL,
        "at" TEXT NOT NULL,
        "by" TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE "settlement" (
        "seq" INTEGER PRIMARY KEY,
        "id" TEXT NOT NULL UNIQUE CHECK (length("id") = 36),
        "attempt" TEXT NOT NULL REFERENCES "attempt" ("id") DEFERRABLE INITIALLY DEFERRED,
        "amount" TEXT NOT NULL,
        "currency" TEXT NOT NULL,
        "source" TEXT NOT NULL,
        "note" TEXT NOT NULL,
        "at" TEXT NOT NULL,
        "by" TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE "exchange" (
        "seq" INTEGER PRIMARY KEY,
        "id" TEXT NOT NULL UNIQUE CHECK (length("id") = 36),
        "currency" TEXT NOT NULL,
        "into" TEXT NOT NULL,
        "rate" TEXT NOT NULL,
        "day" TEXT NOT NULL,
        "at" TEXT NOT NULL,
        "by" TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE "suggestion" (
        "seq" INTEGER PRIMARY KEY,
        "id" TEXT NOT NULL UNIQUE CHECK (length("id") = 36),
        "attempt" TEXT NOT NULL REFERENCES "attempt" ("id") DEFERRABLE INITIALLY DEFERRED,
        "kind" TEXT NOT NULL,
        "subject" TEXT NOT NULL,
        "text" TEXT NOT NULL,
        "at" TEXT NOT NULL,
        "by" TEXT NOT NULL
    ) STRICT
    """,
)

FIFTH: tuple[str, ...] = (
    # Pictures that generators made: what each is of and how it came to be, and the references made of them; the cast
    # as providers know it by an id of their own.
    'ALTER TABLE "job" ADD COLUMN "of" TEXT',
    'CREATE INDEX "job_of" ON "job" ("of")',
    'ALTER TABLE "reference" ADD COLUMN "still" TEXT',
    """
    CREATE TABLE "still" (
        "seq" INTEGER PRIMARY KEY,
        "id" TEXT NOT NULL UNIQUE CHECK (length("id") = 36),
        "of" TEXT NOT NULL,
        "view" TEXT NOT NULL,
        "costume" TEXT,
        "role" TEXT NOT NULL,
        "number" INTEGER NOT NULL CHECK ("number" >= 1),
        "job" TEXT NOT NULL REFERENCES "job" ("id") DEFERRABLE INITIALLY DEFERRED,
        "attempt" TEXT NOT NULL REFERENCES "attempt" ("id") DEFERRABLE INITIALLY DEFERRED,
        "verdict" TEXT NOT NULL REFERENCES "verdict" ("id") DEFERRABLE INITIALLY DEFERRED,
        "provider" TEXT NOT NULL,
        "model" TEXT NOT NULL,
        "prompt" TEXT NOT NULL,
        "parts" TEXT NOT NULL,
        "references" TEXT NOT NULL,
        "settings" TEXT NOT NULL,
        "seed" INTEGER,
        "answer" TEXT NOT NULL,
        "media" TEXT NOT NULL UNIQUE,
        "sha256" TEXT NOT NULL,
        "facts" TEXT NOT NULL,
        "made_at" TEXT NOT NULL
    ) STRICT
    """,
    'CREATE INDEX "still_of" ON "still" ("of", "number")',
    'CREATE INDEX "still_sha256" ON "still" ("sha256")',
    """
    CREATE TABLE "enrolment" (
        "seq" INTEGER PRIMARY KEY,
        "id" TEXT NOT NULL UNIQUE CHECK (length("id") = 36),
        "character" TEXT NOT NULL,
        "provider" TEXT NOT NULL,
        "name" TEXT NOT NULL,
        "remote_id" TEXT NOT NULL,
        "source" TEXT NOT NULL,
        "attempt" TEXT REFERENCES "attempt" ("id") DEFERRABLE INITIALLY DEFERRED,
        "ended" INTEGER NOT NULL,
        "at" TEXT NOT NULL,
        "by" TEXT NOT NULL
    ) STRICT
    """,
    'CREATE INDEX "enrolment_character" ON "enrolment" ("character")',
)

SIXTH: tuple[str, ...] = (
    # People look at stills as they do at takes: each look is at one of the two.
    """
    CREATE TABLE "look" (
        "seq" INTEGER PRIMARY KEY,
        "id" TEXT NOT NULL UNIQUE CHECK (length("id") = 36),
        "take" TEXT REFERENCES "take" ("id") DEFERRABLE INITIALLY DEFERRED,
        "still" TEXT REFERENCES "still" ("id") DEFERRABLE INITIALLY DEFERRED,
        "character" TEXT NOT NULL,
        "person" TEXT NOT NULL,
        "logo" TEXT NOT NULL,
        "subject" TEXT NOT NULL,
        "note" TEXT NOT NULL,
        "at" TEXT NOT NULL,
        "by" TEXT NOT NULL,
        CHECK (("take" IS NULL) <> ("still" IS NULL))
    ) STRICT
    """,
    'INSERT INTO "look" SELECT "seq", "id", "take", NULL, "character", "person", "logo", "subject", "note", "at", "by" '
    'FROM "review"',
    'DROP TABLE "review"',
    'ALTER TABLE "look" RENAME TO "review"',
    'CREATE INDEX "review_take" ON "review" ("take")',
    'CREATE INDEX "review_still" ON "review" ("still")',
)
