"""Shows how far long work has come."""

from __future__ import annotations

import sys

import click


class ProgressBar:
    """A bar on the terminal; nothing where there is none."""

    width = 24

    def __init__(self) -> None:
        self.shown = sys.stderr.isatty()

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(self, *unused: object) -> None:
        self.close()

    def show(self, what: str, done: int, total: int) -> None:
        """Draw the bar: what is going on, the steps done, the steps in all."""
        if self.shown:
            filled = round(self.width * done / max(total, 1))
            bar = "█" * filled + "░" * (self.width - filled)
            click.echo(f"\r{what:8} {bar} {done}/{total}   ", err=True, nl=False)

    def close(self) -> None:
        """End the line of the bar."""
        if self.shown:
            click.echo("", err=True)
            self.shown = False
