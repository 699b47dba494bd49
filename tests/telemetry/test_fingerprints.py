from codriver.model import Frame
from codriver.telemetry.fingerprints import fingerprint
from codriver.telemetry.stacktraces import StackTrace


def trace(line: int = 3, message: str = "x", folder: str = "/srv", function: str = "charge") -> StackTrace:
    frames = (
        Frame(file="/usr/lib/python3/web.py", line=line, function="serve", ours=False),
        Frame(file=f"{folder}/pay.py", line=line, function=function),
    )
    return StackTrace("python", "ValueError", message, frames)


def test_lines_folders_and_messages_do_not_change_a_fingerprint() -> None:
    assert fingerprint(trace()) == fingerprint(trace(line=99, message="y", folder="/app"))


def test_another_function_or_type_has_another() -> None:
    assert fingerprint(trace()) != fingerprint(trace(function="refund"))


def test_addresses_and_counters_in_names_do_not_count() -> None:
    assert fingerprint(trace(function="lambda$3 0xdead")) == fingerprint(trace(function="lambda$12 0xbeef"))
