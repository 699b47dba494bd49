"""What programs start, publish or plant beside what their names say; and what looks alike and only looks."""

import pytest

from codriver.gate.lock import Request, held

CHANGES = r"""
deno eval "await fetch('http://api.internal/restart', {method: 'POST'})"
bun -e "await Bun.$`kubectl delete pod a`"
groovy -e '"reboot".execute()'
npx vercel --prod
curl http://deploy.internal/hooks/restart?service=web
curl "http://jenkins/job/deploy/build?token=x"
curl http://web:8080/-/reload
echo '{"stop": true}' | websocat ws://api.internal/admin
echo 'kubectl delete pod a' > .git/hooks/pre-commit; git commit -m x
cp hook.sh .git/hooks/post-checkout
mapfile -C 'kubectl delete pod a' -c 1 lines < x
bq query --use_legacy_sql=false 'delete from x where true'
java -jar deploy.jar
go run ./cmd/migrate
cargo run --bin migrate -- --prod
sbt "run migrate"
dotnet ef database update
cmake -P deploy.cmake
yarn application -kill x
bpftrace --unsafe -c 'kubectl delete pod a' -e 'x'
fzf --bind 'start:execute(kubectl delete pod a)'
ls | fzf --bind 'enter:become(kubectl delete pod {})'
multitail -l 'kubectl delete pod a'
gum spin -- kubectl delete pod a
BAT_PAGER='kubectl delete pod a' bat x
split --filter='kubectl delete -f -' x
nmap --script exploit web
xxd -r x /etc/y
dc <<< '!reboot'
git clone 'ext::sh -c reboot'
git log --output=/etc/x
wget -P /etc http://a/x
setfacl -m u:x:rwx /srv
openssl req -x509 -out /etc/ssl/x
gpg --delete-keys x
age -d -o /etc/x y
brew services restart x
echo x > /dev/ttyUSB0
sqlite3 -cmd 'drop table a' x.db
"""
LOOKS = r"""
deno eval "console.log(1)"
node -e "console.log(JSON.parse(require('fs').readFileSync('x.json')).a)"
curl http://ci/job/deploy/lastBuild/consoleText
curl 'http://prometheus:9090/api/v1/query?query=up'
curl http://web/start-page
websocat ws://api.internal/feed
bq query --use_legacy_sql=false 'select 1'
mapfile -t lines < app.log
java -version
go run ./cmd/report
cargo run
cmake -E capabilities
fzf --bind 'ctrl-a:select-all' < x
fzf --preview 'cat {}'
xxd -r x
git log --stat
git ls-remote https://example.com/x.git
sqlite3 -readonly app.db .tables
brew services list
git config user.name
openssl x509 -noout -dates -in x.pem
"""


def why(command: str) -> str:
    found = held(Request(tool="Bash", given={"command": command}, folder="/home/mia/shop", project="/home/mia/shop"))
    return found.why if found else ""


@pytest.mark.parametrize("command", CHANGES.strip().splitlines())
def test_what_changes_something_is_held_back(command: str) -> None:
    assert why(command)


@pytest.mark.parametrize("command", LOOKS.strip().splitlines())
def test_what_only_looks_goes_on(command: str) -> None:
    assert not why(command)
