"""On which ports a container listens, as far as its specification tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.telemetry.kubernetes.thing import Json, found, rows, text, whole

if TYPE_CHECKING:
    from codriver.telemetry.kubernetes.cluster import Cluster

PROBES = ("livenessProbe", "readinessProbe", "startupProbe")
_WAYS = ("httpGet", "grpc", "tcpSocket")


def port_of(container: Json, probe: str) -> int | None:
    """The port that a probe asks; a named port is looked up."""
    for way in _WAYS:
        port = found(container, probe, way, "port")
        if isinstance(port, int):
            return port
        if isinstance(port, str) and port:
            return whole(port) if port.isdigit() else named(container, port)
    return None


def named(container: Json, name: str) -> int | None:
    """The number of the container's port of this name."""
    for port in rows(container, "ports"):
        number = found(port, "containerPort")
        if text(port, "name") == name and isinstance(number, int):
            return number
    return None


def declared(container: Json) -> set[int]:
    """The ports that the container declares, and those that its environment tells it to open."""
    ports = {port for one in rows(container, "ports") if isinstance(port := found(one, "containerPort"), int)}
    for variable in rows(container, "env"):
        name, value = text(variable, "name").upper(), text(variable, "value")
        if value.isdigit() and (name == "PORT" or name in ("HTTP_PORT", "GRPC_PORT", "SERVER_PORT", "LISTEN_PORT")):
            ports.add(whole(value))
    return ports


def listened(cluster: Cluster, service: str, container: Json, *, leaving_out: str = "") -> set[int]:
    """What is declared; without that, what other probes and the Services in front ask for."""
    ports = declared(container)
    if ports:
        return ports
    ports |= {port for probe in PROBES if probe != leaving_out and (port := port_of(container, probe))}
    for front in cluster.of("Service"):
        if service in cluster.fronts.get(front.key, ()):
            targets = (found(one, "targetPort") for one in rows(front.body, "spec", "ports"))
            ports |= {target for target in targets if isinstance(target, int)}
    return ports


def protocols(container: Json) -> dict[int, str]:
    """Port -> protocol, as the container declares them."""
    told = ((found(one, "containerPort"), text(one, "protocol") or "TCP") for one in rows(container, "ports"))
    return {port: protocol for port, protocol in told if isinstance(port, int)}
