"""The forms of one word: endings that the search takes off, on folded text.

Light on purpose. A stem may look odd; it must be the same for every case form of one word, differ
from that of another word, and be its own stem.
"""

import re

VOWELS = "աեէըիոօ"
CONSONANT = f"[^{VOWELS}\\W]"
#: Noun endings, longest first, taken off one by one: (ending, what stands in its place, the
#: shortest beginning that must be left).
ENDINGS = sorted(
    [
        ("ություն", "ութ", 2),
        ("ության", "ութ", 2),
        ("ությամբ", "ութ", 2),
        ("ներ", "", 2),
        ("եր", "", 2),
        ("ման", "ում", 4),  # ուսուցման, ուսուցում
        ("նան", "ուն", 2),  # գարնան, գարուն
        ("ում", "", 3),
        ("ից", "", 2),
        ("ուց", "", 4),
        ("ով", "", 2),
        ("ոջ", "", 3),
        ("ի", "", 2),
        ("ու", "", 3),
        ("ը", "", 2),
    ],
    key=lambda ending: -len(ending[0]),
)
#: օրվա, տարվա, շաբաթվա
OF_TIME = re.compile(f"(?<=.{CONSONANT})վա$")
#: համայնքը, but before a vowel համայնքն: the article is ն after a consonant too, never after յ
ARTICLE_AFTER_CONSONANT = re.compile(f"(?<=..[^{VOWELS}ւյ\\W])ն$")
#: Սևան and Սևանն become one; a short word in ուն keeps it: կայուն, գարուն, Մարտունի
ARTICLE_AFTER_VOWEL = re.compile(f"(?<=..[{VOWELS}])ն$|(?<=.....ու)ն$")
GLIDE_AFTER_VOWEL = re.compile("(?<=..[աո])յ$")
#: In the last syllable ի and ու fall away when an ending is added: ծրագիր, ծրագրեր.
FALLING_VOWEL = re.compile(f"(?<={CONSONANT})(?:ի|ույ|ու)(?={CONSONANT}+$)")

#: Where the vowel stays: կայուն, անուն (but տուն, տներ); հիմնում; ութ, which is short for ություն.
STAYING_VOWEL = re.compile(f"[{VOWELS}].*ուն$|նում$|ութ$")

#: Words whose own end looks like an ending. Each stays as it is, and its forms lead to it.
WHOLE = frozenset(
    # places of the register in ի (of Լոռի: Լոռու) and in ն
    "ալավերդի անի արենի արզնի գառնի գյումրի լոռի մարտունի մեղրի նաիրի վեդի"
    " արագածոտն դվին թալին հաճն"
    " առու գինի երկու լեզու կատու մասին".split()
)
#: Nouns in կից; in other words ից is the ablative: նպատակից, բանկից.
NOUNS_IN_KITS = re.compile(
    "(?:^|աշխատա|մասնա|աջա|գործա|դաշնա|զրուցա|կողա|հաղորդա|ընկերա|մեղսա|խորհրդա"
    "|ժամանակա|սահմանա|բախտա|գաղափարա|կարե|ուղե|համա|խաղա|ծնողա)կից$"
)
#: Nouns in ին that lose the ի: բաժնի, մարմնում, Էջմիածնից.
NOUNS_IN_IN = re.compile("(բաժ|մարմ|լուս|էջմիած|ածխած|թթված|ջրած)(?:ին|ն)$")
#: Nouns that change more than their end.
IRREGULAR = {
    "ամռան": "ամառ",
    "ձմռան": "ձմեռ",
    "անվան": "անուն",
    "լեզվ": "լեզու",
    "տան": "տուն",
    "սյան": "սյուն",
    "ձյան": "ձյուն",
    "արյան": "արյուն",
    "մահվան": "մահ",
    "կանանց": "կին",
    "մարդկանց": "մարդ",
}

