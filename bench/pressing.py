"""Pressing a server: pages with wrk, forms with threads; requests a second and processor time."""

import http.client
import os
import re
import subprocess
import threading
import time
import urllib.parse
from collections.abc import Callable
from pathlib import Path

import server
from applicant import TOKEN, Applicant

SECONDS, CONNECTIONS, WRITERS = 4, 16, 16
OPTIONS = ("--workers", "2", "--worker-class", "sync")
#: (requests a second, milliseconds of processor for each)
Told = tuple[float, float]


def processor_seconds(gunicorn: subprocess.Popen) -> float:
    children = Path(f"/proc/{gunicorn.pid}/task/{gunicorn.pid}/children")
    ticks = 0
    for child in children.read_text().split():
        fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2]
        user, system = fields.split()[11:13]
        ticks += int(user) + int(system)
    return ticks / os.sysconf("SC_CLK_TCK")


def press(port: int, path: str) -> float:
    """Requests a second of one address."""
    address = f"http://127.0.0.1:{port}{path}"
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", address]
    told = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    if "Non-2xx" in told.stdout:
        raise SystemExit(f"{path} was refused:\n{told.stdout}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", told.stdout)[1])


def served(
    site: dict, environment: dict[str, str], work: Callable[[int], float]
) -> Told:
    """`work` is given the port of a warm server and tells how many requests it made a second."""
    port = server.free_port()
    gunicorn = server.serve(port, *OPTIONS, environment=environment, **site)
    try:
        work(port)  # warm
        before, began = processor_seconds(gunicorn), time.monotonic()
        rate = work(port)
        spent = processor_seconds(gunicorn) - before
        return rate, spent / (rate * (time.monotonic() - began)) * 1000
    finally:
        gunicorn.terminate()
        gunicorn.wait(20)


def press_pages(site: dict, path: str, environment: dict[str, str]) -> Told:
    return served(site, environment, lambda port: press(port, path))


def _for_a_while(acts: list[Callable[[], int]]) -> float:
    """How often a second the acts are done, each again and again in a thread of its own."""
    done, until = [], time.monotonic() + SECONDS

    def again(act: Callable[[], int]) -> None:
        count = 0
        while time.monotonic() < until:
            count += act()
        done.append(count)

    threads = [threading.Thread(target=again, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / SECONDS


class PlainWriter:
    """Somebody who fills in Wagtail's plain form with two kilobytes."""

    def __init__(self, port: int) -> None:
        self.port = port
        _status, headers, page = self._ask("GET", "", {})
        self.token = TOKEN.search(page)[1]
        self.cookie = headers["Set-Cookie"].partition(";")[0]

    def _ask(self, method: str, body: str, headers: dict) -> tuple:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            link.request(method, "/form/", body, headers)
            answer = link.getresponse()
            told = answer.status, dict(answer.getheaders())
            return *told, answer.read().decode()
        finally:
            link.close()

    def write(self) -> int:
        words = {
            "csrfmiddlewaretoken": self.token,
            "title": "Title",
            "text": "ա" * 1000,
        }
        headers = {
            "Cookie": self.cookie,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        status, *_rest = self._ask(
            "POST", urllib.parse.urlencode(words), headers
        )
        return int(status == 200)


class Writer:
    """An applicant with a whole draft, who saves and submits again and again."""

    def __init__(self, port: int, reference: str, session: str, seed: int):
        self.applicant = Applicant(port, reference, session, 0, seed)
        self.applicant.open()
        self.revs = {"title": 0, "problem": 0}
        self.number = 0
        for key in self.revs:
            self._save(key)
        self.applicant.upload(self.applicant._document())

    def _save(self, key: str) -> None:
        self.number += 1
        text = f"{key} {time.monotonic_ns()} " + "ա" * 400
        self.revs[key] = self.applicant.save(key, text, self.revs[key])

    def save(self) -> int:
        """A save that was taken."""
        refused = self.applicant.refused
        self._save("problem")
        return int(self.applicant.refused == refused)

    def save_and_submit(self) -> int:
        """A save and a submission, whose receipt's page was not asked for."""
        self._save("problem")
        status, told, _page = self.applicant._post("submit", "submit/", {})
        return int(status == 302 and "/versions/" in told.get("Location", ""))


def press_forms(
    portal: dict,
    peer: dict,
    environment: dict[str, str],
    people: list[tuple[str, str]],
) -> dict[str, Told]:
    """How many a second of each form, by as many writers as there are people."""

    def portal_writers(port: int) -> list[Writer]:
        return [
            Writer(port, reference, session, seed)
            for seed, (reference, session) in enumerate(people)
        ]

    def saves(port: int) -> float:
        return _for_a_while([one.save for one in portal_writers(port)])

    def submissions(port: int) -> float:
        writers = portal_writers(port)
        return _for_a_while([one.save_and_submit for one in writers])

    def forms(port: int) -> float:
        writers = [PlainWriter(port) for _ in people]
        return _for_a_while([one.write for one in writers])

    return {
        "autosave": served(portal, {}, saves),
        "a save and a submission": served(portal, {}, submissions),
        "plain form": served(peer, environment, forms),
    }
