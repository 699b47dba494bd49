"""One text may hold several outputs: each is read, and the rest is passed by."""

from collections import Counter

import pytest

from codriver.telemetry.kubernetes import probing, quantities, tables, units
from codriver.telemetry.kubernetes.reading import begun, looks_like, things_of_text
from codriver.telemetry.kubernetes.thing import Thing

PASTE = """\
here is what I see:

$ kubectl get pods -n bakery -o wide
NAME                    READY   STATUS             RESTARTS      AGE   IP         NODE
oven-6c9d7f5b44-x2lqp   0/1     CrashLoopBackOff   6 (2m ago)    10m   10.1.2.3   rack-1
till-5d8c6b7f99-k9xjg   1/1     Running            0             10m   10.1.2.4   rack-2

$ kubectl get all -A
NAMESPACE   NAME                       READY   STATUS    RESTARTS   AGE
bakery      pod/jar-5d8c6b7f99-k9xjg   1/1     Running   0          10m

NAMESPACE   NAME           TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)        AGE
bakery      service/oven   ClusterIP   10.96.0.7    <none>        80/TCP,81/UDP  10m

$ kubectl get events
LAST SEEN   TYPE      REASON    OBJECT                      MESSAGE
3s          Warning   BackOff   pod/oven-6c9d7f5b44-x2lqp   Back-off restarting failed container

$ kubectl describe service oven
Name:              oven
Namespace:         bakery
Selector:          app=oven
Type:              ClusterIP
IP:                10.96.0.7
Session Affinity:  None

$ systemctl status kubelet
● kubelet.service - kubelet: The Kubernetes Node Agent
     Active: inactive (dead) since Sun 2026-03-01 02:00:00 UTC; 2min ago

Mar 01 02:00:00 rack-2 systemd[1]: Stopped kubelet.

$ nc -zv oven 80
nc: connect to oven (10.96.0.7) port 80 (tcp) failed: Connection refused
"""


def read(text: str) -> list[Thing]:
    return list(things_of_text(text, source="kubectl", name="paste.txt"))


def test_every_output_of_a_paste_is_read() -> None:
    assert Counter(thing.kind for thing in read(PASTE)) == {"Pod": 3, "Service": 2, "Event": 1, "Unit": 1, "Call": 1}
    assert looks_like(PASTE)
    assert begun("nothing of the kind") == ""


def test_the_columns_of_a_table_become_parts_of_the_object() -> None:
    pod = read(PASTE)[0]
    assert pod.table("status") == {
        "shown": "CrashLoopBackOff",
        "podIP": "10.1.2.3",
        "ready": 0,
        "wanted": 1,
        "restarts": 6,
    }
    assert pod.text("spec", "nodeName") == "rack-1"
    assert pod.cite().ref.locator == "paste.txt:5"
    jar = read(PASTE)[2]
    assert (jar.kind, jar.namespace, jar.name) == ("Pod", "bakery", "jar-5d8c6b7f99-k9xjg")


def test_a_unit_whose_node_is_not_named_takes_it_from_the_journal() -> None:
    unit = next(thing for thing in read(PASTE) if thing.kind == "Unit")
    assert (unit.name, unit.text("spec", "nodeName"), unit.text("status", "active")) == (
        "kubelet",
        "rack-2",
        "inactive",
    )


@pytest.mark.parametrize(
    ("line", "works"),
    [
        ("oven (10.96.0.7:80) open", True),
        ("nc: oven (10.96.0.7:80): Connection refused", False),
        ("nc: connect to oven port 80 (tcp) failed: Connection timed out", False),
        ("Connection to oven (10.96.0.7) 80 port [tcp/http] succeeded!", True),
        ("curl: (7) Failed to connect to oven.bakery.svc port 80 after 3 ms: Couldn't connect to server", False),
    ],
)
def test_the_outcome_of_a_call_by_hand_is_read(line: str, works: bool) -> None:
    (call,) = read(line)
    assert (call.text("spec", "host"), call.text("spec", "port")) == ("oven", "80")
    assert call.table("status")["works"] is works
    assert probing.CALL.match(line)


def test_a_row_of_events_may_have_lost_its_head() -> None:
    (event,) = read("118s   Warning   FailedCreate   replicaset/oven-6c9d7f5b44   Error creating: forbidden")
    assert event.table("involvedObject")["kind"] == "ReplicaSet"
    assert event.text("message") == "Error creating: forbidden"


def test_prose_holds_nothing() -> None:
    assert read("Name your price: the oven is on.\nNAME THE BAKER") == []
    assert not units.HEAD.match("the kubelet.service is off")


@pytest.mark.parametrize(
    ("spelt", "kind"), [("deployment.apps", "Deployment"), ("pods", "Pod"), ("po", "Pod"), ("loaf", "")]
)
def test_resources_are_known_by_their_names(spelt: str, kind: str) -> None:
    assert tables.object_kind(spelt) == kind


def test_amounts_ages_and_moments_are_read() -> None:
    assert [quantities.amount(one) for one in ("250m", "1Gi", "2", "two")] == [0.25, 2.0**30, 2.0, None]
    assert [quantities.seconds(one) for one in ("3s", "2m5s", "1h", "")] == [3, 125, 3600, None]
    assert quantities.moment("Sun, 01 Mar 2026 02:00:00 +0000") == quantities.moment("2026-03-01T02:00:00Z")
    assert quantities.moment("yesterday").year == 1970