#: The orthography before 1922, which the Diaspora writes: միութիւն, Աբովեան, Գաւառ, սէր, Վանաձօր.
REFORMED = [
    (re.compile(f"իւ(?={CONSONANT})"), "յու"),
    (re.compile("(?<=[իաե])ւ"), "վ"),
    (re.compile(f"(?<={CONSONANT})եա"), "յա"),
    (re.compile("(?<=.)օ"), "ո"),
    (re.compile("(?<=.)է"), "ե"),
]

#: English words in s that are no plurals
NO_PLURAL = re.compile(r"(?:ss|us|is|^news|^series|^species)$")
PLURALS = [
    (re.compile(r"(?<=..)ies$"), "y"),
    (re.compile(r"(?<=ss|sh|ch)es$|(?<=[xz])es$|(?<=...o)es$"), ""),
    (re.compile(r"(?<=...)s$|(?<=\d)s$"), ""),
]


def reform_spelling(word: str) -> str:
    for pattern, modern in REFORMED:
        word = pattern.sub(modern, word)
    return word


def _is_whole(word: str) -> bool:
    return (
        word in WHOLE
        or NOUNS_IN_KITS.search(word) is not None
        or (word.endswith("ին") and NOUNS_IN_IN.search(word) is not None)
    )


def _known_word(beginning: str) -> str:
    """The whole word whose form begins so; "" when we know none."""
    if beginning in WHOLE:
        return beginning
    nominative = NOUNS_IN_IN.sub(r"\1ին", beginning)
    return nominative if _is_whole(nominative) else ""


def _known_word_in_i(beginning: str, ending: str) -> str:
    """The whole word in ի that has ու before this ending: Լոռու, Անուց."""
    is_known = ending.startswith("ու") and beginning + "ի" in WHOLE
    return beginning + "ի" if is_known else ""


def _without_ending(word: str) -> str:
    for ending, instead, shortest in ENDINGS:
        beginning = word.removesuffix(ending)
        if beginning == word:
            continue
        known = _known_word(beginning) or _known_word_in_i(beginning, ending)
        if known and (len(beginning) >= shortest or ending in ("ու", "ուց")):
            return known
        # the ն of հայտնի is no article: none stands before an ending
        is_article = ARTICLE_AFTER_CONSONANT.search(beginning)
        if len(beginning) >= shortest and (instead or not is_article):
            return beginning + instead
    return word


def _without_article(word: str) -> str:
    if word.removesuffix("ն") in WHOLE:
        return word.removesuffix("ն")
    beginning = word.removesuffix("ուն")
    if 2 < len(beginning) < len(word) and beginning + "ի" in WHOLE:
        return beginning + "ի"
    shorter = ARTICLE_AFTER_CONSONANT.sub("", word)
    return ARTICLE_AFTER_VOWEL.sub("", word) if shorter == word else shorter


def _one_ending_less(word: str) -> str:
    """The word without its last ending, article or glide; the word itself when it has none."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    for shorten in (_without_ending, _without_article):
        if _is_whole(word):
            return word
        if (shorter := shorten(word)) != word:
            return shorter
    return OF_TIME.sub("", GLIDE_AFTER_VOWEL.sub("", word))


def _without_falling_vowel(word: str) -> str:
    if STAYING_VOWEL.search(word) or word in WHOLE or NOUNS_IN_IN.search(word):
        return word
    return FALLING_VOWEL.sub("", word)


def armenian_stem(word: str) -> str:
    """The common part of all case forms of one noun."""
    before = None
    while word != before:
        before = word
        word = _one_ending_less(reform_spelling(word))
        if word == before:
            word = _without_falling_vowel(word)
    return word


def english_stem(word: str) -> str:
    """The singular: mayors, inventories, addresses."""
    if NO_PLURAL.search(word):
        return word
    for pattern, instead in PLURALS:
        if (singular := pattern.sub(instead, word)) != word:
            return singular
    return word
