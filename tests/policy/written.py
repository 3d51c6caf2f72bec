"""A small rights pack with everything in it, and ways to change it."""

from __future__ import annotations

import re

PACK = """\
pack: example-studio
version: 7
issued: 2026-11-01
basis: rightsholder-statement
source: {url: "https://example.com/ai", seen: 2026-10-30}
holders:
  - id: example-studio
    name: Example Studio
    contact: licensing@example.com
    rules:
      - {id: blanket, effect: block, from: 2025-10-03, note: Whole catalogue.}
    catalogues:
      - id: moon-films
        works:
          - id: moon-cat
            ids: ["eidr:10.5240/ABCD-1", wikidata:Q12]
            names: {en: [The Moon Cat], ja: [月の猫], no: [Månekatten]}
            rules:
              - id: fan-noncommercial
                effect: allow
                when: {commercial: false, audience: [private, festival], via: [local, veo]}
                duties: [attribution, {revenue-share: {to: example-studio, percent: 12.5}}]
            characters:
              - id: captain-whisker
                names:
                  en: [Captain Whisker, {text: Whisker, grade: ambiguous, needs: [moon cat, moon films]}]
                  ja: [ホイスカー船長]
                not: [whisker biscuit]
                signature:
                  threshold: 5
                  of:
                    - {weight: 3, phrases: [captain cat, feline captain]}
                    - {weight: 2, phrases: [silver eye patch]}
                    - {weight: 2, phrases: [moon badge]}
                images: [{note: key art, dhash: [0123456789abcdef]}]
                rules:
                  - {id: never-these, effect: block, final: true, when: {depicts: [sexual, hate]}}
                  - {id: licence, effect: allow, when: {project: [Moon]}, lifts: [never-these]}
                versions:
                  - id: v1931
                    rules: [{id: pd-us, effect: allow, from: 2027-01-01, when: {territory: [US]}}]
    styles:
      - {id: look, names: {en: [Example Studio style]}, rules: [{id: style, effect: ask}]}
people:
  - id: p-anna
    kind: person
    source: common knowledge
    names: {en: [Anna Example]}
    default: block
"""

HEAD = "pack: small\nversion: 1\nissued: 2026-11-01\nbasis: house-policy\n"
"""What every pack begins with."""


def named(name: str) -> str:
    """Write a pack whose one person is called so, as YAML writes the name."""
    return f"{HEAD}people:\n  - id: somebody\n    names:\n      en: [{name}]\n"


def changed(old: str, new: str, text: str = PACK) -> bytes:
    """Give a pack with one place changed; the place must be there."""
    assert len(re.findall(re.escape(old), text)) == 1, old
    return text.replace(old, new).encode()
