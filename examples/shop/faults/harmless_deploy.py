"""A control: one more harmless deploy, and an alert about something unrelated, or none at all."""

from __future__ import annotations

import random

from ..lab.alerting import Measured, Rule
from ..lab.harmless import change_something
from ..lab.lab import Lab, Truth
from ..lab.scrape import Scraper

CONTROL = True


def days_left(_scraper: Scraper, _now: int) -> Measured:
    return {"": 20.4}


def hours_since(_scraper: Scraper, _now: int) -> Measured:
    return {"": 26.1}


RULES = (
    Rule("CertificateExpiresSoon", "gateway", days_left, 0, 3, "warning",
         "the certificate expires in less than 21 days", "probe_ssl_earliest_cert_expiry - time() < 21 * 86400"),
    Rule("BackupIsLate", "database", hours_since, 24, 3, "warning",
         "the last backup is older than 24 h", "time() - backup_last_success_time_seconds > 86400"),
    None,
)  # fmt: skip


def inject(lab: Lab, rng: random.Random) -> Truth:
    rule = rng.choice(RULES)
    lab.await_onset()
    change_something(lab, rng)
    if rule:
        lab.watch(rule)
    return Truth()
