"""Redis gone and back, with a Redis of the tests' own."""

import shutil
import socket
import subprocess
import time

import pytest

from core.keeping import forgiving_cache
from core.keeping.forgiving_cache import ForgivingRedisCache

pytestmark = pytest.mark.skipif(
    shutil.which("redis-server") is None, reason="redis-server is not there"
)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def start_redis(port, folder):
    words = (
        f"redis-server --port {port} --bind 127.0.0.1 --save  --dir {folder}"
    )
    process = subprocess.Popen(
        words.split(" "), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    for _ in range(100):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return process
        time.sleep(0.05)
    raise AssertionError("Redis did not start")


@pytest.fixture
def port():
    return free_port()


@pytest.fixture
def cache(port):
    return ForgivingRedisCache(f"redis://127.0.0.1:{port}/0", {})


def test_redis_gone_and_back(cache, port, tmp_path, monkeypatch):
    monkeypatch.setattr(forgiving_cache, "PAUSE", 0)
    redis = start_redis(port, tmp_path)
    try:
        cache.set("word", "in Redis")
        assert (cache.get("word"), cache.answers()) == ("in Redis", True)
    finally:
        redis.terminate()
        redis.wait(20)
    assert (cache.get("word"), cache.answers()) == (None, False)
    cache.set("word", "alone")
    assert cache.get("word") == "alone"
    redis = start_redis(port, tmp_path)
    try:
        assert (cache.get("word"), cache.answers()) == (None, True)
    finally:
        redis.terminate()
        redis.wait(20)


def test_without_redis_limits_count_and_a_code_is_used_once(cache):
    assert [cache.add("code", True), cache.add("code", True)] == [True, False]
    cache.add("limit", 0, 60)
    assert [cache.incr("limit"), cache.incr("limit")] == [1, 2]
    assert cache.get_many(["limit", "code"]) == {"limit": 2, "code": True}


def test_nobody_waits_for_redis_again_and_again(cache, monkeypatch):
    asked = []

    def refuse(self, *args, **kwargs):
        asked.append(args)
        raise forgiving_cache.NoConnection

    monkeypatch.setattr(forgiving_cache.RedisCache, "get", refuse)
    monkeypatch.setattr(forgiving_cache, "PAUSE", 60)
    forgetting = ForgivingRedisCache("redis://127.0.0.1:1/0", {})
    assert [forgetting.get("a"), forgetting.get("b")] == [None, None]
    assert len(asked) == 1


def test_what_is_wrong_with_a_command_is_still_told(cache):
    with pytest.raises(ValueError, match="not found"):
        cache.incr("never-added")
