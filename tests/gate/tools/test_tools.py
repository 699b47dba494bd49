"""One table for each program: it is found by its name, it says why, and a verb that nobody knows is R2."""

import pytest

from codriver.gate.classify import classify
from codriver.gate.tools import FILES, file_of
from codriver.gate.tools._names import OTHER_NAMES
from codriver.gate.verdict import R1, R2, R3, READ, Risk

SEEN: dict[str, dict[str, Risk]] = {  # file -> command -> class
    "ansible": {"ansible all -m ping": READ, "ansible all -a 'rm -rf /srv/data'": R3},
    "archives": {"tar tzf a.tgz": READ, "tar xzf a.tgz -C /": R2},
    "argocd": {"argocd app list": READ, "argocd proj delete x": R3},
    "awk": {"awk '{print}' x": READ, "awk 'BEGIN{system(\"reboot\")}'": R3},
    "aws": {"aws ec2 describe-vpcs": READ, "aws ec2 stop-instances --instance-ids i": R2, "aws iam list-users": READ},
    "az": {"az vm show -n x -g y": READ, "az vm delete -n x": R3, "az vm restart -n x -g y": R1},
    "builds": {"pytest": READ, "black src": R1},
    "claude": {"claude --version": READ, "claude plugin disable codriver": R3},
    "clouds": {"doctl compute droplet list": READ, "fly apps destroy x": R3, "pulumi preview": READ, "pulumi up": R2},
    "codriver": {"codriver triage x": READ, "codriver confirm p1": R3},
    "copies": {"scp host:/x /tmp/x": READ, "scp x host:/x": R2},
    "curl": {"curl x": READ, "curl -X DELETE x/y": R3},
    "dd": {"dd if=/dev/zero of=/tmp/x": READ, "dd if=x of=/dev/sda": R3},
    "disks": {"zfs list": READ, "umount /srv": R2, "wipefs -a /dev/sda": R3},
    "docker": {"docker ps": READ, "docker kill web": R1, "docker rm -f web": R2},
    "editors": {"vim src/x.py": R1, "vim /etc/hosts": R2},
    "files": {"cp a b": R1, "chmod 777 /etc/passwd": R3, "tee /etc/x": R2},
    "find": {"find . -name x": READ, "find /srv -delete": R3},
    "gcloud": {
        "gcloud projects list": READ,
        "gcloud compute instances reset x": R1,
        "gcloud run services delete x": R3,
    },
    "gh": {"gh pr list": READ, "gh pr merge": R2},
    "git": {"git log": READ, "git commit": R1, "git push": R2, "git push -f": R3},
    "gsutil": {"gsutil ls gs://x": READ, "gsutil rm gs://x/y": R3},
    "hashicorp": {"vault read secret/x": READ, "nomad job run x": R2, "consul kv delete x": R3},
    "helm": {"helm list": READ, "helm upgrade x y": R2},
    "hosts": {"supervisorctl status": READ, "supervisorctl restart web": R1, "nginx -t": READ},
    "httpie": {"http GET x": READ, "http DELETE x/y": R3},
    "installs": {"npm test": READ, "npm install": R1, "npm publish": R2},
    "kafka": {"kafka-topics --list": READ, "kafka-topics --delete --topic x": R3},
    "kill": {"kill 5": R1, "pkill x": R2, "kill -l": READ},
    "kubectl": {"kubectl get po": READ, "kubectl delete po x": R1, "kubectl apply -f x": R2, "kubectl delete ns x": R3},
    "machines": {"sysctl -a": READ, "sysctl -w a=1": R2, "reboot": R3},
    "make": {"make test": READ, "make deploy": R2},
    "mongosh": {"mongosh --eval 'db.x.count()'": READ, "mongosh --eval 'db.x.drop()'": R3},
    "mysql": {"mysql -e 'select 1'": READ, "mysql -e 'kill 5'": R1},
    "mysqls": {"mysqldump shop": READ, "mysqladmin shutdown": R3},
    "network": {"ip addr": READ, "ip link set eth0 down": R2, "iptables -L -n": READ, "iptables -F": R3},
    "observing": {"promtool check config x": READ, "amtool silence expire x": R1},
    "packages": {"apt list": READ, "apt install x": R2},
    "platforms": {"istioctl analyze": READ, "flux delete source git x": R3},
    "postgres": {"pg_dump shop": READ, "pg_restore -d shop x": R3},
    "psql": {"psql -c 'select 1'": READ, "psql -c 'drop table x'": R3},
    "python": {"python -c 'print(1)'": READ, "python x.py": R2},
    "queues": {"rabbitmqctl list_queues": READ, "rabbitmqctl purge_queue x": R3},
    "reads": {"cat x": READ, "journalctl --vacuum-size=1M": R3, "fuser -k 80/tcp": R2},
    "redis_cli": {
        "redis-cli get x": READ,
        "redis-cli client kill id 5": R1,
        "redis-cli flushdb": R2,
        "redis-cli del x": R3,
    },
    "rm": {"rm /tmp/x": READ, "rm src/x": R1, "rm /srv/x": R3},
    "schedules": {"crontab -l": READ, "crontab x": R2, "crontab -r": R3},
    "scripts": {"perl -pe 's/a/b/' x": READ, "ruby x.rb": R2},
    "sed": {"sed s/a/b/ x": READ, "sed -i s/a/b/ x": R1, "sed -i s/a/b/ /etc/x": R2},
    "shells": {"sh -c ls": READ, "sh": R2},
    "ssh": {"ssh h uptime": READ, "ssh h": R2},
    "stores": {"etcdctl get x": READ, "etcdctl del x": R3, "sqlite3 x 'delete from y'": R3},
    "systemctl": {"systemctl status x": READ, "systemctl stop x": R1, "systemctl stop x y": R2},
    "terraform": {"terraform plan": READ, "terraform init": R1, "terraform apply": R2, "terraform destroy": R3},
    "tmux": {"tmux ls": READ, "tmux send-keys reboot Enter": R3},
    "wrappers": {"sudo ls": READ, "sudo -i": R2},
    "xargs": {"ls | xargs ls": READ, "ls | xargs rm": R3},
}


