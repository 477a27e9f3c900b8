"""nginx in front of the portal on the loopback: the very files of deploy/nginx, other places."""

import json
import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import server

CONFIGURATION = server.ROOT / "deploy" / "nginx"
MAIN = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 2;
events {{ worker_connections 4096; }}
http {{
    default_type application/octet-stream;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/portal-http.conf;
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        include {folder}/portal-server.conf;
    }}
}}
"""


Servers = list[subprocess.Popen]


@dataclass(frozen=True)
class Front:
    """A running nginx; `folder` holds its files and the sockets of the portal's processes."""

    port: int
    folder: Path
    process: subprocess.Popen

    def requests(self) -> list[dict]:
        """What it noted of each request."""
        lines = (self.folder / "portal.log").read_text().splitlines()
        return [json.loads(line) for line in lines]

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(20)


def is_there() -> bool:
    return shutil.which("nginx") is not None


def _write_configuration(folder: Path, port: int, files: Path) -> Path:
    places = {
        "/run/portal/": f"{folder}/",
        "/var/cache/nginx/portal": f"{folder}/cache",
        "/var/log/nginx/": f"{folder}/",
        "/srv/portal/current/": f"{server.ROOT}/",
        "/etc/portal/": f"{folder}/",
        "/var/lib/portal/": f"{files}/",
        "from=/var/lib/portal": f"from={files}",
    }
    for name in ("portal-http.conf", "portal-server.conf"):
        words = (CONFIGURATION / name).read_text()
        for there, here in places.items():
            words = words.replace(there, here)
        (folder / name).write_text(words)
    main = folder / "nginx.conf"
    # started by root, its workers would be nobody, who may not open the sockets
    user = "user root;" if os.geteuid() == 0 else ""
    main.write_text(MAIN.format(folder=folder, port=port, user=user))
    return main


def stand_in_front(folder: Path, files: Path) -> Front:
    """nginx on a free port, before web.sock and submissions.sock of the folder, once it answers.

    `files`: what VAR_DIR is to the portal.
    """
    folder.mkdir(parents=True, exist_ok=True)
    port = server.free_port()
    main = _write_configuration(folder, port, files)
    process = subprocess.Popen(  # noqa: S603 - our own command
        [str(shutil.which("nginx")), "-e", f"{folder}/error.log", "-c", main],
    )
    server.wait_for(port, "nginx")
    return Front(port, folder, process)


def wait_for_socket(path: Path) -> None:
    for _ in range(300):
        if path.exists():
            return
        time.sleep(0.1)
    raise SystemExit(f"gunicorn did not open {path}")


def start_portal(folder: Path, workers: int) -> Servers:
    """The portal's processes as on a server: those of submissions apart."""
    servers = [
        server.start(
            f"unix:{folder}/{name}.sock",
            "--workers",
            str(number),
            "--threads",
            "4",
        )
        for name, number in (
            ("web", workers),
            ("submissions", max(1, workers // 2)),
        )
    ]
    for name in ("web", "submissions"):
        wait_for_socket(folder / f"{name}.sock")
    return servers
