"""Armenian words in other letters: look-alikes among Armenian ones, Latin and Cyrillic typing."""

import re

ARMENIAN_LETTER = "[\u0531-\u0556\u0561-\u0587]"
FOREIGN_LETTER = "[A-Za-z\u0400-\u04ff]"
MIXED_WORD = re.compile(
    rf"(?=\w*{ARMENIAN_LETTER})(?=\w*{FOREIGN_LETTER})[^\W_]+"
)
#: An ending as it is written after an abbreviation or a number: ՀՀՏԶ-ի, 2026-ին, PDF-ները, 12-րդ.
ATTACHED_ENDING = "(?:(?:ներ|եր)?(?:ից|ի|ով|ում|ու)?[նը]?|րդ)"
FOREIGN_WITH_ENDING = re.compile(f"([A-Za-z0-9]{{2,}}){ATTACHED_ENDING}$")

#: What looks like an Armenian letter, of either case.
LOOK_ALIKES = {
    **dict(zip("oOuUSnhgqjpLw", "օՕսՍՏոհցզյքԼա", strict=True)),
    **dict(zip("оОпшһЅ", "օՕոահՏ", strict=True)),
}
CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh sh"
        "  y  e yu ya".split(" "),
        strict=True,
    )
)
#: Latin spellings of one Armenian letter, of all the schemes in use, the longest first.
SPELLINGS = {
    "utyun": "ություն",
    "utyan": "ության",
    "utyamb": "ությամբ",
    "tch": "չ",
    "dzh": "ջ",
    "kh": "խ",
    "gh": "ղ",
    "zh": "ժ",
    "ch": "չ",
    "sh": "շ",
    "th": "թ",
    "ph": "փ",
    "dz": "ձ",
    "dj": "ջ",
    "ts": "ց",
    "tz": "ց",
    "ou": "ու",
    "u": "ու",
    **dict(zip("abcdefghijklm", "աբցդեֆգհիջկլմ", strict=True)),
    **dict(zip("nopqrstvwxyz", "նոպքրստվվխյզ", strict=True)),
}
SPELLING = re.compile("|".join(SPELLINGS))
INITIAL_GLIDE = re.compile("^(?:y(?=e)|v(?=o))")

#: the keys of one keyboard as the Latin and as the Russian layout name them
LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
RUSSIAN_KEYS = "йцукенгшщзхъфывапролджэячсмитьбю"
TO_LATIN_KEYS = str.maketrans(RUSSIAN_KEYS, LATIN_KEYS)
TO_RUSSIAN_KEYS = str.maketrans(LATIN_KEYS, RUSSIAN_KEYS)

#: How each Armenian letter sounds to those who spell by ear; letters that are mixed up are one.
SOUNDS = {
    **dict(zip("աբգդեզէթժիլխկհղմյ", "abgdezetjilxkhxmi", strict=True)),
    **dict(zip("նոպջռսվտրցւփքօֆծ", "nopjrsvtrcvpkofc", strict=True)),
    "ը": "",
    "ձ": "dz",
    "ճ": "ch",
    "շ": "sh",
    "չ": "ch",
}
#: The same to Western ears, where բ is heard as պ, and in Russian, which writes ղ as г.
BROAD = str.maketrans(
    {"b": "p", "g": "k", "d": "t", "z": "s", "c": "ts", "j": "ch", "x": "k"}
)


def is_armenian(word: str) -> bool:
    return re.search(ARMENIAN_LETTER, word) is not None


def is_foreign(word: str) -> bool:
    return re.search(FOREIGN_LETTER, word) is not None


def in_armenian_letters(word: str) -> str:
    """A word in Latin or Cyrillic letters as an Armenian one: hamaynq, Гюмри."""
    latin = "".join(CYRILLIC.get(letter, letter) for letter in word.lower())
    latin = INITIAL_GLIDE.sub("", latin)
    return SPELLING.sub(lambda match: SPELLINGS[match[0]], latin)


def in_other_layout(word: str) -> str:
    """What the same keys write in the other layout: пфмфк is gavar, hfplfy is раздан; else ""."""
    typed = word.lower()
    if typed and not set(typed) - set(RUSSIAN_KEYS):
        return typed.translate(TO_LATIN_KEYS)
    if typed and not set(typed) - set(LATIN_KEYS):
        return typed.translate(TO_RUSSIAN_KEYS)
    return ""


def _in_one_script(match: re.Match[str]) -> str:
    word = match[0]
    if abbreviation := FOREIGN_WITH_ENDING.match(word):
        return abbreviation[1]
    looks = "".join(LOOK_ALIKES.get(letter, letter) for letter in word)
    return re.sub(
        f"{FOREIGN_LETTER}+",
        lambda foreign: in_armenian_letters(foreign[0]),
        looks,
    )


def mend_mixed_words(text: str) -> str:
    """The text with each word in one script: what is foreign in an Armenian word is put right."""
    return MIXED_WORD.sub(_in_one_script, text)


def _without_doubles(text: str) -> str:
    return re.sub(r"(.)\1+", r"\1", text)


def spell_sound(stem: str) -> str:
    """How a stem in Armenian letters sounds, in Latin ones: the same for գավառ, Gawar and Гавар."""
    heard = stem.replace("ու", "u")
    heard = "".join(SOUNDS.get(letter, letter) for letter in heard)
    # stems keep ի and ին only where our list of words knows them
    return re.sub("(?<=...)in?$", "", _without_doubles(heard))


def broaden_sound(sound: str) -> str:
    """The sound with voiced and voiceless as one, and with no h before a consonant: the same for
    Gavar and Kavar, for Hrazdan and Раздан.
    """
    broad = _without_doubles(sound.translate(BROAD))
    return re.sub("^h(?=[^aeiou])", "", broad)
