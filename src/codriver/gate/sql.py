"""What SQL statements do: by their first word, by the functions that they call, by how narrow their WHERE is."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.sql_tokens import statements
from codriver.gate.table import listed
from codriver.gate.verdict import R1, R2, R3, READ, Deed, Risk

_FIRST: dict[str, Risk] = {
    **dict.fromkeys(
        listed(
            "select show describe desc explain use help values table begin start commit rollback end abort "
            "savepoint release set reset discard declare fetch close listen unlisten deallocate prepare with "
            "pragma list print status go checkpoint handler exists connect \\ delimiter status source"
        ),
        READ,
    ),
    **dict.fromkeys(["kill", "notify", "analyze", "analyse"], R1),
    **dict.fromkeys(
        listed(
            "insert update replace create alter rename comment vacuum reindex cluster refresh copy call do "
            "execute lock flush optimize repair load merge import install uninstall stop security exec attach "
            "detach system upsert put batch"
        ),
        R2,
    ),
    **dict.fromkeys(listed("delete drop truncate grant revoke reassign purge change restore shutdown clone"), R3),
}
_CALLS: dict[str, Risk] = {
    **dict.fromkeys(
        listed(
            "pg_terminate_backend pg_cancel_backend sleep pg_sleep get_lock pg_notify pg_advisory_lock "
            "pg_try_advisory_lock pg_logical_emit_message"
        ),
        R1,
    ),
    **dict.fromkeys(
        listed(
            "pg_reload_conf pg_rotate_logfile pg_switch_wal setval nextval pg_create_restore_point "
            "pg_wal_replay_pause pg_wal_replay_resume pg_stat_reset pg_stat_statements_reset pg_start_backup "
            "pg_stop_backup pg_backup_start pg_backup_stop dblink dblink_exec lo_import lo_export lo_create "
            "lo_put set_config pg_file_write pg_create_physical_replication_slot "
            "pg_create_logical_replication_slot pg_replication_slot_advance query_to_xml cron xp_cmdshell "
            "sys_exec sys_eval load_file master_update_node refresh_continuous_aggregate pg_stat_reset_shared "
            "pg_logical_slot_get_changes"
        ),
        R2,
    ),
    **dict.fromkeys(
        listed(
            "pg_promote pg_drop_replication_slot lo_unlink pg_file_unlink pg_wal_replay_control drop_chunks "
            "truncate_tables drop_hypertable pg_replication_origin_drop drop_partitions delete_rows"
        ),
        R3,
    ),
}
_ACTING = re.compile(  # functions of somebody's own, by what their names say
    r"(delete|remove|purge|drop|kill|reset|update|insert|create|refresh|promote|terminate|cancel|reload|rotate|failover"
    r"|truncate|flush|run|exec|execute|apply|disable|enable|archive|cleanup|clean|rebuild|repair|send|start|stop|add)_\w+$"
)
_ROLES = frozenset(["user", "role", "group", "login", "policy", "privileges", "password"])
_LOGGING = re.compile(r"global[ .]+(slow_query_log|long_query_time|general_log)\b")


def rated(text: str, tool: str, *, mysql: bool = False) -> Iterator[Deed]:
    """One deed for each statement of the text, read as `mysql` reads it, or as the standard has it."""
    if not text.strip(UNKNOWN + " \n;"):
        yield from (Deed(R2, tool, "runs statements that are not known"),) if UNKNOWN in text else ()
        return
    for tokens in statements(text, mysql=mysql):
        risk, why = _judged(tokens)
        yield Deed(risk, tool, f"`{_short(tokens)}` {why}".replace(UNKNOWN, "..."))


def _short(tokens: list[str]) -> str:
    text = " ".join(tokens[:6])
    return text[:60]


def _judged(tokens: list[str]) -> tuple[Risk, str]:
    words = [token.lower() for token in tokens]
    while words and words[0] in ("(", "\\", "}", "{"):
        words, tokens = words[1:], tokens[1:]
    first = words[0] if words else ""
    if first in _SPECIAL:
        return _SPECIAL[first](words, tokens)
    if UNKNOWN in first:
        rest = _judged(tokens[1:]) if len(tokens) > 1 else (R2, "")
        return max(rest[0], R2), "is not known before it runs"
    risk = _FIRST.get(first)
    if risk is None:
        return R2, "is no statement that is known"
    return _called(words, risk)


def _called(words: list[str], risk: Risk) -> tuple[Risk, str]:
    """Functions with an effect count, too; over many rows they have it many times."""
    found = [
        _CALLS[word]
        for word, following in zip(words, [*words[1:], ""], strict=True)
        if word in _CALLS and following == "("
    ]
    found += [
        R2 for word, following in zip(words, [*words[1:], ""], strict=True) if following == "(" and _ACTING.match(word)
    ]
    if found and max(found) == R1 and "from" in words:
        found.append(R2)
    worst = max((risk, *found))
    return worst, _WHY[worst]


_WHY = {
    READ: "reads only",
    R1: "ends or delays one thing",
    R2: "changes rows, structure or settings",
    R3: "touches data for good, or rights",
}


def _select(words: list[str], tokens: list[str]) -> tuple[Risk, str]:
    if "into" in words and words[0] != "with":
        out = "outfile" in words or "dumpfile" in words
        return R2, "writes a file on the server" if out else "makes a table"
    for place, word in enumerate(words):
        if (
            word in ("insert", "delete", "update", "merge", "truncate")
            and place
            and words[place - 1] in ("(", ")", "as", "materialized")
        ):
            return max(_judged(tokens[place:]), _called(words, READ))
    if "for" in words and any(pair in itertools.pairwise(words) for pair in (("for", "update"), ("for", "share"))):
        return max(_called(words, R1)[0], R1), "locks rows while it lasts"
    return _called(words, READ)


def _explain(words: list[str], tokens: list[str]) -> tuple[Risk, str]:
    place = 1
    runs = False
    if words[1:2] == ["("]:
        end = words.index(")") if ")" in words else len(words) - 1
        inside = words[2:end]
        for at, word in enumerate(inside):
            runs = runs or (
                word in ("analyze", "analyse") and inside[at + 1 : at + 2] not in (["false"], ["off"], ["0"])
            )
        place = end + 1
    while words[place : place + 1] and words[place] in (
        "analyze",
        "analyse",
        "verbose",
        "extended",
        "partitions",
        "query",
        "plan",
        "for",
    ):
        runs = runs or words[place].startswith("analy")
        place += 1
    return _judged(tokens[place:]) if runs and tokens[place:] else (READ, "shows a plan only")


def _update(words: list[str], _tokens: list[str]) -> tuple[Risk, str]:
    return (R2, "changes rows chosen by a key") if _narrow(words) else (R3, "changes every row that it finds")


def _narrow(words: list[str]) -> bool:
    """Whether WHERE picks rows by the table's own key."""
    if "where" not in words or "or" in words or words.count("select"):
        return False
    table = words[1] if words[1:2] != ["only"] else words[2]
    single = table.rpartition(".")[2].rstrip("s")
    clause = words[words.index("where") + 1 :]
    for place, word in enumerate(clause):
        column = word.rpartition(".")[2]
        own = column in ("id", "uuid", "guid", "pk", "key", "oid", "ctid") or (
            column.endswith(("_id", "_uuid", "_key", "_no")) and single.endswith(column.rpartition("_")[0].rstrip("s"))
        )
        if own and clause[place + 1 : place + 2] == ["="] and _fixed(clause[place + 2 :]):
            return True
        if own and clause[place + 1 : place + 3] == ["in", "("] and clause[place + 3 : place + 4] != ["select"]:
            return True
    return False


