"""Writes a made-up handbook: ``python -m tests.synthetic 1000 DIR``."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.synthetic.records import write


def main() -> None:
    """Write a handbook of the size and to the folder named on the command line."""
    number, target = int(sys.argv[1]), Path(sys.argv[2])
    target.mkdir(parents=True, exist_ok=True)
    sys.stdout.write(f"{write(target, number)}\n")


if __name__ == "__main__":
    main()
