"""What words in a brief mean for the drawing: one dated table of English and Japanese words, and how it is read."""

from __future__ import annotations

import re
from functools import cache
from itertools import zip_longest

WRITTEN = "2026-10"
"""When the table was last gone through by hand."""

VAGUE = frozenset({"room", "table", "skyline"})
"""Places that count only where nothing else is said: a kitchen table stands in a kitchen."""

# A word ending in * stands for every word that begins so. Among hints of one group the one said first wins.
TABLE: dict[str, dict[str, str]] = {
    "place": {
        "workshop": (
            "workshop, garage, shed, workbench, atelier, tool bench, lab, laboratory, 工房, 作業場, 工場, "
            "作業台, 研究室, ガレージ"
        ),
        "kitchen": "kitchen, pantry, 台所, 厨房, キッチン",
        "library": ("library, bookshop, bookstore, archive, bookshelf, bookshelves, 図書館, 書店, 本屋, 書斎, 古書店"),
        "office": "office, newsroom, control room, 事務所, オフィス, 会社, 編集部",
        "classroom": "classroom, school, schoolroom, 教室, 学校",
        "bar": (
            "bar, café, cafe, diner, pub, restaurant, izakaya, ramen shop, tavern, coffee shop, 居酒屋, バー, "
            "喫茶*, カフェ, 食堂, 飲食店, ラーメン屋, 屋台"
        ),
        "bedroom": "bedroom, bed, hotel room, ward, hospital, 寝室, ベッド, 病室, 病院",
        "corridor": (
            "corridor, hallway, hall, tunnel, subway, aisle, passage, metro, 廊下, 通路, トンネル, 地下道, 地下鉄"
        ),
        "train": "train, carriage, compartment, tram, bus, 電車, 列車, 車内, 汽車, バス",
        "stage": "stage, theatre, theater, concert, auditorium, studio floor, 舞台, 劇場, ステージ",
        "room": (
            "room, apartment, flat, house, parlour, parlor, living room, interior, indoors, hut, cabin, cottage, "
            "tatami, attic, studio, shop, store, salon, inn, 部屋, 居間, 室内, 和室, 家, 茶の間, アパート, 小屋, "
            "店, 宿, 座敷, 屋根裏"
        ),
        "rooftop": "rooftop, rooftops, roof, roof terrace, balcony, terrace, 屋上, 屋根, ベランダ, テラス",
        "street": (
            "street, streets, alley, road, crossing, crosswalk, intersection, sidewalk, pavement, avenue, lane, "
            "zebra, asphalt, plaza, market, 通り, 路地, 道, 道路, 横断歩道, 交差点, 歩道, 街角, 商店街, 広場, "
            "市場, 横丁, 坂"
        ),
        "skyline": (
            "skyline, city, downtown, skyscraper*, town, cityscape, tower, 街, 都市, 都会, 町, 摩天楼, ビル, 塔"
        ),
        "station": "station, platform, railway, 駅, ホーム, 線路, プラットホーム",
        "bridge": "bridge, riverbank, river, canal, quay, embankment, 橋, 川, 河原, 運河, 土手, 川辺",
        "forest": "forest, wood, woods, jungle, trees, grove, bamboo, 森, 林, 樹海, 竹林, 木立, ジャングル",
        "garden": ("garden, park, orchard, courtyard, shrine, temple, 庭, 公園, 庭園, 神社, 寺, 境内, 中庭, 果樹園"),
        "field": (
            "field, fields, meadow, farm, prairie, grass, hill, hills, countryside, valley, rice paddy, paddy, "
            "野原, 草原, 畑, 田んぼ, 田園, 丘, 牧場, 里山, 谷"
        ),
        "mountain": "mountain*, peak, peaks, ridge, cliff, alps, 山, 峰, 峠, 崖, 山脈",
        "desert": "desert, dune, dunes, wasteland, 砂漠, 砂丘, 荒野",
        "snowfield": "snowfield, tundra, glacier, arctic, ice field, 雪原, 氷原, 雪国, 氷河",
        "sea": (
            "sea, ocean, harbour, harbor, pier, boat, ship, deck, port, lighthouse, lake, 海, 港, 桟橋, 船, "
            "甲板, 灯台, 湖, 埠頭"
        ),
        "beach": "beach, shore, coast, seaside, sand, 浜, 浜辺, 海岸, 砂浜, 海辺, 渚",
        "space": (
            "space, planet, orbit, spaceship, spacecraft, moon base, galaxy, asteroid*, dyson, 宇宙, 惑星, "
            "宇宙船, 銀河, 月面"
        ),
        "table": "table, tabletop, desk, counter, 机, 食卓, テーブル, 卓, ちゃぶ台",
    },
    "time": {
        "night": (
            "night, midnight, moonlight, moonlit, nocturnal, after dark, neon, starlight, 夜, 深夜, 真夜中, "
            "月明かり, 月光, ネオン, 夜中, 夜景, 星明かり"
        ),
        "dusk": (
            "dusk, low sun, raking sun, above the horizon, "
            "sunset, twilight, evening, golden hour, magic hour, blue hour, late afternoon, last light, "
            "夕方, 夕暮れ, 夕日, 夕陽, 黄昏, 日没, 夕焼け, 宵, マジックアワー"
        ),
        "dawn": (
            "dawn, sunrise, daybreak, early morning, first light, morning, 夜明け, 朝, 早朝, 日の出, 明け方, "
            "朝焼け, 朝日"
        ),
        "overcast": "overcast, cloudy, grey sky, gray sky, grey, gray, gloomy, 曇り, 曇天, 曇り空, 灰色",
        "day": (
            "day, daylight, noon, midday, sunny, sunlight, afternoon, bright, 昼, 正午, 真昼, 日中, 晴れ, 午後, "
            "日差し, 陽射し, 太陽"
        ),
    },
    "side": {
        "left": "left, 左",
        "right": "right, 右",
        "above": (
            "above, overhead light, top light, toplight, toplit, from the ceiling, skylight, pendant, 上から, "
            "真上, 頭上, 天窓, トップライト"
        ),
        "behind": (
            "behind, back light, backlight, backlit, back-lit, rim, silhouette*, contre-jour, 逆光, 後ろから, "
            "背後, シルエット, リム"
        ),
        "below": "below, underlight*, uplight*, from the floor, 下から, 足元から",
        "front": "front, frontal, flat light, 正面から, 順光",
    },
    "quality": {
        "hard": ("hard, harsh, sharp shadow*, direct sun, crisp, stark, spotlight, 硬い, 強い, 鋭い, くっきり, 直射"),
        "soft": "soft, diffuse*, gentle, even, hazy, muted, 柔らか*, やわらか*, 淡い, 拡散, ぼんやり, 優しい",
        "low-key": "low-key, low key, dim, dark, shadowy, noir, chiaroscuro, 暗い, 薄暗い, ほの暗い, 闇",
        "high-key": "high-key, high key, bright, airy, 明るい, ハイキー",
    },
    "source": {
        "window": "window*, blinds, pane, 窓, 障子, ブラインド",
        "lamp": (
            "lamp*, bulb*, lantern*, pendant, practical, practicals, tungsten, light bulb, 電灯, ランプ, 電球, "
            "提灯, 行灯, 灯り, 明かり, 裸電球, 灯籠"
        ),
        "neon": "neon, sign, signs, billboard, ネオン, 看板, 電飾",
        "moon": "moon, moonlight, moonlit, 月, 月明かり, 月光, 満月, 三日月",
        "sun": "sun, sunlight, sunset, sunrise, sunny, 太陽, 日差し, 陽射し, 夕日, 夕陽, 朝日, 陽光",
        "fire": (
            "fire, campfire, candle*, candlelight, flame*, torch*, fireplace, hearth, 火, 炎, 焚き火, 蝋燭, "
            "ろうそく, 暖炉, 囲炉裏"
        ),
        "streetlamp": "street lamp*, streetlamp*, street light*, streetlight*, headlight*, 街灯, ヘッドライト",
        "screen": "screen, monitor, television, tv, laptop, phone, 画面, モニター, テレビ, スマホ",
        "strings": "string lights, fairy lights, festoon, paper lanterns, イルミネーション, 電飾, 提灯",
    },
    "weather": {
        "rain": ("rain, rainy, raining, drizzle, downpour, rainstorm, storm, 雨, 豪雨, 小雨, 夕立, 嵐, 土砂降り, 梅雨"),
        "wet": "wet, puddle*, after the rain, rain-slick*, 濡れ*, 水たまり, 雨上がり",
        "snow": "snow, snowing, snowfall, blizzard, snowflake*, 雪, 吹雪, 粉雪, 降雪",
        "fog": "fog, foggy, mist, misty, haze, hazy, smoke, smoky, steam, 霧, 靄, 霞, 煙, 湯気, もや",
        "dust": "dust, dusty, dust motes, motes, pollen, sawdust, 埃, ほこり, 塵, 花粉",
        "petals": (
            "petal*, cherry blossom*, blossom*, confetti, falling leaves, leaves fall*, 花びら, 桜, 花吹雪, "
            "落ち葉, 紙吹雪"
        ),
        "sparks": "spark, sparks, ember*, firefly, fireflies, welding, 火花, 火の粉, 蛍, ホタル",
        "wind": "wind, windy, breeze, gust*, 風, そよ風",
        "cloud": "cloud*, 雲",
        "stars": "star, stars, starry, starlight, 星, 星空",
    },
    "being": {
        "robot": "robot*, android, droid, automaton, machine, ロボット, アンドロイド, 機械人形",
        "dog": "dog, puppy, hound, terrier, 犬, 子犬, いぬ, イヌ, 柴犬",
        "cat": "cat, kitten, 猫, 子猫, ねこ, ネコ",
        "bird": ("bird, crow, pigeon, gull, seagull, sparrow, owl, heron, raven, 鳥, 烏, 鳩, 雀, カラス, カモメ, 梟"),
        "horse": "horse, pony, 馬",
        "car": "car, taxi, cab, van, truck, limousine, automobile, 車, 自動車, タクシー, トラック",
        "bicycle": "bicycle, bike, cyclist, cycle, 自転車",
        "bulb": "bulb, lightbulb, light bulb, 電球, 豆電球",
        "lantern": "lantern, lamp, candle, 提灯, ランタン, 行灯, ランプ, ろうそく",
        "boat": "boat, ship, sailboat, ferry, 船, 舟, ヨット",
        "balloon": "balloon, kite, 風船, 気球, 凧",
        "flower": "flower, rose, tulip, sunflower, plant, 花, 薔薇, ひまわり, 植木",
        "cup": "cup, mug, teacup, bowl, glass, bottle, 茶碗, 湯呑み, カップ, 丼, グラス, 瓶",
        "letter": "letter, photograph, photo, envelope, postcard, map, note, 手紙, 写真, 封筒, 葉書, 地図",
        "book": "book, notebook, diary, 本, 日記, 手帳",
        "phone": "phone, telephone, smartphone, 電話, 携帯, スマホ",
        "box": "box, suitcase, parcel, package, bag, 箱, 鞄, トランク, 荷物, 包み",
        "key": "key, coin, ring, watch, clock, compass, 鍵, 指輪, 時計, 懐中時計, コイン",
        "sword": "sword, katana, blade, knife, 刀, 剣, ナイフ",
        "ball": "ball, orb, globe, 玉, 球, ボール",
        "person": (
            "woman, man, girl, boy, she, he, person, people, child, mother, father, lady, old man, old woman, "
            "dancer*, crowd, couple, silver hair, dark hair, hair cut, beard, moustache, shirt, cardigan, trousers, "
            "blouse, waistcoat, apron, 女, 男, 少女, 少年, 人, 子供, 母, 父, 老人, 彼, 彼女, 夫婦, 髪, ひげ, シャツ, "
            "ズボン, 着物"
        ),
    },
    "build": {
        "child": "child, kid, boy, girl, toddler, little girl, little boy, 子供, 少年, 少女, 幼い, 坊や",
        "elder": (
            "old, elderly, aged, grandmother, grandfather, grandma, grandpa, 老人, 老婆, 老女, 祖母, 祖父, "
            "おばあさん, おじいさん"
        ),
        "woman": (
            "woman, women, girl, she, her, mother, wife, sister, lady, actress, grandmother, daughter, queen, "
            "princess, waitress, 女, 女性, 少女, 母, 妻, 姉, 妹, 娘, 彼女, 婦人, 祖母, 老婆, 女優"
        ),
        "man": (
            "man, men, boy, he, him, father, husband, brother, gentleman, grandfather, son, king, prince, "
            "waiter, 男, 男性, 少年, 父, 夫, 兄, 弟, 息子, 彼, 祖父, 紳士"
        ),
        "small": "small, tiny, little, miniature, toy, palm-sized, 小さ*, ちいさ*, 小型, 豆, おもちゃ",
        "giant": "giant, huge, towering, enormous, colossal, 巨大, 大きな",
    },
    "hair": {
        "long": (
            "long hair, long dark hair, long black hair, long white hair, long-haired, ponytail, braid*, 長い髪, "
            "長髪, ロングヘア, ポニーテール, 三つ編み"
        ),
        "bob": "bob, bobbed, short bob, ボブ, おかっぱ",
        "bun": "bun, updo, topknot, chignon, 団子, 結い髪, 髷, まげ",
        "curly": "curly, curls, afro, frizzy, 巻き毛, アフロ, 縮れ毛, くせ毛",
        "bald": "bald, shaved head, shaven, 禿*, 坊主, 剃髪",
        "short": "short hair, crew cut, cropped, 短い髪, 短髪, ショートヘア",
    },
    "wear": {
        "coat": (
            "coat, trench*, overcoat, raincoat, cloak, cape, robe, lab coat, コート, 外套, マント, レインコート, 白衣"
        ),
        "dress": "dress, gown, skirt, sundress, ドレス, ワンピース, スカート",
        "kimono": "kimono, yukata, hakama, 着物, 浴衣, 袴, 和服",
        "tie": "tie, necktie, uniform tie, uniform shoe, ネクタイ",
        "suit": "suit, tuxedo, jacket, blazer, waistcoat, uniform, スーツ, 背広, 制服, 上着, ジャケット",
        "overalls": (
            "overalls, dungarees, apron, boiler suit, jumpsuit, bell-bottom*, flares, つなぎ, エプロン, 作業着, "
            "ベルボトム"
        ),
        "hat": "hat, cap, fedora, beanie, helmet, beret, 帽子, 帽, ヘルメット",
        "scarf": "scarf, shawl, マフラー, スカーフ, 襟巻き",
        "glasses": "glasses, spectacles, sunglasses, goggles, 眼鏡, メガネ, サングラス, ゴーグル",
        "umbrella": "umbrella, parasol, 傘, 日傘, 番傘",
        "backpack": "backpack, rucksack, リュック, ランドセル",
    },
    "pose": {
        "dance": "danc*, twirl*, spin*, sway*, waltz, 踊*, ダンス, 舞*, 回る",
        "sit": "sit, sits, sitting, seated, sat, kneel*, crouch*, squat*, 座*, 腰掛*, しゃがむ, 膝をつく, 正座",
        "run": "run, runs, running, sprint*, chase*, flee*, jog*, 走*, 駆け*, 逃げ*, 追い*",
        "walk": "walk*, stroll*, steps, stride*, cross*, pace*, pedal*, 歩*, 渡*, 横切*, 進む",
        "reach": (
            "reach*, point*, touch*, lift*, raise*, hold*, offer*, wave*, waving, 手を伸ば*, 指さ*, 触*, "
            "持ち上*, 掲げ*, 差し出*, 手を振*"
        ),
        "lean": "lean*, rest*, もたれ*, 寄りかか*",
    },
    "thing": {
        "table": (
            "table, desk, tabletop, counter, bench, meal, dinner, breakfast, 机, 食卓, テーブル, 卓, 作業台, 食事"
        ),
        "lighthouse": "lighthouse, 灯台",
        "crosswalk": "crossing, crosswalk, zebra, 横断歩道, 交差点",
        "clothesline": "laundry, clothesline, washing line, 洗濯物, 物干し",
        "together": (
            "dance, dances, dancing, slow dance, waltz*, arms around, arm around, holds her, holds him, embrac*, hug*, "
            "holding hands, hold hands, hand in hand, 踊*, 抱き*, 抱擁, 寄り添*, 手をつな*, 手を繋*"
        ),
        "crowd": "crowd, people, passers-by, pedestrians, audience, 群衆, 人混み, 人ごみ, 通行人, 観客",
    },
}


