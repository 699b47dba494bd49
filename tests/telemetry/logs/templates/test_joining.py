from hypothesis import given
from hypothesis import strategies as st

from codriver.telemetry.logs.templates import joined


def test_a_name_after_a_word_that_announces_one_is_a_slot() -> None:
    found = joined({"basket given to user ann", "basket given to user bob"})
    assert set(found.values()) == {"basket given to user <*>"}


def test_many_names_in_one_place_are_a_slot_and_few_are_not() -> None:
    few = {f"peeling {name} again" for name in ("apple", "pear")}
    many = {f"peeling {name} again" for name in ("apple", "pear", "plum", "fig", "lime")}
    assert set(joined(few).values()) == few
    assert set(joined(many).values()) == {"peeling <*> again"}


def test_how_something_went_is_no_name() -> None:
    ways = ("started", "failed", "stopped", "resumed", "paused", "lost")
    texts = {f"the job {way} again" for way in ways}
    assert set(joined(texts).values()) == texts


def test_what_a_message_is_about_is_no_slot() -> None:
    texts = {f"{name} came up well" for name in ("cron", "mail", "dns", "proxy", "cache", "queue")}
    assert set(joined(texts).values()) == texts


def test_kinds_of_value_that_differ_are_one_template() -> None:
    found = joined({"from <ip>: closed", "from <host>: closed"})
    assert set(found.values()) == {"from <*>: closed"}


def test_a_template_that_stands_alone_keeps_its_spelling() -> None:
    assert joined({'  GET "/a"  (x)'}) == {'  GET "/a"  (x)': '  GET "/a"  (x)'}


TEMPLATES = st.sets(
    st.lists(st.sampled_from(("user", "a", "<num>", "bob", "X_Y", "(", ")", "failed")), max_size=6).map(" ".join)
)


@given(TEMPLATES, st.randoms())
def test_the_order_of_templates_makes_no_difference(templates: set[str], draw: object) -> None:
    shuffled = sorted(templates)
    draw.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis' random
    assert joined(shuffled) == joined(sorted(templates))


def test_names_spelt_as_no_word_is_are_slots_however_few() -> None:
    found = joined({"cannot lock shelf till-api for the night", "cannot lock shelf shop.mail for the night"})
    assert set(found.values()) == {"cannot lock shelf <name> for the night"}


def test_several_names_of_which_each_stands_with_few_others_are_slots() -> None:
    pairs = (("ada", "rice"), ("bob", "corn"), ("eve", "milk"), ("kim", "salt"))
    texts = {f"gave {name} back what {thing} had cost yesterday" for name, thing in pairs}
    assert set(joined(texts).values()) == {"gave <*> back what <*> had cost yesterday"}


def test_slots_side_by_side_are_one() -> None:
    texts = {"report sent for <id> <path> again", "report sent for <list> again", "report sent for a-b <path> again"}
    assert set(joined(texts).values()) == {"report sent for <*> again"}
