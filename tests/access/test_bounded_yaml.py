"""YAML from outside: plain values with their lines, and bombs that do not go off."""

import pytest

from codriver.access.bounded_yaml import LARGEST, BrokenYaml, read


def broken(text: str) -> BrokenYaml:
    with pytest.raises(BrokenYaml) as caught:
        read(text)
    return caught.value


def test_words_that_yaml_1_1_bends_stay_what_was_written() -> None:
    assert read("a: [yes, no, on, 010, 2024-05-01, 22:22, 7, true, ~]").value == {
        "a": ["yes", "no", "on", "010", "2024-05-01", "22:22", 7, True, None]
    }


def test_every_place_knows_its_line() -> None:
    document = read("top:\n  - name: a\n    when:\n      - x\n      - y\n")
    assert document.line("top", 0, "when", 1) == 5
    assert document.line("top", 0, "name") == 2


def test_an_unknown_place_has_the_line_of_the_nearest_known_one_above() -> None:
    assert read("a: 1\nb:\n  c: 2\n").line("b", "missing", 3) == 2


def test_a_merge_is_followed_and_a_local_tag_is_read_as_what_it_stands_on() -> None:
    document = read("x: &x {k: v}\ny:\n  <<: *x\n  z: !reset [1]\n")
    assert document.value["y"] == {"k": "v", "z": [1]}


def test_nothing_written_is_none() -> None:
    assert read("# only a remark\n").value is None


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a: 1\nb: c: d\n", 2, "mapping values are not allowed here"),
        ("a: 1\na: 2\n", 2, "`a` stands here twice"),
        ("a: 1\n? [b]\n: c\n", 2, "a key that is no word"),
        ("a: 1\nb: \x00\n", 2, "holds a control character"),
        ("a: !!python/object:os.system x\n", 1, "could not determine a constructor"),
        ("a: !!int ''\n", 1, "no valid YAML"),
        ("a: !!bool perhaps\n", 1, "no valid YAML"),
        ("a: !!timestamp soon\n", 1, "no valid YAML"),
        ("a: 1\n---\nb: 2\n", 2, "another document"),
    ],
)
def test_what_is_no_plain_yaml_is_refused_with_its_line(text: str, line: int, says: str) -> None:
    error = broken(text)
    assert error.line == line
    assert says in error.message


def test_a_bomb_of_aliases_does_not_unfold() -> None:
    layers = ["l0: &l0 [x, x, x, x, x, x, x, x, x]"]
    layers += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 9)]
    assert "more than 50000 values" in broken("\n".join(layers)).message


def test_a_bomb_of_merges_does_not_unfold() -> None:
    layers = ["l0: &l0 {a: 1}", *(f"l{n}: &l{n} {{<<: [*l{n - 1}, *l{n - 1}]}}" for n in range(1, 18))]
    assert "more than 50000 values" in broken("\n".join(layers)).message


@pytest.mark.parametrize("text", ["&a [*a]", "[" * 2_000, "- " * 2_000])
def test_endless_depth_is_refused(text: str) -> None:
    assert "nested too deeply" in broken(text).message


def test_a_document_too_large_is_refused_unread() -> None:
    assert broken("#" * (LARGEST + 1)).message == "larger than 512 KiB"
