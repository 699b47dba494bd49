"""git: what stays in the working tree is local; what is pushed is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from codriver.gate.call import Call
from codriver.gate.options import Taken, taken
from codriver.gate.paths import written
from codriver.gate.shell.scope import resolved
from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.table import listed, looked_up, table
from codriver.gate.verbs import asks_help, deed, rehearses
from codriver.gate.verdict import R1, R2, R3, READ, Deed, Risk

_GLOBAL = ("-C", "-c", "--git-dir", "--work-tree", "--namespace", "--exec-path", "--super-prefix", "--config-env")
_VALUED = listed(
    "-m -F -C -c -b -B -u --message --author --date -o --push-option --repo -x --exec --receive-pack "
    "--upload-pack --output -s -X --strategy -n --max-count --grep --format -O"
)
VERBS = table(
    read=(
        "status, log, diff, show, blame, annotate, shortlog, describe, rev-parse, rev-list, ls-files, "
        "ls-tree, ls-remote, cat-file, grep, reflog, name-rev, merge-base, cherry, count-objects, fsck, "
        "verify-commit, verify-tag, var, whatchanged, range-diff, for-each-ref, show-ref, show-branch, "
        "symbolic-ref, diff-tree, diff-index, diff-files, help, version, check-ignore, check-attr, stash "
        "list, stash show, remote show, remote get-url, worktree list, submodule status, bisect log, "
        "notes show, notes list, config get, config list, lfs ls-files, lfs status, archive, "
        "format-patch, request-pull, bundle, fetch, merge-tree, diff-pairs, patch-id, column, stripspace, "
        "check-ref-format, check-mailmap, interpret-trailers, ls-refs, whatchanged, cherry, shortlog, "
        "bugreport, diagnose, get-tar-commit-id, rerere status, sparse-checkout list, remote, instaweb, "
        "blame, tag list"
    ),
    r1=(
        "add, commit, checkout, switch, branch, merge, rebase, revert, reset, restore, cherry-pick, tag, "
        "clean, pull, init, clone, rm, mv, apply, am, stash, bisect, worktree, submodule, config, remote "
        "add, remote remove, remote rename, remote set-url, remote prune, remote update, notes, gc, "
        "prune, repack, mergetool, difftool, sparse-checkout, update-index, update-ref, read-tree, "
        "write-tree, commit-tree, hash-object, mktree, mktag, lfs, maintenance, rerere, replace, "
        "pack-refs, citool, gui, checkout-index, absorb, filter-branch, filter-repo, fast-import, flow, "
        "subtree, unpack-objects, index-pack, absorb, extras, undo, sync-branch"
    ),
    r2=(
        "push, send-email, svn dcommit, p4 submit, send-pack, http-push, daemon, remote set-head, "
        "credential, lfs push, subtree push"
    ),
)
_RUNS = listed(
    "core.pager core.editor core.sshcommand core.fsmonitor diff.external sequence.editor core.askpass "
    "core.hookspath credential.helper gpg.program core.gitproxy uploadpack.packobjectshook"
)


def rate(call: Call) -> Iterator[Deed]:
    """By verb; force, deletion and mirrors of what is shared cannot be taken back."""
    before = taken(call.args, _GLOBAL, until_word=True)
    words = list(before.rest)
    for setting in before.values("-c"):
        yield from _setting(call, *setting.partition("=")[::2], words)
    if words and any(value.startswith(f"alias.{words[0]}=") for value in before.values("-c")):
        return
    if not words or asks_help(words[1:] or words):
        yield deed(READ, call.name, "--help")
        return
    asked = taken(words[1:], _VALUED)
    for command in (*asked.values("--exec"), *(asked.values("-x") if words[0] == "rebase" else ())):
        call.shell(command)
    yield from _told_to_run(call, words)
    for path in asked.values("--output"):
        yield from written(resolved(path, call.scope), remote=call.remote, tool=call.name, saved=True)
    for word in asked.words:
        if word.startswith("ext::"):  # a "remote" that is a command
            call.shell(
                re.sub(r"%(.)", lambda found: {"S": "git-upload-pack", " ": "\\ "}.get(found[1], found[1]), word[5:])
            )
    if words[:2] == ["bisect", "run"]:
        call.start(words[2:])
    if words[:2] == ["submodule", "foreach"]:
        call.shell(" ".join(word for word in words[2:] if not word.startswith("--")))
    risk, verb = looked_up(words, VERBS) or (R2, words[0])
    risk, why = _weighed(words[0], asked, risk)
    yield deed(risk, call.name, verb, why=why, local=risk <= R1 and words[0] != "push")


def _told_to_run(call: Call, words: Sequence[str]) -> Iterator[Deed]:
    """Options and settings that name a program which git then starts."""
    named = {
        "difftool": ("-x", "--extcmd"),
        "mergetool": (),
        "grep": ("-O", "--open-files-in-pager"),
        "filter-branch": _FILTERS,
    }
    for text in taken(words[1:], named.get(words[0], ())).values(*named.get(words[0], ())):
        call.shell(text)
    plain = [word for word in words[1:] if not word.startswith("-")]
    if words[0] == "config" and len(plain) > 1:
        yield from _setting(call, plain[-2], plain[-1], [plain[-2].removeprefix("alias.")])


_FILTERS = tuple(
    f"--{name}-filter" for name in ("tree", "index", "msg", "env", "parent", "commit", "tag-name", "subdirectory")
)


def _weighed(verb: str, asked: Taken, risk: Risk) -> tuple[Risk, str]:
    if verb == "push" or (verb == "subtree" and "push" in asked.words):
        return _pushed(asked)
    lists = {
        "branch": not asked.words
        and not asked.has(
            "-d", "-D", "-m", "-M", "-c", "-f", "--delete", "--move", "-u", "--set-upstream-to", "--unset-upstream"
        ),
        "tag": (not asked.words or asked.has("-l", "--list", "-n", "--contains", "--points-at"))
        and not asked.has("-d", "--delete"),
        "config": asked.has("--get", "--list", "-l", "--get-all", "--get-regexp") or len(asked.words) == 1,
        "stash": asked.words[:1] in (("list",), ("show",)),
        "clean": asked.has("-n", "--dry-run"),
        "reflog": not asked.words or asked.words[0] == "show",
    }
    if lists.get(verb) or (rehearses(asked, "--dry-run") and risk == R1):
        return READ, ""
    if verb == "branch" and asked.has(
        "-a", "-r", "-v", "--list", "-l", "--show-current", "--contains", "--merged", "--no-merged"
    ):
        return READ, ""
    if verb == "reflog" and asked.words[:1] in (("expire",), ("delete",)):
        return R1, "forgets local history"
    return risk, "stays in this clone" if risk == R1 else ""


def _pushed(asked: Taken) -> tuple[Risk, str]:
    if rehearses(asked, "--dry-run") or asked.has("-n"):
        return READ, "is rehearsed only"
    forced = asked.has(
        "-f", "--force", "--force-with-lease", "--force-if-includes", "--mirror", "--delete", "-d", "--prune"
    )
    targets = asked.words[1:]
    if forced or any(target.startswith(("+", ":")) or UNKNOWN in target[:1] for target in targets):
        return R3, "rewrites or deletes what others share"
    return R2, "changes what others share"


def _setting(call: Call, name: str, value: str, words: Sequence[str]) -> Iterator[Deed]:
    """`-c` can name programs that git then runs."""
    name = name.lower()
    if name.startswith("alias."):
        if words[:1] == [name.removeprefix("alias.")]:
            if value.startswith("!"):
                call.shell(" ".join((value[1:], *words[1:])))
            else:
                call.shell(" ".join(("git", value, *words[1:])))
    elif (
        name in _RUNS
        or name.endswith((".textconv", ".command", ".cmd", ".clean", ".smudge", ".process", ".driver", ".path"))
    ) and value:
        call.shell(value.removeprefix("!"))
    elif name.startswith(("include.", "includeif.")):
        yield deed(R2, "git", "-c include", why="reads settings that can name programs")
