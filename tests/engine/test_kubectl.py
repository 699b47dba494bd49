"""What to ask a cluster about a broken object, with a command that only reads."""

import pytest

from codriver.engine.kubectl import question
from codriver.model import Hypothesis


@pytest.mark.parametrize(
    ("mechanism", "broken", "command"),
    [
        ("scheduling", "Deployment/bakery/oven", "kubectl -n bakery describe deployment oven"),
        ("node", "Node/rack-1", "kubectl describe node rack-1"),
        ("startup", "Deployment/bakery/oven", "kubectl -n bakery logs --previous --tail 50 deployment/oven"),
        (
            "routing",
            "Service/bakery/oven",
            "kubectl -n bakery get endpointslices -l kubernetes.io/service-name=oven -o wide",
        ),
        ("storage", "Thing/bakery/a;b", "kubectl -n bakery describe thing 'a;b'"),
        ("storage", "Thing/bakery/--output=x", ""),
    ],
)
def test_the_command_only_reads_and_is_safe_to_paste(mechanism: str, broken: str, command: str) -> None:
    asked, _, given = question(Hypothesis(suspect="oven", mechanism=mechanism, says="", object=broken))
    assert given == command
    assert asked.endswith("?")
