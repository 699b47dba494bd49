"""Who read the card passes always; who presses keys at random passes in one case of ten, at most."""

import random

import pytest
from tests.gate.cards import card

from codriver.gate.questions import Elsewhere, Question, questions
from codriver.gate.reasons import flaw
from codriver.gate.rehearse import rehearsal

AROUND = Elsewhere(
    targets=("cart", "bank"), whys=("cart is slow",), rollbacks=("deploy cart",), watches=("queue length",)
)
CASES = [("R1", "first"), ("R2", "first"), ("R3", "first"), ("R3", "second")]


@pytest.mark.parametrize(("risk", "role"), CASES)
def test_random_keys_pass_in_a_tenth_of_cases_at_most(risk: str, role: str) -> None:
    rng, tries = random.Random(1), 2000
    passed = 0
    for seed in range(tries):
        asked = questions(card(risk=risk), role, AROUND, str(seed))
        passed += all(question.passes(rng.choice(question.keyed)[0]) for question in asked)
    assert passed / tries <= 0.12  # a tenth, and what chance adds
    assert chance(questions(card(risk=risk), role, AROUND, "x")) <= 0.1


def chance(asked: tuple[Question, ...]) -> float:
    product = 1.0
    for question in asked:
        product /= len(question.options)
    return product


@pytest.mark.parametrize(("risk", "role"), CASES)
@pytest.mark.parametrize("bare", [False, True])
def test_the_right_answer_is_there_once_and_passes(risk: str, role: str, bare: bool) -> None:
    one = card(risk=risk, against=(), feels=(), environment="") if bare else card(risk=risk)
    for seed in range(50):
        for question in questions(one, role, AROUND if seed % 2 else Elsewhere(), str(seed)):
            assert question.passes(question.right.upper())
            assert len(set(question.options)) == len(question.options)
            assert chance((question,)) <= 1 / 6


def test_r1_asks_one_question_and_r2_two_with_a_threshold() -> None:
    assert [len(questions(card(risk=risk), role, AROUND, "x")) for risk, role in CASES] == [1, 2, 2, 2]
    assert questions(card(), "first", AROUND, "x")[1].threshold


def test_the_second_person_gets_other_questions() -> None:
    for seed in range(50):
        first, second = (questions(card(risk="R3"), role, AROUND, str(seed)) for role in ("first", "second"))
        assert not {one.about for one in first} & {one.about for one in second}


def test_the_same_seed_asks_the_same_and_another_one_otherwise() -> None:
    asked = [questions(card(), "first", AROUND, str(seed)) for seed in range(20)]
    assert asked[0] == questions(card(), "first", AROUND, "0")
    assert len(set(asked)) > 5


@pytest.mark.parametrize(
    "reason",
    [
        "",
        "ok",
        "fix it",
        "do it!",
        "asdfgh",
        "aaaaaaaaaa bbbb",
        "the AI suggested it",
        "Claude said this would help",
        "as recommended by the assistant",
        "codriver proposes it",
        "because of the model",
        "I trust claude",
        "following the agent here",
        "chatgpt told me to restart it",
        "lgtm",
        "...",
    ],
)
def test_some_reasons_go_back(reason: str) -> None:
    assert flaw(reason)


@pytest.mark.parametrize(
    "reason",
    [
        "pool is exhausted, a restart frees the connections",
        "errors began with the deploy at 03:10",
        "bank confirmed it is down",
        "the model service leaks memory again",
    ],
)
def test_a_persons_own_reason_will_do(reason: str) -> None:
    assert not flaw(reason)


def test_a_rehearsal_is_offered_where_there_is_one() -> None:
    assert rehearsal("kubectl apply -f x.yaml -n shop") == "kubectl diff -f x.yaml -n shop"
    assert rehearsal("terraform apply -auto-approve -target=a") == "terraform plan -target=a"
    assert rehearsal("helm upgrade web chart") == "helm upgrade web chart --dry-run"
    assert rehearsal("rm -rf /srv/a /srv/b") == "ls -ld /srv/a /srv/b"
    assert rehearsal("systemctl restart nginx") == rehearsal("kubectl apply -f x | sh") == rehearsal("'") == ""
