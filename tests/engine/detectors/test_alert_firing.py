from dataclasses import replace

from codriver.engine.detectors.alert_firing import detect
from codriver.testing import a_situation, an_alert, an_error


def test_a_firing_alert_is_told_and_is_no_trouble_by_itself() -> None:
    alert = an_alert("gateway", "HighErrorRate")
    (found,) = detect(a_situation(observations=[alert]))

    assert (found.service, found.trouble, found.cites) == ("gateway", False, alert.cites)
    assert found.says == "alert HighErrorRate fires for gateway: HighErrorRate on gateway"


def test_an_alert_of_no_service_is_told_without_one() -> None:
    (found,) = detect(a_situation(observations=[replace(an_alert("", "Watchdog"), text="all is well")]))
    assert found.says == "alert Watchdog fires: all is well"


def test_a_resolved_alert_and_other_signals_are_left_alone() -> None:
    resolved = replace(an_alert("gateway", "HighErrorRate"), labels=(("status", "resolved"),))
    assert not list(detect(a_situation(observations=[resolved, an_error("gateway", "alert fires")])))
