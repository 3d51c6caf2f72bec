"""What the columns of shot lists are called, in English and Japanese, and what their values mean."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from fourbeat.model.plan import Angle, Framing, Move

T = TypeVar("T")

COLUMNS = {
    "sequence": "sequence|seq|act|part|シーケンス|パート|幕",
    "scene": "scene|scene number|scene no|scene #|sc|s#|シーン|シーン番号|場面",
    "heading": "heading|slugline|scene heading|slug|柱|場所と時間",
    "place": "location|place|set|setting|場所|ロケーション|ロケ地|舞台",
    "number": (
        "shot|shot number|shot no|shot #|no|number|#|cut|cut no|board|カット|カット番号|ショット|ショット番号|c#|番号"
    ),
    "title": "title|name|shot name|subject|タイトル|題名|被写体",
    "action": (
        "action|description|shot description|visual|content|what happens|picture|内容|"
        "アクション|動き|ト書き|説明|画面|画|演技"
    ),
    "dialogue": "dialogue|dialog|line|lines|voice over|vo|セリフ|台詞|せりふ|会話",
    "speaker": "speaker|character|who|speaks|話者|人物|キャラクター|役|話し手",
    "framing": "size|shot size|framing|frame|shot type|type|サイズ|ショットサイズ|構図",
    "angle": "angle|camera angle|アングル|カメラアングル",
    "move": "move|movement|camera move|camera movement|camera|カメラワーク|カメラ|カメラの動き",
    "lens": "lens|equipment|focal length|レンズ|焦点距離",
    "light": "light|lighting|照明|光|ライティング",
    "sound": "sound|audio|sfx|sound effects|music|音|音響|効果音|音声|se",
    "seconds": "seconds|duration|length|time|sec|secs|duration (s)|seconds (s)|秒|秒数|尺|時間|長さ",
    "note": "note|notes|comment|comments|remarks|備考|メモ|注意|ノート|コメント",
    "picture": "image|file|picture file|thumbnail|storyboard|画像|ファイル|絵コンテ",
}
"""The names of each column as they stand at the head of lists; the first list a name is in has it."""

FRAMINGS = {
    Framing.EXTREME_WIDE: "els|ews|xls|extreme long|extreme wide|establishing|超ロング|大ロング",
    Framing.WIDE: "ls|ws|long|wide|master|ロング|引き|ワイド",
    Framing.FULL: "fs|full|full body|フル|フルサイズ|全身",
    Framing.MEDIUM_WIDE: "mws|mls|medium wide|medium long|cowboy|american|ニー|膝上",
    Framing.MEDIUM: "ms|medium|mid|waist|ミディアム|ウエスト|腰上",
    Framing.MEDIUM_CLOSE_UP: "mcu|medium close up|bust|バスト|バストショット|胸上",
    Framing.CLOSE_UP: "cu|close up|close|アップ|クローズアップ|寄り|顔",
    Framing.EXTREME_CLOSE_UP: "ecu|xcu|extreme close up|大写し|超アップ|どアップ",
    Framing.INSERT: "insert|ins|detail|インサート",
    Framing.TWO_SHOT: "2s|two|two shot|2 shot|ツーショット|2ショット",
    Framing.OVER_SHOULDER: "ots|os|over the shoulder|over shoulder|肩越し|肩なめ",
}
ANGLES = {
    Angle.EYE_LEVEL: "eye|eye level|normal|アイレベル|目線|目高|水平",
    Angle.LOW: "low|low angle|ローアングル|アオリ|あおり|煽り|ロー",
    Angle.HIGH: "high|high angle|ハイアングル|俯瞰|フカン|ハイ",
    Angle.OVERHEAD: "overhead|top|top down|bird's eye|birds eye|真俯瞰|真上",
    Angle.DUTCH: "dutch|canted|tilted|ダッチ|斜め",
    Angle.GROUND: "ground|ground level|地面|地上すれすれ",
}
MOVES = {
    Move.LOCKED: "static|locked|locked off|fix|fixed|none|still|固定|フィックス|fix固定",
    Move.PUSH_IN: "push in|dolly in|push|truck in|track in|tu|ドリーイン|トラックアップ|寄る",
    Move.PULL_OUT: "pull out|pull back|dolly out|track back|tb|ドリーアウト|トラックバック|引く",
    Move.PAN_LEFT: "pan left|左パン|パン左",
    Move.PAN_RIGHT: "pan right|右パン|パン右",
    Move.TILT_UP: "tilt up|ティルトアップ|パンアップ|パン・アップ",
    Move.TILT_DOWN: "tilt down|ティルトダウン|パンダウン",
    Move.TRACK_LEFT: "track left|truck left|dolly left|左移動",
    Move.TRACK_RIGHT: "track right|truck right|dolly right|右移動",
    Move.CRANE_UP: "crane up|boom up|クレーンアップ",
    Move.CRANE_DOWN: "crane down|boom down|クレーンダウン",
    Move.HANDHELD: "handheld|hand held|手持ち|ハンディ",
    Move.ORBIT_LEFT: "orbit left|arc left|左回り込み",
    Move.ORBIT_RIGHT: "orbit right|arc right|右回り込み",
}


def folded(words: str) -> str:
    """Write the words of a head or a value so that what reads the same is the same."""
    plain = unicodedata.normalize("NFKC", words).casefold().replace("-", " ").replace("_", " ")
    return " ".join(plain.replace(" shot", "").split() or plain.split()).strip(" .:")


def _turned(table: Mapping[T, str]) -> Mapping[str, T]:
    """Find the meaning by the name; where two have the same, the first in the table keeps it."""
    found: dict[str, T] = {}
    for meaning, names in table.items():
        for name in (*names.split("|"), str(meaning)):
            found.setdefault(folded(name), meaning)
    return MappingProxyType(found)


HEADS = _turned(COLUMNS)
FRAMING = _turned(FRAMINGS)
ANGLE = _turned(ANGLES)
MOVE = _turned(MOVES)
