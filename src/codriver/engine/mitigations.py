"""How to stop the bleeding: reversible remedies on paper. A mitigation needs no known cause.

Nothing here is executed. Commands come from the team's own failure modes and runbooks where there are any; otherwise
the last good version is named and how to go back to it is left to the team's own way of deploying.
"""

import shlex
from collections.abc import Iterator

from codriver.engine.seen import Seen
from codriver.engine.words import short
from codriver.model import Change, ChangeKind, Evidence, FailureMode, Hypothesis, Proposal, Remedy, Stage, Standing

MOST = 3
UNDONE_BY_DEPLOY = frozenset({ChangeKind.DEPLOY, ChangeKind.CONFIG, ChangeKind.FLAG, ChangeKind.DEPENDENCY})
MOVING = frozenset({"HEAD", "latest", ":latest", "@"})
HEX = frozenset("0123456789abcdef")
COMMIT = 7  # a version of so many hex digits or more is taken for a commit


def mitigations(seen: Seen, ranked: tuple[Hypothesis, ...]) -> tuple[Proposal, ...]:
    """Up to three remedies, each once: those of the leading suspect alone while one leads, else of each in turn.

    What takes back a change comes first: a restart does not cure a wrong setting.
    """
    modes = {(mode.service, mode.name): mode for mode in seen.situation.failure_modes}
    leader = ranked[0] if ranked and ranked[0].standing == Standing.STRONG else None
    served = [h for h in ranked if not leader or (h.suspect == leader.suspect and h.standing != Standing.WEAK)]
    found: dict[str, Proposal] = {}
    for hypothesis in sorted(served, key=lambda h: (h.suspect != served[0].suspect, h.change is None)):
        for proposal in (*_from_mode(hypothesis, modes), *_from_change(seen, hypothesis)):
            found.setdefault(proposal.id, proposal)
    return tuple(found.values())[:MOST]


def _from_change(seen: Seen, hypothesis: Hypothesis) -> Iterator[Proposal]:
    change = hypothesis.change
    if change is None or change.kind not in UNDONE_BY_DEPLOY:
        return
    yield Proposal(
        says=f"take back {_noun(change)} of {change.service}{_last_good(change)}",
        command=_way_back(change),
        target=change.service,
        risk="R2",
        why=hypothesis.says,
        against=(*_against(hypothesis), *_newer(seen, change)),
        rollback=_forth_again(change),
        watch=_watch(seen, change.service),
        cites=change.cites,
    )


def _forth_again(change: Change) -> str:
    if change.kind == ChangeKind.FLAG:
        return "set the flag again as it is now"
    return f"deploy {change.version[:12] or 'the same version'} of {change.service} again"


def _way_back(change: Change) -> str:
    service = _quoted(change.service)
    if _is_revertible(change):
        return f"git revert --no-edit {shlex.quote(change.version)}  # then deploy {service}"
    if change.kind == ChangeKind.FLAG:
        return f"# set it back where your flags are kept: {_quoted(change.what)}"
    if change.kind == ChangeKind.CONFIG and not change.previous:
        return f"# which settings {service} ran with before is not known: look them up, and set those again"
    if change.previous:
        return f"# deploy {service} at {_quoted(change.previous[:12])} again, the way you deploy"
    return f"# which version of {service} ran before is not known: look it up, and deploy that one again"


def _is_revertible(change: Change) -> bool:
    return _is_commit(change.version) and not _brings_many(change)


def _brings_many(change: Change) -> bool:
    """A deploy may bring more commits than the one that it is named after."""
    return change.kind == ChangeKind.DEPLOY and change.stage == Stage.DEPLOYED


def _quoted(name: str) -> str:
    """For a comment of one line, which a newline would end; quoted also there: zsh runs what follows a `#`."""
    return shlex.quote(short(name))


def _is_commit(version: str) -> bool:
    return len(version) >= COMMIT and set(version) <= HEX and not version.isdigit()  # digits alone are a date


def _last_good(change: Change) -> str:
    if change.previous:
        return f": the last good version is {change.previous[:12]}"
    if change.kind == ChangeKind.FLAG:
        return ""
    return "" if _is_revertible(change) else "; which version ran before it is not known"


def _noun(change: Change) -> str:
    version = f" {change.version[:12]}" if change.version else ""
    noun = "deploy" if change.kind == ChangeKind.DEPLOY else f"{change.kind.value} change"
    return f"the {'commit' if change.stage == Stage.MERGED else noun}{version}"


def _newer(seen: Seen, change: Change) -> Iterator[str]:
    later = [
        other
        for other in seen.situation.changes
        if other.service == change.service and other.at > change.at and other.stage == Stage.DEPLOYED
    ]
    if later:
        yield f"{len(later)} later change{'s' if len(later) > 1 else ''} of {change.service} may rest on it"
    if change.kind == ChangeKind.DEPLOY and any(path.endswith(".sql") or "migration" in path for path in change.files):
        yield "it touched the schema: going back may not fit the data"


def _from_mode(hypothesis: Hypothesis, modes: dict[tuple[str, str], FailureMode]) -> Iterator[Proposal]:
    mode = modes.get((hypothesis.suspect, hypothesis.failure_mode))
    for remedy in mode.remedies if mode else ():
        if not remedy.rollback.strip().lower().startswith("irreversible") and remedy.risk != "R3":
            yield _on_paper(hypothesis, mode, remedy)


def _on_paper(hypothesis: Hypothesis, mode: FailureMode | None, remedy: Remedy) -> Proposal:
    return Proposal(
        says=remedy.says,
        command=remedy.command,
        target=hypothesis.suspect,
        risk=remedy.risk,
        why=hypothesis.says,
        against=(*_against(hypothesis), *_moving(remedy)),
        rollback=remedy.rollback,
        watch=remedy.verify,
        cites=mode.cites if mode else (),
    )


def _moving(remedy: Remedy) -> Iterator[str]:
    if MOVING & set(remedy.command.replace("~", " ").replace("^", " ").split()):
        yield "its command names a moving target: HEAD or latest is whatever is on top when you run it"


def _against(hypothesis: Hypothesis) -> Iterator[str]:
    weighty: list[Evidence] = [evidence for evidence in hypothesis.evidence if evidence.weight < 0]
    yield from (evidence.because for evidence in weighty[:2])


def _watch(seen: Seen, service: str) -> str:
    own = seen.troubled.get(service, ())
    return f"whether this ends: {own[0].says}" if own else "whether the errors end"
