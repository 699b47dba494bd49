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


def test_names_that_a_compiler_makes_do_not_count() -> None:
    for one, other in (
        ("Till$$EnhancerBySpringCGLIB$$1a2b3c4d.charge", "Till$$EnhancerBySpringCGLIB$$9f8e7d6c.charge"),
        ("jdk.proxy2.$Proxy117.charge", "jdk.proxy3.$Proxy9.charge"),
        ("Till.<ChargeAsync>d__12.MoveNext", "Till.<ChargeAsync>d__14.MoveNext"),
        ("main.charge.func1", "main.charge.func2"),
    ):
        assert fingerprint(trace(function=one)) == fingerprint(trace(function=other))


def test_hashes_that_builds_put_into_file_names_do_not_count() -> None:
    assert _of_file("main.3f2a91bc.js") == _of_file("main.77b0c1de.js")
    assert _of_file("till-1.4.2.jar") == _of_file("till-1.5.0.jar")


def _of_file(file: str) -> str:
    return fingerprint(StackTrace("javascript", "TypeError", "x", (Frame(file=file, line=1, function="charge"),)))