def _fixed(following: list[str]) -> bool:
    value = following[0] if following else ""
    return value[:1] in ("'", "$", ":", "?") or value[:1].isdigit() or UNKNOWN in value or value == "@"


def _structure(words: list[str], _tokens: list[str]) -> tuple[Risk, str]:
    kind = words[1:3]
    if _ROLES & set(words[1:4]) or "grant" in words or "owner" in words:
        return R3, "changes rights"
    if words[0] == "drop":
        return (
            (R2, "drops what can be built again")
            if kind[:1] in (["index"], ["view"], ["statistics"])
            else (R3, "drops it for good")
        )
    if (
        words[0] == "alter"
        and "drop" in words
        and not {"constraint", "default", "index", "not"} & set(words[words.index("drop") + 1 :][:1])
    ):
        return R3, "drops a column or a part with its data"
    if words[0] == "alter" and "delete" in words:
        return R3, "deletes rows"
    if words[0] == "create" and "replace" in words and "table" in words[:5]:
        return R3, "replaces a table"
    return R2, "changes the structure or settings"


def _set(words: list[str], _tokens: list[str]) -> tuple[Risk, str]:
    if "password" in words[1:3]:
        return R3, "changes a password"
    if {"global", "persist", "persist_only"} & set(words[1:4]):
        logging = _LOGGING.match(" ".join(words[1:5]).lstrip("@ ."))
        return (R1, "changes what is logged") if logging else (R2, "changes a setting of the server")
    return READ, "changes this session only"


