"""`codriver incident learn`: what a resolved incident taught, as a patch."""

from typing import Annotated

import typer

from codriver.cli.commands.acting import IncidentId, acting, furnished
from codriver.cli.commands.asked import AsJson

HELP = """Propose the lesson of a resolved incident, as a patch.

It corrects the failure mode that it was, or adds one, in the team's own documents ([knowledge] of codriver.toml). Read
it, change it, merge it: nothing is merged by itself. What contradicts it is said on stderr. With --branch it is also a
commit on a new branch of the documents' repository; what is checked out is not touched.

\b
Examples:
  codriver incident learn
  codriver incident learn | git apply
  codriver incident learn --branch
"""

OnBranch = Annotated[bool, typer.Option("--branch", help="Put it on a new branch.")]


def learn(*, incident: IncidentId = "", branch: OnBranch = False, as_json: AsJson = False) -> int:
    """Print the patch; returns the exit code."""
    import sys  # inside, as all of the room: `--help` must not wait for it

    from codriver.cli.out import say, say_json
    from codriver.room.incidents.lessons import learn as ask
    from codriver.room.incidents.shape_of_learning import shape_of_taught
    from codriver.room.words import safe

    taught = ask(furnished(), acting(incident), branch=branch)
    if as_json:
        say_json(shape_of_taught(taught))
        return 0
    sys.stderr.write(safe(f"{taught.lesson.says} in {taught.lesson.file}: read it, then `| git apply`") + "\n")
    if taught.branch:
        made = "made" if taught.branch.new else "there already"
        sys.stderr.write(safe(f"branch {taught.branch.name} ({taught.branch.commit[:12]}) is {made}") + "\n")
    for one in taught.lesson.beside:
        sys.stderr.write(safe(f"it does not agree: {one.says}") + "\n")
    say(safe(taught.lesson.patch, multiline=True))
    return 0
