"""What people do in one incident, beyond the first ten minutes; one command a file, listed here."""

from codriver.cli.commands.incident.answer import HELP as ANSWER
from codriver.cli.commands.incident.answer import answer
from codriver.cli.commands.incident.approve import HELP as APPROVE
from codriver.cli.commands.incident.approve import approve
from codriver.cli.commands.incident.assess import HELP as ASSESS
from codriver.cli.commands.incident.assess import assess
from codriver.cli.commands.incident.assign import HELP as ASSIGN
from codriver.cli.commands.incident.assign import assign
from codriver.cli.commands.incident.check import HELP as CHECK
from codriver.cli.commands.incident.check import check
from codriver.cli.commands.incident.export import HELP as EXPORT
from codriver.cli.commands.incident.export import export
from codriver.cli.commands.incident.guess import HELP as GUESS
from codriver.cli.commands.incident.guess import guess
from codriver.cli.commands.incident.handoff import HELP as HANDOFF
from codriver.cli.commands.incident.handoff import handoff
from codriver.cli.commands.incident.import_ import HELP as IMPORT
from codriver.cli.commands.incident.import_ import import_
from codriver.cli.commands.incident.learn import HELP as LEARN
from codriver.cli.commands.incident.learn import learn
from codriver.cli.commands.incident.list import HELP as LIST
from codriver.cli.commands.incident.list import list_
from codriver.cli.commands.incident.open import HELP as OPEN
from codriver.cli.commands.incident.open import open_
from codriver.cli.commands.incident.review import HELP as REVIEW
from codriver.cli.commands.incident.review import review
from codriver.cli.commands.incident.rule_out import HELP as RULE_OUT
from codriver.cli.commands.incident.rule_out import rule_out
from codriver.cli.commands.incident.send import HELP as SEND
from codriver.cli.commands.incident.send import send
from codriver.cli.commands.incident.severity import HELP as SEVERITY
from codriver.cli.commands.incident.severity import severity
from codriver.cli.commands.incident.status import HELP as STATUS
from codriver.cli.commands.incident.status import status
from codriver.cli.commands.incident.timeline import HELP as TIMELINE
from codriver.cli.commands.incident.timeline import timeline
from codriver.cli.commands.incident.verify import HELP as VERIFY
from codriver.cli.commands.incident.verify import verify

ABOUT = "One incident: what is told, checked and decided."
VERBS = (
    ("open", open_, OPEN),
    ("list", list_, LIST),
    ("status", status, STATUS),
    ("timeline", timeline, TIMELINE),
    ("severity", severity, SEVERITY),
    ("assign", assign, ASSIGN),
    ("assess", assess, ASSESS),
    ("answer", answer, ANSWER),
    ("check", check, CHECK),
    ("guess", guess, GUESS),
    ("rule-out", rule_out, RULE_OUT),
    ("review", review, REVIEW),
    ("approve", approve, APPROVE),
    ("handoff", handoff, HANDOFF),
    ("send", send, SEND),
    ("learn", learn, LEARN),
    ("verify", verify, VERIFY),
    ("export", export, EXPORT),
    ("import", import_, IMPORT),
)
