"""The house rules that a machine can hold: who imports whom, sizes, templates, names."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APPS = ("portal", "communities", "news", "library", "calls", "applications")
MAY_IMPORT = {
    "portal": set(),
    "communities": {"portal"},
    "news": {"portal", "communities"},
    "library": {"portal", "communities"},
    "calls": {"portal", "communities"},
    "applications": {"portal", "communities", "calls"},
}
#: where the apps meet: these may import everything, and nobody imports them
TOP = (
    "portal/urls.py",
    "portal/views.py",
    "portal/sitemaps.py",
    "portal/demo/",
    "portal/management/commands/demo.py",
)


def modules():
    files = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    names = [name for name in files.stdout.split() if name.endswith(".py") and name.split("/")[0] in APPS]
    return [name for name in names if "/migrations/" not in name and (ROOT / name).is_file()]


def tree(name):
    return ast.parse((ROOT / name).read_text())


def imports(name):
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def is_top(name):
    return name.startswith(TOP)


def top_modules():
    return {name.removesuffix(".py").replace("/", ".") for name in modules() if is_top(name)}


def test_every_app_is_looked_at():
    assert {name.split("/")[0] for name in modules()} == set(APPS)


def test_imports_follow_the_table():
    wrong = [
        (name, target)
        for name in modules()
        if not is_top(name)
        for target in imports(name)
        if (app := target.split(".")[0]) in APPS
        and app != (own := name.split("/")[0])
        and app not in MAY_IMPORT[own]
    ]
    assert wrong == []


def test_nobody_imports_the_top():
    tops = top_modules()
    wrong = [
        (name, target)
        for name in modules()
        if not is_top(name)
        for target in imports(name)
        if target in tops or target.rpartition(".")[0] in tops
    ]
    assert wrong == []


def test_no_import_stands_inside_a_function():
    wrong = [
        (name, function.name)
        for name in modules()
        for function in ast.walk(tree(name))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        if any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(function))
    ]
    assert wrong == []


def test_functions_have_at_most_40_lines():
    wrong = [
        (name, node.name, node.end_lineno - node.lineno + 1)
        for name in modules()
        for node in ast.walk(tree(name))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno >= 40
    ]
    assert wrong == []


def test_modules_have_at_most_400_lines():
    assert [name for name in modules() if (ROOT / name).read_text().count("\n") > 400] == []


def templates():
    return sorted(
        path.relative_to(ROOT / "templates").as_posix() for path in (ROOT / "templates").rglob("*.*")
    )


def test_templates_have_at_most_150_lines():
    assert [t for t in templates() if (ROOT / "templates" / t).read_text().count("\n") > 150] == []


def test_every_template_is_rendered_by_something():
    """Named in code or in another template; those that replace a library's are found by that library."""
    sources = [ROOT / name for name in modules()] + [ROOT / "templates" / name for name in templates()]
    text = "\n".join(path.read_text() for path in sources)
    replaced = ("allauth/", "account/", "admin/", "500.html")
    letters = r'(?:queue|_write|_to)\((?:[^"]*?,)?\s*"(\w+)"'
    mail = {f"mail/{kind}.txt" for kind in re.findall(letters, text)} | {"mail/receipt.txt"}
    unused = [
        name
        for name in templates()
        if not name.startswith(replaced) and name not in mail and f'"{name}"' not in text
    ]
    assert unused == []


def test_no_address_holds_a_primary_key():
    routes = "\n".join((ROOT / name).read_text() for name in modules() if name.endswith("urls.py"))
    assert re.findall(r"<(?:int:)?(?:pk|id)>", routes) == []


@pytest.mark.parametrize("app", APPS)
def test_every_model_says_what_it_is(app):
    silent = [
        (name, node.name)
        for name in modules()
        if name.startswith((f"{app}/models", f"{app}/models.py"))
        for node in tree(name).body
        if isinstance(node, ast.ClassDef) and "Model" in ast.unparse(node) and not ast.get_docstring(node)
        if any("models.Model" in ast.unparse(base) or ast.unparse(base) == "Content" for base in node.bases)
    ]
    assert silent == []


def test_no_committed_file_names_a_registry_or_a_path_of_a_machine():
    files = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    bad = re.compile(
        "/" + r"work/(main|shared)|--(extra-)?index-url[ =]\s*\S*(http|file)|pypi" + r"\.org|/ho" + "me/"
    )
    names = [
        n
        for n in files.stdout.split()
        if n.endswith((".lock", ".toml", ".md", ".py", ".txt", "file", ".yml", "run"))
    ]
    assert [n for n in names if (ROOT / n).is_file() and bad.search((ROOT / n).read_text())] == []


def test_tests_are_functions():
    files = (ROOT / "tests").rglob("test_*.py")
    assert [
        p.name for p in files if any(isinstance(n, ast.ClassDef) for n in ast.parse(p.read_text()).body)
    ] == []
