"""Features -> order and how sure: a dot product, with weights that were fitted and ship as a file."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from codriver.errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from codriver.knowledge.features import Features, Seen

SCHEMA = 1
_TELLING = (
    *("title_asked", "answers_title", "answers_title_best", "title_both", "title_said", "title_in_name"),
    *("title_begins_name", "bears_name", "name_title", "name_piece", "said_title", "service_page"),
    *("said_means_body", "said_means_heading", "said_means_heading_best", "said_means_piece", "said_near"),
    *("described_anywhere", "described_near", "described_piece", "described_means_heading"),
    *("line_near", "line_anywhere", "meant_title", "meant_body"),
)  # features that also say whether the first is right: chosen by organisations that took no part in the fit


@dataclass(frozen=True, slots=True)
class Ranker:
    """What each feature counts, what each sign of a right answer counts, and how sure an answer must be.

    `meaning` is what a sentence model's word counts, where one is installed.
    """

    weights: Mapping[str, float]
    signs: Mapping[str, float]
    enough: float
    meaning: float = 0.0


class Ranked(NamedTuple):
    """A document in its place; `sure` in (0, 1) is how likely it is the right one."""

    seen: Seen
    score: float
    sure: float


def shipped() -> Ranker:
    """The ranker that ships with codriver."""
    return read(resources.files("codriver.knowledge").joinpath("ranker.json").read_text("utf-8"), "ranker.json")


def read(text: str, name: str) -> Ranker:
    """The ranker in a file's text.

    Raises:
        KnowledgeError: it is no ranker of this version.
    """
    hint = "delete it: the shipped one is used then; `codriver runbooks tune` writes another"
    try:
        told = json.loads(text)
        if told["schema"] != SCHEMA:
            raise KnowledgeError("a ranker of another version", file=name, line=1, hint=hint)
        weights, signs = ({str(k): float(v) for k, v in told[key].items()} for key in ("weights", "signs"))
        return Ranker(weights, signs, float(told["enough"]), float(told.get("meaning", 0.0)))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise KnowledgeError(f"no ranker: {error}", file=name, line=1, hint=hint) from error


def written(ranker: Ranker) -> str:
    """The ranker as a file's text."""
    told = {"weights": ranker.weights, "signs": ranker.signs}
    rounded = {key: {name: round(value, 4) for name, value in sorted(of.items())} for key, of in told.items()}
    head = {"schema": SCHEMA, "enough": ranker.enough, "meaning": ranker.meaning}
    return json.dumps({**head, **rounded}, indent=2) + "\n"


def rank(seen: Sequence[Seen], ranker: Ranker) -> list[Ranked]:
    """The best first; ties by name."""
    scored = sorted(
        ((score(one.features, ranker), one) for one in seen), key=lambda pair: (-pair[0], pair[1].entry.name)
    )
    scores = [value for value, _ in scored]
    return [
        Ranked(one, value, sureness(signs(one.features, at, scores), ranker)) for at, (value, one) in enumerate(scored)
    ]


def score(features: Features, ranker: Ranker) -> float:
    """What speaks for a document."""
    return sum(value * ranker.weights.get(name, 0.0) for name, value in features.items())


def signs(features: Features, at: int, scores: Sequence[float]) -> dict[str, float]:
    """What an answer's place and features say about whether it is right, beside the score itself."""
    own = scores[at]
    others = [value for number, value in enumerate(scores[:10]) if number != at]
    ahead = max(min(own - max(others, default=own - 5), 5.0), -5.0)
    share = 1 / sum(math.exp(min(value - own, 50.0)) for value in scores)
    piece = max((features.get(f"{part}_piece", 0.0) for part in ("name", "said", "line")), default=0.0)
    return {
        "one": 1.0,
        "score": own / 10,
        "ahead": ahead,
        "share": share,
        "piece": piece,
        **{name: features.get(name, 0.0) for name in _TELLING},
    }


def sureness(told: Mapping[str, float], ranker: Ranker) -> float:
    """How likely an answer of those signs is right."""
    value = sum(ranker.signs.get(name, 0.0) * much for name, much in told.items())
    return 1 / (1 + math.exp(-max(min(value, 30.0), -30.0)))
