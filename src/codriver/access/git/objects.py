"""Brings the target's objects within reach of our repository: linked folders, or a bundle's pack unpacked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.access.files.opening import open_regular
from codriver.access.git.plumbing import Plumbing, complaint
from codriver.errors import SourceError

if TYPE_CHECKING:
    from pathlib import Path

    from codriver.access.git.layout import Layout


def bring_objects(git: Plumbing, layout: Layout) -> None:
    """Link the target's objects into our repository, or unpack the bundle into it."""
    if layout.pack:
        _unpack(git, *layout.pack)
    for folder in layout.folders:
        link = git.home / "objects" / folder.name
        if link.is_dir():
            link.rmdir()
        link.symlink_to(folder, target_is_directory=True)


def _unpack(git: Plumbing, bundle: Path, offset: int) -> None:
    with open_regular(bundle) as file:
        file.seek(offset)
        answer = git.ask("index-pack", "--stdin", "--threads=2", stdin=file)
    if not answer.whole:
        why = f"{bundle.name}: the bundle is cut short or corrupt: {complaint(answer)}"
        raise SourceError(why, hint="copy it again, or check it with `git bundle verify`")
