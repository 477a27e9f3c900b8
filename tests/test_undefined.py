"""The guard of undefined variables sees a planted one, and lets be what may be missing."""

import pytest
from django.template import Context, Origin, Template, engines

from tests import undefined


def missing_in(text, name="calls/planted.html", **given):
    """Render a text as if it were our template; answers with what was noted as missing."""
    origin = Origin(str(undefined.TEMPLATES / name), template_name=name)
    Template(text, origin=origin, engine=engines["django"].engine).render(
        Context(given)
    )
    found = {(variable, why) for _, variable, why in undefined.MISSING}
    undefined.MISSING.clear()
    return found


@pytest.mark.parametrize(
    "text, variable, why",
    [
        ("{{ call }}", "call", "call not in the context"),
        ("{{ call.title }}", "call.title", "call not in the context"),
        ("{{ call|upper }}", "call", "call not in the context"),
        ("{{ lot.title }}", "lot.title", "title of dict"),
        ("{{ none.title }}", "none.title", "title of NoneType"),
        (
            "{% for one in calls %}{% endfor %}",
            "calls",
            "calls not in the context",
        ),
        ("{% with one=call %}{% endwith %}", "call", "call not in the context"),
        (
            "{% if lot %}{{ call }}{% endif %}",
            "call",
            "call not in the context",
        ),
        (
            "{% blocktranslate %}Of {{ call }}{% endblocktranslate %}",
            "call",
            "not in the context of blocktranslate",
        ),
        (
            "{% blocktranslate count n=2 %}1{% plural %}{{ n }} {{ call }}{% endblocktranslate %}",
            "call",
            "not in the context of blocktranslate",
        ),
    ],
)
def test_an_undefined_variable_is_noted(text, variable, why):
    assert missing_in(text, lot={"number": 1}, none=None) == {(variable, why)}


@pytest.mark.parametrize(
    "text",
    [
        "{{ lot.number }}",
        "{% if call.title == lot %}{% endif %}",
        "{% if not call %}{% elif calls %}{% endif %}",
        "{% firstof call lot %}",
        '{{ call|default:"none" }}',
        '{{ call.title|default_if_none:"none" }}',
        "{% blocktranslate with call=lot.number %}Of {{ call }}{% endblocktranslate %}",
    ],
)
def test_what_may_be_missing_is_let_be(text):
    assert missing_in(text, lot={"number": 1}) == set()


@pytest.mark.parametrize(
    "name", ["allauth/elements/field.html", "account/login.html"]
)
def test_templates_of_libraries_are_let_be(name):
    assert missing_in("{{ call }}", name=name) == set()


def test_the_test_that_rendered_it_fails():
    around = undefined.pytest_runtest_call(None)
    next(around)
    undefined.MISSING.add(
        ("calls/planted.html", "call", "call not in the context")
    )
    with pytest.raises(
        pytest.fail.Exception, match=r"calls/planted\.html: call"
    ):
        around.send(None)
    assert not undefined.MISSING


def test_a_test_without_one_passes():
    around = undefined.pytest_runtest_call(None)
    next(around)
    with pytest.raises(StopIteration):
        around.send(None)
