"""The words of the product as frozen values. Standard library only; no I/O, no clock, no randomness."""

from codriver.model.assessments import Assessment, CodeLine, Impact, Outcome, Situation, Thrown, Trend
from codriver.model.changes import Change, ChangeKind, Stage
from codriver.model.ids import content_id, iso, plain
from codriver.model.incidents import NO_TIME, Incident, Scope, Status, Window
from codriver.model.knowledge import FailureMode, KnownCheck, Remedy, Runbook, Symptom
from codriver.model.observations import Frame, Observation, Signal
from codriver.model.prompts import Prompt, Reply
from codriver.model.reasoning import Check, Evidence, Finding, Hypothesis, Proposal, Stance, Standing, Step
from codriver.model.services import UNNAMED, Dependency, Service
from codriver.model.sources import Citation, Gap, Matters, Ref

__all__ = [
    "NO_TIME",
    "UNNAMED",
    "Assessment",
    "Change",
    "ChangeKind",
    "Check",
    "Citation",
    "CodeLine",
    "Dependency",
    "Evidence",
    "FailureMode",
    "Finding",
    "Frame",
    "Gap",
    "Hypothesis",
    "Impact",
    "Incident",
    "KnownCheck",
    "Matters",
    "Observation",
    "Outcome",
    "Prompt",
    "Proposal",
    "Ref",
    "Remedy",
    "Reply",
    "Runbook",
    "Scope",
    "Service",
    "Signal",
    "Situation",
    "Stage",
    "Stance",
    "Standing",
    "Status",
    "Step",
    "Symptom",
    "Thrown",
    "Trend",
    "Window",
    "content_id",
    "iso",
    "plain",
]
