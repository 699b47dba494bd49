"""From the record to what the engine hears of people: answers, guesses, what was ruled out. Each cites its row."""

from collections.abc import Iterator

from codriver.engine.people import ANSWERED, COUNTS, RULED_OUT, SUGGESTED, Idea, Told, Word
from codriver.journal.kinds import Answered, Guessed, RuledOut, Suggested
from codriver.journal.rows import Row
from codriver.model import Citation, Ref, Stance
from codriver.room.incidents.story import Story

SOURCE = "journal"


def said(story: Story) -> Told:
    """Everything that people told in this incident. The latest answer to a check counts."""
    return Told(words=tuple(_words(story)), ideas=tuple(_ideas(story)))


def cite(row: Row, quote: str) -> Citation:
    """A row of the record, and the words in it."""
    return Citation(Ref(SOURCE, f"{row.incident}#{row.number}"), quote)


def _words(story: Story) -> Iterator[Word]:
    latest = {answer.check: (row, answer) for row, answer in story.of(Answered) if answer.how == "said"}
    for row, answer in latest.values():
        because = f"{answer.by} answered {answer.answer}: {answer.ask}"
        for stance, meant in ((Stance.SUPPORTS, answer.supports), (Stance.CONTRADICTS, answer.contradicts)):
            for hypothesis in meant:
                yield Word(
                    hypothesis=hypothesis,
                    stance=stance,
                    feature=ANSWERED,
                    because=because,
                    cites=(cite(row, answer.came or answer.answer),),
                    size=answer.counts / COUNTS[ANSWERED] if answer.counts else 1.0,
                )
    for row, out in story.of(RuledOut):
        yield Word(
            hypothesis=out.hypothesis,
            stance=Stance.CONTRADICTS,
            feature=RULED_OUT,
            because=f"{out.by} ruled it out: {out.because}",
            cites=(cite(row, out.because),),
        )


def _ideas(story: Story) -> Iterator[Idea]:
    latest = {(guess.suspect, guess.mechanism): (row, guess) for row, guess in story.of(Guessed)}
    for row, guess in latest.values():
        yield Idea(
            suspect=guess.suspect,
            mechanism=guess.mechanism,
            says=guess.says,
            because=f"{guess.by} suspects it",
            cites=(cite(row, guess.says),),
        )
    for row, cause in story.of(Suggested):
        yield Idea(
            suspect=cause.suspect,
            mechanism=cause.mechanism,
            says=cause.says,
            because=f"{cause.model} suggests it",
            cites=(cite(row, cause.says),),
            feature=SUGGESTED,
        )
