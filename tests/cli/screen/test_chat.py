from collections.abc import Callable
from dataclasses import replace

from codriver.cli.screen.chat import chat
from codriver.model import Assessment, Impact, Outcome, Trend

Assessed = Callable[..., Assessment]


def test_the_sentence_says_what_since_when_how_much_and_how_sure(assessed: Assessed) -> None:
    assert chat(assessed()) == (
        "gateway and checkout have been failing since 2026-03-01 02:41:10 UTC (14 % of requests hit, 0.2 % before, "
        "getting worse); suspect, not confirmed (strong): deploy v42 of tariff raises KeyError in every price request; "
        "considering: Roll tariff back to v41, the last good version"
    )


def test_an_undetermined_cause_is_not_dressed_up(assessed: Assessed) -> None:
    said = chat(assessed(outcome=Outcome.UNDETERMINED, mitigations=()))
    assert said.endswith("; cause undetermined, looking at tariff and basket")
    assert chat(assessed(outcome=Outcome.UNDETERMINED, hypotheses=(), mitigations=())).endswith("cause undetermined")


def test_what_is_not_known_is_left_out(assessed: Assessed) -> None:
    impact = Impact(failing=("gateway",), says="", trend=Trend.UNKNOWN)
    said = chat(assessed(impact=impact, outcome=Outcome.NOTHING_FOUND, hypotheses=(), mitigations=()))
    assert said == "gateway is failing"


def test_a_log_line_cannot_call_the_whole_channel(assessed: Assessed) -> None:
    first = replace(assessed().hypotheses[0], says="tariff logs <!here> @channel help, mail ann@example.org")
    said = chat(assessed(hypotheses=(first,)))
    assert "(at)channel" in said
    assert "ann@example.org" in said
