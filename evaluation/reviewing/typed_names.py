"""Names of people in what somebody typed: told from offices and from ordinary words."""

import re
from collections.abc import Iterator

from core.language import armenian
from core.language.search_words import read_question

#: an answer of so many words is a name with or without capital letters
SHORT_ANSWER = 4
#: words of personal answers that are nobody's names
OFFICES = (
    "համայնքի ղեկավար տեղակալ քաղաքապետ գյուղապետ վարչական շրջանի թաղապետ ավագանու անդամ"
    " աշխատակազմի քարտուղար բաժնի վարչության պետ մասնագետ առաջատար գլխավոր ավագ առաջին"
    " երկրորդ խորհրդական օգնական պատասխանատու անձ կոնտակտային կապի համակարգող ծրագրերի"
    " զարգացման ֆինանսական քաղաքաշինության էներգետիկայի ճարտարապետ ինժեներ իրավաբան"
    " հաշվապահ տնօրեն նախագահ պարոն տիկին օրիորդ հեռախոս էլ փոստ հասցե փողոց տուն շենք"
    " բնակարան անուն ազգանուն պաշտոն այո ոչ և տեր"
    " mayor deputy head chief vice first second acting council member secretary staff"
    " administration department division unit office specialist leading senior junior main"
    " adviser advisor assistant responsible contact person coordinator manager project"
    " programme program development finance financial energy urban planning architect"
    " engineer lawyer accountant director president chair name surname position phone"
    " telephone mobile email mail address street building mr mrs ms miss dr prof the of and"
    " for in at to is our ter yes no he she they we"
)
#: not վարչության; and in ian with a capital letter alone: pedestrian is nobody
FAMILY_NAME = re.compile(
    "(?i:(?<!ութ)յան[ցի]?(?:ի|ը|ն|ից|ով)?$|yan(?:ts)?$)|^[A-Z].*(?:ian|IAN)$"
)
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
WORD = re.compile(r"[^\W\d_]+(?:[՛՜՞'’ʼ][^\W\d_]+)*")
#: what may stand between the words of one name
BETWEEN_NAMES = re.compile(r"[\s.\-–]{1,3}")


def _office_stems() -> frozenset[str]:
    return frozenset(map(armenian.stem, OFFICES.split()))


OFFICE_STEMS = _office_stems()


def may_name_somebody(word: str) -> bool:
    """More than the kind of a place or of an office."""
    return (
        armenian.stem(word) not in OFFICE_STEMS
        and read_question(word).names != ()
    )


def _runs_of_capitals(text: str) -> Iterator[list[str]]:
    """Words with a capital letter that stand side by side."""
    run: list[str] = []
    end = 0
    for match in WORD.finditer(text):
        is_next = BETWEEN_NAMES.fullmatch(text[end : match.start()])
        if run and not (is_next and match[0][0].isupper()):
            yield run
            run = []
        if match[0][0].isupper():
            run.append(match[0])
        end = match.end()
    if run:
        yield run


def typed_names(text: str, *, is_short: bool) -> set[str]:
    """Words of a typed answer that name somebody: two with a capital letter side by side, a family
    name in any letters; of a few words each that is not of an office.
    """
    text = ADDRESS.sub(" ", text)
    words = WORD.findall(text)
    found = {word for word in words if FAMILY_NAME.search(word)}
    is_few = is_short and len(words) <= SHORT_ANSWER
    if is_few and not any(word[0].isupper() for word in words):
        found.update(words)
    for run in _runs_of_capitals(text):
        if is_few or len(run) > 1:
            found.update(run)
    return {word for word in found if len(word) > 2 and may_name_somebody(word)}
