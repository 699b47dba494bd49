"""Verdicts on receivers, and what becomes of calls and writes through them."""

from collections.abc import Callable, Mapping

import pytest

from codriver.codebase import questions
from codriver.codebase.opened import Codebase
from codriver.codebase.python import callers, judging, writers

Build = Callable[[Mapping[str, str]], Codebase]
PETS = """\
class Pet:
    def speak(self): ...
    def twice(self):
        self.speak()
class Dog(Pet):
    tricks = 0
    def speak(self): ...
class Loud:
    def shout(self):
        self.speak()
class LoudDog(Loud, Dog): ...
class Robot:
    def speak(self): ...
"""


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("Dog().speak()", "certain"),
        ("Pet().speak()", None),
        ("def f(p: Pet): p.speak()", "virtual"),
        ("def f(r: Robot): r.speak()", None),
        ("def f(dog): dog.speak()", "likely"),
        ("def f(it): it.speak()", "possible"),
        ("class Puppy(Dog): ...\nPuppy().speak()", "certain"),
        ("class Puppy(Dog):\n    def speak(self): super().speak()", "certain"),
        ("from functools import partial\ndef f(d: Dog): return partial(d.speak)", "registered"),
        ("def f(d: Dog): d.speak.delay()", "registered"),
    ],
)
def test_a_call_of_the_dog(code: Build, text: str, tier: str | None) -> None:
    base = code({"pets.py": PETS, "use.py": f"from pets import *\n{text}\n"})
    found = [str(site.tier) for site in questions.callers(base, "Dog.speak").sites if site.file == "use.py"]
    assert found == ([tier] if tier else [])


def test_self_in_a_base_or_a_mixin_can_be_the_dog(code: Build) -> None:
    found = questions.callers(code({"pets.py": PETS}), "Dog.speak").sites
    assert [(site.line, str(site.tier)) for site in found] == [(4, "virtual"), (10, "virtual")]


@pytest.mark.parametrize(
    ("text", "role", "tier"),
    [
        ("Dog().tricks = 1", "store", "certain"),
        ("def f(d: Dog): d.tricks += 1", "aug", "certain"),
        ("def f(d: Dog): del d.tricks", "del", "certain"),
        ("def f(d: Dog): d.tricks[0] = 1", "itemset", "certain"),
        ("def f(d: Dog): d.tricks.append(1)", "mutcall", "certain"),
        ("def f(d: Dog): setattr(d, 'tricks', 1)", "store", "certain"),
        ("def f(p: Pet): p.tricks = 1", "store", "virtual"),
        ("def f(r: Robot): r.tricks = 1", "", ""),
        ("from dataclasses import replace\ndef f(d: Dog): replace(d, tricks=1)", "kwarg", "certain"),
        ("Dog(tricks=1)", "kwarg", "likely"),
        ("Dog.objects.update(tricks=1)", "kwarg", "likely"),
    ],
)
def test_a_write_to_the_dog(code: Build, text: str, role: str, tier: str) -> None:
    base = code({"pets.py": PETS, "use.py": f"from pets import *\n{text}\n"})
    found = [
        (site.role, str(site.tier)) for site in questions.writers(base, "Dog.tricks").sites if site.file == "use.py"
    ]
    assert found == ([(role, tier)] if role else [])


def test_the_pieces_are_here() -> None:
    assert {module.__name__.rpartition(".")[2] for module in (callers, judging, writers)} == {
        "callers",
        "judging",
        "writers",
    }
