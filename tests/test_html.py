"""Every kind of public page is valid HTML, as the Nu checker judges it (where Java is there)."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.test import Client

from tests.public_pages import PUBLIC

JAR = os.environ.get("VNU_JAR", "")


@pytest.fixture
def demo(transactional_db):
    """The demonstration."""


@pytest.fixture
def checker():
    if not (JAR and Path(JAR).is_file() and shutil.which("java")):
        pytest.skip("VNU_JAR names no vnu.jar, or there is no Java")
    return ["java", "-Xss4m", "-jar", JAR, "--format", "json"]


def errors(checker, files):
    """(page, message) of each error."""
    run = subprocess.run(
        [*checker, "--errors-only", "--exit-zero-always", *map(str, files)],
        capture_output=True,
        text=True,
        check=True,
    )
    return [
        (Path(found["url"]).name, found["message"])
        for found in json.loads(run.stderr)["messages"]
    ]


def test_the_checker_finds_a_planted_fault(checker, tmp_path):
    page = tmp_path / "bad.html"
    page.write_text("<!DOCTYPE html><title>x</title><p><div></p>")
    assert errors(checker, [page]) != []


@pytest.mark.parametrize("language", ["hy", "en"])
def test_every_public_page_is_valid_html(demo, checker, tmp_path, language):
    client, files = Client(), []
    for number, path in enumerate(PUBLIC):
        page = tmp_path / f"{number}-{path.replace('/', '_')[:60]}.html"
        page.write_bytes(client.get(f"/{language}/{path}").content)
        files.append(page)
    assert errors(checker, files) == []
