"""What is taken out of a text for reviewers without names, and what stays."""

import re

import pytest
from django.core.exceptions import ValidationError

from applications.drafts import saving
from applications.submissions import lifecycle
from calls.models import Form, FormSection, FormVersion, Question
from communities import seats
from communities.models import Community
from core.language.folded_letters import fold_letters, sign_places
from evaluation.errors import CONFLICT
from evaluation.models import Conflict
from evaluation.reviewing import assigning
from evaluation.reviewing.blinding import HIDDEN, NameHider
from evaluation.reviewing.typed_names import typed_names
from portal.privacy import copying, knowing
from tests import make
from tests.evaluation import staging

pytestmark = pytest.mark.django_db
CONTACT = "Հռիփսիմե Մանուկյան, գլխավոր մասնագետ, hripsime@town.example"
ARMENIAN_SENTENCES = """
Այգին ունի երկու հեկտար և հարյուր ծառ։
Փողոցային լուսավորությունը սպառում է շատ էներգիա։
Ճանապարհը վերանորոգվել է անցյալ տարի։
Բյուջեի մեծ մասը ծախսվում է ջեռուցման վրա։
Հին լամպերը կփոխարինվեն լուսադիոդայիններով։
Մեծամասնությունը կողմ է նոր այգուն։
Արագ աշխատանքը պահանջում է անիվներով տեխնիկա։
Ծրագիրն արագացնում է տանիքների ջերմամեկուսացումը։
Արագացումը պահանջում է լրացուցիչ միջոցներ։
Անհրաժեշտ է տնկել հարյուր հիսուն ծառ։
Բնակիչներն անում են դա ամեն գարուն։
Դպրոցի անունը պահպանվում է։
Անցումային շրջանում անիմաստ է ավելի շատ ծախսել։
Արևային վահանակները տեղադրվում են տանիքին։
Խմելու ջրի կորուստը մեծ է։
Աղբամանները դրվում են փողոցի երկու կողմում։
Հաշվարկը կատարել են անկախ մասնագետները։
Անիրական նպատակներ մենք չենք դնում։
Մեծ քաղաքների փորձն օգտակար է։
Լույսը վառվում է մայրամուտին։
Լողավազանի ջուրը տաքացվում է արևով։
Արագությունը սահմանափակված է մանկապարտեզի մոտ։
""".strip().splitlines()
ENGLISH_SENTENCES = """
The garden has two hectares and a hundred trees.
Street lighting takes most of the energy budget.
The road was repaired last year by any standard.
Lorries cannot enter the yard of the school.
Animals and anise grow in many orchards.
We categorise the costs by year.
A metering station measures the flow.
The mayor explained the story of the lorry park.
Glory to whoever plants a tree in an arid place.
The budget covers lamps, poles and cables.
Anticipated savings are forty percent.
An aging boiler heats the kindergarten.
Any resident may comment on the plan.
Materials arrive by lorry and by train.
The analysis shows annual demand.
Metal poles are replaced by concrete ones.
More meters are needed in the basement.
The panel area is nine hundred square metres.
Insulation of the roof comes first.
A ragged pavement is repaired again.
Aragonite is a mineral; arable land is scarce.
Anyone can use the lamp-lit path.
""".strip().splitlines()
#: of any name: nominative, ablative, who lives there
ENDINGS = ("", "ն", "ից", "ցի", "ցիներ", "ցիների", "ցիներին", "ցիական")


def a_form():
    form = Form.objects.create(slug="hiding", name="Form")
    version = FormVersion.objects.create(form=form, number=1)
    section = FormSection.objects.create(
        version=version, key="idea", order=1, title_hy="Գաղափար"
    )
    kinds = {"title": "short", "contact": "short", "note": "long"}
    for order, (key, kind) in enumerate(kinds.items(), start=1):
        Question.objects.create(
            section=section,
            key=key,
            type=kind,
            order=order,
            label_hy=key,
            label_en=key,
            is_required=False,
            is_seen_blind=key == "title",
            is_personal=key != "title",
        )
    return form, version


@pytest.fixture
def application():
    """Started by one person, who then left; submitted by another."""
    home = make.community(name_hy="Գավառ", name_en="Gavar", slug="home")
    first, second = (make.seat(home, "submitter") for _number in range(2))
    for seat, name in ((first, "Անի Վարդանյան"), (second, "Gor Simonyan")):
        seat.user.name = name
        seat.user.save()
    form, version = a_form()
    lot = staging.a_lot(is_blind=True, form=form)
    version.published_at = lot.opens_at
    version.save()
    draft = make.application(by=first.user, of=lot, filled=False)
    note = "Ծրագիրը գրել է Սաթենիկ Ղազարյանը։ Զանգեք՝ +374 (93) 12-34-56։"
    typed = {"title": "Այգի", "contact": CONTACT, "note": note}
    values = {key: (value, 0) for key, value in typed.items()}
    saving.save_answers(draft, values, by=first.user)
    draft.refresh_from_db()
    lifecycle.submit(draft, by=second.user)
    left = make.seat(home, "editor")
    left.user.name = "Լիա Մելքումյան"
    left.user.save()
    for seat in (first, second, left):
        seats.remove_seat(seat, by=make.staff("administrator"))
    draft.refresh_from_db()
    return draft


