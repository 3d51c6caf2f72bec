"""The words that prompts put around an author's own: names of parts, of camera choices, of spoken languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fourbeat.model.plan import Angle, Depth, Framing, Move


@dataclass(frozen=True)
class Vocabulary:
    """Hold one language's words for prompts.

    `aliases` are other names that prompts from elsewhere give to the same parts; `small` are words a sentence may begin
    with in small letters.
    """

    labels: Mapping[str, str]
    terms: Mapping[str, str]
    at: str
    span: str
    same_shot: str
    speaks_in: str
    shot: str
    says: str
    comma: str = ", "
    colon: str = ": "
    space: str = " "
    stop: str = "."
    quotes: tuple[str, str] = ("“", "”")
    languages: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    small: frozenset[str] = frozenset()


ENGLISH = Vocabulary(
    labels={
        "cinematography": "Cinematography",
        "camera-shot": "Camera",
        "depth": "Depth of field",
        "lens": "Lens and style",
        "light": "Light",
        "palette": "Palette",
        "mood": "Mood",
        "actions": "Actions",
        "dialogue": "Dialogue",
        "sound": "Sound",
        "format": "Format and look",
        "look": "Look",
        "lenses": "Lenses and filtration",
        "filters": "Filtration",
        "grading": "Grade and palette",
        "grade": "Grade",
        "lighting": "Lighting and atmosphere",
        "atmosphere": "Atmosphere",
        "location": "Location and framing",
        "blocking": "Blocking",
        "wardrobe": "Wardrobe, props and extras",
        "dressing": "Set and extras",
        "shot-list": "Shot list",
        "camera": "Camera notes",
        "finish": "Finishing",
    },
    terms={
        Framing.EXTREME_WIDE: "extreme wide",
        Framing.WIDE: "wide",
        Framing.FULL: "full",
        Framing.MEDIUM_WIDE: "medium wide",
        Framing.MEDIUM: "medium",
        Framing.MEDIUM_CLOSE_UP: "medium close-up",
        Framing.CLOSE_UP: "close-up",
        Framing.EXTREME_CLOSE_UP: "extreme close-up",
        Framing.INSERT: "insert",
        Framing.TWO_SHOT: "two-shot",
        Framing.OVER_SHOULDER: "over shoulder",
        Angle.EYE_LEVEL: "eye level",
        Angle.LOW: "low angle",
        Angle.HIGH: "high angle",
        Angle.OVERHEAD: "overhead",
        Angle.DUTCH: "dutch angle",
        Angle.GROUND: "ground level",
        Move.LOCKED: "locked",
        Move.PUSH_IN: "push-in",
        Move.PULL_OUT: "pull out",
        Move.PAN_LEFT: "pan left",
        Move.PAN_RIGHT: "pan right",
        Move.TILT_UP: "tilt up",
        Move.TILT_DOWN: "tilt down",
        Move.TRACK_LEFT: "track left",
        Move.TRACK_RIGHT: "track right",
        Move.CRANE_UP: "crane up",
        Move.CRANE_DOWN: "crane down",
        Move.HANDHELD: "handheld",
        Move.ORBIT_LEFT: "orbit left",
        Move.ORBIT_RIGHT: "orbit right",
        Depth.SHALLOW: "shallow",
        Depth.DEEP: "deep",
    },
    at="at {at} s: ",
    span="{start}–{end} s: ",
    same_shot="Same shot, with this change only:",
    speaks_in="in {language}",
    shot="{framing} shot",
    says="{speaker} says: {words}",
    languages={
        "ar": "Arabic",
        "de": "German",
        "el": "Greek",
        "en": "English",
        "es": "Spanish",
        "fr": "French",
        "he": "Hebrew",
        "hi": "Hindi",
        "it": "Italian",
        "ja": "Japanese",
        "ko": "Korean",
        "nl": "Dutch",
        "pl": "Polish",
        "pt": "Portuguese",
        "ru": "Russian",
        "sv": "Swedish",
        "tr": "Turkish",
        "uk": "Ukrainian",
        "vi": "Vietnamese",
        "zh": "Chinese",
    },
    aliases={
        "camera-shot": ("Camera shot", "Shot", "Framing"),
        "depth": ("DOF", "Depth"),
        "lens": ("Lens", "Lens / style", "Lens & style", "Lens or style", "Style"),
        "light": ("Lighting", "Lighting + palette", "Lighting & palette", "Lighting and palette"),
        "palette": ("Palette anchors", "Colour anchors", "Color anchors", "Colours", "Colors"),
        "actions": ("Action", "Beats"),
        "mood": ("Tone",),
        "format": ("Format & look", "Format"),
        "lenses": ("Lenses & filtration", "Lenses"),
        "filters": ("Filters",),
        "grading": ("Grade & palette", "Grade / palette", "Color grade", "Colour grade"),
        "lighting": ("Lighting & atmosphere",),
        "location": ("Location & framing", "Location"),
        "wardrobe": ("Wardrobe / props / extras", "Wardrobe, props, extras", "Wardrobe"),
        "dressing": ("Props", "Extras"),
        "shot-list": ("Shots", "Timed shot list", "Optimized shot list"),
        "sound": ("Background sound", "Audio"),
        "finish": ("Finish",),
    },
    small=frozenset(
        {"the", "a", "an", "he", "she", "it", "they", "his", "her", "its", "their", "one", "two", "three", "on", "in"}
    ),
)

JAPANESE = Vocabulary(
    labels={
        "cinematography": "撮影",
        "camera-shot": "カメラ",
        "depth": "被写界深度",
        "lens": "レンズとスタイル",
        "light": "光",
        "palette": "配色",
        "mood": "雰囲気",
        "actions": "動き",
        "dialogue": "セリフ",
        "sound": "音",
        "format": "フォーマットとルック",
        "look": "ルック",
        "lenses": "レンズとフィルター",
        "filters": "フィルター",
        "grading": "グレーディングと配色",
        "grade": "グレーディング",
        "lighting": "光と空気感",
        "atmosphere": "空気感",
        "location": "場所と構図",
        "blocking": "配置",
        "wardrobe": "衣装・小道具・エキストラ",
        "dressing": "美術とエキストラ",
        "shot-list": "時間割",
        "camera": "カメラの注意",
        "finish": "仕上げ",
    },
    terms={
        Framing.EXTREME_WIDE: "大ロングショット",
        Framing.WIDE: "ロングショット",
        Framing.FULL: "フルショット",
        Framing.MEDIUM_WIDE: "ニーショット",
        Framing.MEDIUM: "ミドルショット",
        Framing.MEDIUM_CLOSE_UP: "バストショット",
        Framing.CLOSE_UP: "クローズアップ",
        Framing.EXTREME_CLOSE_UP: "超クローズアップ",
        Framing.INSERT: "インサート",
        Framing.TWO_SHOT: "ツーショット",
        Framing.OVER_SHOULDER: "肩越し",
        Angle.EYE_LEVEL: "目線の高さ",
        Angle.LOW: "ローアングル",
        Angle.HIGH: "ハイアングル",
        Angle.OVERHEAD: "真俯瞰",
        Angle.DUTCH: "ダッチアングル",
        Angle.GROUND: "地面の高さ",
        Move.LOCKED: "フィックス",
        Move.PUSH_IN: "プッシュイン",
        Move.PULL_OUT: "プルアウト",
        Move.PAN_LEFT: "左へパン",
        Move.PAN_RIGHT: "右へパン",
        Move.TILT_UP: "ティルトアップ",
        Move.TILT_DOWN: "ティルトダウン",
        Move.TRACK_LEFT: "左へ移動撮影",
        Move.TRACK_RIGHT: "右へ移動撮影",
        Move.CRANE_UP: "クレーンアップ",
        Move.CRANE_DOWN: "クレーンダウン",
        Move.HANDHELD: "手持ち",
        Move.ORBIT_LEFT: "左へ回り込み",
        Move.ORBIT_RIGHT: "右へ回り込み",
        Depth.SHALLOW: "浅い",
        Depth.DEEP: "深い",
    },
    at="{at}秒：",
    span="{start}〜{end}秒：",
    same_shot="同じカットで、次の点だけを変える：",
    speaks_in="{language}で",
    shot="{framing}",
    says="{speaker}{words}",
    comma="、",
    colon="：",
    space="",
    stop="。",
    quotes=("「", "」"),
    languages={
        "ar": "アラビア語",
        "de": "ドイツ語",
        "el": "ギリシャ語",
        "en": "英語",
        "es": "スペイン語",
        "fr": "フランス語",
        "he": "ヘブライ語",
        "hi": "ヒンディー語",
        "it": "イタリア語",
        "ja": "日本語",
        "ko": "韓国語",
        "nl": "オランダ語",
        "pl": "ポーランド語",
        "pt": "ポルトガル語",
        "ru": "ロシア語",
        "sv": "スウェーデン語",
        "tr": "トルコ語",
        "uk": "ウクライナ語",
        "vi": "ベトナム語",
        "zh": "中国語",
    },
    aliases={"light": ("照明",), "actions": ("アクション",), "dialogue": ("台詞", "せりふ"), "sound": ("サウンド",)},
)

VOCABULARIES: Mapping[str, Vocabulary] = {"en": ENGLISH, "ja": JAPANESE}


def vocabulary(language: str) -> Vocabulary:
    """Give the words for prompts in a language; English where there are none."""
    return VOCABULARIES.get(language.partition("-")[0], ENGLISH)
