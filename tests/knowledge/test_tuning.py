"""A team's own links become questions; weights move only a little from the shipped ones."""

from codriver.knowledge.chunks import page
from codriver.knowledge.heard import Corpus
from codriver.knowledge.lint.coverage import Alerting
from codriver.knowledge.ranker import shipped
from codriver.knowledge.store import Store
from codriver.knowledge.tuning import questions, tuned

TOPICS = ("disk", "mail", "cache", "queue", "login", "clock", "backup", "certificate", "memory", "network")


def test_links_that_lead_nowhere_are_no_questions_and_good_ones_are_learnt_from() -> None:
    store = Store()
    store.add(page(f"books/{topic}.md", f"# The {topic}\n\nWhat to do about the {topic}.\n") for topic in TOPICS)
    alerts = [Alerting(f"{t.title()}Bad", f"https://x/books/{t}.md", "r.yml", 1, f"the {t} is bad") for t in TOPICS]
    asked = questions(Corpus(store), [*alerts, Alerting("Gone", "https://x/gone.md", "r.yml", 1)])
    assert len(asked) == len(TOPICS)
    fitted = tuned(asked, shipped())
    assert (fitted.before, fitted.after) == (1.0, 1.0)
    assert fitted.ranker.weights.keys() == shipped().weights.keys()
