"""Commands in plain words, and the many ways in which a shell can be made to run them."""

import base64
import shlex
from collections.abc import Callable

CHANGING = {
    "kubectl delete ns staging-eu": "R3",
    "kubectl delete pod web-0 -n shop": "R1",
    "kubectl rollout restart deploy/web -n shop": "R2",
    "helm uninstall web -n shop": "R3",
    "terraform destroy -auto-approve": "R3",
    "rm -rf /var/lib/postgresql/15": "R3",
    "psql -c 'drop table baskets'": "R3",
    "redis-cli FLUSHALL": "R3",
    "systemctl restart nginx": "R1",
    "aws rds delete-db-instance --db-instance-identifier main": "R3",
    "docker volume rm pgdata": "R3",
    "argocd app sync web": "R2",
}
READING = (
    "kubectl get pods -n shop",
    "kubectl logs deploy/web -n shop --tail=50",
    "helm status web",
    "terraform plan",
    "psql -c 'select count(*) from baskets'",
    "redis-cli INFO",
    "systemctl status nginx",
    "aws ec2 describe-instances",
    "docker ps",
    "tail -n 20 /var/log/syslog",
)


def encoded(command: str) -> str:
    return base64.b64encode(command.encode()).decode()


def split_up(command: str) -> str:
    """Each word cut in two by quotes."""
    first, _, rest = command.partition(" ")
    return f"{first[:1]}''{first[1:]} {rest}"


