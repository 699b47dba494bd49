"""gcloud: groups of nouns, then a verb."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.table import listed
from codriver.gate.verbs import asks_help, deed
from codriver.gate.verdict import R1, R2, R3, READ, Deed, Risk

_READS = frozenset(
    listed(
        "list describe get get-iam-policy get-value get-server-config get-serial-port-output read tail "
        "info version help print-access-token print-identity-token list-grantable-roles list-tags "
        "check-access access cat ls lookup search get-credentials diff validate get-ancestors "
        "get-ancestors-iam-policy troubleshoot-policy-iam show get-health list-instances get-status "
        "explain stat du describe-from-family wait list-operations list-files tail-logs get-operation "
        "config-helper search-all-resources topics cheat-sheet get-config history feedback "
        "describe-rollout compare get-guest-attributes get-effective-firewalls test-iam-permissions"
    )
)
_KILLS = frozenset(
    listed(
        "delete destroy remove purge undelete failover promote-replica disable add-iam-policy-binding "
        "remove-iam-policy-binding set-iam-policy rb rm create-key restore restore-backup switchover "
        "promote-read-replica reset-windows-password rotate-certificates clear clone-delete "
        "add-access-config truncate reset revoke delete-access-config set-password import keys roles "
        "service-accounts abandon-instances delete-instances drain-delete versions-destroy"
    )
)
_SCOPED = frozenset(
    {
        ("instances", "reset"),
        ("instances", "stop"),
        ("instances", "start"),
        ("instances", "suspend"),
        ("instances", "resume"),
    }
)
_OWN = frozenset({"config", "auth", "components", "init"})


def rate(call: Call) -> Iterator[Deed]:
    """By the verb, wherever it stands among the nouns."""
    asked = taken(
        call.args,
        listed(
            "--project --format --filter --zone --region --account --limit --configuration --cluster "
            "--command --location --instance --impersonate-service-account --sort-by"
        ),
    )
    words = [word for word in asked.words if word not in ("alpha", "beta", "preview")]
    if asks_help(call.args) or not words:
        yield deed(READ, call.name, "--help")
        return
    if "ssh" in words[:3]:
        yield from _inside(call, asked.values("--command"))
        return
    yield deed(_risk(words), call.name, " ".join(words[:3]), local=words[0] in _OWN and words[:2] != ["config", "set"])


def _inside(call: Call, texts: tuple[str, ...]) -> Iterator[Deed]:
    for text in texts:
        call.shell(text, remote=True)
    if not texts:
        yield deed(R2, call.name, "ssh", why="opens a shell on another machine: what is typed there cannot be seen")


def _risk(words: list[str]) -> Risk:
    if words[0] in _OWN:
        return READ if set(words) & _READS else R1
    for place, word in enumerate(words[1:5], 1):
        pair = (words[place - 1], word)
        if pair in _SCOPED:
            return R1 if len(words) == place + 2 else R2
        if word in _READS and not set(words[:place]) & {"delete", "update", "create"}:
            return READ
    if set(words[1:6]) & _KILLS or words[0] in ("iam", "kms", "organizations"):
        return R3
    return READ if words[0] in _READS else R2
