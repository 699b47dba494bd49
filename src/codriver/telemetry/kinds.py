"""What a metric measures, read from its name: a table of naming conventions, nothing about any one system.

The conventions are those of Prometheus clients, OpenTelemetry, cAdvisor, kube-state-metrics, node_exporter, the JVM,
Go, `process_*` and common pools. A name that follows none of them has the kind "" and is a plain gauge or counter.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Form(StrEnum):
    """How a series is to be read: a level, an ever-growing count, or a part of a histogram or summary."""

    GAUGE = "gauge"
    COUNTER = "counter"
    BUCKET = "bucket"
    SUM = "sum"
    COUNT = "count"
    QUANTILE = "quantile"
    MOMENT = "moment"


class Part(StrEnum):
    """What a level says about a resource that can run out: how much is used, still free, or there at all."""

    USED = "used"
    FREE = "free"
    LIMIT = "limit"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a metric measures. `worse` is 1 when more is worse, -1 when less is, 0 when neither.

    `stem` is the name without the suffix that tells the part of a histogram; `resource` the words by which the used,
    free and limit series of one resource find each other. `unit` is s, ms, us, bytes, share, percent or "".
    """

    kind: str
    form: Form
    unit: str
    worse: int
    stem: str
    part: Part = Part.NONE
    resource: str = ""


# The first row that matches a name gives its kind; names are matched as `_lower_words_`.
_KINDS: tuple[tuple[str, int, str], ...] = (
    # kind          worse  words that give it away
    ("restarts",       1, r"restarts?_|start_time|boot_time|uptime|crash_?loop"),
    ("certificate",   -1, r"(cert|certificate|x509|tls|ssl).*(expir|not_after|days_left)"),
    ("up",            -1, r"^_up_$|probe_success|_(healthy|health|alive|ready|(available|ready)_replicas)_$"),
    ("success",       -1, r"_(availability|success(es|ful)?)_"),
    ("descriptors",    1, r"_(fds?|filefd|file_descriptors?|open_files?|files_open|nofile)_"),
    ("gc",             1, r"_(gc|garbage)_"),
    ("threads",        1, r"_(threads?|goroutines?|executor|threadpool|worker_pool)_"),
    ("connections",    1, r"_(connections?|conns?|pools?|hikaricp|pgbouncer|sockets?|sockstat|numbackends)_"),
    ("connections",    1, r"_((connected|blocked)_clients|maxclients)_"),
    ("queue",          1, r"_(queues?|queued|queuing|backlog|pending|unacked|lag|messages_ready|inbox|outbox|dlq)_"),
    ("own time",       1, r"_(self|own|exclusive)_time_"),
    ("latency",        1, r"_(latency|latencies|durations?|response_times?|elapsed|rtt|ttfb|resptime|took)_"),
    ("latency",        1, r"_(request_time|request_seconds|handling_seconds|(processing|execution|query|call)_time)_"),
    ("cpu",            1, r"_(cpus?|load_?1|load_?5|load_?15|loadavg|load_average|processor)_"),
    ("errors",         1, r"_(errors?|errs?|failures?|failed|fails?|failcnt|exceptions?|faults?|timeouts?|rejected)_"),
    ("errors",         1, r"_(rejections?|refused|aborted|aborts|panics?|deadlocks?|drops?|dropped|5xx|4xx)_"),
    ("errors",         1, r"_(oom_kills?|unavailable|retries|retry)_"),
    ("memory",         1, r"_(memory|mem|rss|heap|nonheap|working_set|resident|swap|alloc_bytes|sbrk)_"),
    ("network",        0, r"_(network|net|nic|receive|transmit|received_bytes|sent_bytes|bandwidth|rx|tx)_"),
    ("disk",           1, r"_(disks?|filesystem|fs|volume|inodes?|storage|wal|tablespace|database_size|df)_"),
    ("cache",          0, r"_(caches?|evictions?|evicted|keyspace|hit_ratio|hit_rate|misses)_"),
    ("saturation",     1, r"_(saturation|utili[sz]ation|in_?flight|inprogress|in_progress|concurrency|busy)_"),
    ("saturation",     1, r"_(active_requests|pressure|throttled|throttling|waiting|waiters|blocked|locks?)_"),
    ("requests",       0, r"_(requests?|reqs?|calls?|quer(y|ies)|operations?|ops|transactions?|rpcs?|hits|messages)_"),
    ("requests",       0, r"_(rps|qps|tps|xact|commands?|served|handled|started|completed|orders?|jobs?|events?)_"),
    ("requests",       0, r"_(http_server|workload)_"),
    ("size",           0, r"_(size|length|bytes)_"),
)  # fmt: skip

