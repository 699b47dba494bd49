"""Incidents with a known cause, as folders, through the whole room: who is suspected, and of what."""

from tests.incidents import Altered, Story
from tests.scenarios.conftest import Read
from tests.traffic import Fault

from codriver.model import Assessment, Outcome

SHELF = "def answer(order):\n    shelf = order['shelf']\n    return shelf\n"
TRACE = """Traceback (most recent call last):
  File "/app/services/stock/app.py", line 2, in answer
    shelf = order['shelf']
            ~~~~~^^^^^^^^^
KeyError: 'shelf'"""
FLAG = Altered(
    service="web", minutes=-0.3, kind="flag", what="web: new banner", files={"flags/web.json": '{"banner": true}\n'}
)
DOCS = Altered(service="pay", minutes=-3, what="pay: wording", files={"services/pay/texts.py": "HELLO = 'hello'\n"})


def leader(found: Assessment) -> tuple[str, str, str]:
    assert found.outcome is Outcome.LEADING, [(h.suspect, h.mechanism, h.score) for h in found.hypotheses]
    first = found.hypotheses[0]
    return first.suspect, first.mechanism, first.detail


def test_a_deploy_upstream_outranks_a_harmless_flag_nearer_in_time(read: Read) -> None:
    deploy = Altered(service="stock", minutes=-0.5, what="stock: shelves", files={"services/stock/app.py": SHELF})
    found = read(Story(fault=Fault(at="stock", says="unhandled exception", trace=TRACE), changes=(deploy, FLAG)))
    assert leader(found)[0] == "stock"
    assert found.hypotheses[0].change is not None
    assert found.hypotheses[0].change.what == "stock: shelves"
    assert [(step.origin, step.to) for step in found.hypotheses[0].path] == [("stock", "orders"), ("orders", "web")]
    assert all(step.cites for step in found.hypotheses[0].path)
    assert found.code[0].file.endswith("services/stock/app.py")


def test_a_wrong_address_in_the_configuration_is_its_readers_fault(read: Read) -> None:
    config = Altered(
        service="orders",
        minutes=-0.5,
        kind="config",
        what="orders: tidy up",
        files={"config/orders.json": '{"stock": "stock:9443"}\n'},
    )
    fault = Fault(at="orders", says="stock:9443: connection refused", share=1.0)
    assert leader(read(Story(fault=fault, changes=(config, FLAG, DOCS))))[:2] == ("orders", "config")


def test_a_service_that_fell_silent_is_suspected_by_its_silence(read: Read) -> None:
    found = read(Story(fault=Fault(at="stock", silent=True, share=1.0), changes=(DOCS,)))
    assert found.hypotheses[0].suspect == "stock"  # undetermined is fine: pay changed, and is no longer called either


def test_an_expired_certificate_is_looked_for_where_it_is_served(read: Read) -> None:
    words = "POST https://{callee}/charges: certificate verify failed: certificate has expired"
    found = read(Story(fault=Fault(at="bank", says="tls", blames=words, share=1.0), changes=(FLAG,)))
    assert found.hypotheses[0].suspect == "bank"
    assert any("certificate" in evidence.because for evidence in found.hypotheses[0].evidence)


def test_a_missing_variable_after_a_restart_is_bad_configuration(read: Read) -> None:
    config = Altered(
        service="pay", minutes=-0.1, kind="config", what="pay: clean up", files={"config/pay.env": "MODE=live\n"}
    )
    fault = Fault(
        at="pay",
        says="missing environment variable PAY_TOKEN_KEY",
        share=1.0,
        starting=("shutting down", "starting up"),
    )
    found = read(Story(fault=fault, changes=(config, FLAG)))
    assert leader(found)[0] == "pay"
    assert leader(found)[1] in ("config", "configuration")


def test_a_full_disk_is_a_resource_that_ran_out(read: Read) -> None:
    fault = Fault(at="stock", says="write failed: No space left on device")
    levels = {("stock", "node_filesystem_avail_bytes"): (4e9, 2e3)}
    assert leader(read(Story(fault=fault, levels=levels, changes=(DOCS,)))) == ("stock", "resource", "disk")


def test_more_traffic_than_the_entry_can_carry_is_a_surge(read: Read) -> None:
    fault = Fault(at="web", says="overloaded: request dropped", share=0.5, times_traffic=5)
    assert leader(read(Story(fault=fault)))[:2] == ("web", "surge")


def test_a_slow_provider_is_outside_our_watch(read: Read) -> None:
    fault = Fault(at="bank", says="slow", blames="{callee}: no answer within 1500 ms", slow_ms=1500, share=0.9)
    found = read(Story(fault=fault, changes=(DOCS,)))
    assert leader(found)[0] == "bank"


def test_an_alert_without_trouble_names_no_cause(read: Read) -> None:
    found = read(Story(fault=Fault(), changes=(FLAG, DOCS)))
    assert found.outcome is not Outcome.LEADING
