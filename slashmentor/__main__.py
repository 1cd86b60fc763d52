"""`python -m slashmentor` is the `slashmentor` command."""

import sys

from slashmentor.world.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
