"""A question in plain words, answered by a model that may only look things up, and says nothing that is not cited."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from time import monotonic

from codriver.advice import answers
from codriver.advice.answers import LookUp, Said
from codriver.advice.facts import Facts, facts_of
from codriver.errors import ConfigError
from codriver.journal.record import Journal
from codriver.llm import Model
from codriver.model import Reply
from codriver.room.advising.asking import Hear, ask, connected, named
from codriver.room.advising.looking_up import TOOLS, looked_up
from codriver.room.advising.suggest import consulted
from codriver.room.incidents.act import Act, current, opened
from codriver.room.request import Progress, Room

MOST_ROUNDS = 5
MOST_TOKENS = 40_000
LONGEST = 2000  # characters of a question
Clock = Callable[[], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """How far it came: what may be cited by now, what was looked up and said, and what that cost.

    `said` is None while the model still looks things up; then `ended` says which budget ended it: rounds, tokens or
    seconds. `usd` counts the replies whose price is known.
    """

    question: str
    model: str
    facts: Facts = field(default_factory=Facts)
    looked: tuple[LookUp, ...] = ()
    said: Said | None = None
    tokens: int = 0
    usd: float = 0.0
    ended: str = ""

    def after(self, reply: Reply, came: LookUp | Said) -> "Talk":
        """The talk with one more reply paid, and what it came to."""
        paid = replace(self, tokens=self.tokens + reply.tokens_in + reply.tokens_out, usd=self.usd + (reply.usd or 0.0))
        return replace(paid, said=came) if isinstance(came, Said) else replace(paid, looked=(*paid.looked, came))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ears:
    """What the door wants to hear on the way, and the clock that the budget of seconds is held against."""

    progress: Progress
    hear: Hear
    clock: Clock = monotonic


def question(room: Room, act: Act, text: str, ears: Ears) -> Talk:
    """The answer to a question about the incident, within a budget of rounds, tokens and seconds.

    Raises:
        ConfigError: no incident is open, or the question is empty or too long.
        ProviderError: the model did not answer, or the incident's cap is reached.
    """
    if not 0 < len(text.strip()) <= LONGEST:
        raise ConfigError("the question is empty or too long", hint='codriver ask "what changed before the onset?"')
    model, until = connected(room.model), ears.clock() + room.model.deadline_s
    with opened(room) as journal:
        talk = Talk(question=text, model=named(room.model), facts=facts_of(current(journal, act).latest))
        for turn in range(MOST_ROUNDS):
            talk = _round(_Table(room, act, journal, model, ears), talk, last=turn == MOST_ROUNDS - 1)
            ended = _ended(talk, late=ears.clock() >= until, last=turn == MOST_ROUNDS - 1)
            if talk.said or ended:
                return replace(talk, ended="" if talk.said else ended)
    return talk


@dataclass(frozen=True, slots=True)
class _Table:
    """What every round needs."""

    room: Room
    act: Act
    journal: Journal
    model: Model
    ears: Ears


def _round(table: _Table, talk: Talk, *, last: bool) -> Talk:
    act, ears, story = table.act, table.ears, current(table.journal, table.act)
    ears.progress(f"asking {talk.model}")
    prompt = answers.prompt(talk.question, talk.facts, TOOLS, last=last, most=table.room.model.most_material)
    asked = ask(table.room, story, table.model, prompt, ears.hear)
    came = answers.read(asked.reply.text, talk.facts, TOOLS)
    kept, dropped = (len(came.sentences), came.dropped) if isinstance(came, Said) else (0, ())
    table.journal.add(story.id, consulted(table.room, act, asked, kept, dropped, talk.question), act.now)
    talk = talk.after(asked.reply, came)
    if isinstance(came, LookUp):
        ears.progress(f"looking up {came.tool}")
        talk = replace(talk, facts=talk.facts.with_records(looked_up(story, came)))
    return talk


def _ended(talk: Talk, *, late: bool, last: bool) -> str:
    return "tokens" if talk.tokens >= MOST_TOKENS else "seconds" if late else "rounds" if last else ""
