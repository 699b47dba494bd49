from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import compose_prefix


def test_the_name_before_the_bar_is_the_service() -> None:
    assert compose_prefix.columns(pl.Series(["checkout-1  | ready"])).row(0) == ("checkout", "ready")
