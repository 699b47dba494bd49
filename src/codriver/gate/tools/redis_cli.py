"""redis-cli: by command; what takes many keys, or the whole store, weighs more."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.table import listed, looked_up, table
from codriver.gate.verbs import deed
from codriver.gate.verdict import R1, R2, R3, READ, Deed, Risk

_VALUED = listed(
    "-h -p -t -s -a -u -r -i -n -d -D -X --user --pass --cacert --cacertdir --cert --key --sni "
    "--tls-ciphers --pattern --quoted-pattern --intrinsic-latency --eval --rdb --functions-rdb "
    "--cursor --count --lru-test --show-pushes"
)
_LOOKS = listed(
    "--bigkeys --memkeys --hotkeys --scan --stat --latency --latency-history --latency-dist "
    "--intrinsic-latency --rdb --version --help -v"
)
COMMANDS = table(
    read=(
        "get, mget, getrange, substr, strlen, exists, type, ttl, pttl, expiretime, pexpiretime, object, "
        "dump, randomkey, scan, keys, dbsize, hget, hmget, hgetall, hkeys, hvals, hlen, hexists, hscan, "
        "hstrlen, hrandfield, lrange, llen, lindex, lpos, smembers, scard, sismember, smismember, sscan, "
        "srandmember, sinter, sunion, sdiff, sintercard, zrange, zrangebyscore, zrangebylex, zrevrange, "
        "zrevrangebyscore, zrank, zrevrank, zscore, zmscore, zcard, zcount, zlexcount, zscan, "
        "zrandmember, bitcount, bitpos, getbit, pfcount, geodist, geohash, geopos, geosearch, xlen, "
        "xrange, xrevrange, xinfo, xpending, xread, info, ping, echo, time, lastsave, role, command, "
        "help, select, auth, hello, quit, readonly, readwrite, wait, watch, unwatch, multi, exec, "
        "discard, monitor, subscribe, psubscribe, ssubscribe, pubsub, slowlog get, slowlog len, slowlog "
        "help, latency, memory usage, memory stats, memory doctor, memory help, memory malloc-stats, "
        "config get, client list, client info, client id, client getname, client trackinginfo, client "
        "setname, client help, client no-evict, cluster info, cluster nodes, cluster slots, cluster "
        "shards, cluster keyslot, cluster countkeysinslot, cluster getkeysinslot, cluster myid, cluster "
        "links, cluster replicas, cluster slaves, cluster help, acl list, acl getuser, acl users, acl "
        "whoami, acl cat, acl log, acl dryrun, acl genpass, acl help, debug object, module list, script "
        "exists, function list, function stats, function dump, sentinel masters, sentinel master, "
        "sentinel slaves, sentinel replicas, sentinel sentinels, sentinel get-master-addr-by-name, "
        "sentinel ckquorum, sentinel myid, lolwut, asking, json.get, json.type, ft.search, ft.info, "
        "ts.range, ts.get, ts.info, check, --cluster check, --cluster info, eval_ro, evalsha_ro, "
        "fcall_ro, bitfield_ro, sort_ro, lcs, dbsize, touch, object help"
    ),
    r1=(
        "client kill, client unblock, client pause, client unpause, slowlog reset, latency reset, config "
        "resetstat, set, setex, setnx, psetex, incr, decr, incrby, decrby, incrbyfloat, append, expire, "
        "pexpire, expireat, pexpireat, persist, hset, hmset, hsetnx, hincrby, lpush, rpush, sadd, zadd, "
        "zincrby, setbit, pfadd, publish, spublish, getset, getex, memory purge, script load, cluster "
        "reset-stats"
    ),
    r2=(
        "mset, msetnx, config set, config rewrite, bgsave, bgrewriteaof, save, debug, flushdb, eval, "
        "evalsha, fcall, script, function load, module load, cluster meet, cluster addslots, swapdb, "
        "migrate, copy, rename, renamenx, restore, xadd, xack, xclaim, xgroup create, linsert, lset, "
        "setrange, sort, client tracking, sentinel monitor, sentinel set, sentinel remove, sentinel "
        "reset, geoadd, bitop, sinterstore, sunionstore, sdiffstore, zunionstore, zinterstore, pfmerge, "
        "acl load, acl save, replicaof, slaveof, psync, sync, move, rpoplpush, lmove, brpoplpush, blmove, "
        "smove, xreadgroup, xautoclaim"
    ),
    r3=(
        "flushall, del, unlink, hdel, lrem, ltrim, srem, zrem, zremrangebyscore, zremrangebyrank, "
        "zremrangebylex, spop, lpop, rpop, blpop, brpop, zpopmin, zpopmax, bzpopmin, xdel, xtrim, xgroup "
        "destroy, xgroup delconsumer, getdel, json.del, ft.dropindex, shutdown, failover, cluster "
        "failover, cluster reset, cluster forget, cluster replicate, cluster setslot, cluster delslots, "
        "cluster flushslots, sentinel failover, acl setuser, acl deluser, replicaof no one, slaveof no "
        "one, replicaof, slaveof, function flush, function delete, script flush, debug segfault, debug "
        "crash-and-recover, debug panic, debug restart, debug reload, debug flushall, module unload, "
        "function restore"
    ),
)
_LOGS = ("slowlog", "latency", "loglevel", "latency-monitor-threshold", "busy-reply", "lua-time-limit", "timeout")


def rate(call: Call) -> Iterator[Deed]:
    """The command in the arguments, or each line that is fed in."""
    asked = taken(call.args, _VALUED, until_word=True)
    if asked.has("--cluster"):
        verb = next(iter(asked.rest), "")
        yield deed(READ if verb in ("check", "info", "help") else R3, call.name, f"--cluster {verb}")
        return
    if asked.has("--eval"):
        script = call.file(asked.values("--eval")[0])
        yield deed(_scripted(script or "del"), call.name, "--eval")
    elif asked.has("--pipe", "--lru-test") or ("-x" in asked.options and not asked.rest):
        yield deed(R2, call.name, "--pipe")
    elif asked.has(*_LOOKS):
        yield deed(READ, call.name, "--stat")
    elif asked.rest:
        yield _one(call, asked.rest)
    else:
        yield from _fed(call)


def _fed(call: Call) -> Iterator[Deed]:
    if call.stdin is None:
        yield deed(R2, call.name, "", why="opens a prompt: what is typed there cannot be seen")
    for line in (call.stdin or "").splitlines():
        try:
            words = shlex.split(line)
        except ValueError:
            words = line.split()
        if words:
            yield _one(call, words)


def _one(call: Call, words: Sequence[str]) -> Deed:
    while len(words) > 1 and words[0].isdigit():  # `5 PING` repeats
        words = words[1:]
    risk, verb = looked_up(words, COMMANDS) or (R2, words[0])
    return deed(_weighed(words, risk), call.name, " ".join(words[: len(verb.split())]) or verb)


def _weighed(words: Sequence[str], risk: Risk) -> Risk:
    first, second = words[0].lower(), (words[1:2] or ("",))[0].lower()
    if first in ("eval", "evalsha", "fcall"):
        return _scripted(words[1] if first == "eval" and len(words) > 1 else "")
    if (first, second) == ("config", "set"):
        settings = [word.lower() for word in words[2::2]]
        quiet = bool(settings) and all(name.startswith(_LOGS) for name in settings)
        return R1 if quiet else R2
    if (first, second) == ("client", "kill"):
        one = len(words) == 3 or (len(words) == 4 and words[2].lower() in ("id", "addr", "laddr"))  # noqa: PLR2004 - as Redis has it
        return R1 if one else R2
    if first in ("set", "expire", "pexpire") and any(UNKNOWN in word for word in words[1:2]):
        return R2
    return R2 if (first, second) == ("client", "pause") else risk


def _scripted(text: str) -> Risk:
    """A script reads when it calls what reads only; `del` and its like weigh most."""
    import re

    called = [name.lower() for name in re.findall(r"p?call\s*\(\s*['\"](\w+)['\"]", text)]
    if not called or len(called) < len(re.findall(r"p?call\s*\(", text)):
        return R3 if re.search(r"(?i)del|flush|unlink", text) else R2
    return max(max((looked_up([name], COMMANDS) or (R2, ""))[0], READ) for name in called)
