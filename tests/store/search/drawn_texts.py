"""Texts in many scripts, and what users might type to find words in them."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

SCRIPTS = {
    "English": ["the", "Council", "said", "don’t", "U.S.", "c++", "C#", "AT&T", "10.1000/182", "co\u00adoperate", "A+", "e.g.", "x_y", "1,500"],
    "Latin": ["Søren", "łódź", "Đakovo", "straße", "e\u0301te\u0301", "l’été", "æther", "İzmir", "ısı", "ﬁn", "Ångström", "þing", "½", "m²", "naïve"],
    "Greek": ["Ἀθῆναι", "Σίσυφος", "ΣΟΦΟΣ", "και"],
    "Cyrillic": ["Ёлка", "елка", "зв’язок", "Київ", "Йод", "т.е."],
    "Arabic": ["الْعَرَبِيَّة", "العربية", "کتاب", "كتاب", "مـــد", "٣٤", "می\u200cخواهم", "علی", "ﷲ"],
    "Hebrew": ["שָׁלוֹם", "שלום", 'צה"ל', "צה״ל"],
    "Devanagari": ["हिन्दी", "क़लम", "हँस", "१२", "क्ष\u200dत्र", "।"],
    "Thai": ["ภาษาไทย", "น้ำ", "น้\u0e4dา", "กรุงเทพ"],
    "Lao, Khmer, Burmese, Tibetan": ["ກະລຸນາ", "ភាសាខ្មែរ", "မြန်မာဘာသာ", "བོད་ཡིག"],
    "Chinese": ["北京大学", "上海市", "𠮷野", "，", "３４"],
    "Japanese": ["東京タワー", "ﾊﾟｿｺﾝ", "が", "か\u3099", "々", "ー"],
    "Korean": ["서울에서", "한국어", "한국어".encode().decode(), "\u1112\u1161\u11ab", "ㅋㅋㅋ"],
    "emoji": ["👩‍👩‍👧", "👍🏽", "🇩🇪🇫🇷", "❤️", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"],
    "signs": ['"', "“", "*", "-", "^", "AND", "OR", "NOT", "NEAR(", ")", "a:b", "{", "'", "''", "--", "\\", "%", "_", "?", "+", "#", ".", "++", "\0", "\x1f", "\ufffd", "\u200b", "\ufeff", "\u0301", "\ue000", "\u0378"],
}  # fmt: skip
"""Words of each script, with forms that mean the same."""

WORDS = [word for words in SCRIPTS.values() for word in words]

_BETWEEN = ["", "", " ", " ", " ", " ", "\n", "\u3000", "-", ".", "’", ", "]


def text(random: Random, most: int = 12) -> str:
    """Words of one script, with a few of others among them."""
    own = random.choice(list(SCRIPTS.values()))
    parts = []
    for _ in range(random.randint(0, most)):
        parts.append(random.choice(own if random.random() < 0.8 else WORDS))
        parts.append(random.choice(_BETWEEN))
    return "".join(parts)


def typed(random: Random, texts: list[str]) -> str:
    """What somebody types: a part of a text, perhaps in quotation marks or cut, or anything."""
    if random.random() < 0.25:
        return text(random, most=4)
    found = random.choice(texts)
    start = random.randint(0, len(found))
    part = found[start : start + random.randint(1, 12)]
    words = part.split()
    match random.randint(0, 6):
        case 0:
            return f'"{part}"'
        case 1:
            return f"{part}*"
        case 2 if words:
            return f"{random.choice(words)}*"
        case 3 if words:
            return random.choice([str.upper, str.lower, str.title])(random.choice(words))
        case 4 if words:
            return " ".join(random.sample(words, len(words)))
    return part


def texts() -> st.SearchStrategy[str]:
    """Texts of these words, or any characters."""
    return st.one_of(st.integers(0, 2**32).map(lambda seed: text(Random(seed))), st.text())