def test_every_table_is_tested_here() -> None:
    assert set(SEEN) == FILES


@pytest.mark.parametrize("name", SEEN)
def test_commands_of_each_class(name: str) -> None:
    assert {command: classify(command).risk for command in SEEN[name]} == SEEN[name]


def test_other_names_lead_to_files_that_are_there() -> None:
    assert set(OTHER_NAMES.values()) <= FILES


def test_a_program_is_found_whatever_version_it_carries() -> None:
    assert (file_of("python3.11"), file_of("kubectl"), file_of("KUBECTL.EXE")) == ("python", "kubectl", "kubectl")


def test_a_program_without_a_table_is_r2_and_says_so() -> None:
    verdict = classify("frobnicate --now")
    assert (verdict.risk, verdict.why) == (R2, "`frobnicate` is not known here")


@pytest.mark.parametrize("program", ["acmectl", "toggle-cli", "featurectl"])
def test_tools_that_are_named_as_operators_name_them_are_judged_by_their_words(program: str) -> None:
    found = [classify(f"{program} {rest}").risk for rest in ("get x", "x list", "delete x", "--help")]
    assert found == [READ, READ, R3, READ]


def test_local_work_is_marked_as_local() -> None:
    work = ("pytest -q", "git commit -m x", "git checkout -b y", "sed -i s/a/b/ src/x.py", "npm run build", "make test")
    assert [command for command in work if classify(command).outside] == []


def test_a_script_on_disk_is_followed_when_it_can_be_seen() -> None:
    texts = {
        "fix.sh": "kubectl delete ns x",
        "look.sh": "kubectl get pods",
        "Makefile": "test:\n\tkubectl delete ns x\n",
    }
    found = [
        classify(command, read=texts.get).risk for command in ("bash fix.sh", "./fix.sh", "sh look.sh", "make test")
    ]
    assert found == [R3, R3, READ, R3]


def test_the_working_tree_is_where_the_caller_stands() -> None:
    inside = classify("rm -rf build", folder="/home/me/shop", project="/home/me/shop")
    outside = classify("rm -rf build", folder="/srv")
    assert (inside.outside, outside.risk) == ((), R3)