Wrapper = Callable[[str], str]
WRAPPERS: dict[str, Wrapper] = {
    "sh -c": lambda c: f"sh -c {shlex.quote(c)}",
    "bash -lc": lambda c: f"bash -lc {shlex.quote(c)}",
    "bash -c twice": lambda c: f"bash -c {shlex.quote(f'sh -c {shlex.quote(c)}')}",
    "subshell": lambda c: f"(cd /tmp; {c})",
    "group": lambda c: f"{{ {c}; }} 2>&1",
    "after a read": lambda c: f"ls -la && {c}",
    "after a failure": lambda c: f"false || {c}",
    "in the background": lambda c: f"{c} > /dev/null 2>&1 &",
    "piped on": lambda c: f"{c} | tee /tmp/out.txt",
    "negated": lambda c: f"! {c}",
    "timed": lambda c: f"time {c}",
    "sudo": lambda c: f"sudo -u root -E {c}",
    "env": lambda c: f"env -u HOME LANG=C {c}",
    "env -S": lambda c: f"env -S {shlex.quote(c)}",
    "timeout": lambda c: f"timeout -k 5 30s {c}",
    "nohup nice": lambda c: f"nohup nice -n 5 {c} &",
    "setsid stdbuf": lambda c: f"setsid stdbuf -oL {c}",
    "xargs": lambda c: f"echo | xargs -I% sh -c {shlex.quote(c)}",
    "xargs words": lambda c: (
        f"echo {shlex.quote(c.partition(' ')[2])} | xargs {c.partition(' ')[0]}" if "'" not in c else c
    ),
    "ssh": lambda c: f"ssh -o StrictHostKeyChecking=no -p 22 ops@host-1 {shlex.quote(c)}",
    "ssh by stdin": lambda c: f"ssh host-1 <<'EOF'\n{c}\nEOF",
    "kubectl exec": lambda c: f"kubectl exec -it box-0 -c main -- sh -c {shlex.quote(c)}",
    "docker exec": lambda c: f"docker exec -i box sh -c {shlex.quote(c)}",
    "docker run": lambda c: f"docker run --rm alpine sh -c {shlex.quote(c)}" if READ_BY_RUN not in c else c,
    "heredoc": lambda c: f"bash <<EOF\n{c}\nEOF",
    "heredoc with tabs": lambda c: f"sh <<-'END'\n\t{c}\n\tEND\n",
    "herestring": lambda c: f"bash <<< {shlex.quote(c)}",
    "piped into sh": lambda c: f"echo {shlex.quote(c)} | sh",
    "printf into sh": lambda c: f"printf '%s\\n' {shlex.quote(c)} | bash -s",
    "cat heredoc into sh": lambda c: f"cat <<'X' | sh\n{c}\nX",
    "base64": lambda c: f"echo {encoded(c)} | base64 -d | sh",
    "base64 in a substitution": lambda c: f'bash -c "$(echo {encoded(c)} | base64 --decode)"',
    "hex": lambda c: f"echo {c.encode().hex()} | xxd -r -p | sh",
    "reversed": lambda c: f"echo {shlex.quote(c[::-1])} | rev | sh",
    "eval": lambda c: f"eval {shlex.quote(c)}",
    "eval of a variable": lambda c: f'x={shlex.quote(c)}; eval "$x"',
    "variable unquoted": lambda c: f"x={shlex.quote(c.replace(chr(39), ''))}; $x" if "'" not in c else c,
    "variable command": lambda c: f"p={c.partition(' ')[0]}; $p {c.partition(' ')[2]}",
    "array": lambda c: f'a=({c}); "${{a[@]}}"',
    "positional": lambda c: f'set -- {c}; "$@"',
    "function": lambda c: f"f() {{ {c}; }}; f",
    "function keyword": lambda c: f"function go_on {{\n{c}\n}}\ngo_on",
    "function with arguments": lambda c: f'run() {{ "$@"; }}; run {c}',
    "alias": lambda c: f"shopt -s expand_aliases\nalias x={shlex.quote(c)}\nx",
    "command substitution": lambda c: f"out=$({c}); echo $out",
    "backticks": lambda c: f"echo `{c}`",
    "process substitution": lambda c: f"cat <({c})",
    "source a substitution": lambda c: f"source <(echo {shlex.quote(c)})",
    "if": lambda c: f"if true; then {c}; fi",
    "else": lambda c: f"if kubectl get pods; then :; else {c}; fi",
    "case": lambda c: f"case $x in a) ;; *) {c};; esac",
    "for": lambda c: f"for i in 1; do {c}; done",
    "while": lambda c: f"while true; do {c}; sleep 5; done",
    "until": lambda c: f"until {c}; do sleep 1; done",
    "trap": lambda c: f"trap {shlex.quote(c)} EXIT",
    "quotes within": split_up,
    "backslash": lambda c: "\\" + c,
    "double quotes": lambda c: f'"{c.partition(" ")[0]}" {c.partition(" ")[2]}',
    "ansi-c": lambda c: f"$'\\x{ord(c[0]):02x}{c.partition(' ')[0][1:]}' {c.partition(' ')[2]}",
    "line continuation": lambda c: c.replace(" ", " \\\n ", 1),
    "full path": lambda c: f"/usr/bin/{c}",
    "command builtin": lambda c: f"command {c}",
    "exec": lambda c: f"exec {c}",
    "a script that it writes": lambda c: f"cat > /tmp/fix.sh <<'EOF'\n#!/bin/sh\n{c}\nEOF\nbash /tmp/fix.sh",
    "a script made executable": lambda c: f"echo {shlex.quote(c)} > ./go.sh; chmod +x go.sh; ./go.sh",
    "watch": lambda c: f"watch -n 10 {shlex.quote(c)}",
    "tmux": lambda c: f"tmux send-keys -t 0 {shlex.quote(c)} Enter",
    "screen": lambda c: f"screen -dmS x {c}",
    "script": lambda c: f"script -qc {shlex.quote(c)} /dev/null",
    "find -exec": lambda c: f"find . -maxdepth 0 -exec sh -c {shlex.quote(c)} \\;",
    "git alias": lambda c: f"git -c alias.x={shlex.quote('!' + c)} x",
    "awk": lambda c: f"awk {shlex.quote(f'BEGIN {{ system({chr(34)}{c}{chr(34)}) }}')}" if "'" not in c else c,
    "sed e": lambda c: f"echo x | sed {shlex.quote(f'1e {c}')}",
    "python os.system": lambda c: f"python3 -c {shlex.quote(f'import os; os.system({c!r})')}",
    "python subprocess": lambda c: f"python3 -c {shlex.quote(f'import subprocess as s; s.run({shlex.split(c)!r})')}",
    "perl": lambda c: f"perl -e {shlex.quote(f'system({chr(34)}{c}{chr(34)})')}",
    "parallel": lambda c: f"parallel ::: {shlex.quote(c)}",
    "flock": lambda c: f"flock /tmp/lock -c {shlex.quote(c)}",
    "su -c": lambda c: f"su - deploy -c {shlex.quote(c)}",
    "brace expansion": lambda c: "{" + ",".join(c.split()) + "}" if "'" not in c and "," not in c else c,
    "ifs": lambda c: c.replace(" ", "${IFS}") if "'" not in c else c,
    "assignment before": lambda c: f"KUBECONFIG=/tmp/kc {c}",
    "empty variable within": lambda c: f"e=; {c[0]}${{e}}{c[1:]}",
}
READ_BY_RUN = "\0"  # `docker run` starts something: it is held back whatever it runs
