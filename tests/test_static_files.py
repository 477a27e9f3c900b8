"""The house rules of stylesheets and scripts: a file is a component is a class, nothing is left."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import django
import pytest

ROOT = Path(__file__).parent.parent
CSS = ROOT / "static" / "css"
COMPONENTS = sorted((CSS / "components").glob("*.css"))
STYLESHEETS = sorted(CSS.rglob("*.css"))
JS = ROOT / "static" / "js"
SCRIPTS = sorted(
    path for path in JS.rglob("*.js") if "vendor" not in path.parts
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PACKAGES = [
    path.parent
    for path in ROOT.glob("*/__init__.py")
    if path.parent.name != "tests"
]

#: whom a component places: it stands inside, and only there it is something else
GUESTS = {
    "amount": {
        "error",
        "wide",
    },  # a cell's error; a cell that takes the row on a phone
    "card": {"scene"},
    "error": {"errorlist"},  # Django's name for the same
    "field": {"amount"},  # a table of amounts has the boxes of a field
    "figure": {"scene"},
    "filters": {"actions", "field"},
    "find": {"notice"},
    "gallery": {"figure"},
    "lot": {"actions", "facts"},
    "table": {"number"},
    "tiles": {"quiet"},
}
#: rules for what libraries or our own Python code write, pattern → who
MADE_ELSEWHERE = {
    "compared": "the tag «said»",
    "language-mark": "content/editing/columns.py",
    "language-mark--none": "content/editing/columns.py",
    "scene*": "the tag «scene»",
    "ProseMirror*": "the rich text editor",
    "prose-editor": "the rich text editor",
    "fieldBox": "Django's administration",
    "form-multiline": "Django's administration",
    "object-tools": "Django's administration",
    "vDateField": "Django's administration",
    "vTimeField": "Django's administration",
    "errorlist": "Django's forms",
    "at-x-*": "Picture.focus",
    "at-y-*": "Picture.focus",
}
#: classes that have no rule and stand in templates all the same: to be taken out there, then here
WITHOUT_RULE: set[str] = set()
#: where !important fights the stylesheet of a library
IMPORTANT = {
    ("forms.css", "#content .form-row .select2-container"),
    # as ProseMirror's own sheet says it, which the policy keeps out of the page
    ("prose.css", "img.ProseMirror-separator"),
}


def rules(path: Path) -> Iterator[tuple[str, str]]:
    """Selector and declarations of every rule, whatever layer or query it stands in."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    for selector, body in re.findall(r"([^{};]+)\{([^{}]*)\}", text):
        if not selector.strip().startswith("@"):
            yield " ".join(selector.split()), body


def classes_of(selector: str) -> set[str]:
    without_attributes = re.sub(r"\[[^\]]*\]", "", selector)
    return set(re.findall(r"\.([A-Za-z_][\w-]*)", without_attributes))


def defined(paths: list[Path]) -> set[str]:
    return {
        name
        for path in paths
        for selector, _ in rules(path)
        for name in classes_of(selector)
    }


BRANCH = re.compile(
    r"\{% if [^%]*%\}((?:(?!\{% if ).)*?)\{% endif %\}", re.DOTALL
)


def alternatives(text: str) -> set[str]:
    """What an attribute may become: each branch of each condition."""
    found = BRANCH.search(text)
    if not found:
        return {text}
    branches = re.split(r"\{% (?:else|elif [^%]*) ?%\}", found[1])
    if "{% else" not in found[1]:
        branches.append("")
    return {
        rest
        for branch in branches
        for rest in alternatives(
            text[: found.start()] + branch + text[found.end() :]
        )
    }


ATTRIBUTE = re.compile(
    r"""\bclass="((?:\{%.*?%\}|\{\{.*?\}\}|[^"{])*)\"""", re.DOTALL
)


def template_classes(path: Path) -> set[str]:
    """The class names of a template; what is only known later is an asterisk."""
    names = set()
    for attribute in ATTRIBUTE.findall(path.read_text()):
        for text in alternatives(attribute):
            known = re.sub(
                r"\{%.*?%\}",
                " ",
                re.sub(r"\{\{.*?\}\}", "*", text, flags=re.DOTALL),
            )
            names.update(known.split())
    return names


