from datetime import timedelta

from codriver.model import Incident, Window
from codriver.testing import ONSET


def test_an_incident_is_the_same_while_its_title_onset_and_service_are() -> None:
    first = Incident(title="OrdersFail", onset=ONSET, service="orders")

    assert first.id == Incident(title="OrdersFail", onset=ONSET, service="orders", severity="SEV1").id
    assert first.id != Incident(title="OrdersFail", onset=ONSET + timedelta(days=1), service="orders").id


def test_a_window_has_so_many_seconds_before_and_after_and_is_no_guess_unless_it_says_so() -> None:
    window = Window(since=ONSET - timedelta(minutes=5), onset=ONSET, until=ONSET + timedelta(minutes=1))

    assert (window.before_s, window.after_s, window.guessed) == (300.0, 60.0, False)
