from codriver.advice.answers import LookUp, Said
from codriver.advice.causes import Cause
from codriver.advice.facts import Facts
from codriver.advice.grounding import Sentence
from codriver.cli.screen.advice import advised_lines, talk_lines
from codriver.model import Reply
from codriver.room.advising.asking import Asked
from codriver.room.advising.question import Talk
from codriver.room.advising.suggest import Advised

REPLY = Reply(text="", tokens_in=90, tokens_out=10, usd=0.0125)


def test_a_suggestion_bears_the_models_name_its_citations_and_its_price() -> None:
    cause = Cause("till", "lock contention", "Writers wait.", ("f-1", "f-2"))
    lines = advised_lines(Advised(model="parrot", causes=(cause,), dropped=("a", "a", "b"), asked=Asked(REPLY, 0)))
    assert lines == [
        "parrot SUGGESTS: not confirmed by anybody, ranked below like the rest",
        "  + till, lock contention: Writers wait. [f-1] [f-2]",
        "  3 left out (a; b); 100 tokens, $0.0125",
        "  the assessment stays as it is",
    ]


def test_each_sentence_stands_with_its_citations_and_these_below_it() -> None:
    said = Said((Sentence("It is slow.", ("f-1",)),), ())
    facts = Facts(records={"f-1": "takes 900 ms"})
    talk = Talk(question="why?", model="parrot", facts=facts, looked=(LookUp("service", "till"),), said=said, tokens=5)
    assert talk_lines(talk) == ["It is slow. [f-1]", "  [f-1] takes 900 ms", "parrot: 5 tokens"]


def test_a_budget_that_ended_it_is_named() -> None:
    assert (
        talk_lines(Talk(question="why?", model="parrot", ended="rounds"))[0] == "no answer within the budget of rounds"
    )


def test_nothing_in_a_reply_can_act_on_a_terminal() -> None:
    said = Said((Sentence("It \x1b[2J is.", ("f-1",)),), ())
    shown = "".join(
        talk_lines(Talk(question="?", model="\x1b]0;x\x07", facts=Facts(records={"f-1": "\x9b"}), said=said))
    )
    assert not {"\x1b", "\x07", "\x9b"} & set(shown)
