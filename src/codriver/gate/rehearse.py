"""The same command as a rehearsal, where its program has one: a dry run, a diff, a plan."""

from __future__ import annotations

import re
import shlex

_ADDED = (  # program, verbs, what is added
    (
        "kubectl",
        "apply create delete patch label annotate expose set replace run autoscale taint scale",
        "--dry-run=server",
    ),
    ("kubectl", "drain cordon uncordon", "--dry-run=client"),
    ("helm", "upgrade install uninstall rollback", "--dry-run"),
    ("ansible-playbook", "", "--check --diff"),
    ("git", "push clean add commit fetch", "--dry-run"),
    ("rsync", "", "--dry-run"),
    ("aws", "ec2", "--dry-run"),
    ("apt-get", "install remove upgrade purge autoremove", "--simulate"),
)
_INSTEAD = (  # program, verb, what is run instead
    ("kubectl", "apply", "diff"),
    ("terraform", "apply", "plan"),
    ("terraform", "destroy", "plan -destroy"),
    ("tofu", "apply", "plan"),
    ("tofu", "destroy", "plan -destroy"),
    ("pulumi", "up", "preview"),
    ("argocd", "app sync", "app diff"),
)
_NOT_IN_A_PLAN = ("-auto-approve", "--auto-approve", "-y", "--yes")


def rehearsal(command: str) -> str:
    """A command that shows what this one would do, and changes nothing; empty where there is none."""
    if re.search(r"[;&|<>`\n]|\$\(", command):
        return ""  # more than one command: a rehearsal of half of it would mislead
    try:
        words = shlex.split(command)
    except ValueError:
        return ""
    if not words:
        return ""
    return _instead(words) or _added(words, command) or _listed(words)


def _instead(words: list[str]) -> str:
    for program, verb, other in _INSTEAD:
        parts = verb.split()
        if words[0] == program and parts[0] in words[1:]:
            place = words.index(parts[0], 1)
            if words[place : place + len(parts)] == parts:
                rest = [
                    word for word in words[place + len(parts) :] if word not in _NOT_IN_A_PLAN and word != "--prune"
                ]
                return shlex.join([*words[:place], *other.split(), *rest])
    return ""


def _added(words: list[str], command: str) -> str:
    for program, verbs, option in _ADDED:
        verb = next((word for word in words[1:] if not word.startswith("-")), "")
        if words[0] == program and (not verbs or verb in verbs.split()):
            return f"{command.strip()} {option}"
    return ""


def _listed(words: list[str]) -> str:
    """What `rm` and `aws s3` would touch."""
    if words[0] == "rm":
        return shlex.join(["ls", "-ld", *(word for word in words[1:] if not word.startswith("-"))])
    if words[:2] == ["aws", "s3"]:
        return shlex.join([*words, "--dryrun"])
    return ""