def find(group: str, *texts: str) -> list[str]:
    """List the hints of a group that texts give, each once, in the order they are said, the first text first.

    A word after "no", "not" or "without" does not count. Of two words that make one place the latter says what it is:
    a hospital corridor is a corridor, and so is 病院の廊下.
    """
    found: dict[str, None] = {}
    for text in texts:
        said = text.casefold()
        matches = list(_pattern(group).finditer(said))
        for match, after in zip_longest(matches, matches[1:]):
            joined = after and said[match.end() : after.start()] in (" ", "の")
            if group == "place" and joined and not VAGUE & set(_hints(group, after[0])):
                continue
            found.update(dict.fromkeys(_hints(group, match[0])))
    return list(found)


@cache
def _words(group: str) -> list[tuple[str, str]]:
    pairs = [(word.strip().casefold(), hint) for hint, words in TABLE[group].items() for word in words.split(",")]
    # The longer word first, so that a street lamp is not taken for a street.
    return sorted(pairs, key=lambda pair: -len(pair[0]))


@cache
def _pattern(group: str) -> re.Pattern[str]:
    spoken, written = [], []
    for word, _ in _words(group):
        if word.isascii() or word == "café":
            spoken.append(re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word) + r"(?:s|es)?")
        else:
            written.append(re.escape(word.rstrip("*")))
    english = rf"(?<!\bno )(?<!\bnot )(?<!\bwithout )\b(?:{'|'.join(spoken)})\b"
    return re.compile("|".join([english, *written]))


def _hints(group: str, said: str) -> list[str]:
    # A word may stand for more than one hint: "girl" is a child and a woman.
    return [hint for word, hint in _words(group) if _says(said, word)]


def _says(said: str, word: str) -> bool:
    if word.endswith("*"):
        return said.startswith(word[:-1])
    return said in (word, word + "s", word + "es")
