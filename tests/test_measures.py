"""Each house rule sees a planted fault, and says nothing of a clean house."""

import pytest

from tools import measures
from tools.house import (
    cycles,
    homonyms,
    imports,
    packages,
    sizes,
    source,
    spoken,
    staircase,
)

CLEAN = {
    "core/__init__.py": "",
    "core/hashing.py": '"""Hashes."""\n\n\ndef digest(text):\n    return hash(text)\n',
    "core/templatetags/plain.py": "from core.hashing import digest\n",
    "content/models.py": "class Page:\n    pass\n",
    "content/views.py": "def page(request):\n    return None\n",
    "communities/models/community.py": 'class Community:\n    owner = "content.Page"\n',
    "communities/register/reading.py": "from ..models import community\n",
    "calls/urls.py": (
        "from calls import views\n\n"
        'app_name = "calls"\n'
        'urlpatterns = [path("", views.CallDetail.as_view(), name="detail")]\n'
    ),
    "calls/views.py": 'TEMPLATE = "calls/call_detail.html"\nHERE = "calls:detail"\n',
    "applications/rules.py": "from calls import views\n",
    "applications/models/draft.py": "from applications import rules\n",
    "applications/drafts/saving.py": "from applications.models.draft import rules\n",
    "applications/office/board.py": "from applications.drafts import saving\n",
    "applications/views/office.py": "from applications.office import board\n",
    "applications/urls.py": "from applications.views import office\n",
    "portal/urls.py": (
        "from content import views\n\n"
        'urlpatterns = [path("<slug>/", views.page, name="page"), path("", home, name="home")]\n'
    ),
    "portal/settings.py": 'HEADERS = "calls.views.HERE"\n',
    "templates/base.html": '<a href="{% url "calls:detail" %}">Calls</a>\n',
    "templates/calls/call_detail.html": '{% extends "base.html" %}\n',
    "templates/office/board.html": '{% extends "base.html" %}\n',
    "templates/mail/receipt.txt": "A long sentence of a letter. " * 9 + "\n",
    "static/css/base.css": ".a {\n  color: red;\n}\n",
    "static/js/vendor/dense.js": "x" * 500 + "\n",
}


