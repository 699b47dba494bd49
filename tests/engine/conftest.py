"""What engine tests share: the shipped detectors, explainers and weights, handed in as values."""

import importlib
import json
import pkgutil
from importlib import resources

import pytest

from codriver.engine import detectors, explainers
from codriver.engine.investigate import investigate
from codriver.engine.rank import Weights
from codriver.model import Assessment, Situation


def _plug_ins(package, function):
    names = [found.name for found in pkgutil.iter_modules(package.__path__)]
    return {name: getattr(importlib.import_module(f"{package.__name__}.{name}"), function) for name in names}


@pytest.fixture(scope="session")
def assess():
    """A function from a Situation to the Assessment that the shipped engine makes of it."""
    seers, askers = _plug_ins(detectors, "detect"), _plug_ins(explainers, "explain")
    told = json.loads(resources.files("codriver.engine").joinpath("weights.json").read_text("utf-8"))
    weights = Weights(**{key: told[key] for key in told if key != "schema"})

    def assess(situation: Situation) -> Assessment:
        return investigate(situation, seers, askers, weights)

    return assess
