"""Which runbook fits, and why; none when none does."""

from codriver.knowledge.runbooks import read
from codriver.knowledge.search import Asked, find
from codriver.model import Runbook

PAGES = {
    "runbooks/KafkaConsumerLag.md": "# Kafka consumer lag\n\nConsumers fall behind.\n\n## Restart\n\nDo it.\n",
    "runbooks/disk-full.md": "# Disk is full\n\nFree space.\n\n## Logs\n\nRotate the log files, delete old ones.\n",
    "runbooks/pool.md": "---\nservice: billing\n---\n# Connection pool exhausted\n\nAll connections are taken.\n",
    "runbooks/web/pool.md": "---\nservice: web\n---\n# Connection pool exhausted\n\nAll connections are taken.\n",
    "alerts/all.md": "# Alerts\n\nIntroduction.\n\n## LoginDown\n\nCall the identity provider.\n",
}


def runbooks() -> tuple[Runbook, ...]:
    return tuple(one for name, text in PAGES.items() for one in read(name, text))


def places(asked: Asked) -> list[str]:
    return [one.cites[0].ref.locator for one in find(runbooks(), asked)]


def test_the_alerts_own_link_comes_first_whatever_the_words_say() -> None:
    link = ("runbook_url", "https://wiki.example/x/runbooks/disk-full.html")
    found = find(runbooks(), Asked(alerts=("KafkaConsumerLag",), labels=(link,)))
    assert [one.title for one in found] == ["Disk is full", "Kafka consumer lag"]
    assert found[0].because == "the alert's runbook_url leads here"


def test_a_links_fragment_leads_to_its_section() -> None:
    link = ("runbook_url", "https://wiki.example/alerts/all#logindown")
    assert places(Asked(labels=(link,))) == ["alerts/all.md:5"]


def test_of_two_documents_with_one_name_the_longer_shared_path_wins() -> None:
    link = ("runbook_url", "https://git.example/docs/runbooks/web/pool.md")
    assert places(Asked(labels=(link,))) == ["runbooks/web/pool.md:4"]


def test_a_link_to_elsewhere_and_a_broken_one_find_nothing() -> None:
    assert places(Asked(labels=(("runbook_url", "https://else.example/"), ("runbook_url", "http://[")))) == []


def test_a_document_or_section_that_bears_the_alerts_name_is_found() -> None:
    assert places(Asked(alerts=("KafkaConsumerLag",)))[0] == "runbooks/KafkaConsumerLag.md:1"
    found = find(runbooks(), Asked(alerts=("LoginDown",)))
    assert (found[0].section, found[0].because) == ("LoginDown", "bears the name of the alert LoginDown")


def test_a_phrase_finds_the_section_that_says_it() -> None:
    found = find(runbooks(), Asked(phrase="how do I rotate logs when the disk is full?"))
    assert [(one.title, one.section) for one in found] == [("Disk is full", "Logs")]
    assert found[0].because.startswith("shares the words ")


def test_a_log_line_finds_its_page_among_many_other_lines() -> None:
    lines = ("consumer group 17 falls behind: lag 90210", *(f"heartbeat {n} from 10.0.0.{n}" for n in range(30)))
    assert places(Asked(logs=lines)) == ["runbooks/KafkaConsumerLag.md:1"]


def test_the_service_in_trouble_decides_between_equal_pages() -> None:
    asked = Asked(phrase="connection pool exhausted", services=("web",))
    found = find(runbooks(), asked)
    assert found[0].service == "web"
    assert found[0].because.startswith("written for web; ")


def test_a_question_without_an_answer_gets_none() -> None:
    assert places(Asked(phrase="the printer on the third floor has no toner")) == []
    assert places(Asked(alerts=("CertificateExpiresSoon",), texts=("TLS certificate expires in 3 days",))) == []
    assert places(Asked(logs=("user 7 logged in",))) == []


def test_nothing_asked_and_nothing_written_are_no_error() -> None:
    assert places(Asked()) == []
    assert find((), Asked(phrase="disk full")) == ()


def test_the_order_of_the_runbooks_does_not_matter() -> None:
    asked = Asked(phrase="connection pool exhausted")
    assert find(reversed(runbooks()), asked) == find(runbooks(), asked)


def test_no_more_than_the_limit_is_given() -> None:
    assert len(find(runbooks(), Asked(phrase="connection pool exhausted"), limit=1)) == 1
