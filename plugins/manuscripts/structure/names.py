"""Names of people and of houses in lists: 某某、王　强 丰溪镇通讯组 John Smith."""

from __future__ import annotations

import re

# Family names that still are common, one character each; left out are those that are everyday words first (全 国 通).
# 某 stands for a withheld one.
FAMILIES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓韩冯曹彭曾萧肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方白邹"
    "熊孟秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤温柯明某傅卜康伍倪滕殷毕邬安常乐齐穆湛祁禹狄贝臧伏成谈茅庞纪舒屈项祝阮蓝闵席季麻路娄童颜梅盛刁骆樊凌霍虞管"
    "褚卫尤施华戚喻柏窦章云奚郎鲁昌苗凤花俞柳酆鲍费廉岑费薄印宿怀蒲邰鄂索赖卓蔺屠蒙池乔阴胥苍闻莘翟贡劳姬申扶冉宰郦雍桑桂濮牛寿边扈燕冀尚农庄晏柴瞿慕连茹习宦艾容古易戈廖庾"
    "居衡步耿满匡寇广阙欧沃利蔚隆师巩聂晁敖冷訾辛阚那简饶曲封芮储靳井富巫乌焦巴牧隗车宓班仰秋仲伊宫宁仇栾甘厉祖符景詹束幸司韶郜宗宣郁单杭洪包诸左吉程邢裴荣翁荀甄解应房裘缪"
    "涂覃佘隋牟冼岳楚"
)
_COMPOUND = (
    "欧阳|司马|上官|诸葛|皇甫|闻人|东方|公孙|淳于|尉迟|司徒|司空|令狐|慕容|夏侯|端木|宇文|长孙|南宫|钟离|鲜于|东郭"
)
# Letters of Chinese names: the common ones, and those of the extension blocks, which stand in hardly any other word.
_RARE = "\u3400-\u4dbf\U00020000-\U000323af"
_HAN = f"{_RARE}\u4e00-\u9fff"
_HOUSE = re.compile(
    r"[\u4e00-\u9fff]+(?:组|社|台|部|中心|办|办公室|综合办|室|委|记者|通讯员|评论员|局|镇|村|站|会|团|公司|学校|政府|队)"
)
_PERSON = re.compile(
    rf"[{FAMILIES}{_RARE}][{_HAN}]{{1,2}}|(?:{_COMPOUND})[{_HAN}]{{1,2}}|[{_HAN}]{{1,8}}·[{_HAN}·]{{1,8}}"
)
_LATIN = re.compile(r"[A-Za-z][A-Za-z.'-]*(?: [A-Za-z][A-Za-z.'-]*)*")
_LOOSE = re.compile(rf"[{_HAN}·]{{2,20}}")
BETWEEN = re.compile(r"[ \u3000\xa0、,，;；/]+")


def split_names(text: str, labelled: bool = False) -> tuple[str, ...]:
    """The names of a list, () where something in it is none.

    labelled: a colon stands before them, so that whatever follows must be names. A two-letter name padded to three (王
    强) loses its blank.
    """
    if _LATIN.fullmatch(text.strip()):
        return (text.strip(),)
    names: list[str] = []
    single = ""
    for word in (word for word in BETWEEN.split(text) if word):
        if len(word) == 1 and re.fullmatch(f"[{_HAN}]", word):
            if single:
                names.append(single + word)
            single = "" if single else word
        elif not single and (is_name(word) or (labelled and _LOOSE.fullmatch(word))):
            names.append(word)
        else:
            return ()
    return () if single else tuple(names)


def is_person(word: str) -> bool:
    """Whether a word is built like the name of a person: 王雁博 欧阳某某 阿依古丽·某某."""
    return bool(_PERSON.fullmatch(word))


def is_name(word: str) -> bool:
    """Whether a word is most likely a person's name or a house that signs: 王雁博 某某 丰溪镇通讯组 Smith."""
    return is_person(word) or bool(_HOUSE.fullmatch(word)) or bool(_LATIN.fullmatch(word))
