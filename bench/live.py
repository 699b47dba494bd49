"""How long from the command to the answer: `python -m bench.live [DATA] [--runs 5] [--json]`.

A made-up system of nine services answers on the loopback as Prometheus, Alertmanager, Loki and Argo CD do (240 points
of some 200 series, 4,000 log lines, one alert, one rollout). `codriver triage --live` is started as a user would, with
all of them up, with one that hangs, and with all of them down. The baseline of the same run is the same command over a
calm file: what the program itself costs. Seconds are wall time of the whole command and CPU time of its process; DATA
is not needed and not read. Nothing is fitted here.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import parse_qs, urlsplit

SERVICES = ("web", "cart", "pay", "stock", "price", "user", "mail", "search", "bank")
SOURCES = ("prometheus", "alertmanager", "loki", "argocd")
MINUTES, BAD_MINUTES, STEP_S = 60, 8, 15
Answer = Callable[[str, dict[str, list[str]]], Any]


def answers(now: float) -> dict[str, Answer]:
    """Source -> what it answers to a path and a query."""
    return {
        "prometheus": lambda path, _: _prometheus(path, now),
        "alertmanager": lambda _, query: _alerts(now) if query.get("active") == ["true"] else [],
        "loki": lambda path, query: _loki(path, query, now),
        "argocd": lambda *_: _applications(now),
    }


def _prometheus(path: str, now: float) -> Any:
    names = ("http_requests_total", "process_resident_memory_bytes", "up")
    if path.endswith("/values"):
        return {"status": "success", "data": list(names)}
    if path.endswith("/query"):
        result = [{"metric": {"__name__": name}, "value": [now, "60"]} for name in names]
        return {"status": "success", "data": {"resultType": "vector", "result": result}}
    if path.endswith("/query_range"):
        return {"status": "success", "data": {"resultType": "matrix", "result": list(_series(now))}}
    return {"status": "success", "data": {}}


def _series(now: float) -> Iterator[dict[str, Any]]:
    chance = random.Random(7)
    times = [int(now) - MINUTES * 60 + STEP_S * at for at in range(MINUTES * 60 // STEP_S)]
    for service in SERVICES:
        for pod in range(6):
            for status in ("200", "404", "500"):
                metric = {
                    "__name__": "http_requests_total",
                    "job": service,
                    "pod": f"{service}-{pod}",
                    "status": status,
                }
                yield {"metric": metric, "values": _counter(times, service, status, now, chance)}
            level = {"__name__": "process_resident_memory_bytes", "job": service, "pod": f"{service}-{pod}"}
            yield {"metric": level, "values": [[at, str(10**8 + chance.randrange(10**6))] for at in times]}


def _counter(times: list[int], service: str, status: str, now: float, chance: random.Random) -> list[list[Any]]:
    total, values = 0, []
    for at in times:
        bad = at > now - BAD_MINUTES * 60 and service in ("pay", "web")
        share = {"200": 0.6 if bad else 0.98, "404": 0.01, "500": 0.39 if bad else 0.01}[status]
        total += round(chance.uniform(90, 110) * share)
        values.append([at, str(total)])
    return values


def _alerts(now: float) -> list[dict[str, Any]]:
    labels = {"alertname": "HighErrorRate", "service": "web", "severity": "page"}
    return [{"labels": labels, "annotations": {"summary": "requests fail"}, "startsAt": _iso(now - 300)}]


def _loki(path: str, query: dict[str, list[str]], now: float) -> Any:
    if path.endswith("/labels"):
        return {"status": "success", "data": ["service_name"]}
    asked = query["query"][0]
    if "count_over_time" in asked:
        return {"status": "success", "data": {"resultType": "matrix", "result": []}}
    start, end = (int(query[key][0]) / 1e9 for key in ("start", "end"))
    loud = "|~" in asked
    rows = [start + (end - start) * at / 500 for at in range(500)]
    rows = [at for at in rows if not loud or at > now - BAD_MINUTES * 60]
    words = "ERROR charge refused: key 'currency' is missing" if loud else "INFO charged an order"
    stream = {"stream": {"service_name": "pay"}, "values": [[f"{at * 1e9:.0f}", words] for at in reversed(rows)]}
    return {"status": "success", "data": {"resultType": "streams", "result": [stream] if rows else []}}


def _applications(now: float) -> Any:
    before = {"revision": "aaaaaaa1", "deployedAt": _iso(now - 9e4), "source": {"repoURL": "https://git/shop"}}
    latest = {**before, "revision": "bbbbbbb2", "deployedAt": _iso(now - BAD_MINUTES * 60 - 20)}
    health, sync = {"status": "Healthy"}, {"status": "Synced"}
    status = {"history": [before, latest], "health": health, "sync": sync}
    return {"items": [{"metadata": {"name": "pay"}, "status": status}]}


def _iso(at: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))


@contextmanager
def served(answer: Answer | None) -> Iterator[str]:
    """A server that answers so; one that hangs when there is no answer."""
    over = threading.Event()

    class Talk(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Benches are quiet."""

        def do_GET(self) -> None:
            if answer is None:
                over.wait()
                self.close_connection = True
                return
            parts = urlsplit(self.path)
            body = json.dumps(answer(parts.path, parse_qs(parts.query))).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Talk)
    server.daemon_threads = True
    server.block_on_close = False
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        over.set()
        server.shutdown()
        server.server_close()