def code_classes() -> set[str]:
    """Class names that Python code writes into HTML, and every word of the scripts' strings."""
    modules = [path for package in PACKAGES for path in package.rglob("*.py")]
    written = [
        re.findall(r"""class=["']([^"']*)["']""", path.read_text())
        for path in modules
    ]
    strings = [
        re.findall(r"""["'`]([^"'`]*)["'`]""", path.read_text())
        for path in SCRIPTS
    ]
    return {
        name
        for texts in [*written, *strings]
        for text in texts
        for name in text.split()
    }


def library_classes() -> set[str]:
    admin = Path(django.__file__).parent / "contrib" / "admin"
    styled = defined(
        sorted((admin / "static" / "admin" / "css").rglob("*.css"))
    )
    pages = sorted((admin / "templates").rglob("*.html"))
    written = {name for path in pages for name in template_classes(path)}
    return styled | written


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_file_defines_only_its_own_classes(path):
    own = re.compile(rf"{path.stem}(?:__[\w-]+)?(?:--[\w-]+)?")
    strange = {name for name in defined([path]) if not own.fullmatch(name)}
    assert strange - GUESTS.get(path.stem, set()) == set()


def test_every_guest_stands_where_it_is_said_to_stand():
    placed = {
        (host, guest) for host, guests in GUESTS.items() for guest in guests
    }
    real = {
        (path.stem, name) for path in COMPONENTS for name in defined([path])
    }
    assert placed - real == set()


def test_every_class_of_a_template_has_a_rule():
    ours = defined(STYLESHEETS)
    blocks = {
        name.split("__")[0] for name in ours if "__" in name
    }  # the parts have the rules
    theirs = library_classes()
    known = ours | blocks | WITHOUT_RULE
    missing = set()
    for path in TEMPLATES:
        allowed = known | theirs if "admin" in path.parts else known
        missing |= {
            (path.relative_to(ROOT / "templates").as_posix(), name)
            for name in template_classes(path)
            if not any(fnmatchcase(rule, name) for rule in allowed)
        }
    assert missing == set()


def test_no_exception_is_kept_for_nothing():
    used = {name for path in TEMPLATES for name in template_classes(path)}
    assert WITHOUT_RULE - used == set()
    assert WITHOUT_RULE & defined(STYLESHEETS) == set()


def test_every_rule_is_used():
    used = {
        name for path in TEMPLATES for name in template_classes(path)
    } | code_classes()
    used |= set(MADE_ELSEWHERE) | library_classes()
    patterns = [name for name in used if "*" in name and name.strip("*")]
    unused = {
        name
        for name in defined(STYLESHEETS)
        if name not in used
        and not any(fnmatchcase(name, pattern) for pattern in patterns)
    }
    assert unused == set()


def test_the_dark_theme_has_colours_alone():
    """So a page is as wide in it as in the light one, and is measured once (looking.py)."""
    inside = r"@media \(prefers-color-scheme: dark\) \{((?:[^{}]*\{[^{}]*\})*)"
    said = "".join(
        match
        for path in STYLESHEETS
        for match in re.findall(inside, path.read_text())
    )
    lines = re.findall(r"^\s+([a-z-]+): (.+);$", said, re.MULTILINE)
    others = [
        name
        for name, value in lines
        if name != "opacity" and not value.startswith("#")
    ]
    assert (others, len(lines) > 20) == ([], True)


def test_important_is_said_to_libraries_alone():
    said = {
        (path.name, selector)
        for path in STYLESHEETS
        for selector, body in rules(path)
        if "!important" in body
    }
    assert said == IMPORTANT


@pytest.mark.parametrize(
    "path",
    STYLESHEETS + SCRIPTS,
    ids=lambda path: path.relative_to(ROOT / "static").as_posix(),
)
def test_lines_end_by_120_columns(path):
    lines = path.read_text().splitlines()
    assert [
        number for number, line in enumerate(lines, 1) if len(line) > 120
    ] == []
