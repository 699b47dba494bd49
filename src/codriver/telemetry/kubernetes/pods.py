"""Pods: whether one serves, where it stands, how often it was started."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from codriver.telemetry.kubernetes.thing import Json, number, table, text, words

if TYPE_CHECKING:
    from codriver.telemetry.kubernetes.thing import Thing


@dataclass(frozen=True, eq=False)
class Pod:
    """A pod with the service that it belongs to."""

    thing: Thing
    service: str
    """The workload's name."""

    @property
    def node(self) -> str:
        """The node it runs on; empty while it has none."""
        return self.thing.text("spec", "nodeName")

    @property
    def labels(self) -> dict[str, str]:
        """Its labels."""
        return words(self.thing.body, "metadata", "labels")

    @property
    def phase(self) -> str:
        """Pending, Running, Succeeded, Failed or Unknown, as far as it was said."""
        shown = self.thing.text("status", "shown")
        phase = self.thing.text("status", "phase")
        return phase or (shown if shown in ("Pending", "Running", "Succeeded", "Failed", "Unknown") else "")

    @property
    def shown(self) -> str:
        """What `kubectl get pods` says: Running, ImagePullBackOff, Init:Error ..."""
        return self.thing.text("status", "shown")

    def statuses(self) -> list[tuple[tuple[str | int, ...], Json, bool]]:
        """(path, status, whether it is an init container) of each container."""
        found: list[tuple[tuple[str | int, ...], Json, bool]] = []
        for key, first in (("initContainerStatuses", True), ("containerStatuses", False)):
            found += [(("status", key, i), one, first) for i, one in enumerate(self.thing.rows("status", key))]
        return found

    @property
    def ready(self) -> bool | None:
        """Whether it serves; None when nothing says."""
        if self.phase in ("Pending", "Failed"):
            return False
        for condition in self.thing.rows("status", "conditions"):
            if text(condition, "type") == "Ready":
                return text(condition, "status") == "True"
        statuses = [status for _, status, first in self.statuses() if not first]
        if statuses:
            return all(table(status).get("ready") is True for status in statuses)
        wanted = number(self.thing.body, "status", "wanted")
        return number(self.thing.body, "status", "ready") >= wanted if wanted else None

    @property
    def restarts(self) -> int:
        """How often its containers were started again."""
        counted = sum(number(status, "restartCount") for _, status, _ in self.statuses())
        return counted or number(self.thing.body, "status", "restarts")

    @property
    def done(self) -> bool:
        """Whether it ended well and is not meant to run."""
        return self.phase == "Succeeded" or self.shown == "Completed"
