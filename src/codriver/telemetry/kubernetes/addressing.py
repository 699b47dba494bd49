"""Addresses of this cluster in the environment of its workloads: whom each is told to call."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codriver.telemetry.kubernetes.thing import rows, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.model import Citation
    from codriver.telemetry.kubernetes.cluster import Cluster

ADDRESS = re.compile(
    r"^(?:[a-z][\w+.-]*://)?(?:[^@/\s]*@)?(?P<host>[a-zA-Z][\w-]*(?:\.[\w-]+)*)(?::(?P<port>\d{2,5}))?(?:[/?].*)?$"
)
NAMES_A_HOST = re.compile(r"(?i)(^|_)(host|hostname|addr|address|url|uri|endpoint|server|service|upstream|target)s?$")
_OURS = re.compile(r"^[\w-]+(\.[\w-]+)?(\.svc(\.[\w.]+)?)?$")
LOCAL = frozenset({"localhost", "true", "false", "none", "null"})


def addresses(cluster: Cluster) -> Iterator[tuple[str, str, str, str, Citation]]:
    """(service, variable, host, port, where) of every address in the environment of every workload."""
    for service in cluster.services:
        template = cluster.template(service)
        containers = rows(template[0].body, *template[1], "containers") if template else []
        for place, container in enumerate(containers):
            for index, variable in enumerate(rows(container, "env")):
                name, value = text(variable, "name"), text(variable, "value")
                seen = ADDRESS.match(value) if len(value) < 300 else None  # noqa: PLR2004 - addresses are short
                if template and seen and _is_one(name, seen["host"], seen["port"], value):
                    cite = template[0].cite(*template[1], "containers", place, "env", index, "value")
                    yield service, name, seen["host"].lower(), seen["port"] or "", cite


def _is_one(name: str, host: str, port: str | None, value: str) -> bool:
    local = host.lower() in LOCAL or not _OURS.match(host)
    return not local and bool(port or "://" in value or NAMES_A_HOST.search(name))
