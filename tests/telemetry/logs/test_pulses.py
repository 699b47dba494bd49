from codriver.telemetry.logs import fold
from codriver.telemetry.logs.pulses import pulses_of_logs
from codriver.telemetry.onset import find
from codriver.telemetry.rows import LogBlock
from codriver.telemetry.wording import moment

SECONDS = 3000
BEGINS = 2000


def log(every: int) -> LogBlock:
    """A steady service whose errors begin at BEGINS, one in so many seconds."""
    lines = []
    for at in range(SECONDS):
        failed = at >= BEGINS and at % every == 0
        clock = f"{1 + at // 3600:02d}:{at // 60 % 60:02d}:{at % 60:02d}"
        lines.append(f"2026-03-01T{clock}Z {'ERROR till offset lost' if failed else 'INFO till posted'}")
    return LogBlock("log", "till.log", 1, "\n".join(lines).encode())


def onset_after(every: int) -> float:
    """Seconds after the beginning of the log at which trouble is seen to begin."""
    (pulse,) = pulses_of_logs(fold([log(every)]))
    found = find([pulse], (), moment(pulse.times[0] + SECONDS))
    assert found is not None
    return found.at.timestamp() - pulse.times[0]


def test_many_errors_tell_the_onset_within_seconds() -> None:
    assert abs(onset_after(every=1) - BEGINS) <= SECONDS / 240


def test_a_trickle_of_errors_is_seen_to_begin_in_longer_stretches() -> None:
    assert abs(onset_after(every=15) - BEGINS) <= SECONDS / 24