_FEWER_IS_WORSE = re.compile(r"_(free|avail|available|idle|hit_ratio|hit_rate|success|successes|healthy|ready|uptime)_")
_UNITS: tuple[tuple[str, str], ...] = (
    ("s", r"_(seconds?|secs?)_"),
    ("ms", r"_(milliseconds?|millis|msecs?|ms)_"),
    ("us", r"_(microseconds?|micros|usecs?|us)_"),
    ("bytes", r"_bytes_"),
    ("share", r"_(ratio|share|fraction)_"),
    ("percent", r"_(percent|percentage|pct)_"),
)
_RATE = re.compile(r"_per_(second|sec|s)_")
_LIMIT = re.compile(r"_(max|maximum|limits?|capacity|quota|allocatable|size|hard|maxclients|cap|total)_")
_FREE = re.compile(r"_(free|avail|available|idle|remaining)_")
_USED = re.compile(r"_(in_use|inuse|used|usage|active|open|opened|allocated|working_set|resident|connected|current|busy"
                   r"|borrowed|checkedout|checked_out|acquired|live)_")  # fmt: skip
_RESOURCES = frozenset({"memory", "connections", "descriptors", "threads", "disk", "queue", "saturation", "cpu"})
_FORMS: tuple[tuple[str, Form], ...] = (
    ("bucket", Form.BUCKET),
    ("sum", Form.SUM),
    ("count", Form.COUNT),
    ("total", Form.COUNTER),
)
_STATISTIC = re.compile(r"\.(Sum|SampleCount)$")  # of each step, as CloudWatch spells it: no part of a histogram
_TIMED = frozenset({"s", "ms", "us"})


@lru_cache(maxsize=8192)
def measure_of(name: str, labels: frozenset[str] = frozenset()) -> Measure:
    """What the metric `name` measures; `labels` are its label names (`le` and `quantile` mark a histogram's parts)."""
    words = spelt(_STATISTIC.sub("_statistic", name))
    kind, worse = _kind(words)
    form = _form(words, kind, labels)
    if kind == "success" and form is not Form.GAUGE:
        kind, worse = "requests", 0  # a count of what went well is a count of requests
    stem = re.sub(r"[_.](bucket|sum|count)$", "", name) if form in (Form.BUCKET, Form.SUM, Form.COUNT) else name
    part = _part(words, form, kind)
    worse = 0 if part is Part.LIMIT else -worse if worse > 0 and _FEWER_IS_WORSE.search(words) else worse
    resource = _resource(words) if part else ""
    return Measure(kind, form, _unit(words, kind), worse, stem, part, resource)


def spelt(name: str) -> str:
    """The name as `_lower_words_`: camel case, dots, dashes, colons and spaces all part words."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    return f"_{re.sub(r'[^A-Za-z0-9]+', '_', parted).strip('_').lower()}_"


def _kind(words: str) -> tuple[str, int]:
    for kind, worse, pattern in _KINDS:
        if re.search(pattern, words):
            return kind, worse
    words = _RATE.sub("_", words)
    return ("latency", 1) if re.search(r"_(seconds|milliseconds|millis|ms|p50|p90|p95|p99)_", words) else ("", 0)


def _form(words: str, kind: str, labels: frozenset[str]) -> Form:
    if "_statistic_" in words:
        return Form.GAUGE
    if kind == "restarts" and re.search(r"_(start|boot)_time", words):
        return Form.MOMENT
    if "quantile" in labels:
        return Form.QUANTILE
    form = next((form for suffix, form in _FORMS if words.endswith(f"_{suffix}_")), Form.GAUGE)
    if form is Form.COUNTER and kind in ("memory", "disk") and "_seconds_" not in words and not _eventful(words):
        return Form.GAUGE  # MemTotal, disk_total: a size, not a count
    return form


def _eventful(words: str) -> bool:
    return bool(
        re.search(r"_(reads?|writes?|written|bytes_total|io|alloc|pages|faults|ops|operations|completed)_", words)
    )


def _unit(words: str, kind: str) -> str:
    if kind == "restarts":
        return ""
    if _RATE.search(words):
        return "/s"
    return next((unit for unit, pattern in _UNITS if re.search(pattern, words)), "")


def _part(words: str, form: Form, kind: str) -> Part:
    if kind not in _RESOURCES or form not in (Form.GAUGE, Form.COUNTER) or _timed(words):
        return Part.NONE
    if form is Form.COUNTER:
        return Part.NONE
    if _FREE.search(words):
        return Part.FREE
    limits = _LIMIT.search(words) and not (kind == "queue" and "_size_" in words)  # a queue's size is how full it is
    return Part.LIMIT if limits else Part.USED


def _timed(words: str) -> bool:
    return not _RATE.search(words) and any(re.search(pattern, words) for unit, pattern in _UNITS if unit in _TIMED)


def _resource(words: str) -> str:
    """The words left when those are gone that say which part of the resource it is."""
    bare = words
    for pattern in (_FREE, _LIMIT, _USED, re.compile(r"_(spec|soft|total|count|mem)_")):
        while pattern.search(bare):
            bare = pattern.sub("_", bare)
    return bare.strip("_")
