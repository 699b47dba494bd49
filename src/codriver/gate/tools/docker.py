"""docker, podman, nerdctl and compose; what `exec` and `run` start is followed inside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from codriver.gate.call import Call
from codriver.gate.options import Taken, taken
from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.table import listed, looked_up, table
from codriver.gate.verbs import asks_help, deed, rehearses
from codriver.gate.verdict import R1, R2, R3, READ, Deed, Risk

_GLOBAL = listed(
    "-H --host -c --context --config -l --log-level --tlscacert --tlscert --tlskey -f --file -p "
    "--project-name --profile --env-file --project-directory --ansi --parallel --progress --namespace "
    "-n --address --connection --url"
)
_RUN = listed(
    "-e --env --env-file -v --volume --mount -p --publish -w --workdir -u --user --name --network "
    "--net -h --hostname -l --label --entrypoint --memory -m --cpus --restart --add-host --dns "
    "--cap-add --cap-drop --device --gpus --ip --ipc --link --log-driver --log-opt --pid --platform "
    "--pull --security-opt --shm-size --tmpfs --ulimit --volumes-from --detach-keys --index --cidfile "
    "--cgroupns --userns --uts --stop-signal --stop-timeout --health-cmd"
)
VERBS = table(
    read=(
        "ps, images, logs, inspect, stats, top, port, version, info, events, history, diff, search, "
        "container ls, container list, container logs, container inspect, container stats, container top, "
        "container port, container diff, image ls, image list, image inspect, image history, network ls, "
        "network list, network inspect, volume ls, volume list, volume inspect, system df, system info, "
        "system events, node ls, node inspect, node ps, service ls, service ps, service logs, service "
        "inspect, stack ls, stack ps, stack services, stack config, secret ls, secret inspect, config ls, "
        "config inspect, context ls, context show, context inspect, compose ps, compose logs, compose "
        "config, compose top, compose images, compose events, compose ls, compose version, compose port, "
        "manifest inspect, buildx ls, buildx inspect, buildx du, scout, container ps, wait, compose wait, "
        "compose stats, plugin ls, plugin inspect, help, config, ls, healthcheck, compose convert, sbom, "
        "trust inspect"
    ),
    r1=(
        "build, pull, tag, login, logout, save, export, buildx, image build, image pull, image tag, image "
        "save, builder, compose build, compose pull, context use, context create, container export, "
        "compose export, checkpoint ls, restart, start, stop, pause, unpause, kill, container restart, "
        "container start, container stop, container kill, container pause, container unpause, rename, "
        "container rename, init"
    ),
    r2=(
        "rm, run, create, exec, cp, update, push, load, import, commit, attach, network, container, "
        "image, service, stack, node, swarm, compose, plugin, up, down, checkpoint, machine, pod, play, "
        "kube, generate, rmi, image rm, image prune, config create, secret create, system, manifest, "
        "trust"
    ),
    r3=(
        "volume, system prune, container prune, volume prune, volume rm, service rm, stack rm, secret rm, "
        "config rm, swarm leave, node rm, network rm, network prune, system reset, pod rm, secret, node "
        "demote, swarm init, swarm ca, builder prune, volume create"
    ),
)
_LOCAL = frozenset(
    {
        "build",
        "pull",
        "tag",
        "login",
        "logout",
        "save",
        "export",
        "buildx",
        "builder",
        "init",
        "image build",
        "image pull",
        "image tag",
        "image save",
        "compose build",
        "compose pull",
        "container export",
        "builder prune",
    }
)
_LIST = ("stop", "start", "restart", "kill", "pause", "unpause")


def rate(call: Call) -> Iterator[Deed]:
    """By verb; several containers weigh more than one; volumes hold data."""
    before = taken(call.args, _GLOBAL, until_word=True)
    words = list(before.rest)
    if call.name.endswith("-compose"):
        words = ["compose", *words]
    if words[:1] == ["compose"]:
        inner = taken(words[1:], _GLOBAL, until_word=True)
        words = ["compose", *inner.rest]
    if not words or asks_help(words[:2]):
        yield deed(READ, call.name, "--help")
    else:
        yield from _verb(call, words)


def _verb(call: Call, words: Sequence[str]) -> Iterator[Deed]:
    risk, verb = looked_up(words, VERBS) or (R2, " ".join(words[:2]))
    size = len(verb.split())
    asked = taken(words[size:], _RUN)
    name = words[-1] if verb == "compose" else verb
    inner = [word for word in words if word not in ("container", "compose", "service", "pod")]
    if inner[:1] in (["exec"], ["run"]):
        yield from _inside(call, inner)
    if inner[:1] != ["exec"]:
        rated = READ if rehearses(asked, "--dry-run") else _weighed(asked, risk, verb, words)
        yield deed(
            rated, call.name, " ".join(words[: max(size, 2)]) if verb == "compose" else name, local=verb in _LOCAL
        )


def _weighed(asked: Taken, risk: Risk, verb: str, words: Sequence[str]) -> Risk:
    last = verb.rsplit(maxsplit=1)[-1]
    if (
        last in _LIST
        and verb.split(maxsplit=1)[0] != "compose"
        and (len(asked.words) != 1 or any(UNKNOWN in word for word in asked.words))
    ):
        return R2
    if verb == "compose":
        return _composed(words[1:], asked)
    if verb in ("rm", "container rm") and asked.has("-v", "--volumes"):
        return R3
    if verb == "container" and asked.words[:1] in (("rm",), ("prune",)):
        return R3 if asked.has("-v", "--volumes") or asked.words[0] == "prune" else R2
    return risk


def _composed(words: Sequence[str], asked: Taken) -> Risk:
    if words[:1] in (["down"], ["rm"]) and asked.has("-v", "--volumes"):
        return R3
    single = words[:1] in (["restart"], ["stop"], ["start"], ["kill"]) and len(asked.words) == 2  # noqa: PLR2004 - verb and service
    return R1 if single else R2


def _inside(call: Call, words: Sequence[str]) -> Iterator[Deed]:
    asked = taken(words[1:], _RUN, until_word=True)
    rest = asked.rest[1:]
    if asked.values("--entrypoint") and words[0] == "run":
        call.start((*asked.values("--entrypoint"), *rest), remote=True)
    elif rest:
        call.start(rest, remote=True)
    elif words[0] == "exec":
        yield deed(R2, call.name, "exec", why="opens a shell: what is typed there cannot be seen")
