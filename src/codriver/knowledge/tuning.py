"""A team's own links from alerts to runbooks, as questions with known answers; the shipped weights are the prior."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from codriver.knowledge.asked import Voice
from codriver.knowledge.features import Seen, features
from codriver.knowledge.fitting import Case, fit
from codriver.knowledge.heard import Corpus, Heard
from codriver.knowledge.ranker import Ranker, rank
from codriver.knowledge.search import leads_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from codriver.knowledge.lint.coverage import Alerting

_STRENGTH = 4.0  # a team has tens of links, the shipped weights come from hundreds
_FOLDS, _CLOSE = 5, 20


class Question(NamedTuple):
    """An alert's candidates, and the names of the right ones."""

    seen: Sequence[Seen]
    right: frozenset[str]


class Fitted(NamedTuple):
    """The ranker, and the share of first places that were right before and after, on alerts held out of the fit."""

    ranker: Ranker
    before: float
    after: float


def questions(corpus: Corpus, alerts: Iterable[Alerting]) -> list[Question]:
    """The alerts whose link leads to a document; each once."""
    names = [entry.name for entry in corpus.store.all()]
    found = []
    for alert in sorted({(one.name, one.says, one.link) for one in alerts if one.link}):
        right = frozenset(name for name in names if leads_to(alert[2], name))
        if right:
            said, _, described = alert[1].partition("\n")
            found.append(Question(features(Heard(corpus, Voice(name=alert[0], said=said, described=described))), right))
    return found


def tuned(asked: Sequence[Question], prior: Ranker) -> Fitted:
    """Fitted on all, judged in five folds."""
    before = after = 0
    for fold in range(_FOLDS):
        held = asked[fold::_FOLDS]
        other = _fitted([one for number, one in enumerate(asked) if number % _FOLDS != fold], prior)
        before += sum(_right(one, prior) for one in held)
        after += sum(_right(one, other) for one in held)
    return Fitted(_fitted(asked, prior), before / len(asked), after / len(asked))


def _fitted(asked: Sequence[Question], prior: Ranker) -> Ranker:
    cases = [_case(one) for one in asked if any(seen.entry.name in one.right for seen in one.seen)]
    return replace(prior, weights=fit(cases, sorted(prior.weights), prior.weights, _STRENGTH)) if cases else prior


def _case(one: Question) -> Case:
    order = sorted(one.seen, key=lambda seen: (seen.entry.name not in one.right, -seen.features["usual"]))[:_CLOSE]
    return Case([seen.features for seen in order], [seen.entry.name in one.right for seen in order])


def _right(one: Question, ranker: Ranker) -> bool:
    best = rank(one.seen, ranker)[:1]
    return bool(best) and best[0].seen.entry.name in one.right
