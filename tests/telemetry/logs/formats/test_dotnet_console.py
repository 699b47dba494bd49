"""The text below the category is the message."""

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import dotnet_console


def test_the_message_stands_on_the_next_line() -> None:
    lines = [
        "fail: Shop.CartController[0]",
        "      Could not load cart 17",
        "warn: Shop.Cart[3] slow",
        "info: Shop.X[1]",
    ]
    read = dotnet_console.columns(pl.Series(lines))
    assert read["level"].to_list() == ["error", None, "warn", "info"]
    assert read["message"].to_list() == ["Could not load cart 17", None, "slow", "Shop.X"]
