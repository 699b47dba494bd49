"""One verdict for a whole command line: the worst of what it does."""

from codriver.gate.classify import classify
from codriver.gate.options import taken
from codriver.gate.paths import removed, written
from codriver.gate.pycode import HARMLESS
from codriver.gate.table import looked_up, table
from codriver.gate.verbs import by_meaning, by_table
from codriver.gate.verdict import R1, R2, R3, READ

SCRATCH = "/tmp/x"  # noqa: S108 - as text


def test_the_worst_deed_decides_and_says_why() -> None:
    verdict = classify("kubectl get pods; kubectl delete ns shop; git commit -m x")
    assert (verdict.risk, verdict.why) == (R3, "`kubectl delete` deletes ns, with what hangs on it")
    assert [deed.risk for deed in verdict.changing] == [R3, R1]
    assert [deed.tool for deed in verdict.outside] == ["kubectl"]


def test_nothing_changes_nothing() -> None:
    assert (classify("").risk, classify("ls").why) == (READ, "changes nothing")


def test_the_same_deed_in_several_regions_is_one_class_worse() -> None:
    one = "kubectl --context eu rollout restart deploy/web"
    assert (classify(one).risk, classify(f"{one}; {one.replace('eu', 'us')}").risk) == (R2, R3)


def test_one_deed_on_several_hosts_is_no_longer_scoped() -> None:
    assert classify("ssh a systemctl restart x; ssh b systemctl restart x").risk == R2


def test_paths_weigh_by_where_they_lie() -> None:
    found = [removed(path, remote=False, tool="rm").risk for path in (SCRATCH, "src/x", "/srv/x", "/", "*")]
    assert found == [READ, R1, R3, R3, R3]
    assert [deed.risk for deed in written(SCRATCH, remote=True)] == [R1]
    assert list(written("/dev/null", remote=False)) == []


def test_options_are_taken_apart() -> None:
    asked = taken(("-n", "shop", "get", "-fl", "--out=x", "--", "-z"), ("-n",))
    assert (asked.words, asked.rest) == (("get",), ("-z",))
    assert (asked.values("-n", "--out"), asked.has("-f", "-l"), asked.has("-z")) == (("shop", "x"), True, False)


def test_the_longest_verb_decides() -> None:
    rows = table(read="a b", r2="a", r3="a b c")
    assert [looked_up(said.split(), rows) for said in ("a b", "a x", "a b c d", "z")] == [
        (READ, "a b"),
        (R2, "a"),
        (R3, "a b c"),
        None,
    ]


def test_python_code_is_judged_without_running_it() -> None:
    assert "json" in HARMLESS
    found = [
        classify(f'python3 -c "{code}"').risk
        for code in ("print(1)", "import pty", "import codriver.journal", "open('x').read()", "(")
    ]
    assert found == [READ, R2, R3, READ, R2]


def test_a_table_and_a_meaning_are_two_ways_to_judge() -> None:
    assert (by_table.__module__, by_meaning.__module__) == ("codriver.gate.verbs",) * 2
