"""Letters that look like others, signs that stand for letters, and writings of one Han character: our own tables."""

from __future__ import annotations

import re
import unicodedata

CLASSES = ("il1!|¡ǀ", "o0", "e3€", "a4@", "s5$z2§", "t7+", "bgq689", "c(<¢", "uv", "£l")
"""Latin letters, digits and signs that are read for one another; the first stands for all in a skeleton."""

SIGNS = frozenset("@$!|€+(<¢£§¡ǀ")
"""Signs that are letters only where they stand among letters."""

DRAWN = (
    ("|\\/|", "m"),
    ("/\\/\\", "m"),
    ("\\/\\/", "w"),
    ("|\\|", "n"),
    ("/\\/", "n"),
    ("|-|", "h"),
    ("|_|", "u"),
    ("/\\", "a"),
    ("\\/", "v"),
    ("|<", "k"),
    ("|)", "d"),
    ("|>", "p"),
    ("|3", "b"),
    ("()", "o"),
    ("[]", "o"),
)
"""Letters drawn with several signs, the longest first."""

MERGED = (("rn", "m"), ("vv", "w"), ("cl", "d"))
"""Two letters that look like one."""

_LIKE = {
    # Cyrillic
    **dict(zip("асеорхукмтвніјѕԁԛԝһьгпиязшщэєїғөүұқңәҝӏ", "aceopxykmtbhijsdqwhbrnurewweeifoyyknekl", strict=True)),
    # Greek, small and capital letters apart: they look like different ones
    **dict(zip("αβγδεζηικλμνοπρςτυφχωσϲϳ", "abydeznikluvonpstufxwocj", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧΛΣ", "abezhikmnoptyxae", strict=True)),
    # Armenian, Cherokee, Coptic, Lisu, Hebrew, Arabic digits
    **dict(zip("աբցԁեցհիյոպսւքօտզՕՏՍԼ", "wpgdeghhjonsuposqosul", strict=True)),
    **dict(zip("ᎪᏴᎠᎬᏀᎻᎥᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃᏟᎾᎩᏋᏎᏒᎦᎶᎽᏔᏌᏓᎨᎵ", "abdeghijklmprstvwzcoyesrsgywulhp", strict=True)),
    **dict(zip("ⲁⲃⲥⲉⲏⲓⲕⲙⲛⲟⲣⲧⲩⲭⲍ", "abcehikmnoptyxz", strict=True)),
    **dict(zip("ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓤꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ", "bpdtgkjczfmnlsrrvhwxyaeiou", strict=True)),
    **dict(zip("סוטןО", "oivio", strict=True)),
    # what no folding reaches
    **dict(zip("ıȷſƨƽɑɡɩʟɪƿʒɵʋʏ", "ijsssagilipzouy", strict=True)),
    "×": "x", "ø": "o", "đ": "d", "ħ": "h", "ł": "l", "ŧ": "t", "þ": "p", "ð": "d", "µ": "u",
}  # fmt: skip

_KANA = dict(zip("力口二八夕卜工才千三", "かろにはたとえおちみ", strict=True))
_SMALL = dict(zip("ぁぃぅぇぉっゃゅょゎゕゖゔぢづ", "あいうえおつやゆよわかけぶじず", strict=True))

_HAN = (
    "萬万與与專专業业東东絲丝兩两嚴严喪丧個个豐丰臨临為为爲为麗丽舉举義义烏乌樂乐喬乔習习鄉乡書书買买亂乱爭争於于雲云亞亚産产產产"
    "親亲從从倉仓儀仪們们價价眾众優优會会傘伞偉伟傳传傷伤倫伦偽伪體体餘余傭佣俠侠側侧偵侦儲储兒儿黨党蘭兰關关興兴養养獸兽岡冈"
    "冊册寫写軍军農农馮冯決决況况凍冻淨净準准涼凉減减鳳凤憑凭凱凯擊击劉刘則则剛刚創创別别劍剑剣剑劑剂勁劲動动勞劳勢势勝胜區区"
    "醫医華华協协單单賣卖盧卢衛卫卻却廠厂廳厅歷历曆历厲厉壓压廁厕縣县參参雙双發发髪发變变叙叙葉叶號号嘆叹嚇吓呂吕嗎吗聽听啟启"
    "吳吴員员響响啞哑喚唤囉啰嚕噜團团園园圍围圖图圓圆聖圣場场壞坏塊块堅坚壇坛墳坟墜坠壯壮聲声殼壳壺壶處处備备複复夠够頭头誇夸"
    "奪夺奧奥婦妇媽妈嬌娇孫孙學学寧宁寶宝宝宝實实寵宠審审憲宪宮宫寬宽對对尋寻導导壽寿將将爾尔塵尘嘗尝屍尸層层屬属嶼屿歲岁島岛"
    "嶺岭帥帅師师帳帐帶带幫帮幹干莊庄慶庆廬庐庫库應应廟庙龐庞廢废開开異异棄弃張张彌弥彎弯彈弹強强歸归當当錄录徹彻徑径憶忆懷怀"
    "態态總总戀恋惡恶惱恼悅悦懸悬驚惊懼惧慘惨憤愤願愿戲戏戰战戶户擴扩掃扫揚扬撫抚搶抢護护報报擔担擬拟擁拥擇择掛挂揮挥損损換换"
    "據据擾扰攝摄攻攻敵敌數数齋斋鬥斗斬斩斷断無无時时曉晓晝昼顯显晉晋暫暂術术樸朴機机殺杀雜杂權权條条來来楊杨極极構构槍枪楓枫"
    "櫻樱桜樱檢检樓楼標标樹树橋桥橫横歐欧歡欢殘残毀毁畢毕氣气漢汉湯汤溝沟滅灭滾滚滿满潔洁濤涛潛潜澤泽灣湾濕湿瀨濑燈灯靈灵災灾"
    "爐炉點点煉炼爍烁熱热煙烟燒烧愛爱牆墙犧牺狀状獨独獅狮獄狱貓猫猶犹獵猎瑪玛環环現现瓊琼電电畫画暢畅療疗瘋疯皺皱盜盗監监盤盘"
    "眞真睜睁礦矿碼码磚砖禮礼禪禅禰祢禍祸種种稱称穩稳窮穷竄窜競竞竜龙龍龙竈灶筆笔築筑籃篮類类糧粮紅红紀纪約约級级純纯紙纸納纳"
    "紗纱組组細细終终紹绍經经綠绿維维網网編编緣缘綫线線线練练績绩織织絕绝統统給给結结綱纲緋绯羅罗羣群聖圣聞闻聯联職职肅肃脈脉"
    "腦脑臉脸膽胆艙舱藝艺節节蘇苏蓋盖蓮莲蒼苍薩萨薔蔷蘿萝蘆芦虛虚蟲虫蝦虾螞蚂蠻蛮補补襲袭見见規规視视覺觉覚觉訂订計计記记訊讯"
    "許许設设話话詩诗語语誠诚說说誰谁調调談谈諾诺謎谜謝谢識识譜谱讀读讓让豬猪貝贝負负財财貢贡貨货責责貴贵費费賀贺賊贼賓宾賢贤"
    "賴赖贏赢趙赵車车軌轨輕轻輝辉輪轮轉转轟轰辦办邊边遊游運运過过達达違违遠远適适選选遲迟還还鄧邓鄭郑醜丑釋释針针鈴铃銀银銅铜"
    "錢钱錦锦鋼钢鎧铠鎮镇鏡镜鐵铁鉄铁鑽钻長长門门閃闪閉闭間间隊队陽阳陰阴階阶隱隐險险隨随難难霧雾靜静頂顶項项順顺須须預预頓顿"
    "領领顏颜題题額额風风飛飞飯饭館馆馬马駕驾騎骑騰腾魯鲁鮮鲜鯊鲨鯨鲸鳥鸟鳴鸣鴉鸦鴨鸭鷹鹰鹿鹿麥麦黃黄黒黑齊齐齒齿龜龟亀龟"
    "戸户絵绘悪恶桜樱沢泽浜滨濱滨広广廣广徳德経经続续総总縄绳栄荣営营単单囲围団团図图国国國国壱一壹一実实気气渋涩滝泷炎炎焔焰"
    "犠牺獣兽畳叠発发聴听荘庄蔵藏藏藏観观観观変变豊丰辺边郷乡鉱矿銭钱関关雑杂霊灵顔颜駅驿験验髙高鶏鸡黙默齢龄竜龙暁晓彦彦弾弹"
)
"""Han characters as written in Taiwan or Japan, each before the one that is written on the mainland."""


def _table() -> dict[str, str]:
    found = {one: group[0] for group in CLASSES[:-1] for one in group}
    found["£"] = found["l"]
    found.update({one: found.get(like, like) for one, like in _LIKE.items()})
    found.update(_KANA | _SMALL)
    for at in range(0, len(_HAN), 2):
        found.setdefault(_HAN[at], _HAN[at + 1])
    return found


SKELETON = _table()
"""What stands for a letter where letters that look alike are one; letters that are not in it stand for themselves."""

_NAMED = re.compile(
    r"(?:TAG |MODIFIER LETTER |COMBINING |NEGATIVE |CIRCLED |SQUARED |PARENTHESIZED |CROSSED )*"
    r"(?:REGIONAL INDICATOR SYMBOL|LATIN|(?:NEGATIVE |CROSSED )?(?:CIRCLED|SQUARED) LATIN)?"
    r" ?(?:SMALL|CAPITAL|SUBSCRIPT SMALL)? ?LETTER "
    r"(?:SMALL CAPITAL |TURNED |REVERSED |INVERTED |OPEN |SCRIPT |LONG |DOTLESS )*"
    r"([A-Z])(?: WITH .*)?$"
)


def named(sign: str) -> str:
    """Give the Latin letter that a sign's own name says it is: small capitals, strokes, flags, boxes; else nothing."""
    name = unicodedata.name(sign, "")
    if "LATIN" not in name and "REGIONAL" not in name and not name.startswith("MODIFIER LETTER"):
        return ""
    found = _NAMED.match(name)
    return found[1].lower() if found else ""
