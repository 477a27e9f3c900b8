"""What a server's scripts read and keep."""

import gzip
import runpy
import subprocess

import pytest
from django.conf import settings

DEPLOY = settings.BASE_DIR / "deploy"
WORDS = """\
# a remark
SECRET_KEY=abc$def`ghi`
CONTACT_ADDRESS_HY='Երևան, Հանրապետության 1'
CONTACT_ADDRESS_EN=1 Republic Street, "Yerevan"
EMPTY=
  SPACED = a b
; another
no line of this kind
QUOTE="
"""


def test_settings_are_read_as_systemd_reads_them():
    """A value is never a shell's words: nothing in it is replaced or split."""
    read_settings = runpy.run_path(str(DEPLOY / "as_portal.py"))[
        "read_settings"
    ]
    assert read_settings(WORDS) == {
        "SECRET_KEY": "abc$def`ghi`",
        "CONTACT_ADDRESS_HY": "Երևան, Հանրապետության 1",
        "CONTACT_ADDRESS_EN": '1 Republic Street, "Yerevan"',
        "EMPTY": "",
        "SPACED": "a b",
        "QUOTE": '"',
    }


@pytest.fixture
def keep(tmp_path):
    """Asks keep_wal.sh to archive a segment of this content; its exit code."""
    archive = tmp_path / "archive"
    archive.mkdir()

    def ask(content: bytes) -> int:
        segment = tmp_path / "000000010000000000000001"
        segment.write_bytes(content)
        return subprocess.run(
            [DEPLOY / "keep_wal.sh", segment, segment.name, archive],
            check=False,
        ).returncode

    return ask


def test_a_segment_is_archived_once_and_never_replaced(keep, tmp_path):
    assert keep(b"first" * 1000) == 0
    assert keep(b"first" * 1000) == 0
    assert keep(b"other" * 1000) != 0
    (kept,) = (tmp_path / "archive").iterdir()
    assert kept.name == "000000010000000000000001.gz"
    assert gzip.decompress(kept.read_bytes()) == b"first" * 1000


def test_what_was_interrupted_while_it_was_archived_is_archived_again(
    keep, tmp_path
):
    part = tmp_path / "archive" / "000000010000000000000001.gz.part"
    part.write_bytes(b"half")
    assert keep(b"whole") == 0
    assert not part.exists()


def test_a_folder_that_is_gone_is_no_archive(keep, tmp_path):
    (tmp_path / "archive").rmdir()
    assert keep(b"whole") != 0
