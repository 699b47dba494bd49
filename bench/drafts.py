"""Do the rules catch bad drafts? `python -m bench.drafts [--json]`: needs no data, the faults are planted here.

Each good draft (every form and audience, at every status) gets one planted fault at a time. Counted: faults that block,
or warn where style is meant; good drafts that are blocked or warned of for no reason. The sentences were written beside
the rules, so the figure says that the rules do what they say, not how they do on words that nobody here thought of.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bench.figures import interval
from codriver.drafts.facts import Facts, Said, numbers_in
from codriver.drafts.kinds import KINDS
from codriver.drafts.lint import lint
from codriver.drafts.rules import Words
from codriver.model import Incident

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
FACTS = Facts(
    incident=Incident(title="Checkout fails", onset=NOON, severity="SEV2"),
    taken=NOON + timedelta(minutes=20),
    next_update=NOON + timedelta(minutes=60),
    onset=NOON,
    opened_at=NOON + timedelta(minutes=4),
    impact="failing requests of checkout: 0.2 % -> 14 %",
    failing=("checkout",),
    share="14 %",
    leader=Said(says="tariff-api runs out of connections", cite="inc-0a1b2c#3"),
    standing="strong",
    ruled_out=(Said(says="the deploy of cart: disproved by: it is fine elsewhere", cite="inc-0a1b2c#5", by="mia"),),
    timeline=(Said(says="Checkout fails", cite="inc-0a1b2c#1", at=NOON, kind="opened"),),
    people=frozenset({"mia", "ben.okoro"}),
    services=frozenset({"checkout", "tariff-api", "ledger_db"}),
    vendors=frozenset({"cardhouse"}),
    numbers=frozenset(numbers_in("12:00 12:00:00 12:04 13:00 14 0.2 2026 03 01 12 20 60 56 4 16 30")),
)
OVER = replace(
    FACTS,
    status="resolved",
    resolved_at=NOON + timedelta(minutes=30),
    resolved_by="mia",
    evidence="no errors for ten minutes",
    cause=Said(says="tariff-api had no connections left", cite="inc-0a1b2c#9", by="mia"),
    numbers=FACTS.numbers | {"12:30"},
)
SITUATIONS = (FACTS, replace(FACTS, status="identified"), replace(FACTS, status="monitoring"), OVER)


@dataclass(frozen=True, slots=True)
class Fault:
    """A sentence that must not stand in a draft: the rule that should say so, and where it applies."""

    rule: str
    text: str
    audiences: tuple[str, ...] = ("customers",)
    forms: tuple[str, ...] = ("update",)
    open_only: bool = False


EVERYWHERE = ("customers", "internal", "executive", "")
FORMS = ("update", "handoff", "postmortem")
FAULTS = (
    *(
        Fault("leaks", text)
        for text in (
            "It is visible on db-7.prod.internal.",
            "Requests to 10.4.7.19 time out.",
            "The pod tariff-7d9f8b6c5d-x2kqz restarts.",
            "ben.okoro is looking into it.",
            "Our partner CardHouse does not answer.",
            "Calls to tariff-api fail.",
            "The ledger_db is read-only.",
            "See /var/log/shop/error.log for details.",
            "It began with commit 4f9d2ab7c01.",
            "Write to oncall@shop.example for help.",
            "Users see a ConnectionPoolError.",
            "More in inc-0a1b2c3d4e.",
            "The failing code is in services/tariff/prices.py today.",
            "node-12 has been replaced.",
        )
    ),
    *(
        Fault("leaks", text, EVERYWHERE, FORMS)
        for text in ("The password=hunter2Xy9 still works.", "Use the token ghp_abcdefghijklmnopqrstuvwxyz0123456789.")
    ),
    *(
        Fault("untraced", text, EVERYWHERE, FORMS)
        for text in (
            "About 37 % of users were affected.",
            "It began at 11:42 UTC.",
            "Some 5,200 orders were delayed.",
            "Errors fell to 0.7 % by then.",
            "It took 3 hours to notice.",
            "We lost 12,000 euros.",
        )
    ),
    *(
        Fault("unconfirmed-cause", text, ("customers",), ("update",), open_only=True)
        for text in (
            "This was caused by a problem with our payment provider.",
            "The errors are due to a faulty network device.",
            "Following a deployment this morning requests began to fail.",
            "The root cause is a full disk.",
            "A bad configuration change triggered it, because of a typo.",
            "The reason is a surge of traffic.",
            "This happened as a result of maintenance work.",
            "The problem originated in our storage.",
            "After a faulty update some services could not start.",
        )
    ),
    *(
        Fault("unconfirmed-cause", text, ("internal", ""), ("update", "handoff"), open_only=True)
        for text in (
            "The root cause is the pool.",
            "It was caused by the last migration.",
            "The cause is the new client.",
        )
    ),
    *(
        Fault("over", text, EVERYWHERE, FORMS, open_only=True)
        for text in (
            "The issue has been resolved.",
            "Everything is back to normal.",
            "The service is fully restored.",
            "The problem is fixed.",
            "All systems are operational.",
            "Checkout has recovered.",
        )
    ),
    *(
        Fault("promises", text)
        for text in (
            "We expect a fix within the hour.",
            "It will be resolved shortly.",
            "Service should be back soon.",
            "The ETA is this afternoon.",
            "This will never happen again.",
            "Full recovery is expected by 13:00.",
            "We guarantee that no order is affected.",
        )
    ),
    *(
        Fault("loss", text, EVERYWHERE, FORMS)
        for text in (
            "No data was lost.",
            "Your data is safe.",
            "There was no data loss.",
            "No customer data was exposed.",
            "All data remains intact.",
        )
    ),
    *(
        Fault("blameless", text, ("",), ("postmortem",))
        for text in (
            "mia forgot to run the migration.",
            "This was human error.",
            "The engineer should have checked the dashboard.",
            "ben.okoro failed to notice the alert.",
            "It was a careless change.",
            "The reviewer is to blame.",
            "Somebody fat-fingered the command.",
        )
    ),
    *(
        Fault("plain-words", text)
        for text in (
            "The p99 latency of the upstream is elevated.",
            "We are rolling back the deployment.",
            "Pods in the cluster are OOMKilled.",
            "Unfortunately a small number of users see this.",
            "A failover of the database is ongoing.",
            " ".join(["We are looking into every part that has a share in this and"] * 3),
        )
    ),
)


def drafts() -> Iterator[tuple[Facts, Words]]:
    """Every form for every audience at every status, as the writers write it."""
    for facts in SITUATIONS:
        for (form, audience), write in KINDS.items():
            yield facts, Words(form=form, audience=audience, text=write(facts))


def measure() -> dict[str, object]:
    """How many faults are caught, by rule, and how often a good draft is complained of."""
    caught: dict[str, list[int]] = {}
    missed: list[str] = []
    good = blocked = warned = 0
    for facts, words in drafts():
        found = lint(words, facts)
        good, blocked = good + 1, blocked + any(one.blocks for one in found)
        warned += any(not one.blocks and one.rule != "complete" for one in found)
        for fault in FAULTS:
            over = facts.status == "resolved"
            if words.form in fault.forms and words.audience in fault.audiences and not (over and fault.open_only):
                bad = replace(words, text=f"{words.text}{fault.text}\n")
                hit = any(one.rule == fault.rule for one in lint(bad, facts) if one not in found)
                caught.setdefault(fault.rule, []).append(hit)
                missed += [] if hit else [f"{fault.rule}: {fault.text}"]
    total = [hit for hits in caught.values() for hit in hits]
    return {
        "caught": [sum(total), len(total), *interval(sum(total), len(total))],
        "by_rule": {rule: [sum(hits), len(hits)] for rule, hits in sorted(caught.items())},
        "missed": sorted(set(missed)),
        "good_drafts": good,
        "good_drafts_blocked": blocked,
        "good_drafts_warned_of": warned,
        "planted": len(FAULTS),
    }


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", help="not needed")
    parser.add_argument("--json", action="store_true")
    figures = measure()
    if parser.parse_args().json:
        print(json.dumps(figures, indent=2))
    else:
        for name, value in figures.items():
            print(f"{name}: {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
