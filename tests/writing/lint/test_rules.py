"""Each rule finds what it is for and lets pass what only looks like it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from fourbeat.model.dialect import Dialect, Source
from fourbeat.model.format import Size
from fourbeat.model.house_rules import NO_RULES, UNWARY, Category, Faces, HouseRules, Refused, Wary
from fourbeat.model.job import Charged
from fourbeat.model.message import message
from fourbeat.model.picture_kind import Kind
from fourbeat.model.plan import Declared, Framing, Move, Role, Severity, Translation
from fourbeat.model.time import Rate
from fourbeat.writing.lint.case import Case, Other, PictureFile, Target
from fourbeat.writing.lint.rules import BY_ID, RULES, look
from fourbeat.writing.prompt import render
from writing.lint.shots import COLOURS, case, found, new, person, reference, whole

ADA = person("Ada", "a baker of thirty, short black hair, green eyes", "a white apron over a blue shirt", "the baker")
BEN = person("Ben", "a tall man of fifty, grey beard")
HANA = person("花", "二十歳、長い黒髪、赤いマフラーを首に巻いた学生、丸い眼鏡をかけている")

MODEL = Target("far", "one-2", seconds=(Fraction(4), Fraction(8), Fraction(12)), roles=frozenset({Role.FIRST_FRAME}))
SIZED = Target("far", "one-2", sizes=(Size(width=640, height=360), Size(width=1280, height=720)))
LONG_TAKE = Target("far", "any", longest=Fraction(10))


def after(scene: str, first: Case, **said: object) -> Case:
    return whole(scene, before=first, **said)


def lit(light: str, first: str, **said: object) -> Case:
    return whole("A room.", light=light, before=whole("A room.", light=first, number="010"), **said)


def coloured(*colours: str, before: tuple[str, ...]) -> Case:
    return whole("A room.", palette=colours, before=whole("A room.", palette=before, number="010"))


def framed(width: int, height: int, role: Role = Role.FIRST_FRAME, size: str = "1280x720") -> Case:
    return whole("x", references=[reference(role)], pictures={"a" * 64: Size(width=width, height=height)}, size=size)


def sent_to(language: str, one: Case, author: str) -> Case:
    """Send a shot to a generator that is written to in a language."""
    dialect = Dialect(language=language)
    made = render(one.brief, one.rate, dialect=dialect, author=author)
    target = Target("far", "one-2", language="" if language == author else language)
    return replace(one, target=target, unsent=made.missing)


def translated(one: Case, **texts: str) -> Case:
    rows = tuple(Translation(id=new(), of=one.brief.text.id, field=f, language="en", text=t) for f, t in texts.items())
    return replace(one, brief=one.brief.model_copy(update={"translations": rows}))


STRICT = HouseRules(
    categories=(Category.VIOLENCE, Category.MINORS),
    words=("Mars Corp", "密林"),
    faces=Faces.ANY,
    people=True,
    charged_input=Charged.YES,
    sources={"categories": Source(date="2026-11-01", source="its own page")},
)
READS = STRICT.model_copy(update={"in_context": True})
REAL_ONLY = STRICT.model_copy(update={"faces": Faces.REAL})


def to(house: HouseRules, one: Case, wary: Wary = UNWARY) -> Case:
    """Send a shot to a generator with house rules; its own pictures go along."""
    return replace(one, target=Target("far", "one-2", house=house, wary=wary), sent=one.brief.references)


def shows(declared: Declared) -> Case:
    return whole("A hall.", references=[reference(Role.STYLE).model_copy(update={"declared": declared})])


def no(prompt: str, *pictures: str, model: str = "one-2") -> Refused:
    return Refused(
        provider="far", model=model, prompt=prompt, pictures=pictures, shot="020", day="2026-11-20", code="AB12CD34"
    )


def asks(prompt: str, *refused: Refused, words: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> Case:
    return to(NO_RULES, whole(prompt, prompt=prompt), Wary(refused=refused, words=words))


CHOOSY = HouseRules(
    pictures=1,
    picture_least=300,
    picture_most=2000,
    picture_narrowest="2:5",
    picture_widest="5:2",
    picture_bytes=4_000_000,
    picture_kinds=(Kind.PNG, Kind.JPEG),
)
EXACT = HouseRules(picture_exact=True)


def looks(house: HouseRules, width: int, height: int, kind: Kind = Kind.PNG, count: int = 90_000) -> Case:
    """Send a picture with such a file along."""
    one = to(house, whole("A hall.", references=[reference(Role.FIRST_FRAME)]))
    return replace(one, files={"a" * 64: PictureFile(kind, Size(width=width, height=height), count)})


def several(most: int | None, *roles: Role, house: HouseRules = NO_RULES) -> Case:
    """Send pictures to a generator that accepts so many."""
    rows = [reference(role, f"{place}.png", str(place)) for place, role in enumerate(roles)]
    one = whole("A hall.", references=rows)
    return replace(one, target=Target("far", "one-2", house=house, pictures=most), sent=one.brief.references)


TEN = "a red kite over nine quiet fields of tall barley in"

BAD: dict[str, list[Case]] = {
    "words-refused": [
        to(STRICT, whole("Blood on the snow.")),
        to(STRICT, whole("A street, no blood, no  dead bodies.")),
        to(STRICT, whole("A street without guns, knives or blood.")),
        to(STRICT, whole("A hall.", lines=[("Ada", "They murdered him.")])),
        to(STRICT, whole("An advert of mars corp at noon.")),
        to(STRICT, whole("雪の上に血が落ちる。")),
        to(STRICT, whole("流血なしの静かな街。")),
        to(STRICT, whole("密林の朝。")),
        to(STRICT, whole("A hall.", prompt="A hall. Ada, a girl of nine.")),
        to(READS, whole("He draws a pistol.")),
    ],
    "rules-unread": [
        whole("A hall.", target=Target(name, "m", unread=message("house-rules.own"))) for name in ("a", "b", "c")
    ],
    "faces-refused": [
        to(STRICT, shows(Declared.REAL_PERSON)),
        to(STRICT, shows(Declared.SYNTHETIC)),
        to(REAL_ONLY, shows(Declared.REAL_PERSON)),
    ],
    "faces-unsaid": [to(one, shows(Declared.UNDECLARED)) for one in (STRICT, REAL_ONLY, READS)],
    "picture-refused": [
        looks(EXACT, 1280, 721),
        looks(CHOOSY, 1280, 299),
        looks(CHOOSY, 2001, 1200),
        looks(CHOOSY, 400, 1100),
        looks(CHOOSY, 1200, 400),
        looks(CHOOSY, 1280, 720, count=4_000_001),
        looks(CHOOSY, 1280, 720, kind=Kind.TIFF),
    ],
    "pictures-too-many": [
        several(1, Role.FIRST_FRAME, Role.LAST_FRAME),
        several(None, Role.STYLE, Role.STYLE, house=CHOOSY),
        several(2, Role.FIRST_FRAME, Role.FIRST_FRAME),
    ],
    "people-refused": [replace(to(STRICT, whole("A hall.", cast=[one])), real=(one,)) for one in (ADA, BEN, HANA)],
    "refused-before": [
        asks("A kite.", no("A kite.")),
        asks("A kite. Over the sea.", no("Over the sea. A kite.")),
        asks(f"{TEN} June", no(f"{TEN} May")),
        asks(
            "静かな池の上を赤い凧が風に乗ってゆっくり飛んでいく。",
            no("静かな池の上を赤い凧が風に乗ってゆっくり飛んで行く。"),
        ),
    ],
    "words-refused-before": [
        asks("She lifts the dagger.", words=(("dagger", ("020", "030")),)),
        asks("Dagger and rose.", words=(("dagger", ("020", "030")), ("rose", ("020", "040")))),
        to(NO_RULES, whole("A hall.", prompt="A hall. A dagger."), Wary(words=(("dagger", ("1", "2")),))),
    ],
    "text-to-send-missing": [
        sent_to("en", whole("静かな池。", light="朝の光"), "ja"),
        sent_to("en", translated(whole("静かな池。", light="朝の光", beats=["鴨が降りる。"]), scene="A pond."), "ja"),
        sent_to("en", case("35mm", cast=[HANA], bible=[HANA]), "ja"),
        sent_to("ja", whole("A quiet pond."), "en"),
        sent_to("en", case("", lens="35mm", palette=("#112233 紺", "#445566 灰")), "ja"),
    ],
    "generator-missing": [
        case("", target=Target("moon", "moon", here=False)),
        case("A pond.", target=Target("moon", "reel-1", here=False)),
        case("", target=Target("moon", "moon", retired="2026-09-24", over=True, here=False)),
    ],
    "model-retired": [
        case("", target=Target("far", "old-1", retired="2026-09-24", over=True)),
        case("A pond.", target=Target("far", "old-1", retired="2026-09-24", over=True, successor="new-1")),
        case("A pond.", target=Target("far", "old-2", retired="2027-01-01", over=False), model="old-2"),
    ],
    "size-not-made": [
        case("", target=SIZED, size="1920x1080"),
        whole("A pond.", target=SIZED, size="1024x768"),
        whole("A pond.", target=SIZED, size="360x640"),
    ],
    "seconds-off-grid": [
        case("", seconds=5, target=MODEL),
        case("", seconds=Fraction(5, 2), target=MODEL),
        case("", seconds=30, target=MODEL),
        case("", seconds=11, target=LONG_TAKE),
    ],
    "prompt-too-long": [
        *(case("x", prompt="w" * (limit + 1), target=Target("far", "m", limit=limit)) for limit in (10, 500, 32000)),
        case("x", prompt="one two three", target=Target("far", "m", words=2)),
    ],
    "role-not-taken": [
        whole("x", references=[reference(role)], target=MODEL) for role in (Role.STYLE, Role.LAST_FRAME, Role.VOICE)
    ],
    "reference-shape": [
        framed(720, 1280),
        framed(1280, 1280),
        framed(1024, 768, Role.LAST_FRAME),
        framed(1280, 720, size="720x1280"),
    ],
    "reference-small": [framed(640, 360), framed(1000, 562), framed(320, 180, Role.LAST_FRAME)],
    "past-the-end": [
        whole("x", beats=[("She turns.", 96)]),
        whole("x", beats=["She waits.", ("She turns.", 200)]),
        whole("x", beats=[("She turns.", 23), ("She goes.", 24)], seconds=1),
    ],
    "speaker-missing": [
        whole("x", lines=[("", "Come in.")]),
        whole("x", lines=[("?", "Come in.")], cast=[ADA]),
        whole("x", lines=[("Ada", "Yes?"), ("？", "入って。")]),
    ],
    "mention-of-nobody": [
        whole("@Adda opens the door."),
        whole("The door opens.", beats=["@Bem goes out."], cast=[BEN]),
        whole("@花子が扉を開ける。", cast=[]),
    ],
    "contradictory-moves": [
        whole("The camera pulls back from the house.", move=Move.PUSH_IN),
        whole("A hall. The camera pans left, then pans right.", move=None),
        whole("A street. The camera slowly zooms in.", move=Move.LOCKED),
        whole("A static shot of a gate.", move=Move.CRANE_UP),
        whole("廊下。カメラが引いていく。", move=Move.PUSH_IN),
        whole("固定カメラで玄関を写す。", move=Move.PAN_LEFT),
    ],
    "one-move": [
        whole("The camera pushes in, then tilts up to the clock."),
        whole("The camera circles the table.", move=Move.PUSH_IN),
        whole("A slow dolly in. A whip pan to the door."),
        whole("カメラが左へパンし、その後ズームインする。"),
        whole("クレーンアップで屋根を越える。", move=Move.PAN_RIGHT),
    ],
    "container-settings": [
        whole("A lighthouse in a storm, make it 10 seconds long."),
        whole("A 12-second clip of a lighthouse."),
        whole("A lighthouse, shot in 4K, 16:9."),
        whole("A lighthouse. Please make the video longer."),
        whole("A lighthouse. Vertical video, 1080x1920."),
        whole("A lighthouse, portrait format."),
        whole("A film in landscape format: a lighthouse."),
        whole("A lighthouse at 60 fps in high resolution."),
        whole("灯台を10秒で。夜。"),
        whole("灯台。10秒の動画にして。"),
        whole("灯台、4K画質で、縦型動画。"),
        whole("灯台を 16:9 で。もっと長くして。"),
    ],
    "negated-content": [
        whole("A square at noon, no people."),
        whole("A square, without any music or dialogue."),
        whole("A square. Do not show text, logos or watermarks."),
        whole("A square.", sound="wind, no music"),
        whole("広場。人物なし、字幕は入れない。"),
        whole("広場。", sound="風の音、音楽なし"),
        whole("ロゴが写り込まないように広場を撮る。"),
    ],
    "weak-words": [
        whole("A beautiful street at night."),
        whole("A house.", lens="cinematic look"),
        whole("A house.", beats=["A man walks across the room."]),
        whole("An epic, highly detailed masterpiece of a house."),
        whole("美しい街並みと川。"),
        whole("家。", light="いい感じの照明"),
        whole("シネマティックな港。", sound="壮大な音楽"),
    ],
    "speech-too-long": [
        whole(
            "x",
            lines=[(ADA, "I told them twice that the oven would not last another winter, and nobody came.")],
            cast=[ADA],
        ),
        whole("x", lines=[("A", "Is it still raining out there, or has it stopped now?"), ("B", "It is.")], seconds=2),
        whole("x", lines=[("母", "あなたが小さいころ、ここには大きな柿の木があって、毎年みんなで実を取ったのよ。")]),
    ],
    "beats-too-many": [
        whole("x", beats=["She sits.", "She stands.", "She turns.", "She waves.", "She goes."]),
        whole("x", beats=["a.", "b.", "c."], seconds=2),
        whole("x", beats=["座る。", "立つ。"], seconds=1),
    ],
    "beat-crowded": [
        whole("x", beats=["She sits, then drinks, then leaves."]),
        whole("x", beats=["He knocks, then waits, and then goes; finally it opens."]),
        whole("x", beats=["座って、それから飲み、その後帰る。"]),
    ],
    "lines-too-many": [
        whole("x", lines=[("A", "No."), ("B", "Yes."), ("A", "No."), ("B", "Yes.")]),
        whole("x", lines=[("A", "No."), ("B", "So?"), ("A", "Go.")], seconds=1),
        whole("x", lines=[(one, "え？") for one in "母子母子"]),
    ],
    "speaker-unlabelled": [
        whole("Two women at a gate. “We should have gone by the river.”"),
        whole("A door opens.", beats=["“Who is there?” A long silence."]),
        whole("夕方の橋。「もう帰りましょう。」風が吹く。"),
    ],
    "speaker-not-seen": [
        whole("Ben alone at the table.", cast=[BEN], lines=[(ADA, "Eat something.")]),
        whole("x", cast=[BEN], lines=[(BEN, "No."), (ADA, "Why?")]),
        whole("Ada stands by the oven.", lines=[(ADA, "It is hot.")]),
    ],
    "identity-differs": [
        whole("Ada wipes flour out of her red hair.", cast=[ADA]),
        whole("x", beats=["Ada buttons a green shirt."], cast=[ADA, BEN]),
        after("Ben lifts his blue hat.", whole("Ben in a brown hat.", cast=[BEN], number="010"), cast=[BEN]),
        whole("花が金髪をかき上げる。", cast=[HANA]),
    ],
    "identity-repeated": [
        whole("Ada, a baker of thirty, short black hair, waits.", cast=[ADA]),
        whole("x", beats=["In a white apron over a blue shirt she turns."], cast=[ADA]),
        whole("花は長い黒髪、赤いマフラーを首に巻いた学生。", cast=[HANA]),
    ],
    "over-described": [
        whole(
            "Ada " + "stands among the sacks and the scales and the jars " * 12,
            references=[reference(Role.FIRST_FRAME)],
        ),
        whole(
            "Her black hair, a white apron, a blue shirt, grey trousers, brown boots.",
            references=[reference(Role.FIRST_FRAME)],
        ),
        whole("Ada: black hair, white apron, blue shirt, grey skirt.", cast=[ADA], pictured=[ADA]),
    ],
    "light-flips": [
        lit("low sun, camera right", "low sun, camera left"),
        lit("window light from the left", "window light from the right, soft"),
        lit("a lamp on the right side, a dim sky", "the lamp camera left"),
        lit("夕日、画面右から", "夕日、画面左から"),
        lit("右からの窓の光", "窓の光、左側から"),
    ],
    "palette-drift": [
        coloured("#0a1a6a", "#00e0ff", "#7a00ff", before=COLOURS[:4]),
        coloured("#ff0000", "#00ff00", "#0000ff", before=("#222222", "#444444", "#777777")),
        coloured("#f7f7f7", "#ffe0f0", "#f0e0ff", before=("#101010", "#0a1f0a", "#1f0a0a")),
    ],
    "palette-size": [
        whole("x", palette=COLOURS[:2]),
        whole("x", palette=COLOURS[:1]),
        whole("x", palette=[f"#0{n}0{n}0{n} grey" for n in range(6)]),
    ],
    "framing-missing": [whole(scene, framing=None) for scene in ("A pond.", "A man drinks.", "池。")],
    "light-missing": [whole(scene, light="") for scene in ("A pond.", "A man drinks tea.", "池のほとり。")],
    "light-vague": [
        whole("A pond.", light=light) for light in ("natural light", "soft, bright lighting", "明るい照明")
    ],
    "action-missing": [whole(scene, beats=()) for scene in ("A pond.", "A man, a table, a cup.", "静かな池。")],
    "depth-missing": [whole(scene, depth=None) for scene in ("A pond.", "A man drinks.", "池。")],
    "palette-missing": [whole(scene, palette=()) for scene in ("A pond.", "A red boat.", "池。")],
}

FINE: dict[str, list[Case]] = {
    "words-refused": [
        whole("Blood on the snow."),
        to(NO_RULES, whole("Blood on the snow.")),
        to(STRICT, whole("A bloodhound naps; the shot is naked of colour.")),
        to(READS, whole("A street, no blood, no guns.")),
        to(READS, whole("流血なしの静かな街。")),
        to(STRICT, whole("裸足の男が歩く。")),
    ],
    "rules-unread": [whole("A hall."), to(STRICT, whole("A hall.")), to(NO_RULES, whole("A hall."))],
    "faces-refused": [
        to(STRICT, shows(Declared.NO_PERSON)),
        to(REAL_ONLY, shows(Declared.SYNTHETIC)),
        to(NO_RULES, shows(Declared.REAL_PERSON)),
    ],
    "faces-unsaid": [
        to(NO_RULES, shows(Declared.UNDECLARED)),
        to(STRICT, shows(Declared.NO_PERSON)),
        to(STRICT, whole("A hall.")),
    ],
    "picture-refused": [
        looks(EXACT, 1280, 720),
        looks(CHOOSY, 1280, 720),
        looks(CHOOSY, 300, 750, kind=Kind.JPEG, count=4_000_000),
        looks(NO_RULES, 1, 9000, kind=Kind.HEIC),
        replace(looks(EXACT, 1, 1), files={}),
    ],
    "pictures-too-many": [
        several(1, Role.FIRST_FRAME),
        several(2, Role.FIRST_FRAME, Role.LAST_FRAME),
        several(None, Role.FIRST_FRAME, Role.FIRST_FRAME),
    ],
    "people-refused": [
        to(STRICT, whole("A hall.", cast=[ADA])),
        replace(to(NO_RULES, whole("A hall.", cast=[ADA])), real=(ADA,)),
        replace(whole("A hall.", cast=[ADA]), real=(ADA,)),
    ],
    "refused-before": [
        asks("A kite.", no("A kite.", model="two-1")),
        asks("A kite.", no("A kite.", "a" * 64)),
        asks("A kite over the sea.", no("A boat under the sea.")),
        asks("静かな池。", no("騒がしい街。")),
        asks("A kite."),
    ],
    "words-refused-before": [
        asks("She lifts the rose.", words=(("dagger", ("020", "030")),)),
        asks("Daggers drawn.", words=(("dagger", ("020", "030")),)),
        asks("She lifts the dagger."),
    ],
    "text-to-send-missing": [
        sent_to("ja", whole("静かな池。", light="朝の光"), "ja"),
        sent_to("en", translated(case("静かな池。", light="朝"), scene="A quiet pond.", light="morning"), "ja"),
        sent_to("ja", case("池に朝の光が落ちる。"), "en"),
        sent_to("en", case("", lens="35mm f/2.8", palette=("#112233", "#445566")), "ja"),
        sent_to("en", case("", lines=[("花", "おはよう。")]), "ja"),
    ],
    "generator-missing": [
        case("", target=None),
        case("A pond.", target=MODEL),
        case("", target=Target("far", "old-1", retired="2026-09-24", over=True)),
    ],
    "model-retired": [
        case("", target=None),
        case("", target=MODEL),
        whole("The model retired in 2026 wears a coat.", target=MODEL),
    ],
    "size-not-made": [
        case("", target=SIZED, size="1280x720"),
        whole("A pond.", target=SIZED, size="640x360"),
        whole("A pond.", target=MODEL, size="1024x768"),
    ],
    "seconds-off-grid": [
        case("", seconds=8, target=MODEL),
        case("", seconds=10, target=LONG_TAKE),
        replace(case("", seconds=8, target=MODEL), rate=Rate(24000, 1001)),
        replace(case("", seconds=10, target=LONG_TAKE), rate=Rate(24000, 1001)),
        case("", seconds=7),
    ],
    "prompt-too-long": [
        case("x", prompt="w" * 10, target=Target("far", "m", limit=10)),
        case("x", prompt="w" * 90000, target=MODEL),
        case("x", prompt="w" * 90000),
    ],
    "role-not-taken": [
        whole("x", references=[reference(Role.FIRST_FRAME)], target=MODEL),
        whole("x", references=[reference(Role.STYLE)], target=LONG_TAKE),
        whole("x", references=[reference(Role.VOICE)]),
    ],
    "reference-shape": [framed(1280, 720), framed(2560, 1440), framed(1284, 720), framed(720, 1280, Role.CHARACTER)],
    "reference-small": [framed(1280, 720), framed(1270, 714), framed(100, 100, Role.STYLE)],
    "past-the-end": [
        whole("x", beats=[("She turns.", 95)]),
        whole("x", beats=["She turns."]),
        whole("x", beats=[("She turns.", 23)], seconds=1),
    ],
    "speaker-missing": [
        whole("x", lines=[("Ada", "Yes?")]),
        whole("x", lines=[(ADA, "?")], cast=[ADA]),
        whole("Who speaks?"),
    ],
    "mention-of-nobody": [
        whole("@Ada opens the door.", cast=[ADA]),
        whole("@the baker opens the door to @Ben's room.", cast=[ADA, BEN]),
        whole("@花が扉を開ける。", cast=[HANA]),
        whole("A card on the door: ask ada@example.org."),
    ],
    "contradictory-moves": [
        whole("The camera pushes in on the house.", move=Move.PUSH_IN),
        whole("He pulls back the curtain and looks left, then right.", move=Move.PUSH_IN),
        whole("A static caravan on a cliff.", move=Move.CRANE_UP),
        whole("She stays still.", move=Move.PUSH_IN),
        whole("弓を引いて、離れる。", move=Move.PUSH_IN),
    ],
    "one-move": [
        whole("The camera zooms in slowly.", move=Move.PUSH_IN),
        whole("He pans for gold, tilts the dish and tracks a grain with his finger.", move=Move.LOCKED),
        whole("The crane lifts a pipe; a trolley rolls past.", move=Move.PAN_LEFT),
        whole("The camera pans left as he walks.", move=Move.HANDHELD),
        whole("フライパンとパンを棚に戻す。", move=Move.PUSH_IN),
        whole("パンフォーカスで奥まで写る。", move=Move.PUSH_IN),
    ],
    "container-settings": [
        whole("He waits ten seconds and knocks."),
        whole("A wall of 4K monitors; the clock shows 16:09."),
        whole("The longer shadow of the tower, a portrait over the hearth, a landscape beyond."),
        whole("x", lens="16mm film, 120 fps slow motion"),
        whole("A portrait format photograph hangs over the hearth."),
        whole("A poster on the wall reads “Now in 4K, 16:9”, half torn off."),
        whole("She turns the canvas to landscape orientation and nails it down."),
        whole("テレビは4Kテレビ。十秒待って、扉を叩く。"),
        whole("長く延びた影。"),
        whole("彼は10秒で着替える。時計は30秒遅れている。"),
    ],
    "negated-content": [
        whole("Without a word she leaves; no one follows."),
        whole("Box No. 7. He can no longer wait."),
        whole("x", lines=[("Ada", "No music tonight.")]),
        whole("音もなく扉が開く。人気のない廊下。"),
        whole("音楽が鳴り止む。"),
        whole('A card by the door, "No music after ten", curls in the damp.'),
        whole("壁に「音楽なし」の張り紙。"),
    ],
    "weak-words": [
        whole("x", lines=[("Ada", "What a beautiful street.")]),
        whole("A nice-looking dog? No: a terrier with one ear.", mood="beautiful and sad"),
        whole("A ship called Epicurus."),
        whole("x", lines=[("母", "美しいね。")]),
        whole("美容院の看板。"),
        whole("A faded sign, “Beautiful Lighting Co.”, over the shutter."),
    ],
    "speech-too-long": [
        whole("x", lines=[(ADA, "It is hot.")], cast=[ADA]),
        whole("x", lines=[("A", "Is it still raining out there?"), ("B", "It is.")], seconds=4),
        whole("A very long scene. " * 40),
        whole("x", lines=[("母", "柿の木があったのよ。")]),
    ],
    "beats-too-many": [
        whole("x", beats=["a.", "b.", "c.", "d."]),
        whole("x", beats=["a."], seconds=Fraction(1, 2)),
        whole("x", beats=["a.", "b.", "c."], seconds=Fraction(5, 2)),
    ],
    "beat-crowded": [
        whole("x", beats=["She sits, then drinks."]),
        whole("x", beats=["One window lights, then three, then a whole row."]),
        whole("x", beats=["She sits.", "Then she drinks.", "Then she goes."]),
        whole("Then and then and then."),
    ],
    "lines-too-many": [
        whole("x", lines=[("A", "No."), ("B", "Yes."), ("A", "No.")]),
        whole("x", lines=[("A", "No."), ("B", "Yes.")], seconds=1),
        whole("x", lines=[("A", "No.")] * 5, seconds=8),
    ],
    "speaker-unlabelled": [
        whole("A sign reads “Beware of the dog.” by the gate."),
        whole("Ada says: “We should go.”", cast=[ADA]),
        whole("A book called “The Long Way.” on the chair, and the word “maybe” in chalk."),
        whole("「立入禁止です。」と書かれた看板。"),
        whole("扉に「準備中」の札。"),
    ],
    "speaker-not-seen": [
        whole("Ben alone.", cast=[BEN], lines=[(ADA, "Eat.", "off-screen, from the kitchen")]),
        whole("x", cast=[ADA], lines=[(ADA, "Eat.")]),
        whole("A phone on a table.", lines=[(ADA, "Eat.")]),
        whole("x", cast=[BEN], lines=[("Voice", "Eat.")]),
        whole("x", cast=[BEN], lines=[(HANA, "食べて。", "声のみ")]),
    ],
    "identity-differs": [
        whole("Ada wipes flour out of her black hair.", cast=[ADA]),
        whole("A stranger in a red coat passes Ada.", cast=[ADA]),
        whole("Ada hands Ben a red shirt.", cast=[ADA, BEN]),
        whole("The red-haired man looks at nobody.", cast=[ADA]),
        whole("花が黒髪を結ぶ。", cast=[HANA]),
    ],
    "identity-repeated": [
        whole("Ada waits, her short black hair wet.", cast=[ADA]),
        whole("A baker of thirty loaves.", cast=[ADA]),
        whole("花が赤いマフラーを外す。", cast=[HANA]),
    ],
    "over-described": [
        whole("She lifts the lid.", references=[reference(Role.FIRST_FRAME)]),
        whole("Her black hair, a white apron, a blue shirt, grey trousers, brown boots."),
        whole("Ada in a white apron, black hair.", cast=[ADA], pictured=[ADA]),
    ],
    "light-flips": [
        lit("low sun, camera left", "low sun, camera left, warmer"),
        lit("lamp camera right, moon from the left", "moon from the left"),
        whole("Reverse angle: the door.", light="sun camera right", before=whole("x", light="sun camera left")),
        whole(
            "x",
            light="sun camera right",
            framing=Framing.OVER_SHOULDER,
            before=whole("x", light="sun camera left", framing=Framing.OVER_SHOULDER),
        ),
        lit("bulbs, camera right", "sun, camera left"),
        lit("月、画面左から", "月、画面左から、弱く"),
    ],
    "palette-drift": [
        coloured("#d9a060", "#80503c", "#39425a", before=COLOURS),
        coloured("#0a1a6a", "#00e0ff", before=COLOURS),
        whole("x", palette=("#0a1a6a", "#00e0ff", "#7a00ff")),
    ],
    "palette-size": [
        whole("x", palette=()),
        whole("x", palette=COLOURS[:3]),
        whole("x", palette=(*COLOURS, "#000000")),
    ],
    "framing-missing": [
        whole("Close-up of a pond.", framing=None),
        whole("A pond.", framing=None, short=True),
        whole("池のクローズアップ。", framing=None),
        case(""),
    ],
    "light-missing": [
        whole("A moonlit pond.", light=""),
        whole("A pond.", light="", short=True),
        whole("夜の池。", light=""),
    ],
    "light-vague": [
        whole("x", light=light)
        for light in ("natural light from the window", "soft overcast sky", "窓からの柔らかい光")
    ],
    "action-missing": [
        whole("A pond. A duck lands, swims once around and leaves.", beats=()),
        whole("A pond.", beats=(), short=True),
        whole("鴨が池に降りる。", beats=()),
        whole("A pond.", beats=(), lines=[("Ada", "Look.")]),
    ],
    "depth-missing": [
        whole("A pond.", depth=None, lens="50mm, shallow focus"),
        whole("A pond, the reeds out of focus.", depth=None),
        whole("背景がぼけた池。", depth=None),
    ],
    "palette-missing": [
        whole("A black-and-white pond.", palette=()),
        whole("A pond.", palette=(), grade="sepia"),
        whole("白黒の池。", palette=()),
    ],
}


def test_every_rule_has_examples_of_both_kinds() -> None:
    assert set(BAD) == set(FINE) == {rule.id for rule in RULES}
    assert all(len(cases) >= 3 for cases in (*BAD.values(), *FINE.values()))


@pytest.mark.parametrize(("rule", "number"), [(rule, n) for rule, cases in BAD.items() for n in range(len(cases))])
def test_it_is_found(rule: str, number: int) -> None:
    one = BAD[rule][number]
    said = found(one, rule)
    assert said, [finding.rule for finding in look(one)]
    for finding in said:
        assert finding.severity is BY_ID[rule].severity
        if finding.where.start is not None:
            texts = {(p.row, p.field): p.text for p in one.passages}
            text = texts[finding.where.row, finding.where.field]
            assert text[finding.where.start : finding.where.end].strip()


@pytest.mark.parametrize(("rule", "number"), [(rule, n) for rule, cases in FINE.items() for n in range(len(cases))])
def test_what_only_looks_like_it_passes(rule: str, number: int) -> None:
    said = found(FINE[rule][number], rule)
    assert not said, [finding.words for finding in said]


def test_a_rule_that_is_off_is_not_looked_for() -> None:
    one = BAD["weak-words"][0]
    assert not [f for f in look(one, {"weak-words": Severity.OFF}) if f.rule == "weak-words"]
    assert next(f.severity for f in look(one, {"weak-words": Severity.ERROR})) is Severity.ERROR


def test_nothing_is_said_of_a_shot_in_which_nothing_is_written() -> None:
    assert look(case("")) == []


def test_a_copy_is_offered_only_where_it_would_be_accepted() -> None:
    fixes = [found(one, "picture-refused")[0].fixes for one in (looks(EXACT, 9, 9), looks(CHOOSY, 9, 900))]
    assert [str(one.fit.size) for several in fixes for one in several if one.fit] == ["1280x720"] * 2
    small = CHOOSY.model_copy(update={"picture_bytes": 1_000_000})
    webp = CHOOSY.model_copy(update={"picture_kinds": (Kind.WEBP,)})
    wide = CHOOSY.model_copy(update={"picture_widest": "3:2"})
    assert not any(found(looks(one, 9, 9), "picture-refused")[0].fixes for one in (small, webp, wide))
    # What belongs to the cast is used in other shots, too.
    assert not found(replace(looks(EXACT, 9, 9), brief=whole("A hall.").brief), "picture-refused")[0].fixes


def test_a_refused_word_can_be_said_plainly_or_taken_elsewhere() -> None:
    own = STRICT.model_copy(update={"instead": {"mars  corp": "the red company"}})
    others = (Other("far", "Far", NO_RULES), Other("site", "A site", NO_RULES), Other("like", "Like it", STRICT))

    def offered(scene: str) -> list[tuple[str, str]]:
        one = to(own, whole(scene))
        assert one.target is not None
        one = replace(one, target=replace(one.target, others=lambda: others))
        (finding,) = found(one, "words-refused")
        assert all(fix.asks for fix in finding.fixes), "a person chooses each time"
        return [(fix.elsewhere, str(fix.changes[0].after) if fix.changes else "") for fix in finding.fixes]

    assert offered("Blood on the snow.") == [("", "Red liquid on the snow."), ("site", "")]
    assert offered("An advert of Mars Corp.") == [("", "An advert of the red company."), ("site", "")]
    assert offered("He draws a pistol.") == [("site", "")], "where nothing says the same, nothing is offered"
    assert offered("雪の上に血痕がある。")[0][1] == "雪の上に赤い染みがある。"
