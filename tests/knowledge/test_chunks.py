"""A text is cut at its headings, cheaply; lines stay known."""

from codriver.knowledge.chunks import called, is_index, page

TEXT = """---
title: "The pool"
service: billing
---
Before any heading.

# Pool

Connections run out.

```sh
# no heading
```

## Mend it `now` #

Restart.
"""


def test_pieces_know_their_headings_and_lines() -> None:
    read = page("runbooks/pool.md", TEXT)
    assert (read.title, read.service) == ("The pool", "billing")
    assert [(one.heading, one.line) for one in read.chunks] == [("", 5), ("Pool", 7), ("Pool > Mend it now", 15)]
    assert "# no heading" in read.chunks[1].text


def test_a_title_falls_back_to_the_first_heading_then_to_the_files_name() -> None:
    assert page("a/b.md", "# Disk full\n").title == "Disk full"
    assert page("a/disk-full.md", "text\n").title == "disk full"
    assert page("redis/README.md", "text\n").title == "redis"
    assert page("empty.md", "").chunks == ()


def test_a_folders_first_page_is_called_after_the_folder() -> None:
    assert (called("docs/web/README.md"), called("docs/web/down.html.md.erb")) == ("web", "down")
    assert is_index("docs/web/_index.md")
    assert not is_index("docs/web/down.md")
