"""Machines that watch the portal: from their networks, whatever the host."""

from ipaddress import ip_network

import pytest
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from core.models import CommandRun
from mailing.models import Letter

PATHS = ["/healthz", "/readyz", "/metrics"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("127.0.0.1", 200),
        ("::1", 200),
        ("", 200),  # a socket of this machine
        ("10.1.2.3", 200),
        ("10.2.0.1", 403),
        ("203.0.113.7", 403),
        ("2001:db8::1", 403),
    ],
)
def test_it_must_come_from_a_network_that_watches(
    client, settings, path, address, status
):
    settings.WATCHING_NETWORKS = [
        ip_network(one) for one in ("127.0.0.0/8", "::1/128", "10.1.0.0/16")
    ]
    answer = client.get(path, REMOTE_ADDR=address)
    assert answer.status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("proxies", "forwarded", "status"),
    [
        (0, "127.0.0.1", 403),  # a stranger's own words
        (1, "127.0.0.1", 200),
        (1, "203.0.113.7", 403),
        (1, "127.0.0.1, 203.0.113.7", 403),
        (1, "no address", 403),
    ],
)
def test_the_address_is_the_visitors_seen_through_trusted_proxies(
    client, settings, proxies, forwarded, status
):
    settings.TRUSTED_PROXY_COUNT = proxies
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    answer = client.get(
        "/metrics",
        REMOTE_ADDR="203.0.113.7",
        headers={"X-Forwarded-For": forwarded},
    )
    assert answer.status_code == status


def _figures(client):
    content = client.get("/metrics").content.decode()
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(content)
        for sample in family.samples
    }


@pytest.mark.django_db
def test_figures_say_what_waits_what_ran_and_what_is_asked(client):
    Letter.objects.create(
        kind="receipt", language="hy", subject="s", body="b", email="a@b.am"
    )
    CommandRun.objects.create(
        name="backup", began_at=timezone.now(), error="no room"
    )
    asked = ("portal_request_seconds_count", "2xx", "GET", "home")
    before = _figures(client).get(asked, 0)
    client.get("/hy/")
    figures = _figures(client)
    assert figures["portal_waiting", "letters"] == 1
    assert figures["portal_timer_failed", "backup"] == 1
    assert 0 <= figures["portal_timer_age_seconds", "backup"] < 60
    assert figures["portal_cache_answers",] == 1
    assert figures[asked] == before + 1


@pytest.mark.django_db
def test_figures_name_nobody(client):
    Letter.objects.create(
        kind="receipt", language="hy", subject="s", body="b", email="a@b.am"
    )
    client.get("/hy/no-such-page-of-anahit/")
    content = client.get("/metrics").content.decode()
    assert ("a@b.am" in content, "anahit" in content) == (False, False)
