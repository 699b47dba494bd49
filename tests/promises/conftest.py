"""The incidents that every promise is held against: one told by the tests, and each that ships as an example."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.incidents import Altered, Story, write
from tests.traffic import Fault

from codriver.model import Assessment
from codriver.room.request import Request, Room
from codriver.room.triage import triage

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = tuple(sorted(path for path in (ROOT / "examples" / "incidents").glob("*") if path.is_dir()))
NOW = datetime(2026, 3, 1, 3, tzinfo=UTC)
TRACE = """Traceback (most recent call last):
  File "/app/services/stock/app.py", line 2, in answer
    shelf = order['shelf']
            ~~~~~^^^^^^^^^
KeyError: 'shelf'"""
TOLD = Story(
    fault=Fault(at="stock", says="could not place 'é': unhandled exception", trace=TRACE),
    changes=(
        Altered(
            service="stock",
            minutes=-0.5,
            what="stock: shelves",
            files={"services/stock/app.py": "def answer(order):\n    shelf = order['shelf']\n    return shelf\n"},
        ),
        Altered(
            service="web",
            minutes=-0.2,
            kind="flag",
            what="web: new banner",
            files={"flags/web.json": '{"banner": "summer42"}\n'},
        ),
    ),
    levels={("stock", "db_pool_in_use"): (3, 9), ("stock", "db_pool_size"): (10, 10)},
)
ADDRESS = Story(
    fault=Fault(at="orders", says="http://stock:9443/reserve: connection refused", share=1.0),
    changes=(
        Altered(
            service="orders",
            minutes=-0.5,
            kind="config",
            what="orders: tidy up",
            files={"config/orders.json": '{"stock": "stock:9443"}\n'},
        ),
    ),
)

Ask = Callable[..., Assessment]


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the incident that the tests tell; not to be written to."""
    return write(tmp_path_factory.mktemp("told") / "incident", TOLD)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another one, whose cause is a wrong address that a change wrote down."""
    return write(tmp_path_factory.mktemp("address") / "incident", ADDRESS)


@pytest.fixture(params=["told", "address", *EXAMPLES], ids=lambda one: one if isinstance(one, str) else one.name)
def incident(request: pytest.FixtureRequest) -> Path:
    """Each incident in turn."""
    folder = request.param if isinstance(request.param, Path) else request.getfixturevalue(request.param)
    assert isinstance(folder, Path)
    return folder


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """A triage of paths, with a journal of its own."""

    def asked(*paths: Path, now: datetime = NOW) -> Assessment:
        return triage(Room(state=tmp_path / "state"), Request(now=now, paths=paths), lambda _: None)

    return asked
