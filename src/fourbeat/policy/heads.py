"""What the columns of a pack's table are called, in English and Japanese."""

from __future__ import annotations

import unicodedata

PLACES = {
    "holder": "holders",
    "catalogue": "catalogues",
    "work": "works",
    "character": "characters",
    "version": "versions",
    "style": "styles",
    "person": "people",
}
"""The columns that say what a row speaks of, from the top down, with the list of the pack each stands in."""

_NAMES = {
    "holder": "holder|rightsholder|owner|権利者|権利元",
    "catalogue": "catalogue|catalog|カタログ|作品群",
    "work": "work|film|title|series|作品",
    "character": "character|キャラクター|キャラ",
    "version": "version|form|版|バージョン",
    "style": "style|作風|スタイル",
    "person": "person|人物|氏名",
    "name": "name|shown name|表示名|名称",
    "ids": "ids|registry|登録番号|識別子",
    "not": "not|never|not meant|除外|対象外",
    "contact": "contact|連絡先",
    "thing-default": "default|既定",
    "thing-note": "about|説明",
    "rule": "rule|rule id|規則|ルール",
    "effect": "effect|decision|判定|可否",
    "commercial": "commercial|商用",
    "use": "use|用途",
    "territory": "territory|territories|地域",
    "audience": "audience|公開範囲",
    "depicts": "depicts|shows|描写",
    "scenario": "scenario|使い方",
    "performance": "performance|姿と声",
    "via": "via|provider|generator|生成エンジン",
    "project": "project|プロジェクト",
    "duration-max-s": "duration-max-s|longest seconds|最長秒数",
    "from": "from|開始日",
    "until": "until|終了日",
    "final": "final|最終",
    "lifts": "lifts|解除する規則",
    "duties": "duties|duty|義務|条件",
    "note": "note|備考",
    "source": "source|url|出典",
    "seen": "seen|確認日",
}

HEADS = {name: column for column, names in _NAMES.items() for name in names.split("|")}
"""Every name a column may have."""

BESIDE = (
    "rule",
    "effect",
    "final",
    "commercial",
    "use",
    "territory",
    "audience",
    "depicts",
    "scenario",
    "performance",
    "via",
    "project",
    "duration-max-s",
    "from",
    "until",
    "duties",
    "lifts",
    "note",
    "source",
    "seen",
)
"""The columns that speak of a rule, or of where something was seen, in the order they are written."""

PACK_FACTS = {
    name: key
    for key, names in {
        "pack": "pack|パック",
        "version": "version|版|バージョン",
        "issued": "issued|発行日",
        "basis": "basis|根拠",
        "name": "name|名称",
        "note": "note|備考",
        "default": "default|既定",
        "source": "source|出典",
    }.items()
    for name in names.split("|")
}
"""What the first rows may say of the whole pack: its name, then its value beside it."""


def folded(head: str) -> str:
    """Give a head as it is looked up: width, case and spaces do not count."""
    return " ".join(unicodedata.normalize("NFKC", head).casefold().split())
