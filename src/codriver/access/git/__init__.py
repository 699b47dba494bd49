"""Git history, read without trusting the repository: its config, hooks, attributes, filters and remotes are never seen.

Git runs in a bare repository of our own, in a temporary folder, that links to the target's objects. Refs are read as
text, by us. Nothing is fetched, and nothing is written to the target but a branch that somebody asks for (`branching`).
"""

from codriver.access.git.answers import Commit, FileChange
from codriver.access.git.refs import Ref
from codriver.access.git.repository import Repository, open_history

__all__ = ["Commit", "FileChange", "Ref", "Repository", "open_history"]
