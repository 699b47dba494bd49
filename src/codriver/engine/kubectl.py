"""The question to put to a cluster about one broken object, and the read-only command that answers it."""

import shlex

from codriver.model import Hypothesis

_NAMED = 3  # kind, namespace, name
# mechanism -> the question, and whether a yes speaks for the hypothesis
_ASKS = {
    "scheduling": ("Does the scheduler still refuse every node for {suspect}, and for this reason?", True),
    "admission": ("Is {object} still in the way of new pods?", True),
    "image": ("Does the registry still not give the image that {suspect} names?", True),
    "startup": ("Do the last words of the container of {suspect} before it ends say so?", True),
    "probe": ("Does the container of {suspect} answer where and how its probe asks?", False),
    "routing": ("Has {object} ready endpoints, on the port on which the pods listen?", False),
    "storage": ("Is {object} bound, and is its volume attached where the pod is?", False),
    "node": ("Is {object} ready, and do its kubelet, runtime and proxy run?", False),
    "network": ("Are requests that pass {object} slower, or cut off, beside those that do not?", True),
    "configuration": ("Is what {suspect} names there, with the key that it asks for?", False),
    "resource": ("Does {suspect} stand at the limit that its specification sets?", True),
}
_AS_IT_SHOULD = ("Is {object} as it should be?", False)


def question(hypothesis: Hypothesis) -> tuple[str, bool, str]:
    """(what to ask, whether a yes speaks for it, the command to paste) about the object that is held to be broken."""
    asks, yes_is_for = _ASKS.get(hypothesis.mechanism, _AS_IT_SHOULD)
    return asks.format(suspect=hypothesis.suspect, object=hypothesis.object), yes_is_for, _command(hypothesis)


def _command(hypothesis: Hypothesis) -> str:
    parts = hypothesis.object.split("/")
    kind, name = parts[0].lower(), shlex.quote(parts[-1])
    space = f"-n {shlex.quote(parts[1])} " if len(parts) == _NAMED else ""
    if parts[-1].startswith("-"):  # an option could write a file
        return ""
    if hypothesis.mechanism == "startup":
        return f"kubectl {space}logs --previous --tail 50 {shlex.quote(kind)}/{name}"
    if hypothesis.mechanism == "routing" and kind == "service":
        return f"kubectl {space}get endpointslices -l kubernetes.io/service-name={name} -o wide"
    return f"kubectl {space}describe {shlex.quote(kind)} {name}"
