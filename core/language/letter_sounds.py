"""How each sound of Armenian is spelled in its own letters, in Latin and in Cyrillic ones."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from core.language import letters

#: Armenian spellings; Latin; Cyrillic; those that only a long name is looked for by. Of each sound
#: the key is the first spelling. "-" is none.
SOUNDS_IN_LETTERS = """
ա; a; а; -
բ; b; б; -
գ; g; г; -
դ; d; д; -
ե,է; e; е,э; ie
զ; z; з; -
ը; y,e; ы,э; u
թ; th,t',t; т; -
ժ; zh,j; ж; z
ի; i; и; y,ee
լ; l; л; ll
խ; kh,x; х; h,ch
ծ; ts,tz,c; ц,тс; dz
կ; k; к; -
հ; h; х,г; -
ձ; dz; дз; tz
ղ; gh; г,х; g,x
ճ; ch,tch,dj; ч,дж; j,c
մ; m; м; -
յ; y,i; и; j,h
ն; n; н; nn
շ; sh; ш; s
ո,օ; o; о; -
չ; ch',ch,tch; ч; c
պ; p; п; -
ջ; j,dj,dzh; дж,ж; -
ռ; r,rr; р; ր
ս; s; с; ss
վ,ւ; v,w; в; f
տ; t; т; -
ր; r; р; rr,ռ
ց; ts',ts,tz,c',c; ц,тс; s
փ; ph,p',p; п; -
ք; k',k,q,kh; к; -
ֆ; f,ph; ф; -
ու; u,ou; у; oo
յա,եա; ya,ia; я,иа,ья; ja,ea
յու,իւ; yu,iu; ю,ью; ju,u
յե,յէ; ye,e; ие,е,ье; ie
իա,իյա; ia,iya; иа,ия; ea
^ե,է; e,ye; е,э; ie
^ո,օ; o,vo; о,во; -
"""
#: what a Latin spelling may stand for
LATIN_SPELLINGS = {
    "tch": ("չ", "ճ"),
    "kh": ("խ", "ք"),
    "gh": ("ղ",),
    "zh": ("ժ",),
    "ch": ("չ", "ճ"),
    "sh": ("շ",),
    "th": ("թ",),
    "ph": ("փ", "ֆ"),
    "dz": ("ձ", "ծ"),
    "dj": ("ջ", "ճ"),
    "ts": ("ց", "ծ"),
    "tz": ("ց", "ծ"),
    "ou": ("ու",),
    "ya": ("յա", "իա"),
    "ia": ("յա", "իա"),
    "yu": ("յու",),
    "ye": ("յե", "ե"),
    "c": ("ց", "ծ", "կ", "ք"),
    "e": ("ե", "ը"),
    "j": ("ջ", "ժ", "ճ"),
    "k": ("կ", "ք"),
    "p": ("պ", "փ"),
    "r": ("ր", "ռ"),
    "t": ("տ", "թ"),
    "u": ("ու",),
    "w": ("վ",),
    "x": ("խ", "ղ"),
    "y": ("յ", "ը", "ի"),
    **{
        letter: (sound,)
        for letter, sound in zip("abdfgh", "աբդֆգհ", strict=True)
    },
    **{
        letter: (sound,)
        for letter, sound in zip("ilmnoqsvz", "իլմնոքսվզ", strict=True)
    },
}
ARMENIAN_SOUND = re.compile("^[եո]|ու|յա|եա|յու|յե|իա|.")
LATIN_SOUND = re.compile("|".join([*LATIN_SPELLINGS, "."]))

APOSTROPHE, APOSTROPHES = "'", "['’‘ʼ]"


def _listed(cell: str) -> list[str]:
    return [] if cell.strip() == "-" else cell.strip().split(",")


def _read_sounds() -> dict[str, tuple[list[str], list[str]]]:
    """Sound → (its spellings, those of long names besides)."""
    sounds = {}
    for line in SOUNDS_IN_LETTERS.strip().splitlines():
        armenian, latin, cyrillic, loose = line.split(";")
        key = armenian.split(",")[0]
        spellings = _listed(armenian.removeprefix("^"))
        spellings += _listed(latin) + _listed(cyrillic)
        sounds[key] = spellings, _listed(loose)
    return sounds


SOUNDS = _read_sounds()


@dataclass(frozen=True)
class Spellings:
    """Which spellings of each sound are looked for."""

    has_loose: bool
    has_armenian: bool


def _candidates(word: str) -> list[tuple[str, ...]]:
    """Of each sound of a folded word, what it may be in Armenian."""
    word = word.replace("եւ", "եվ")
    if letters.is_armenian(word):
        found = ARMENIAN_SOUND.findall(word)
        return [
            ("^" + sound,) if place == 0 and sound in ("ե", "ո") else (sound,)
            for place, sound in enumerate(found)
        ]
    latin = "".join(letters.CYRILLIC.get(letter, letter) for letter in word)
    return [
        LATIN_SPELLINGS.get(sound, (sound,))
        for sound in LATIN_SOUND.findall(latin)
    ]


def _sound_expression(candidates: Iterable[str], kind: Spellings) -> str:
    spellings: list[str] = []
    for sound in candidates:
        strict, loose = SOUNDS.get(sound, ([re.escape(sound)], []))
        spellings += [*strict, *(loose if kind.has_loose else [])]
    if not kind.has_armenian:
        spellings = [one for one in spellings if not letters.is_armenian(one)]
    longest_first = sorted(dict.fromkeys(spellings), key=len, reverse=True)
    expression = "|".join(longest_first)
    return f"(?:{expression.replace(APOSTROPHE, APOSTROPHES)})"


def spelling_expression(word: str, kind: Spellings) -> str:
    """A folded word in any spelling; a double letter may be single."""
    expression, before = "", None
    for candidates in _candidates(word):
        if candidates == before:
            expression += "{1,2}"
            before = None
            continue
        expression += _sound_expression(candidates, kind)
        before = candidates
    return expression
