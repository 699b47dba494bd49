"""`codriver incident learn`: what a resolved incident taught, as a patch."""

from codriver.cli.commands.acting import IncidentId, acting, furnished
from codriver.cli.commands.asked import AsJson

HELP = """Propose the lesson of a resolved incident, as a patch.

It corrects the failure mode that it was, or adds one, in the team's own documents ([knowledge] of codriver.toml). Read
it, change it, merge it: nothing is merged by itself. What contradicts it is said on stderr.

\b
Examples:
  codriver incident learn
  codriver incident learn | git apply
"""


def learn(*, incident: IncidentId = "", as_json: AsJson = False) -> int:
    """Print the patch; returns the exit code."""
    import sys  # inside, as all of the room: `--help` must not wait for it

    from codriver.cli.out import say, say_json
    from codriver.room.incidents.lessons import learn as ask
    from codriver.room.incidents.shape_of_learning import shape_of_taught
    from codriver.room.words import safe

    taught = ask(furnished(), acting(incident))
    if as_json:
        say_json(shape_of_taught(taught))
        return 0
    sys.stderr.write(safe(f"{taught.lesson.says} in {taught.lesson.file}: read it, then `| git apply`") + "\n")
    for one in taught.lesson.beside:
        sys.stderr.write(safe(f"it does not agree: {one.says}") + "\n")
    say(safe(taught.lesson.patch, multiline=True))
    return 0
