"""Documents of other kinds -> markdown: the text, its pictures, and what was lost on the way. Nothing in them is run.

The converters are well-kept libraries of the extra `import`; each kind is one file here.
"""

from codriver.knowledge.importing.converting import ENDINGS, convert
from codriver.knowledge.importing.imported import Imported

__all__ = ["ENDINGS", "Imported", "convert"]
