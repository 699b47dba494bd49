"""The whole road for real: a fault in the example shop, a rule fires, the watch has the ranked answer ready.

Real processes, a real Prometheus and a real Alertmanager on the loopback; about forty seconds.
"""

import json
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from examples.shop.faults import code_defect
from examples.shop.lab.alerting import RULES, Alerting
from examples.shop.lab.lab import Lab, Truth, as_lines
from examples.shop.lab.repository import Repository
from examples.shop.lab.scrape import Scraper
from examples.shop.lab.system import System
from tests import real

from codriver.config import furnish
from codriver.room.request import Request
from codriver.room.watch import Clock, Opened, watch

SHOP = Path(__file__).parents[2] / "examples" / "shop"
SEED = 7
CALM_S, PATIENCE_S = 20.0, 60.0
CONFIG = """\
[sources]
paths = ["incident", "logs"]
lookback_m = 10
[sources.prometheus]
url = "{prometheus}"
step_s = 1
[sources.alertmanager]
url = "{alertmanager}"
[repositories]
paths = ["repo"]
[state]
path = "state"
"""


@contextmanager
def a_shop(folder: Path) -> Iterator[Lab]:
    """The shop with shoppers in it."""
    repository = Repository(folder / "repo", SHOP / "monorepo", SEED, datetime.now(UTC))
    system = System(folder, repository)
    lab = Lab(system, repository, Alerting(Scraper(lambda: system.instances), RULES), random.Random(SEED))
    try:
        system.start(SEED)
        lab.shoppers(rate=25)
        yield lab
    finally:
        system.stop()


def rules() -> list[dict[str, object]]:
    return [
        {
            "alert": rule.name,
            "expr": rule.expression,
            "for": "3s",
            "labels": {"service": rule.job, "severity": rule.severity},
            "annotations": {"summary": f"{rule.job}: {rule.summary.format(route='{{ $labels.route }}')}"},
        }
        for rule in RULES
    ]


def targets(lab: Lab) -> dict[str, str]:
    return {name: f"127.0.0.1:{one.admin_port}" for name, one in lab.system.instances.items()}


def trouble(lab: Lab, folder: Path) -> Truth:
    """After a calm while, the one thing; the team's deploy log and the targets follow."""
    lab.onset = time.monotonic() + CALM_S
    truth = code_defect.inject(lab, random.Random(SEED))
    (folder / "incident" / "deploys.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in as_lines(lab.deploys)))
    real.aim(folder / "prometheus", targets(lab))
    return truth


def first_opened(folder: Path) -> Opened:
    """What the watch opens first; it gives up when nothing fires for too long."""
    room = furnish(folder, {"HOME": str(folder)})
    going, until = threading.Event(), time.monotonic() + PATIENCE_S
    clock = Clock(now=lambda: datetime.now(UTC), wait=lambda seconds: going.wait(seconds) or time.monotonic() > until)
    asked = Request(now=datetime.now(UTC), live=True)
    return next(watch(room, asked, clock, lambda _: None, every_s=1.0))


@real.needs("prometheus", "prometheus-alertmanager", "git")
def test_the_true_cause_is_named_from_running_systems_once_the_alert_fires(tmp_path: Path) -> None:
    with a_shop(tmp_path) as lab, real.alertmanager(tmp_path / "alertmanager") as alerts:
        (tmp_path / "incident").mkdir()
        with real.prometheus(tmp_path / "prometheus", targets(lab), rules(), alerts) as metrics:
            (tmp_path / "codriver.toml").write_text(CONFIG.format(prometheus=metrics, alertmanager=alerts))
            truth = trouble(lab, tmp_path)
            opened = first_opened(tmp_path)
    answer = opened.assessment
    assert any(one.kind == "alert" for one in answer.findings)
    top = answer.hypotheses[0]
    assert top.suspect == truth.service
    assert (top.suspect, top.mechanism) in {(truth.service, truth.mechanism), *truth.accept}
    cited = {cite.ref.source for cite in answer.cited()}
    assert {"prometheus", "git"} <= cited