def _copy(words: list[str], _tokens: list[str]) -> tuple[Risk, str]:
    if "program" in words:
        return R3, "runs a program on the server"
    if "from" in words:
        return R2, "loads rows"
    target = words[words.index("to") + 1 :][:1] if "to" in words else []
    return (READ, "prints rows") if target == ["stdout"] else (R2, "writes a file on the server")


def _do(_words: list[str], tokens: list[str]) -> tuple[Risk, str]:
    inside = next((token for token in tokens if token.startswith("$$")), "").removeprefix("$")
    body = re.sub(r"^\$\w*\$|\$\w*\$$", "", inside)
    worst = max(
        (_judged(one)[0] for one in statements(re.sub(r"(?i)\b(begin|then|loop|else|declare)\b", ";", body))),
        default=R2,
    )
    return max(worst, R2), "runs a block"


def _replication(words: list[str], _tokens: list[str]) -> tuple[Risk, str]:
    """`flush`, `reset`, `start`: what follows says of what."""
    second = (words[1:2] or [""])[0]
    if words[0] == "flush":
        return (R1, "begins new logs") if second == "logs" else (R2, "flushes what the server holds")
    if words[0] == "reset":
        wide = second in ("master", "slave", "replica", "binary", "query")
        return (R3, "forgets the replication") if wide else (READ, "changes this session only")
    return (R2, "starts replication") if second in ("slave", "replica", "group_replication") else (READ, "begins")


def _pragma(words: list[str], _tokens: list[str]) -> tuple[Risk, str]:
    return (R2, "changes a setting of the file") if "=" in words else (READ, "asks")


def _attached(words: list[str], tokens: list[str]) -> tuple[Risk, str]:
    """`prepare x as ...`, `declare c cursor for ...`: the statement within."""
    for mark in ("as", "for"):
        if mark in words:
            return _judged(tokens[words.index(mark) + 1 :])
    return READ, "reads only"


def _call_of(words: list[str], _tokens: list[str]) -> tuple[Risk, str]:
    called = _called(words, R2)
    kills = any(name in " ".join(words[:6]) for name in ("kill", "reset", "delete", "drop", "purge", "truncate"))
    return (R3, "runs a procedure that destroys") if kills and "rds_kill" not in " ".join(words[:4]) else called


_SPECIAL = {
    "select": _select,
    "with": _select,
    "values": _select,
    "table": _select,
    "explain": _explain,
    "update": _update,
    "create": _structure,
    "alter": _structure,
    "drop": _structure,
    "set": _set,
    "copy": _copy,
    "do": _do,
    "flush": _replication,
    "reset": _replication,
    "start": _replication,
    "pragma": _pragma,
    "prepare": _attached,
    "declare": _attached,
    "call": _call_of,
    "exec": _call_of,
    "execute": _call_of,
    "desc": _explain,
    "describe": _explain,
}
