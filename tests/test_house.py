"""The house rules that a machine can hold: who knows whom, sizes, templates, names.

The rules themselves are in `tools/house/`, shared with `make measures`; that each sees a planted
fault is shown by `tests/test_measures.py`.
"""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from mailing.subjects import letter_kinds
from tools.house import (
    cycles,
    homonyms,
    imports,
    locks,
    packages,
    rooms,
    sizes,
    source,
    spoken,
    staircase,
)

ROOT = Path(__file__).parent.parent
ROOMS = [room for room in rooms.ROOMS if (ROOT / room).is_dir()]

#: one name in several modules, where it is the same idea for another kind: name → why
SAME_IDEA: dict[str, str] = {
    "build": "each part of the demonstration is built by its own module",
}


@pytest.fixture(scope="module")
def arrows():
    return staircase.arrows(ROOT)


def as_lines(found):
    return [str(finding) for finding in found]


def test_every_app_stands_on_the_staircase():
    apps = {path.parent.name for path in ROOT.glob("*/apps.py")}
    packages_of_ours = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert apps | packages_of_ours == set(ROOMS) | {"tests", "tools"}


def test_no_room_knows_a_room_above_it(arrows):
    """From imports and from strings: models, dotted paths, tables, URL names, templates."""
    assert as_lines(staircase.upward(arrows)) == []


def test_no_two_rooms_know_each_other(arrows):
    assert staircase.circular_pairs(arrows) == []


def test_no_package_of_applications_climbs_its_stairs():
    assert as_lines(packages.upward_in_applications(ROOT)) == []


@pytest.mark.parametrize("room", rooms.ROOMS_OF_PACKAGES)
def test_no_packages_of_a_room_form_a_circle(room):
    assert packages.package_circles(ROOT, room) == []


def test_no_modules_form_a_circle():
    assert cycles.module_circles(ROOT) == []


def test_no_import_stands_inside_a_function():
    assert as_lines(imports.imports_in_functions(ROOT)) == []


def test_no_words_for_translators_hide_in_an_fstring():
    assert as_lines(spoken.words_in_fstrings(ROOT)) == []


def test_no_code_takes_its_rules_from_template_tags():
    assert as_lines(imports.imports_of_template_tags(ROOT)) == []


def test_the_formatter_is_sent_away_from_no_line():
    assert as_lines(sizes.unformatted(ROOT)) == []


def test_lines_of_python_end_by_100_columns():
    assert as_lines(sizes.wide_python(ROOT)) == []


def test_lines_of_templates_end_by_120_columns():
    assert as_lines(sizes.wide_templates(ROOT)) == []


def test_lines_of_styles_and_scripts_end_by_120_columns():
    assert as_lines(sizes.wide_styles_and_scripts(ROOT)) == []


def test_functions_have_at_most_40_lines():
    assert as_lines(sizes.long_functions(ROOT)) == []


def test_modules_have_at_most_400_lines():
    assert as_lines(sizes.long_modules(ROOT)) == []


def test_templates_have_at_most_150_lines():
    assert as_lines(sizes.long_templates(ROOT)) == []


def test_most_functions_and_modules_are_short():
    assert sizes.functions_p95(ROOT) <= 25
    assert sizes.modules_p95(ROOT) <= 250


def test_code_is_not_dense():
    assert sizes.tokens_per_line(ROOT) <= 6.5


def test_a_public_name_stands_in_one_module():
    shared = homonyms.homonyms(ROOT)
    assert {
        name: where for name, where in shared.items() if name not in SAME_IDEA
    } == {}


def test_an_exception_among_the_names_is_still_needed():
    assert set(SAME_IDEA) - set(homonyms.homonyms(ROOT)) == set()


def test_the_locks_hold_what_is_asked_for():
    assert locks.lock_faults(ROOT) == []


def test_every_template_is_rendered_by_something():
    """Named in code or in another template; a library's are found by that library."""
    names = source.templates(ROOT)
    texts = [module.text for module in source.modules(ROOT)]
    text = "\n".join(
        [*texts, *(source.template_text(ROOT, name) for name in names)]
    )
    replaced = ("allauth/", "account/", "mfa/", "admin/", "500.html")
    writers = (
        "queue_letter|_past_the_outbox|_write|write_to_people|write_to|_to"
    )
    letters = rf'(?:{writers})\((?:[^"]*?,)?\s*"(\w+)"'
    kinds = set(re.findall(letters, text)) | letter_kinds() | {"receipt"}
    mail = {f"mail/{kind}.txt" for kind in kinds}
    unused = [
        name
        for name in names
        if not name.startswith(replaced)
        and name not in mail
        and f'"{name}"' not in text
    ]
    assert unused == []


def test_no_address_holds_a_primary_key():
    urls = [
        module
        for module in source.modules(ROOT)
        if module.file.endswith("urls.py")
    ]
    routes = "\n".join(module.text for module in urls)
    assert re.findall(r"<(?:int:)?(?:pk|id)>", routes) == []


def is_model(node):
    return isinstance(node, ast.ClassDef) and any(
        "models.Model" in ast.unparse(base) or ast.unparse(base) == "Content"
        for base in node.bases
    )


@pytest.mark.parametrize("room", ROOMS)
def test_every_model_says_what_it_is(room):
    silent = [
        (module.file, node.name)
        for module in source.modules(ROOT)
        if module.room == room and "models" in module.dotted.split(".")
        for node in module.tree.body
        if is_model(node) and not ast.get_docstring(node)
    ]
    assert silent == []


def test_no_committed_file_names_a_registry_or_a_path_of_a_machine():
    listing = ["git", "ls-files", "-co", "--exclude-standard"]
    files = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True)
    bad = re.compile(
        "/"
        + r"work/(main|shared)|--(extra-)?index-url[ =]\s*\S*(http|file)|pypi"
        + r"\.org|/ho"
        + "me/"
    )
    endings = (".lock", ".toml", ".md", ".py", ".txt", "file", ".yml", "run")
    names = [name for name in files.stdout.split() if name.endswith(endings)]
    found = [
        name
        for name in names
        if (ROOT / name).is_file() and bad.search((ROOT / name).read_text())
    ]
    assert found == []


def test_tests_are_functions():
    files = (ROOT / "tests").rglob("test_*.py")
    with_classes = [
        path.name
        for path in files
        if any(
            isinstance(node, ast.ClassDef)
            for node in ast.parse(path.read_text()).body
        )
    ]
    assert with_classes == []
