"""An Assessment as JSON's own types: the contract of `codriver triage --json`, and what the journal stores.

Pure. Citations stand once, under `citations`; every `cites` is a list of their ids. The schema beside it
(`schemas/triage.json`) is versioned: adding a key keeps the version, changing or removing one raises it.
"""

from collections.abc import Iterable

from codriver.model import (
    Assessment,
    Change,
    Check,
    Citation,
    CodeLine,
    Evidence,
    Finding,
    Gap,
    Hypothesis,
    Impact,
    Incident,
    Proposal,
    Runbook,
    Service,
    Step,
    Thrown,
    plain,
)

Shape = dict[str, object]

TRIAGE = "codriver.triage/1"


def shape_of(assessment: Assessment) -> Shape:
    """The whole assessment: same facts, same bytes once dumped. Times are ISO 8601 in UTC, shares in [0, 1]."""
    return {
        "schema": TRIAGE,
        "incident": incident_shape(assessment.incident),
        "outcome": assessment.outcome.value,
        "calibration": assessment.calibration,
        "window": plain(assessment.window),
        "impact": _impact(assessment.impact),
        "mitigations": [_mitigation(item) for item in assessment.mitigations],
        "hypotheses": [_hypothesis(item) for item in assessment.hypotheses],
        "none_of_these": plain(assessment.none_of_these),
        "ruled_out": [_hypothesis(item) for item in assessment.ruled_out],
        "gaps": [gap_shape(item) for item in assessment.gaps],
        "changes": [change_shape(item) for item in assessment.changes],
        "checks": [_check(item) for item in assessment.checks],
        "runbooks": [_runbook(item) for item in assessment.runbooks],
        "code": [_code(item) for item in assessment.code],
        "services": [service_shape(item) for item in assessment.services],
        "findings": [_finding(item) for item in assessment.findings],
        "errors": [_thrown(item) for item in assessment.errors],
        "citations": citations_shape(_all_cited(assessment)),
    }


def citations_shape(cites: Iterable[Citation]) -> Shape:
    """Citations by id, sorted, each once."""
    by_id = {cite.id: cite for cite in cites}
    return {
        key: {"source": cite.ref.source, "locator": cite.ref.locator, "quote": cite.quote}
        for key, cite in sorted(by_id.items())
    }


def incident_shape(incident: Incident) -> Shape:
    """The incident with its id."""
    return _picked(incident, "id title onset service severity status")


def gap_shape(gap: Gap) -> Shape:
    """A gap with its id; `matters` as a word: much, some or little."""
    return {**_picked(gap, "id what why hint source"), "matters": gap.matters.name.lower()}


def change_shape(change: Change) -> Shape:
    """A change with its id; `lines` are file, first and last line."""
    picked = _picked(change, "id kind stage service at merged_at what version previous by url files source")
    lines = [{"file": file, "first": first, "last": last} for file, first, last in change.lines]
    return {**picked, "lines": lines, "cites": _ids(change.cites)}


def service_shape(service: Service) -> Shape:
    """A service as the configuration or the facts describe it."""
    return _picked(service, "name owner repo criticality external depends_on aliases")


def _all_cited(assessment: Assessment) -> Iterable[Citation]:
    yield from assessment.cited()
    for hypothesis in (*assessment.hypotheses, *assessment.ruled_out):
        yield from hypothesis.change.cites if hypothesis.change else ()


def _impact(impact: Impact) -> Shape:
    return {**_picked(impact, "failing says since share share_before trend owner"), "cites": _ids(impact.cites)}


def _mitigation(proposal: Proposal) -> Shape:
    picked = _picked(proposal, "id says command target risk why against rollback watch")
    return {**picked, "cites": _ids(proposal.cites)}


def _hypothesis(hypothesis: Hypothesis) -> Shape:
    return {
        **_picked(hypothesis, "id suspect mechanism says at detail object probability standing"),
        "path": [_step(step) for step in hypothesis.path],
        "evidence": [_evidence(item) for item in hypothesis.evidence],
        "change": change_shape(hypothesis.change) if hypothesis.change else None,
        "failure_mode": hypothesis.failure_mode or None,
        "would_change_most": hypothesis.would_change_most,
        "strongest_against": _strongest_against(hypothesis),
    }


def _strongest_against(hypothesis: Hypothesis) -> Shape | None:
    """The evidence that takes most from it; None where nothing speaks against it."""
    worst = min(hypothesis.evidence, key=lambda one: one.weight, default=None)
    return _evidence(worst) if worst and worst.weight < 0 else None


def _step(step: Step) -> Shape:
    told = {"from": step.origin, "to": step.to, "because": step.because, "order": step.order}
    return {**told, "cites": _ids(step.cites)}


def _evidence(evidence: Evidence) -> Shape:
    return {**_picked(evidence, "stance weight feature size because"), "cites": _ids(evidence.cites)}


def _check(check: Check) -> Shape:
    counts = dict(check.counts)
    answers = [{"answer": said, "means": means, "counts": counts.get(said, 0.0)} for said, means in check.answers]
    picked = _picked(check, "id ask command tool splits cost risk gain")
    return {**picked, "answers": answers, "cites": _ids(check.cites)}


def _runbook(runbook: Runbook) -> Shape:
    picked = _picked(runbook, "id title section text service owner last_reviewed commands because")
    return {**picked, "cites": _ids(runbook.cites)}


def _code(line: CodeLine) -> Shape:
    return {**_picked(line, "file line function service says"), "cites": _ids(line.cites)}


def _finding(finding: Finding) -> Shape:
    picked = _picked(finding, "id detector service says at size trouble peer kind name observation")
    return {**picked, "cites": _ids(finding.cites)}


def _thrown(error: Thrown) -> Shape:
    picked = _picked(error, "fingerprint exception service before remedy")
    return {**picked, "cites": _ids(error.cites)}


def _picked(item: object, names: str) -> Shape:
    return {name: plain(getattr(item, name)) for name in names.split()}


def _ids(cites: Iterable[Citation]) -> list[str]:
    return list(dict.fromkeys(cite.id for cite in cites))
