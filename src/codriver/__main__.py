"""`python -m codriver` is `codriver`."""

import sys

from codriver.cli import main

if __name__ == "__main__":
    sys.exit(main())
