"""Links of an export lead to what was written; the others stay, and the dead ones are counted."""

from codriver.knowledge.importing.links import relinked

NAMES = {"attachments/1/Big Plan.png": "big-plan.png", "Big Plan.png": "big-plan.png", "Other_77.html": "other.md"}


def test_pictures_and_pages_get_their_new_names() -> None:
    text = '![plan](attachments/1/Big%20Plan.png "The plan") and [there](./Other_77.html#top)'
    assert relinked(text, NAMES) == ('![plan](big-plan.png "The plan") and [there](other.md#top)', 0)


def test_links_to_elsewhere_stay_and_dead_ones_are_counted() -> None:
    text = "[a](https://x.example/y.png) [b](#here) [c](mailto:a@b) ![d](gone.png)"
    assert relinked(text, NAMES) == (text, 1)