def write(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


@pytest.fixture
def house(tmp_path):
    write(tmp_path, CLEAN)
    return tmp_path


@pytest.fixture
def plant(house):
    """Write a faulty file into the clean house; `plant(name, text)` answers with the house."""

    def planted(name, text):
        write(house, {name: text})
        return house

    return planted


def test_a_clean_house_has_nothing_to_say(house):
    over = [
        (measure.name, measure.places)
        for measure in measures.measures(house)
        if measure.is_over
    ]
    assert over == []


def upward(house):
    return [
        str(finding) for finding in staircase.upward(staircase.arrows(house))
    ]


UPWARD = [
    (
        "core/up.py",
        "import content.models\n",
        "core → content: imports content.models",
    ),
    (
        "core/up.py",
        "from calls import views\n",
        "core → calls: imports calls.views",
    ),
    (
        "content/up.py",
        "from portal.settings import HEADERS\n",
        "content → portal: imports portal.settings",
    ),
    (
        "calls/up.py",
        "from news.models import Article\n",
        "calls → news: imports news.models",
    ),
    (
        "library/up.py",
        "import calls.views\n",
        "library → calls: imports calls.views",
    ),
    (
        "applications/up.py",
        "import news.models\n",
        "applications → news: imports news.models",
    ),
    (
        "content/up.py",
        'ForeignKey("calls.Call")\n',
        "content → calls: names 'calls.Call'",
    ),
    (
        "content/up.py",
        'load("calls.views.HERE")\n',
        "content → calls: names 'calls.views.HERE'",
    ),
    (
        "content/up.py",
        'apps.get_model("calls", "Call")\n',
        "content → calls: names 'calls'",
    ),
    (
        "content/up.py",
        'x(app_label="calls")\n',
        "content → calls: names 'calls'",
    ),
    (
        "content/up.py",
        'reverse("calls:detail")\n',
        "content → calls: names 'calls:detail'",
    ),
    (
        "content/up.py",
        'reverse(f"calls:{name}")\n',
        "content → calls: names 'calls:'",
    ),
    (
        "content/up.py",
        'LINKS = ["calls:detail"]\n',
        "content → calls: names 'calls:detail'",
    ),
    ("content/up.py", 'redirect("home")\n', "content → portal: names 'home'"),
    ("core/up.py", 'redirect("page")\n', "core → content: names 'page'"),
    (
        "core/up.py",
        'reverse("admin:content_page_change")\n',
        "core → content: names 'admin:content_page_change'",
    ),
    (
        "core/up.py",
        'SQL = "DELETE FROM content_page"\n',
        "core → content: names 'DELETE FROM content_page'",
    ),
    (
        "calls/up.py",
        'render(request, "office/board.html")\n',
        "calls → applications: names 'office/board.html'",
    ),
]


@pytest.mark.parametrize(
    "name, text, said", UPWARD, ids=[text.strip() for _, text, _ in UPWARD]
)
def test_an_arrow_up_the_staircase_is_seen(
    plant,
    name,
    text,
    said,
):
    assert f"{name}:1: {said}" in upward(plant(name, text))


def test_a_template_that_includes_one_from_above_is_seen(plant):
    house = plant(
        "templates/components/up.html",
        '\n{% include "calls/call_detail.html" %}\n',
    )
    said = "core → calls: names 'calls/call_detail.html'"
    assert upward(house) == [f"templates/components/up.html:2: {said}"]


def test_a_template_that_loads_tags_from_above_is_seen(plant):
    plant("calls/templatetags/facts.py", "")
    house = plant("templates/components/up.html", "{% load i18n facts %}\n")
    assert upward(house) == [
        "templates/components/up.html:1: core → calls: names 'facts'"
    ]


@pytest.mark.parametrize(
    "text",
    [
        '"""Read calls.models.Call first."""\n',
        'FILE = "calls.json"\n',
        'path("calls/feed/", feed)\n',
        'WORDS = "portal: the roof"\n',
        'reverse("account_login")\n',
    ],
)
def test_prose_files_and_paths_are_no_arrows(plant, text):
    assert upward(plant("core/words.py", text)) == []


def test_migrations_are_left_out(plant):
    assert (
        upward(plant("core/migrations/0001_initial.py", "import calls.views\n"))
        == []
    )


def test_two_rooms_that_know_each_other_are_a_circular_pair(plant):
    house = plant("calls/up.py", 'MODEL = "applications.Draft"\n')
    assert staircase.circular_pairs(staircase.arrows(house)) == [
        ("applications", "calls")
    ]


@pytest.mark.parametrize(
    "name, text, said",
    [
        (
            "applications/rules.py",
            "from applications.drafts import saving\n",
            "base → drafts",
        ),
        (
            "applications/drafts/up.py",
            "from applications.office.board import x\n",
            "drafts → office",
        ),
        (
            "applications/drafts/up.py",
            "from ..views import office\n",
            "drafts → views",
        ),
        (
            "applications/views/up.py",
            "from applications import urls\n",
            "views → entrance",
        ),
        (
            "applications/extra/up.py",
            "from applications import rules\n",
            "extra → base",
        ),
    ],
)
def test_a_climb_inside_applications_is_seen(
    plant,
    name,
    text,
    said,
):
    found = packages.upward_in_applications(plant(name, text))
    assert [
        (finding.file, finding.what.split(":")[0]) for finding in found
    ] == [(name, said)]


def test_packages_in_a_circle_are_seen(plant):
    house = plant(
        "communities/models/up.py", "from communities.register import reading\n"
    )
    assert packages.package_circles(house, "communities") == [
        ("models", "register")
    ]


def test_a_circle_through_a_third_package_is_seen(plant):
    plant(
        "communities/models/up.py", "from communities.covenant import duties\n"
    )
    house = plant(
        "communities/covenant/duties.py",
        "from communities.register import reading\n",
    )
    assert packages.package_circles(house, "communities") == [
        ("covenant", "models", "register")
    ]


def test_modules_in_a_circle_are_seen(plant):
    plant("core/one.py", "from core import two\n")
    house = plant("core/two.py", "from .one import something\n")
    assert cycles.module_circles(house) == [("core.one", "core.two")]


def test_what_only_types_need_is_no_circle(plant):
    plant("core/one.py", "if TYPE_CHECKING:\n    from core import two\n")
    house = plant("core/two.py", "from .one import something\n")
    assert cycles.module_circles(house) == []


@pytest.mark.parametrize(
    "line", ["f\"{_('Lot')} 1\"", "f\"{gettext('Lot') + 'x'}\""]
)
def test_words_hidden_in_an_fstring_are_seen(plant, line):
    house = plant("core/late.py", f"def f():\n    return {line}\n")
    found = spoken.words_in_fstrings(house)
    assert [tuple(hidden) for hidden in found] == [("core/late.py", 2)]


def test_an_import_inside_a_function_is_seen(plant):
    house = plant(
        "core/late.py", "class A:\n    def f(self):\n        import json\n"
    )
    assert [finding[:2] for finding in imports.imports_in_functions(house)] == [
        ("core/late.py", 3)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "from core.templatetags.plain import digest\n",
        "from core.templatetags import plain\n",
        "from .templatetags import plain as tags\n",
        "import core.templatetags.plain\n",
        "from django.templatetags.static import static\n",
    ],
)
def test_code_that_imports_template_tags_is_seen(plant, text):
    found = imports.imports_of_template_tags(plant("core/rules.py", text))
    assert [finding.file for finding in found] == ["core/rules.py"]


