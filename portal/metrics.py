"""Figures for a monitor, in the form of Prometheus: how much is asked, what waits, what fails.

Counted by view and never by person. The processes of a server share what they counted through
files below PROMETHEUS_MULTIPROC_DIR, which the units set.
"""

import os
import time
from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Histogram,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from portal.desks import site_health
from portal.health import cache_answers

SECONDS = (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30)
requests = Histogram(
    "portal_request_seconds",
    "Requests by view, method and kind of status; kept pages are not among them",
    ["view", "method", "status"],
    buckets=SECONDS,
)
METHODS = {"GET", "HEAD", "POST", "OPTIONS"}


def _gauge(
    name: str, words: str, of: str, figures: dict[str, float]
) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"portal_{name}", words, labels=[of])
    for label, figure in figures.items():
        family.add_metric([label], figure)
    return family


class SiteCollector:
    """What the page of the site's health shows, as figures of this moment."""

    def collect(self) -> Iterator[Metric]:
        with translation.override("en"):
            timers, queues = site_health.timers(), site_health.queues()
            disks = site_health.disks()
        now = timezone.now()
        ran = {timer.command: timer for timer in timers if timer.run}
        yield _gauge(
            "waiting",
            "Letters, tasks and failures that wait",
            "queue",
            {queue.code: queue.count for queue in queues},
        )
        yield _gauge(
            "timer_age_seconds",
            "Since a command of a timer began last",
            "command",
            {
                name: (now - timer.run.began_at).total_seconds()
                for name, timer in ran.items()
                if timer.run
            },
        )
        yield _gauge(
            "timer_failed",
            "1 where its last run failed or it fell silent",
            "command",
            {name: float(timer.is_late) for name, timer in ran.items()},
        )
        yield _gauge(
            "disk_free_bytes",
            "Free where the files lie",
            "folder",
            {str(disk.label): disk.free for disk in disks},
        )
        yield GaugeMetricFamily(
            "portal_cache_answers",
            "1 while Redis answers",
            value=float(cache_answers()),
        )


def _counted() -> CollectorRegistry:
    """What this process counted, or all processes of the server together."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    together = CollectorRegistry()
    MultiProcessCollector(together)
    return together


def metrics(request: HttpRequest) -> HttpResponse:
    """/metrics"""
    of_site = CollectorRegistry()
    of_site.register(SiteCollector())
    content = generate_latest(_counted()) + generate_latest(of_site)
    return HttpResponse(content, content_type=CONTENT_TYPE_LATEST)


class Measured:
    """Counts each request by its view, with how long it took."""

    def __init__(
        self, get_response: Callable[[HttpRequest], HttpResponse]
    ) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        requests.labels(
            match.view_name if match else "",
            request.method if request.method in METHODS else "other",
            f"{response.status_code // 100}xx",
        ).observe(time.perf_counter() - began)
        return response