def measured(folder: Path, *words: str) -> dict[str, Any]:
    """One run of the command: wall and CPU seconds, and what it answered."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = [sys.executable, "-m", "codriver", "triage", *words, "--json"]
    environ = {**os.environ, "CODRIVER_STATE": str(folder / "state"), "CODRIVER_CONFIG": str(folder / "codriver.toml")}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    seconds, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    answer = json.loads(done.stdout) if done.stdout else {}
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": seconds, "cpu_s": cpu, "code": done.returncode, "answer": answer}


def case(name: str, runs: int, hanging: tuple[str, ...], down: tuple[str, ...]) -> dict[str, Any]:
    """The figures of one condition."""
    found = []
    for _ in range(runs):
        with ExitStack() as stack, tempfile.TemporaryDirectory() as temporary:
            told = answers(time.time())
            urls = {
                one: "http://127.0.0.1:9"
                if one in down
                else stack.enter_context(served(None if one in hanging else told[one]))
                for one in SOURCES
            }
            folder = Path(temporary)
            tables = (f'[sources.{one}]\nurl = "{url}"\n' for one, url in urls.items())
            (folder / "codriver.toml").write_text("".join(tables))
            found.append(measured(folder, "--live"))
    silent = set(hanging) | set(down)
    told_of = [{gap["source"] for gap in one["answer"].get("gaps", ())} & set(SOURCES) for one in found]
    return {
        "case": name,
        "runs": runs,
        "median_s": round(median(one["seconds"] for one in found), 2),
        "worst_s": round(max(one["seconds"] for one in found), 2),
        "cpu_s": round(median(one["cpu_s"] for one in found), 2),
        "answered": sum(bool(one["answer"]) for one in found),
        "silent_sources_said": sum(silent <= told for told in told_of),
        "pay_first": sum(_first(one["answer"]) == "pay" for one in found),
    }


def _first(answer: dict[str, Any]) -> str:
    hypotheses = answer.get("hypotheses") or [{}]
    return str(hypotheses[0].get("suspect", ""))


def baseline(runs: int) -> dict[str, Any]:
    """What the program itself costs: the same command over one calm file."""
    found = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as temporary:
            (Path(temporary) / "web.log").write_text("2026-03-01T02:00:00Z INFO served\n")
            (Path(temporary) / "codriver.toml").write_text("")
            found.append(measured(Path(temporary), temporary))
    seconds, cpu = ([one[key] for one in found] for key in ("seconds", "cpu_s"))
    return {"case": "one file, nobody asked", "runs": runs, "median_s": round(median(seconds), 2),
            "worst_s": round(max(seconds), 2), "cpu_s": round(median(cpu), 2)}  # fmt: skip


def main() -> int:
    """Print the figures of all conditions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", help="not needed, not read")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    figures = [
        baseline(asked.runs),
        case("all sources up", asked.runs, (), ()),
        case("one hanging", asked.runs, ("loki",), ()),
        case("all down", asked.runs, (), SOURCES),
    ]
    if asked.json:
        print(json.dumps(figures, indent=2))
        return 0
    for one in figures:
        print(", ".join(f"{key} {value}" for key, value in one.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