def hidden_for(application, name_hy, name_en):
    """A hider of the same application, as if of another community."""
    community = make.community(name_hy=name_hy, name_en=name_en)
    application.community = community
    return NameHider(application).hide


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Անի Վարդանյանի այգին", f"{HIDDEN} {HIDDEN} այգին"),
        ("Ani Vardanian", f"{HIDDEN} {HIDDEN}"),
        ("Անիի ու Գոռի ու Գորի", f"{HIDDEN} ու {HIDDEN} ու {HIDDEN}"),
        ("Gor's and Lia's yard", f"{HIDDEN}'s and {HIDDEN}'s yard"),
        ("Լիայից, ЛИА, Ани", f"{HIDDEN}, {HIDDEN}, {HIDDEN}"),
        ("Սիմոնյանը և Melkumyan", f"{HIDDEN} և {HIDDEN}"),
        ("a.vardanyan@mail.example", f"a.{HIDDEN}@mail.example"),
        ("anivardanyan2@mail.example", f"{HIDDEN}@mail.example"),
        ("անիվ, անիմաստ, անուն, անում", "անիվ, անիմաստ, անուն, անում"),
        ("animal, any, gory, liar", "animal, any, gory, liar"),
        ("գործ, գորգ, լիարժեք", "գործ, գորգ, լիարժեք"),
    ],
)
def test_people_with_a_hand_in_it_are_hidden(application, text, hidden):
    assert NameHider(application).hide(text) == hidden


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Հռիփսիմեն ասաց", f"{HIDDEN} ասաց"),
        ("HRIPSIME MANUKYAN", f"{HIDDEN} {HIDDEN}"),
        ("Sat'enik Ghazaryan", f"{HIDDEN} {HIDDEN}"),
        ("գլխավոր մասնագետ", "գլխավոր մասնագետ"),
        ("Ծրագիրը գրել ենք մենք։", "Ծրագիրը գրել ենք մենք։"),
        ("hripsime@town.example", HIDDEN),
        ("հեռ. 093 123456", f"հեռ. {HIDDEN}"),
    ],
)
def test_people_of_personal_answers_are_hidden(application, text, hidden):
    assert NameHider(application).hide(text) == hidden


def test_an_answer_that_was_taken_out_of_the_draft_is_known(application):
    application.answers.filter(key="contact").update(value="")
    assert NameHider(application).hide("Մանուկյան") == HIDDEN


@pytest.mark.parametrize(
    ("text", "is_short", "names"),
    [
        ("արամ սարգսյան", True, {"արամ", "սարգսյան"}),
        ("Mayor Aram Sargsyan", True, {"Aram", "Sargsyan"}),
        ("Գոռ, քաղաքապետ", True, {"Գոռ"}),
        ("Ա. Սարգսյան", True, {"Սարգսյան"}),
        ("Այգու տնօրենը նա է։ Ծառեր շատ կան։", False, set()),
        ("Վարչության pedestrian ծրագիրն է", False, set()),
        ("մեր sargsyan-ը", False, {"sargsyan"}),
        ("info@gavar.example", True, set()),
    ],
)
def test_names_are_told_from_offices(text, is_short, names):
    assert typed_names(text, is_short=is_short) == names


@pytest.mark.parametrize(
    "text",
    [
        "Ga\u0301var",
        "Ｇａｖａｒ",  # full width
        "Ga\u200evar",
        "Գա\u034fվառ",
        "Գա\u00adվա\u2060ռում",
        "Գավառո՞ւմ",
        "𝐆𝐚𝐯𝐚𝐫",
        "Gаvаr",  # with Cyrillic letters
        "Գաւառ",
        "Gawar",
        "Гаварский",
        "GAVARI",
        "gavar2026",
        "mygavar",
        "infogavar",
        "Գավառցիներին",
        "Gavar\u0301",
    ],
)
def test_no_writing_of_the_community_stays(application, text):
    assert NameHider(application).hide(f"«{text}»") == f"«{HIDDEN}»"


def test_names_in_addresses_are_hidden(application):
    hide = NameHider(application).hide
    text = "https://mygavar.am/ infogavar@mail.example gavar_garden"
    assert hide(text) == (
        f"https://{HIDDEN}.am/ {HIDDEN}@mail.example {HIDDEN}_garden"
    )


def test_a_text_without_names_stays_to_the_sign(application):
    text = "CO₂՝ ½ տ, և «ﬁ» Ⅳ\u200e։"
    assert NameHider(application).hide(text) == text


def test_of_each_folded_sign_the_place_is_known():
    text = "և\u0301Ｇﬁ"
    assert fold_letters(text) == "եւgfi"
    assert sign_places(text) == [0, 0, 2, 3, 3]


