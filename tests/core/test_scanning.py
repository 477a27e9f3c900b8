"""The virus scanner: a real clamd where there is one, and a stand-in that speaks its protocol."""

import socket
import socketserver
import subprocess
import threading
import time
from shutil import which

import pytest

from core.files import scanning
from tests.core.scanner_stand_in import EICAR, StandIn


@pytest.fixture
def stand_in():
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), StandIn) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture
def clamd(tmp_path):
    """Debian's clamd with one signature of our own; none is fetched."""
    if not which("clamd"):
        pytest.skip("no clamd on this machine (on Debian: clamav-daemon)")
    signature = EICAR.hex()
    (tmp_path / "ours.ndb").write_text(f"Eicar-Test:0:*:{signature}\n")
    where = tmp_path / "clamd.sock"
    settings = tmp_path / "clamd.conf"
    settings.write_text(
        f"LocalSocket {where}\nDatabaseDirectory {tmp_path}\nForeground yes\n"
        "LogFileMaxSize 1M\nUser root\nStreamMaxLength 25M\n"
    )
    process = subprocess.Popen(
        [which("clamd"), "--config-file", str(settings)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _time in range(300):
        if where.exists() or process.poll() is not None:
            break
        time.sleep(0.1)
    yield str(where)
    process.terminate()
    process.wait(20)


@pytest.mark.parametrize("scanner", ["stand_in", "clamd"])
def test_the_scanner_is_asked_over_its_socket(request, settings, scanner):
    settings.CLAMD = request.getfixturevalue(scanner)
    assert scanning.scan_file(b"a letter" * 50_000) == ("clean", "")
    verdict, name = scanning.scan_file(b"before " + EICAR)
    assert (verdict, name.startswith("Eicar-Test")) == ("infected", True)


def test_a_scanner_that_does_not_answer_is_no_verdict(settings):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.CLAMD = f"127.0.0.1:{taken.getsockname()[1]}"
        assert scanning.scan_file(b"x") == ("unknown", "")


def test_without_a_scanner_every_file_is_clean(settings):
    settings.CLAMD = ""
    assert scanning.scan_file(EICAR) == ("clean", "")
