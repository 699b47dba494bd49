"""`kubectl describe`: the text of one object becomes the object, and every part of it can be pointed at."""

from typing import Any

from codriver.telemetry.kubernetes.describing import describe
from codriver.telemetry.kubernetes.thing import Thing

POD = """\
Name:             oven-6c9d7f5b44-x2lqp
Namespace:        bakery
Service Account:  chef
Node:             rack-1/10.0.0.4
Start Time:       Sun, 01 Mar 2026 02:00:00 +0000
Labels:           app=oven
                  pod-template-hash=6c9d7f5b44
Status:           Running
IP:               10.1.2.3
Controlled By:    ReplicaSet/oven-6c9d7f5b44
Containers:
  main:
    Image:         registry.test/oven:1.4
    Port:          8100/TCP
    Host Port:     0/TCP
    Command:
      bake
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       OOMKilled
      Exit Code:    137
      Finished:     Sun, 01 Mar 2026 02:05:00 +0000
    Ready:          False
    Restart Count:  6
    Limits:
      memory:  64Mi
    Liveness:   http-get http://:8100/warm delay=5s timeout=1s period=10s #success=1 #failure=3
    Readiness:  grpc <pod>:8100  delay=0s timeout=1s period=10s #success=1 #failure=3
    Startup:    exec [cat /ready] delay=0s timeout=1s period=10s #success=1 #failure=30
    Environment:
      FLOUR_ADDR:  flour-store:7000
      SALT:        <set to the key 'salt' in secret 'spices'>  Optional: false
      HEAT:        <set to the key 'heat' of config map 'recipes'>  Optional: true
    Mounts:        <none>
Conditions:
  Type           Status
  Ready          False
  PodScheduled   True
Volumes:
  dough:
    Type:       PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)
    ClaimName:  dough
QoS Class:                   Burstable
Node-Selectors:              heat=gas
Tolerations:                 node.kubernetes.io/not-ready:NoExecute op=Exists for 300s
                             team=pastry:NoSchedule
Events:
  Type     Reason   Age                From     Message
  ----     ------   ----               ----     -------
  Warning  BackOff  3s (x12 over 4m)   kubelet  Back-off restarting failed container main
"""

SERVICE = """\
Name:                     oven
Namespace:                bakery
Labels:                   <none>
Selector:                 app=oven,tier=hot
Type:                     ClusterIP
IP:                       10.96.0.7
Port:                     web  80/TCP
TargetPort:               8100/TCP
Endpoints:                10.1.2.3:8100
Port:                     bake  81/UDP
TargetPort:               bake/UDP
Endpoints:                <none>
Session Affinity:         None
Events:                   <none>
"""

NODE = """\
Name:               rack-1
Roles:              <none>
Labels:             kubernetes.io/hostname=rack-1
Taints:             team=pastry:NoSchedule
                    drained:NoExecute
Unschedulable:      true
Conditions:
  Type     Status  LastHeartbeatTime                 LastTransitionTime                Reason            Message
  ----     ------  -----------------                 ------------------                ------            -------
  Ready    False   Sun, 01 Mar 2026 02:00:00 +0000   Sun, 01 Mar 2026 01:59:00 +0000   KubeletNotReady   runtime is down
Allocatable:
  cpu:     4
"""


def described(text: str) -> list[Thing]:
    lines = text.splitlines()
    return list(describe(lines, 1, source="kubectl", name="paste.txt", every=lines))


def test_a_pod_is_read_whole() -> None:
    pod, event = described(POD)
    assert (pod.kind, pod.key) == ("Pod", "Pod/bakery/oven-6c9d7f5b44-x2lqp")
    assert pod.text("metadata", "labels", "app") == "oven"
    assert pod.text("metadata", "ownerReferences", 0, "name") == "oven-6c9d7f5b44"
    assert (pod.text("spec", "nodeName"), pod.text("spec", "serviceAccountName")) == ("rack-1", "chef")
    assert pod.table("spec", "nodeSelector") == {"heat": "gas"}
    assert pod.text("spec", "volumes", 0, "persistentVolumeClaim", "claimName") == "dough"
    status = ("status", "containerStatuses", 0)
    assert pod.text(*status, "state", "waiting", "reason") == "CrashLoopBackOff"
    assert pod.text(*status, "lastState", "terminated", "exitCode") == "137"
    assert pod.text(*status, "restartCount") == "6"
    assert (event.text("reason"), event.text("count"), event.text("age")) == ("BackOff", "12", "3s")


def test_a_containers_probes_ports_and_environment_are_shaped_as_the_api_shapes_them() -> None:
    container: Any = described(POD)[0].table("spec", "containers", 0)
    assert container["ports"] == [{"containerPort": 8100, "protocol": "TCP"}]
    assert container["livenessProbe"]["httpGet"] == {"path": "/warm", "port": 8100, "scheme": "HTTP"}
    assert container["readinessProbe"]["grpc"] == {"port": 8100}
    assert container["startupProbe"]["exec"] == {"command": ["[cat /ready]"]}
    address, salt, heat = container["env"]
    assert address == {"name": "FLOUR_ADDR", "value": "flour-store:7000"}
    assert salt["valueFrom"] == {"secretKeyRef": {"name": "spices", "key": "salt", "optional": False}}
    assert heat["valueFrom"] == {"configMapKeyRef": {"name": "recipes", "key": "heat", "optional": True}}


def test_every_part_is_cited_by_its_line_and_quoted_as_it_stands() -> None:
    pod, event = described(POD)
    lines = POD.splitlines()
    for cite in (
        pod.cite("status", "containerStatuses", 0, "lastState", "reason"),
        pod.cite("spec", "containers", 0),
        event.cite(),
    ):
        number = int(cite.ref.locator.rpartition(":")[2])
        assert cite.quote in lines[number - 1]
    assert pod.cite("status", "containerStatuses", 0, "lastState", "reason").quote == "Reason:       OOMKilled"


def test_a_services_ports_keep_their_targets() -> None:
    (service,) = described(SERVICE)
    assert service.table("spec", "selector") == {"app": "oven", "tier": "hot"}
    ports: Any = service.rows("spec", "ports")
    web, bake = ports
    assert (web["targetPort"], web["protocol"]) == (8100, "TCP")
    assert (bake["targetPort"], bake["protocol"]) == ("bake", "UDP")
    assert service.cite("spec", "ports", 1, "targetPort").quote == "TargetPort:               bake/UDP"


def test_a_nodes_conditions_and_taints_are_read() -> None:
    (node,) = described(NODE)
    assert node.text("status", "conditions", 0, "message") == "runtime is down"
    assert node.rows("spec", "taints") == [
        {"key": "team", "value": "pastry", "effect": "NoSchedule"},
        {"key": "drained", "value": "", "effect": "NoExecute"},
    ]
    assert node.text("spec", "unschedulable") == "true"


def test_what_is_of_no_known_kind_is_passed_by() -> None:
    assert described("Name:  x\nColour:  red\n") == []
