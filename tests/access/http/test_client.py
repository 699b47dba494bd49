"""One origin, one deadline, so many bytes; again where it is safe; no secret in any word."""

import gzip
import json
from pathlib import Path

import pytest
from tests.servers import Asked, Reply, as_json, routes, serving

from codriver.access.http.bounds import Bounds
from codriver.access.http.client import Client
from codriver.access.http.deadline import Deadline
from codriver.access.http.kept import Kept
from codriver.access.http.login import Login
from codriver.access.http.secret import Secret
from codriver.errors import SourceError

TOKEN = Login(token=Secret("s3cr3t-t0ken"))


def patient() -> Deadline:
    return Deadline.within(10)


def test_a_question_goes_out_with_the_token_and_comes_back_with_its_address() -> None:
    with serving(routes({"/api/x": {"ok": True}})) as server:
        answer = Client(f"{server.url}/api", login=TOKEN, deadline=patient()).get("x", {"q": "a b"})
    assert answer.json() == {"ok": True}
    assert answer.url == f"{server.url}/api/x?q=a+b"
    assert server.asked[0].headers["authorization"] == "Bearer s3cr3t-t0ken"


def test_what_is_not_there_is_none_or_an_error_as_one_asks() -> None:
    with serving(routes({})) as server:
        client = Client(server.url, deadline=patient())
        assert client.maybe("/nothing") is None
        with pytest.raises(SourceError, match="404"):
            client.get("/nothing")


def test_a_server_that_stumbles_is_asked_again_after_a_pause() -> None:
    pauses: list[float] = []
    replies = [as_json({}, status=503), as_json({}, status=503), as_json({"ok": 1})]
    with serving(lambda _: replies.pop(0)) as server:
        answer = Client(server.url, deadline=patient(), wait=pauses.append).get("/x")
    assert answer.json() == {"ok": 1}
    assert len(pauses) == 2
    assert all(0 <= pause < 1 for pause in pauses)


def test_a_server_that_says_how_long_to_wait_is_obeyed_when_there_is_time() -> None:
    pauses: list[float] = []
    replies = [as_json({}, status=429, headers={"Retry-After": "2"}), as_json({"ok": 1})]
    with serving(lambda _: replies.pop(0)) as server:
        Client(server.url, deadline=patient(), wait=pauses.append).get("/x")
    assert pauses == [2.0]


def test_a_wait_beyond_the_deadline_is_not_waited_for() -> None:
    with serving(lambda _: as_json({}, status=429, headers={"Retry-After": "3600"})) as server:
        client = Client(server.url, deadline=patient(), wait=lambda _: pytest.fail("waited"))
        with pytest.raises(SourceError, match=r"429.*3600 s") as caught:
            client.get("/x")
    assert "rate limit" in caught.value.hint


@pytest.mark.parametrize("status", [400, 401, 403, 405])
def test_a_refusal_is_not_asked_again(status: int) -> None:
    with serving(lambda _: as_json({}, status=status)) as server:
        with pytest.raises(SourceError, match=str(status)):
            Client(server.url, login=TOKEN, deadline=patient()).get("/x", needs="read:things")
        assert len(server.asked) == 1


def test_a_missing_permission_is_named() -> None:
    with serving(lambda _: as_json({}, status=403)) as server, pytest.raises(SourceError) as caught:
        Client(server.url, login=TOKEN, deadline=patient()).get("/x", needs="Deployments: read")
    assert "Deployments: read" in caught.value.hint


@pytest.mark.parametrize(("login", "says"), [(TOKEN, "wrong or has expired"), (Login(), "no token was sent")])
def test_an_expired_token_and_none_are_told_apart(login: Login, says: str) -> None:
    with serving(lambda _: as_json({}, status=401)) as server, pytest.raises(SourceError) as caught:
        Client(server.url, login=login, deadline=patient()).get("/x")
    assert says in caught.value.hint


def test_a_redirect_to_another_host_is_refused_and_the_token_stays_here() -> None:
    with serving(lambda _: Reply()) as other:
        moved = Reply(status=302, headers={"Location": f"{other.url}/login"})
        with serving(lambda _: moved) as server, pytest.raises(SourceError, match="another host") as caught:
            Client(server.url, login=TOKEN, deadline=patient()).get("/x")
        assert other.asked == []
    assert "configured" in caught.value.hint


def test_a_redirect_within_the_host_is_followed_and_a_circle_is_left() -> None:
    def answer(asked: Asked) -> Reply:
        moved = Reply(status=301, headers={"Location": "/new"})
        return as_json({"ok": 1}) if asked.path == "/new" else moved

    with serving(answer) as server:
        assert Client(server.url, deadline=patient()).get("/old").json() == {"ok": 1}
    circle = Reply(status=302, headers={"Location": "/round"})
    with serving(lambda _: circle) as server, pytest.raises(SourceError, match="circle"):
        Client(server.url, deadline=patient()).get("/round")


def test_an_answer_larger_than_the_bounds_is_refused_whole() -> None:
    with serving(lambda _: Reply(b"x" * 1000, repeat=100)) as server, pytest.raises(SourceError, match="more than"):
        Client(server.url, deadline=patient(), bounds=Bounds(max_bytes=10_000)).get("/x")


