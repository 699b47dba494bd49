"""Masked messages become templates, in two steps.

    reduced(shape)      # one message alone tells: paths, hosts, values of keys, lists; the same in every run and window
    joined(templates)   # all messages together tell: a place where many names stand, or a name after `user`, is a slot

The first is a function of the text only, so a template means the same in two windows, two runs and two files. The
second looks at distinct templates only, of which there are few, whatever the number of lines.
"""

from codriver.telemetry.logs.templates.joining import joined
from codriver.telemetry.logs.templates.reducing import reduced

__all__ = ["joined", "reduced"]
