"""gsutil."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.table import table
from codriver.gate.verbs import by_table, deed
from codriver.gate.verdict import READ, Deed

VERBS = table(
    read=(
        "ls, cat, du, stat, hash, version, help, acl get, iam get, lifecycle get, versioning get, cors "
        "get, label get, logging get, defacl get, notification list, bucketpolicyonly get, retention get, "
        "web get"
    ),
    r2=(
        "cp, mb, setmeta, compose, web, cors, label, logging, notification, rewrite, defstorageclass, "
        "signurl, test, perfdiag"
    ),
    r3=(
        "rm, rb, rsync, mv, acl, iam, lifecycle, versioning, retention, kms, defacl, bucketpolicyonly, hmac, ubla, pap"
    ),
)


def rate(call: Call) -> Iterator[Deed]:
    """By verb; a copy to a local path is read."""
    asked = taken(call.args, ("-o", "-h", "-u", "-i"))
    if asked.words[:1] == ("cp",) and len(asked.words) > 1 and not asked.words[-1].startswith("gs:"):
        yield deed(READ, call.name, "cp")
    elif asked.words[:1] == ("rsync",) and asked.has("-n"):
        yield deed(READ, call.name, "rsync -n")
    else:
        yield from by_table(call, VERBS, ("-o", "-h", "-u", "-i"))
