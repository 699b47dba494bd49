"""A shell's language: what is read, what a word becomes, what is followed."""

import time

import pytest

from codriver.gate.call import Call
from codriver.gate.classify import classify
from codriver.gate.shell.braces import braced
from codriver.gate.shell.builtins import BUILTINS
from codriver.gate.shell.expand import Expander
from codriver.gate.shell.follow import At, Follower
from codriver.gate.shell.grammar import parse
from codriver.gate.shell.prints import decoded, echoed, formatted, from_hex, translated
from codriver.gate.shell.scan import unescaped
from codriver.gate.shell.scope import Scope, resolved
from codriver.gate.shell.simples import Simples
from codriver.gate.shell.tree import UNKNOWN, Lit, Simple, Unreadable
from codriver.gate.verdict import R2, Deed

WORDS = {
    "a 'b c' \"d e\"": ("a", "b c", "d e"),
    "a\\ b $'\\x41\\n'": ("a b", "A\n"),
    "{a,b}{1..2} x{y": ("a1", "a2", "b1", "b2", "x{y"),
    "${v:-d} ${v/x/y} ${#v}": (UNKNOWN,),
    "$v '$v' \"$v\"": ("1", "2", "$v", "1 2"),
    "${v#1 } ${v%% *} ${v:2} ${v^^}": ("2", "1", "2", "1", "2"),
    "${l[@]} ${l[1]} ${#l}": ("p", "q r", "q r", "1"),
    '"${l[@]}" "$@"': ("p", "q r", "one", "two three"),
    "$((1 + 1)) $(nothing)": (UNKNOWN, UNKNOWN),
    "pre${unset}post": (f"pre{UNKNOWN}post",),
    "''": ("",),
}


def expander(scope: Scope) -> Expander:
    return Expander(scope, lambda _body: UNKNOWN, lambda _proc: "/dev/fd/63")


def first(text: str) -> Simple:
    command = parse(text)[0].commands[0]
    assert isinstance(command, Simple)
    return command


@pytest.mark.parametrize("text", WORDS)
def test_words_become_arguments(text: str) -> None:
    scope = Scope(values={"v": ("1 2",)}, arrays={"l": ("p", "q r")}, arguments=("one", "two three"))
    if "${v:-d}" in text:
        assert expander(scope).arguments(first(text).words)[0][:2] == ("1", "2")
    elif "${l[@]} " in text:
        assert expander(scope).arguments(first(text).words)[0][0] == "p"
    else:
        assert expander(scope).arguments(first(text).words)[0] == WORDS[text]


def test_braces_that_make_too_many_words_stay_as_they_are() -> None:
    word = (Lit("{1..99}"),)
    assert braced(word) == (word,)


@pytest.mark.parametrize(
    "text",
    [
        "echo 'x",
        "echo $(x",
        "if x; then y",
        "for",
        "x )",
        "case a in b) c",
        "cat <",
        "${",
        "a | ",
        "{ x",
        '"$(',
        "x &&& y",
    ],
)
def test_what_is_no_script_is_held_back(text: str) -> None:
    with pytest.raises(Unreadable):
        parse(text)
    assert classify(text).outside


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a comment",
        "a; b & c && d || ! e",
        "if a; then b; elif c; then d; else e; fi > x",
        "for i in a b; do c; done",
        "for i; do c; done",
        "for ((i=0;i<3;i++)); do a; done",
        "while a; do b; done < c",
        "case $x in (a|b) c;; *) d;& esac",
        "f() { a; }",
        "function f { a; }",
        "[[ -f a && b =~ ^(c|d)$ ]]",
        "(( a = (1 + 2) * 3 ))",
        "a <<E1 <<'E2'\n$x\nE1\n$y\nE2\nb",
        "a=(b c) d+=e f=",
        "a >&2 2>&1 &>b <<<c",
        "echo `a \\`b\\``",
        "select x in a; do b; done",
        "a |& b",
        "ls !(x|y)",
        "coproc a",
        "time -p a",
    ],
)
def test_the_language_is_read(text: str) -> None:
    parse(text)


def test_what_is_nested_without_end_is_refused() -> None:
    assert classify("$(" * 500 + ")" * 500).why.startswith("cannot be read")
    assert classify("f() { f; }; f").risk == 0
    assert classify("eval " * 5000 + "x").outside


def test_a_text_that_is_too_long_is_refused() -> None:
    assert classify("ls " + "x" * 300_000).outside


def test_what_programs_print_is_known_where_scripts_hide() -> None:
    assert echoed(("-ne", "a\\tb")) == "a\tb"
    assert formatted(("%s-%s\\n", "a", "b", "c", "d")) == "a-b\nc-d\n"
    assert (decoded("bHM="), decoded("%%%"), from_hex("6c73"), from_hex("zz")) == ("ls", "", "ls", UNKNOWN)
    assert translated("kot", ("a-z", "n-za-m")) == "xbg"
    assert unescaped("\\x6c\\163\\u0041") == "lsA"


def test_a_path_is_seen_from_where_the_script_has_gone() -> None:
    scope = Scope(own="/home/me/shop")
    scope.put("PWD", ("/home/me/shop/src",), sure=True)
    assert (resolved("../x", scope), resolved("/etc/x", scope), resolved("../../x", scope)) == (
        "x",
        "/etc/x",
        "/home/me/x",
    )


def test_a_value_that_may_not_be_set_stays_what_it_was_beside_what_it_may_be() -> None:
    scope = Scope()
    scope.put("x", ("a",), sure=True)
    scope.put("x", ("b",), sure=False)
    assert scope.known("x") == ("a", "b")


def test_the_follower_hands_every_command_to_the_tables() -> None:
    seen: list[tuple[str, ...]] = []

    def rate(call: Call) -> tuple[Deed, ...]:
        seen.append(call.argv)
        return ()

    follower = Follower(rate, lambda _name: False, lambda _path: None)
    follower.script(parse("x=1; a $x | b; f() { c $1; }; f 2"), Scope(), At())
    assert seen == [("a", "1"), ("b",), ("c", "2")]


def test_the_shells_own_commands_are_no_programs() -> None:
    assert {"cd", "eval", "source", "export", "alias", "trap"} <= set(BUILTINS)
    assert issubclass(type(Simples("x")), Simples)


@pytest.mark.parametrize(
    "growing",
    [
        ";".join(["a=xxxxxxxx", *(["a=$a$a"] * 40)]),
        ";".join(["a=xxxxxxxx", *(["a+=$a"] * 40)]),
        ";".join(["a=x", *(["a=$(echo $a$a)"] * 40)]),
        ";".join(["a=(1 2 3 4)", *(['a=("${a[@]}" "${a[@]}")'] * 40)]),
        ";".join(["echo x > f", *(["cat f f > g", "cat g g > f"] * 30)]),
        f"a={'x' * 100_000}; echo ${{a##*y}} ${{a%%y*}} ${{a//x*y/z}}",
        ";".join([*(f"f{step}() {{ f{step + 1}; f{step + 1}; f{step + 1}; }}" for step in range(30)), "f0"]),
    ],
    ids=["doubled", "appended", "printed", "array", "files", "trimmed", "functions"],
)
def test_texts_that_grow_without_end_are_followed_for_a_moment_only(growing: str) -> None:
    began = time.process_time()
    assert classify(f"{growing}; kubectl delete ns shop").risk >= R2
    assert time.process_time() - began < 2
