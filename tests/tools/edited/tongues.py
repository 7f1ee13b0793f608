"""The languages in which texts are drawn."""

from __future__ import annotations

from typing import Any, NamedTuple

# fmt: off


class Tongue(NamedTuple):
    """A language as far as texts are drawn in it."""

    words: tuple[str, ...]
    weights: tuple[int, ...]
    """Sums of the weights up to each word."""
    joiner: str
    """What stands between two words."""
    stops: tuple[str, ...]
    """What ends a sentence."""
    comma: str
    syllables: tuple[str, ...]
    """Fresh words are made of these; no word of any text holds one."""
    letter: str
    """What a typing error puts in; no word holds it."""


def _tongue(words: str, *rest: Any) -> Tongue:
    """A tongue of these words; the earlier a word stands, the more often it is drawn."""
    found = tuple(words.split())
    weights, total = [], 0
    for n in range(len(found)):
        total += 48 // (n + 2) + 1
        weights.append(total)
    return Tongue(found, tuple(weights), *rest)


TONGUES: dict[str, Tongue] = {
    "en": _tongue(
        "the of and a to in that it is council by trade with fell was says on China for if nobody "
        "this 2015 10% will again experts disagree report acts Greece not its na\u00efve "
        "e\u0301tude it\u2019s \u201cboth\u201d 1\ufe0f\u20e3 \U0001f469\u200d\U0001f469\u200d"
        "\U0001f467 \U0001f1ea\U0001f1fa \U0001f44d\U0001f3fd",
        " ", (".", ".", ".", "?", "!"), ",",
        ("zaq", "wox", "quz", "vix", "jeq", "zyw", "kuj", "oxz"), "z",
    ),
    "ar": _tongue(
        "في من على إن المجلس أن قال التجارة مع الصين لم هذا ذلك انخفضت مَدْرَسَة لا إلى التقرير "
        "\u200fنص\u200f عام كل بل \U0001f3f3\ufe0f\u200d\U0001f308",
        " ", (".", "؟"), "،", ("ظغ", "ضثظ", "غظ", "ثضغ", "ظثغ", "غض"), "ظ",
    ),
    "zh": _tongue(
        "的 了 是 在 和 不 委员会 贸易 说 中国 如果 下降 专家 认为 报告 年 没有 人 又 \u845b\U000e0100 "
        "\U00020bb7野家 将 与 \U0001f1ea\U0001f1fa",
        "", ("。", "！"), "，", ("龘", "靐", "齉", "爩", "麤", "鱻", "龗", "灪"), "龘",
    ),
    "hi": _tongue(
        "के है और में का की परिषद ने कहा कि व्यापार चीन नहीं यह गिरा से विशेषज्ञ क्षि हिन्दी सत्य रिपोर्ट "
        "फिर \u2764\ufe0f",
        " ", ("।", "?"), ",", ("ढऔ", "ठङ", "झढ", "औठ", "ङढ", "ढझ"), "ढ",
    ),
}
# fmt: on
VOCABULARY = frozenset(word for tongue in TONGUES.values() for word in tongue.words)