def test_gzip_is_unpacked_within_the_bounds() -> None:
    packed = gzip.compress(json.dumps({"ok": 1}).encode())
    bomb = gzip.compress(b" " * 50_000_000)
    with serving(lambda _: Reply(packed, headers={"Content-Encoding": "gzip"})) as server:
        assert Client(server.url, deadline=patient()).get("/x").json() == {"ok": 1}
    exploding = Reply(bomb, headers={"Content-Encoding": "gzip"})
    with serving(lambda _: exploding) as server, pytest.raises(SourceError, match="more than 1 MiB"):
        Client(server.url, deadline=patient(), bounds=Bounds(max_bytes=1 << 20)).get("/x")


def test_a_server_that_hangs_is_left_at_the_deadline() -> None:
    with serving(lambda _: Reply(hang=True)) as server, pytest.raises(SourceError, match="did not answer in time"):
        Client(server.url, deadline=Deadline.within(0.2)).get("/x")


@pytest.mark.parametrize(
    ("body", "says"),
    [(b"<!DOCTYPE html><html>", "a web page"), (b'{"a": [1, 2', "broken off"), (b"", "no JSON"), (b"oops", "no JSON")],
)
def test_what_is_no_json_says_what_it_looks_like(body: bytes, says: str) -> None:
    with serving(lambda _: Reply(body)) as server, pytest.raises(SourceError, match=says):
        Client(server.url, deadline=patient()).get("/x").json()


def test_no_error_holds_a_secret() -> None:
    with serving(lambda _: as_json({}, status=500)) as server:
        client = Client(server.url, login=TOKEN, deadline=patient(), wait=lambda _: None)
        with pytest.raises(SourceError) as caught:
            client.get("/x", {"key": "s3cr3t-t0ken"}, needs="s3cr3t-t0ken")
    assert "s3cr3t" not in caught.value.message + caught.value.hint + repr(client) + repr(TOKEN)


def test_nobody_there_says_so() -> None:
    with pytest.raises(SourceError, match="cannot be reached") as caught:
        Client("http://127.0.0.1:1", deadline=patient(), wait=lambda _: None).get("/x")
    assert "up" in caught.value.hint


@pytest.mark.parametrize("url", ["", "localhost:9090", "ftp://x", "http://"])
def test_an_address_of_no_web_server_is_refused(url: str) -> None:
    with pytest.raises(SourceError, match="no address"):
        Client(url)


def test_pages_are_turned_as_far_as_the_bounds_allow() -> None:
    def answer(asked: Asked) -> Reply:
        page = int(asked.query.get("page", ["1"])[0])
        return as_json([page], headers={"Link": f'<{asked.path}?page={page + 1}>; rel="next"'} if page < 9 else {})

    with serving(answer) as server:
        few = list(Client(server.url, deadline=patient(), bounds=Bounds(max_pages=3)).pages("/x"))
        every = list(Client(server.url, deadline=patient()).pages("/x"))
    assert [page.json() for page in few] == [[1], [2], [3]]
    assert "x-codriver-more" in few[-1].headers
    assert len(every) == 9
    assert "x-codriver-more" not in every[-1].headers


def test_the_next_page_is_never_on_another_host() -> None:
    astray = as_json([], headers={"Link": '<http://127.0.0.2/x>; rel="next"'})
    with serving(lambda _: astray) as server, pytest.raises(SourceError, match="another host"):
        list(Client(server.url, deadline=patient()).pages("/x"))


def test_an_answer_is_kept_for_a_while(tmp_path: Path) -> None:
    now = [1e12]
    kept = Kept(tmp_path / "kept", seconds=60, clock=lambda: now[0])
    with serving(routes({"/x": {"n": 1}})) as server:
        for _ in range(2):
            assert Client(server.url, deadline=patient(), kept=kept).get("/x").json() == {"n": 1}
        assert len(server.asked) == 2, "a clock far ahead of the file's finds it too old"
    now[0] = 0.0
    assert kept.get(f"GET {server.url}/x  ") is not None
    assert (tmp_path / "kept").stat().st_mode & 0o077 == 0


def test_how_far_a_servers_clock_is_off_is_noted() -> None:
    with serving(lambda _: Reply(seconds_ahead=300)) as server:
        client = Client(server.url, deadline=patient())
        client.get("/x")
    assert client.skew == pytest.approx(300, abs=3)


def test_a_search_sends_its_question_and_reads_only() -> None:
    with serving(routes({"/_search": {"hits": []}})) as server:
        assert Client(server.url, deadline=patient()).search("/_search", {"size": 1}).json() == {"hits": []}
    assert (server.asked[0].method, server.asked[0].body) == ("POST", b'{"size": 1}')


def test_a_proxy_is_asked_when_one_is_named_and_what_is_none_is_refused() -> None:
    with serving(lambda asked: as_json({"asked": asked.headers["host"]})) as proxy:
        login = Login(proxy=proxy.url)
        assert Client("http://far.example", login=login, deadline=patient()).get("/x").json() == {
            "asked": "far.example"
        }
    with pytest.raises(SourceError, match="no proxy"):
        Client("http://far.example", login=Login(proxy="far"))
