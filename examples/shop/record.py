"""Records incidents of the shop: `python examples/shop/record.py --fault NAME --seed N --out DIR`."""

from __future__ import annotations

import argparse
import importlib
import signal
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import TYPE_CHECKING

HOME = Path(__file__).resolve().parent
sys.path.insert(0, str(HOME.parents[1]))

if TYPE_CHECKING:
    from examples.shop.lab.recording import Case


def names() -> list[str]:
    """Every file in faults/ is one; adding is one new file."""
    return sorted(path.stem for path in (HOME / "faults").glob("*.py") if path.stem != "__init__")


def case_of(fault: str, seed: int, baseline: float, incident: float) -> Case:
    from examples.shop.lab.recording import Case

    module = importlib.import_module(f"examples.shop.faults.{fault}")
    control = bool(getattr(module, "CONTROL", False))
    return Case(fault, seed, module.inject, control, baseline, incident, getattr(module, "ENCRYPTED", False))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", action="store_true", help="name the faults and controls")
    parser.add_argument("--fault", choices=names(), action="append", help="what happens (with --all: only these)")
    parser.add_argument("--seed", type=int, default=1, help="draws size, time and target")
    parser.add_argument("--all", action="store_true", help="every fault with every seed of --seeds")
    parser.add_argument("--seeds", type=span, default=range(1, 4), help="such as 1-20")
    parser.add_argument("--jobs", type=int, default=2, help="how many at once")
    parser.add_argument("--out", type=Path, default=Path("cases"), help="where the case folders go")
    parser.add_argument("--baseline", type=float, default=30, help="seconds of calm")
    parser.add_argument("--incident", type=float, default=25, help="seconds after the onset")
    return parser.parse_args()


def span(text: str) -> range:
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def record_one(options: argparse.Namespace, fault: str, seed: int) -> int:
    from examples.shop.lab.recording import NothingHappenedError, record

    try:
        print(record(case_of(fault, seed, options.baseline, options.incident), options.out))
    except NothingHappenedError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def record_all(options: argparse.Namespace, faults: Iterable[str]) -> int:
    """Each case in its own process; what exists is kept."""
    wanted = [(fault, seed) for seed in options.seeds for fault in faults]
    todo = [one for one in wanted if not (options.out / case_of(*one, 1, 1).id / "truth.json").exists()]
    print(f"{len(wanted) - len(todo)} of {len(wanted)} cases exist", file=sys.stderr)
    failed = 0
    with ThreadPoolExecutor(options.jobs) as pool:
        runs = [pool.submit(in_own_process, options, *one) for one in todo]
        try:
            for number, run in enumerate(as_completed(runs), 1):
                failed += run.result() != 0
                print(f"{number}/{len(todo)} recorded, {failed} without result", file=sys.stderr)
        except KeyboardInterrupt:
            stop_all(pool)
            raise
    return int(failed > 0)


running: set[subprocess.Popen[bytes]] = set()


def in_own_process(options: argparse.Namespace, fault: str, seed: int) -> int:
    command = [sys.executable, __file__, "--fault", fault, "--seed", str(seed), "--out", str(options.out)]
    command += ["--baseline", str(options.baseline), "--incident", str(options.incident)]
    with subprocess.Popen(command) as one:
        running.add(one)
        code = one.wait()
        running.discard(one)
    return code


def stop_all(pool: ThreadPoolExecutor) -> None:
    """Whoever is recording ends its own shop; whoever waits does not begin."""
    pool.shutdown(wait=False, cancel_futures=True)
    for one in tuple(running):
        one.terminate()


def main() -> int:
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return run(arguments())
    except KeyboardInterrupt:
        print("stopped, nothing is left running", file=sys.stderr)
        return 130


def run(options: argparse.Namespace) -> int:
    if options.list:
        print("\n".join(names()))
        return 0
    if options.all:
        return record_all(options, options.fault or names())
    if not options.fault:
        print("error: nothing to record\nhint: --fault NAME or --all; --list names them", file=sys.stderr)
        return 2
    return record_one(options, options.fault[0], options.seed)


if __name__ == "__main__":
    sys.exit(main())
