"""How soon a live preview shows what was saved."""

from __future__ import annotations

import socket
import statistics
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.figures import Figures, python
from tests.bench.projects import OURS, Projects
from tests.project import environment


def measure_edits(figures: Figures, projects: Projects) -> None:
    """(c) From saving a record to its page in a live preview."""
    _measure(figures, "60 made-up records", projects.made_up(60))
    _measure(figures, "real content", projects.real())
    _measure(figures, "1,000 made-up records", projects.made_up(1000))


def _measure(figures: Figures, of: str, folder: Path) -> None:
    records = sorted((folder / "content/injuries").glob("*.md"))
    with _preview(folder) as address:
        figures.say(f"editing 3 records in a preview: {of}")
        taken = [_edit(record, address) for record in records[:: len(records) // 3][:3]]
    figures.note(
        f"edit shown, {of}",
        statistics.median(taken),
        "s",
        "`mkdocs serve --dirty`: from saving an injury until its page, asked for every "
        "20 ms, has the new text; median of 3 records",
    )


@contextmanager
def _preview(folder: Path) -> Iterator[str]:
    """Serve a project until the block ends; yields its address once the first page is there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        where = f"127.0.0.1:{free.getsockname()[1]}"
    command = [
        *python("mkdocs", "serve", "--dirty", "--quiet"),
        *("--config-file", OURS, "--dev-addr", where),
    ]
    with (folder / "preview.log").open("w") as log:
        server = subprocess.Popen(command, cwd=folder, env=environment(), stdout=log, stderr=log)
        try:
            address = f"http://{where}/"
            while not _page(address):
                if server.poll() is not None:
                    raise RuntimeError((folder / "preview.log").read_text("utf-8"))
                time.sleep(0.1)
            yield address
        finally:
            server.terminate()
            server.wait()


def _edit(record: Path, address: str) -> float:
    """Add a line to a record; returns the seconds until its page has it."""
    mark = f"Seen {time.monotonic_ns()}"
    page = f"{address}injuries/{record.stem}/"
    text = record.read_text("utf-8")
    time.sleep(2)  # the watcher has to have seen the state before
    record.write_text(f"{text}\n{mark}.\n", "utf-8")
    start = time.monotonic()
    while mark not in _page(page):
        if time.monotonic() - start > 300:
            raise RuntimeError(f"{page} never showed the edit")
        time.sleep(0.02)
    return time.monotonic() - start


def _page(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=300) as answer:
            return answer.read().decode()
    except OSError:
        return ""
