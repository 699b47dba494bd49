"""A service: settings, log, metrics, spans, peers and routes in one place."""

from __future__ import annotations

import itertools
import os
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

from .client import Peer, PeerError, Target
from .database import Database
from .identity import RefusedError, caller
from .log import Log
from .metrics import Metrics
from .pool import PoolTimeoutError
from .route import Act, Answer, Request, RequestError, Route
from .server import Server, in_background
from .settings import read_settings
from .spool import Spool
from .trace import SERVER, Span, Tracer

Job = Callable[[dict[str, Any]], None]


class Service:
    """What each service is built on."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.settings = read_settings(name)
        self.config = self.settings.values
        self.log = Log(name, self.config["log"]["format"])
        self.metrics = Metrics()
        self.tracer = Tracer(name, self.settings.version)
        self.admit: Callable[[Request], None] = self._admit
        self._routes: list[Route] = []
        self._jobs: dict[str, Job] = {}
        self._requests = itertools.count()
        self._in_flight = 0

    def peer(self, name: str) -> Peer:
        return Peer(name, Target(**self.config["peers"][name]), self.log, self.metrics, self.tracer)

    def database(self) -> Database:
        return Database(self.peer("database"))

    def spool(self) -> Spool:
        return Spool(self.name, self.metrics)

    def route(self, method: str, path: str) -> Callable[[Act], Act]:
        def remember(act: Act) -> Act:
            self._routes.append(Route(method, path, act))
            return act

        return remember

    def job(self, name: str) -> Callable[[Job], Job]:
        """A job runs by the clock (config: jobs.<name>) and on demand from the admin port."""

        def remember(run: Job) -> Job:
            self._jobs[name] = run
            return run

        return remember

    # --- answering ---

    def answer(self, request: Request) -> Answer:
        route, bound = self._match(request)
        started = time.perf_counter()
        with self.tracer.span(f"{request.method} {route.path}", SERVER, request.traceparent) as span:
            answer = self._outcome(route, bound, span)
            span.attributes |= {"http.method": request.method, "http.route": route.path}
            span.attributes["http.status_code"] = answer.status
            self._account(route, bound, answer, time.perf_counter() - started)
        return answer

    def _match(self, request: Request) -> tuple[Route, Request]:
        for route in self._routes:
            if bound := route.bound(request):
                return route, bound
        return Route(request.method, "unknown", _not_found), request

    def _outcome(self, route: Route, request: Request, span: Span) -> Answer:
        """The one door where an unexpected exception becomes an answer."""
        try:
            return self._admitted(route, request)
        except RequestError as error:
            if error.status >= 500:
                span.fail(str(error))
            return Answer(error.status, {"error": str(error)})
        except PeerError as error:
            span.record(error)
            self.log.error(f"{request.method} {request.path} failed", error=str(error), status=error.status)
            return Answer(error.status, {"error": "upstream failure"})
        except PoolTimeoutError as error:
            span.record(error)
            self.log.exception(f"{request.method} {request.path} failed: {error}", error, status=503)
            return Answer(503, {"error": "service busy"})
        except Exception as error:
            span.record(error)
            self.log.exception(f"unhandled exception in {request.method} {route.path}", error, status=500)
            return Answer(500, {"error": "internal error"})

    def _admitted(self, route: Route, request: Request) -> Answer:
        self._in_flight += 1
        try:
            self.admit(request)
            body = route.act(request)
            return body if isinstance(body, Answer) else Answer(200, body)
        finally:
            self._in_flight -= 1

    def _admit(self, request: Request) -> None:
        limit = self.config["max_in_flight"]
        if self._in_flight > limit:
            raise RequestError(503, f"too many requests in flight: limit {limit}")
        if self.config.get("verify_callers"):
            self._verify(request)

    def _verify(self, request: Request) -> None:
        try:
            caller(request.token)
        except RefusedError as error:
            self.log.warning("caller refused", path=request.path, reason=str(error))
            raise RequestError(401, str(error)) from error

    def _account(self, route: Route, request: Request, answer: Answer, spent: float) -> None:
        status = str(answer.status)
        self.metrics.count("http_requests_total", method=route.method, route=route.path, status=status)
        self.metrics.histogram("http_request_duration_seconds", spent, method=route.method, route=route.path)
        self.metrics.gauge("http_requests_in_flight", self._in_flight)
        facts = {"path": request.path, "status": answer.status, "duration_ms": round(spent * 1000, 1)}
        if request.abandoned():
            self.log.warning("client closed the connection before the answer", **facts)
        elif next(self._requests) % self.config["log"]["one_in"] == 0:
            self.log.info(f"{request.method} {route.path}", **facts)

    # --- living ---

    def run(self) -> None:
        """Serve until told to leave."""
        limit = self.config.get("max_connections", 0)
        server = Server(int(os.environ["PORT"]), self._serve, limit)
        admin = Server(int(os.environ["ADMIN_PORT"]), self._administer)
        in_background(server)
        in_background(admin)
        self._start_jobs()
        self.log.info("ready", version=self.settings.version, port=self.config["port"])
        self._wait_for_the_end()
        server.drain()
        self.log.info("stopped", version=self.settings.version)

    def _wait_for_the_end(self) -> None:
        asked = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: asked.set())
        asked.wait()

    def _serve(self, request: Request) -> Answer:
        return Answer(200, self.metrics.text()) if request.path == "/metrics" else self.answer(request)

    def _administer(self, request: Request) -> Answer:
        if request.path == "/metrics":
            return Answer(200, self.metrics.text())
        job = self._jobs.get(request.path.removeprefix("/jobs/"))
        if request.method == "POST" and job:
            threading.Thread(target=self._run_job, args=(job, request.body), daemon=True).start()
            return Answer(202, {"started": request.path})
        return Answer(200, {"status": "ok", "version": self.settings.version})

    def _start_jobs(self) -> None:
        for name, job in self._jobs.items():
            threading.Thread(target=self._repeat, args=(job, self.config["jobs"][name]), daemon=True).start()

    def _repeat(self, job: Job, plan: dict[str, Any]) -> None:
        while True:
            time.sleep(plan["every_s"])
            self._run_job(job, plan)

    def walk(self, workers: int, work: Callable[[], None]) -> None:
        """Do the same work in several threads, and wait for all of them."""
        threads = [threading.Thread(target=self._worker, args=(work,), daemon=True) for _ in range(workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _worker(self, work: Callable[[], None]) -> None:
        try:
            work()
        except (PeerError, PoolTimeoutError) as error:
            self.log.warning("job worker gave up", error=str(error))

    @staticmethod
    def pause(seconds: float) -> None:
        """Leave room for the requests between two batches of a job."""
        time.sleep(seconds)

    def _run_job(self, job: Job, plan: dict[str, Any]) -> None:
        try:
            job(plan)
        except (PeerError, PoolTimeoutError) as error:
            self.log.warning("job gave up, will try again", error=str(error))


def _not_found(request: Request) -> Answer:
    return Answer(404, {"error": f"no such path: {request.path}"})