def forms_of(name):
    """Nominative, genitive, locative, ablative; who lives there, in plural and cases."""
    vowel = name[-1] in "աո"
    found = [
        name + ending for ending in ENDINGS if not (vowel and ending == "ից")
    ]
    found += [
        name + ("յի" if vowel else "ի"),
        name + ("յում" if vowel else "ում"),
    ]
    if name[-1] == "ի":
        found += [name[:-1] + "ու", name[:-1] + "եցի", name[:-1] + "եցիների"]
    return found


def test_every_community_of_the_register_is_hidden(application, register):
    left = []
    for community in Community.objects.exclude(slug="home"):
        application.community = community
        hide = NameHider(application).hide
        english = [community.name_en, f"{community.name_en}'s"]
        shouted = [community.name_en.upper(), community.name_hy.upper()]
        for text in [*forms_of(community.name_hy), *english, *shouted]:
            if re.sub(r"'s$", "", hide(text)).replace(HIDDEN, "").strip():
                left.append((community.slug, text))
    assert left == []


@pytest.mark.parametrize(
    ("name_hy", "name_en"),
    [
        ("Արագած", "Aragats"),
        ("Անի", "Ani"),
        ("Լոռի", "Lori"),
        ("Մեծամոր", "Metsamor"),
        ("Գորիս", "Goris"),
        ("Սպիտակ", "Spitak"),
    ],
)
def test_ordinary_sentences_lose_no_word(application, name_hy, name_en):
    hide = hidden_for(application, name_hy, name_en)
    sentences = ARMENIAN_SENTENCES + ENGLISH_SENTENCES
    assert hide(sentences) == sentences


@pytest.mark.parametrize(
    ("name_hy", "name_en", "texts"),
    [
        ("Գյումրի", "Gyumri", ["Գյումրեցի", "Գյումրիցի", "gyumretsi"]),
        ("Թալին", "Talin", ["Թալինցի", "թալինցիներից", "TALINTSI"]),
        ("Արենի", "Areni", ["Արենիցի", "Արենեցու", "Արենու"]),
        ("Մասիս", "Masis", ["Մասիսցի", "մասիսցիներին", "Massis"]),
        ("Անի", "Ani", ["Անիցի", "Անեցիներ", "Անիում", "Անիի"]),
        ("Էջմիածին", "Ejmiatsin", ["Էջմիածնում", "Էջմիածնեցի"]),
        ("Նոր Հաճն", "Nor Hachn", ["Նոր Հաճնի", "norhachn", "Հաճնում"]),
    ],
)
def test_inhabitants_and_cases_are_hidden(application, name_hy, name_en, texts):
    hide = hidden_for(application, name_hy, name_en)
    assert hide(texts) == [HIDDEN] * len(texts)


def test_half_of_a_name_that_many_places_share_stays(application):
    hide = hidden_for(application, "Նոր Հաճն", "Nor Hachn")
    assert hide("Նոր այգի, nor this") == "Նոր այգի, nor this"


@pytest.fixture
def blind():
    """An eligible application of a lot without names, and who brought it so far."""
    officer = make.staff("officer")
    (application,) = staging.eligible(staging.a_lot(is_blind=True), by=officer)
    return application, officer, staging.reviewer()


def test_who_is_tied_is_not_told_why_in_a_lot_without_names(blind):
    application, officer, reviewer = blind
    review = assigning.assign(
        application, reviewer, due_on=staging.due(), by=officer
    )
    make.seat(application.community, "viewer", reviewer)
    with pytest.raises(ValidationError) as refusal:
        assigning.declare_no_conflict(review, by=reviewer)
    assert refusal.value.messages == ["Դուք չեք կարող գնահատել այս հայտը։"]
    assert refusal.value.code == CONFLICT


def test_the_office_is_told_why_in_a_lot_without_names(blind):
    application, officer, reviewer = blind
    make.seat(application.community, "viewer", reviewer)
    with pytest.raises(ValidationError) as refusal:
        assigning.assign(
            application, reviewer, due_on=staging.due(), by=officer
        )
    (message,) = refusal.value.messages
    assert message != "Դուք չեք կարող գնահատել այս հայտը։"


def conflict_in_copy(person):
    """The row of the conflict as the copy of one's data gives it."""
    data = copying.known_as_data(knowing.person_of_account(person))
    (row,) = data["records"]["evaluation.Conflict"]["rows"]
    return row


def test_a_copy_does_not_tell_whose_the_application_was(blind):
    application, officer, reviewer = blind
    review = assigning.assign(
        application, reviewer, due_on=staging.due(), by=officer
    )
    assigning.declare_conflict(review, reason="Ճանաչեցի։", by=reviewer)
    row = conflict_in_copy(reviewer)
    assert row["community"] == "չի ներառվում․ հայտերն առանց անունների էին"
    assert row["reason"] == "Ճանաչեցի։"


def test_a_copy_names_the_community_of_a_lot_with_names():
    officer, reviewer = make.staff("officer"), staging.reviewer()
    (application,) = staging.eligible(staging.a_lot(), by=officer)
    review = assigning.assign(
        application, reviewer, due_on=staging.due(), by=officer
    )
    assigning.declare_conflict(review, reason="Քույրս։", by=reviewer)
    conflict = Conflict.objects.get()
    assert conflict_in_copy(reviewer)["community"] == conflict.community_id