@pytest.mark.parametrize(
    "comment", ["# fmt: skip", "# noqa: E1  # fmt: skip", "# fmt: off"]
)
@pytest.mark.parametrize("folder", ["core", "tests", "tools", "bench"])
def test_a_line_without_its_formatter_is_seen(plant, folder, comment):
    found = sizes.unformatted(plant(f"{folder}/odd.py", f"A = 1  {comment}\n"))
    assert [finding[:2] for finding in found] == [(f"{folder}/odd.py", 1)]


@pytest.mark.parametrize(
    "name, width",
    [
        ("core/wide.py", 100),
        ("tests/test_wide.py", 100),
        ("templates/calls/wide.html", 120),
        ("static/css/wide.css", 120),
        ("static/js/wide.js", 120),
    ],
)
def test_a_line_over_its_limit_is_seen(plant, name, width):
    assert sizes.wide_lines(plant(name, "#" * width + "\n")) == []
    found = sizes.wide_lines(plant(name, "#\n" + "#" * (width + 1) + "\n"))
    assert [finding[:2] for finding in found] == [(name, 2)]


def lines(count):
    return "".join(f"    x{number} = {number}\n" for number in range(count))


def test_a_long_function_is_seen(plant):
    assert (
        sizes.long_functions(plant("core/long.py", "def f():\n" + lines(39)))
        == []
    )
    found = sizes.long_functions(
        plant("core/long.py", "def f():\n" + lines(40))
    )
    assert [finding.what for finding in found] == ["f: 41 lines, at most 40"]


def test_a_long_module_is_seen(plant):
    assert sizes.long_modules(plant("core/long.py", "A = 1\n" * 400)) == []
    assert len(sizes.long_modules(plant("core/long.py", "A = 1\n" * 401))) == 1


def test_a_long_template_is_seen(plant):
    assert (
        sizes.long_templates(plant("templates/calls/long.html", "<p>\n" * 150))
        == []
    )
    assert (
        len(
            sizes.long_templates(
                plant("templates/calls/long.html", "<p>\n" * 151)
            )
        )
        == 1
    )


def test_p95_is_what_95_of_100_do_not_exceed():
    assert sizes.p95(range(1, 101)) == 95
    assert sizes.p95([3]) == 3
    assert sizes.p95([]) == 0


def test_tokens_are_counted_on_the_lines_where_they_begin(tmp_path):
    text = '"""Two\nlines."""\n\n# a comment\nA = [\n    1,\n]\n'
    write(tmp_path, {"core/few.py": text})
    assert sizes.tokens_per_line(tmp_path) == pytest.approx((1 + 3 + 2 + 1) / 4)


def test_a_name_in_two_modules_is_seen(plant):
    house = plant("content/hashing.py", "def digest(page):\n    return page\n")
    assert homonyms.homonyms(house) == {
        "digest": ["core.hashing", "content.hashing"]
    }


def test_a_view_may_be_named_as_its_verb(plant):
    plant(
        "applications/submissions/lifecycle.py",
        "def withdraw(application):\n    pass\n",
    )
    house = plant(
        "applications/views/applicant.py", "def withdraw(request):\n    pass\n"
    )
    assert homonyms.homonyms(house) == {}


def test_two_views_of_a_room_may_not_share_a_name(plant):
    plant("applications/views/files.py", "def file(request):\n    pass\n")
    house = plant(
        "applications/views/office.py", "def file(request):\n    pass\n"
    )
    assert set(homonyms.homonyms(house)) == {"file"}


def test_rooms_that_do_not_exist_yet_are_missed_by_nobody(house):
    rooms = {module.room for module in source.modules(house)}
    assert rooms == {
        "core",
        "content",
        "communities",
        "calls",
        "applications",
        "portal",
    }


def test_the_table_names_what_is_over(plant, monkeypatch, capsys):
    monkeypatch.setattr(
        measures, "ROOT", plant("core/odd.py", "A = 1  # fmt: skip\n")
    )
    assert measures.main(["--places"]) == 1
    said = capsys.readouterr().out
    assert "fmt: skip                              1       0  over\n" in said
    assert "core/odd.py:1: # fmt: skip" in said


def test_the_table_of_a_clean_house_ends_well(house, monkeypatch, capsys):
    monkeypatch.setattr(measures, "ROOT", house)
    assert measures.main([]) == 0
    assert "over\n" not in capsys.readouterr().out
