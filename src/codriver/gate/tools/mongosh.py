"""mongosh: the methods that the script calls."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.table import listed
from codriver.gate.verbs import asks_help, deed
from codriver.gate.verdict import R1, R2, R3, READ, Deed, Risk

_KILLS = re.compile(
    r"\b(drop\w*|remove|deleteMany|deleteOne|findOneAndDelete|findAndModify|shutdownServer|stepDown|bulkWrite|grant\w*|revoke\w*|createUser|updateUser|"
    r"createRole|changeUserPassword|reconfig|replSetReconfig|replSetStepDown|renameCollection|truncate\w*|\$out|\$merge|dropDatabase|resync|removeShard)\b"
)
_CHANGES = re.compile(
    r"\b(insert\w*|update\w*|replaceOne|save|createIndex\w*|createCollection|createView|setParameter|adminCommand|runCommand|fsync\w*|compact|reIndex|"
    r"enableSharding|shardCollection|moveChunk|startBalancer|stopBalancer|setBalancerState|freeze|setProfilingLevel|setLogLevel|copyTo|load|eval|"
    r"initiate|add|addShard|mapReduce|validate|killSessions|enableFreeMonitoring|run|system|passwordPrompt|convertToCapped|split\w*|fsyncLock)\s*\("
)
_ASKS = re.compile(
    r"(runCommand|adminCommand)\s*\(\s*[\"'{]\s*[\"']?(serverStatus|ping|hello|isMaster|dbStats|collStats|buildInfo|replSetGetStatus|currentOp|listDatabases|"
    r"listCollections|connPoolStats|top|getLog|getParameter|hostInfo|connectionStatus|listIndexes|count|find|explain|getCmdLineOpts|listShards|dbHash)\b"
)
_READING = re.compile(r"^[\s\w.()$'\"{}\[\]:,;=<>!/\\*+?|&%@#^`~-]*$")


def rate(call: Call) -> Iterator[Deed]:
    """What `--eval`, a script or standard input hold."""
    asked = taken(
        call.args,
        listed(
            "--eval -u -p --username --password --host --port --authenticationDatabase -f --file --tlsCAFile "
            "--tlsCertificateKeyFile"
        ),
    )
    if asks_help(call.args):
        yield deed(READ, call.name, "--help")
        return
    texts = list(asked.values("--eval"))
    paths = (*asked.values("-f", "--file"), *(word for word in asked.words if word.endswith(".js")))
    texts += [call.file(path) or UNKNOWN for path in paths]
    for text in texts or [UNKNOWN if call.stdin is None else call.stdin]:
        risk = _risk(text)
        yield deed(risk, call.name, text[:60])


def _risk(text: str) -> Risk:
    plain = _ASKS.sub("", re.sub(r"\.(explain|stats)\s*\(", ".", text))
    if _KILLS.search(plain):
        return R3
    if re.search(r"\bupdateMany\s*\(\s*\{\s*\}|\bupdate\s*\(\s*\{\s*\}", plain):
        return R3
    if re.search(r"\bkillOp\s*\(\s*\d+\s*\)", plain):
        return R1
    if re.search(r"\bkillOp\b", plain) or _CHANGES.search(plain) or UNKNOWN in plain.strip(UNKNOWN) or plain == UNKNOWN:
        return R2
    return READ if re.search(r"\[\s*['\"]|\bFunction\b|\bprocess\b|\brequire\b", plain) is None else R2
