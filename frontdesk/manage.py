"""Django's commands and ours: `python frontdesk/manage.py help` lists them."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command that the arguments name."""
    # Python put this folder first, where 'site' and 'gateway' would be top-level names.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontdesk.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
