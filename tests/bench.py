"""Measures the generator, prints one table and writes ``build/bench.json``.

Run it as ``python -m tests.bench``; ``--full`` builds 2,000 records with plain MkDocs too, which
takes minutes, and ``--only`` names the measurements to take.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import yaml
from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import sync_playwright

from generator.build import build
from tests.project import ROOT, WITHOUT_SHEETS, copy_project, environment
from tests.synthetic import MIX, write

SIZES = (250, 500, 1000, 2000)
#: The largest handbook that plain MkDocs builds without --full.
COMPARED = 1000
OURS = "without-sheets.yml"
PLAIN = "plain.yml"


@dataclass(frozen=True)
class Figure:
    """One measured value, and how it was measured."""

    name: str
    value: float
    unit: str
    how: str


@dataclass(frozen=True)
class Ran:
    """What a process took: seconds on the clock and of the processor, and most memory."""

    seconds: float
    cpu: float
    memory: int


class Bench:
    """Gathers figures; makes each handbook of made-up records once, in a folder of its own."""

    def __init__(self, folder: Path, full: bool) -> None:
        self.folder = folder
        self.full = full
        self.figures: list[Figure] = []
        self.began = time.monotonic()

    def say(self, text: str) -> None:
        """Tell on standard error what goes on."""
        passed = round(time.monotonic() - self.began)
        sys.stderr.write(f"[{passed // 60}:{passed % 60:02}] {text}\n")
        sys.stderr.flush()

    def note(self, name: str, value: float, unit: str, how: str) -> None:
        """Keep a figure."""
        self.figures.append(Figure(name, value, unit, how))
        self.say(f"{name}: {_shown(value)} {unit}")

    def project(self, number: int) -> Path:
        """Return a project of `number` made-up records."""
        folder = self.folder / str(number)
        if not folder.exists():
            self.say(f"writing {number} made-up records")
            write(folder / "content", number)
            shutil.copytree(ROOT / "templates", folder / "templates")
            shutil.copy(ROOT / "mkdocs.yml", folder)
            (folder / OURS).write_text(WITHOUT_SHEETS, "utf-8")
        return folder

    def plain_project(self, number: int) -> Path:
        """Return the same records as exported Markdown, for MkDocs and Material alone."""
        folder = self.project(number)
        if not (folder / PLAIN).exists():
            self.say(f"exporting {number} made-up records as Markdown")
            run([*_handbook(), "build", "--to", "tree", "--no-sheets"], folder)
            ours = yaml_load((folder / "mkdocs.yml").read_text("utf-8"))
            theme = {name: value for name, value in ours["theme"].items() if name != "custom_dir"}
            settings = {
                "site_name": "Plain",
                "docs_dir": "tree",
                "site_dir": "plain",
                "theme": theme,
                "plugins": ["search"],
                "markdown_extensions": ours["markdown_extensions"],
            }
            (folder / PLAIN).write_text(yaml.safe_dump(settings), "utf-8")
        return folder


def run(command: list[str], folder: Path) -> Ran:
    """Run a command to its end, and return what it took. Its output shows only if it fails."""
    with tempfile.TemporaryFile("w+") as output:
        start = time.monotonic()
        child = subprocess.Popen(
            command, cwd=folder, env=environment(), stdout=output, stderr=subprocess.STDOUT
        )
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - start
        if child.returncode:
            output.seek(0)
            raise RuntimeError(f"{' '.join(command)} failed:\n{output.read()}")
    # Linux counts memory in KiB, macOS in bytes.
    memory = used.ru_maxrss // (1024 if sys.platform == "darwin" else 1)
    return Ran(seconds, used.ru_utime + used.ru_stime, memory // 1024)


def _python(*arguments: str) -> list[str]:
    return [sys.executable, "-m", *arguments]


def _mkdocs(settings: str) -> list[str]:
    return _python("mkdocs", "build", "--quiet", "--config-file", settings)


def _handbook() -> list[str]:
    return _python("generator")


# What is measured


def measure_builds(bench: Bench) -> None:
    """(a) Whole builds from 250 to 2,000 records, beside plain MkDocs in the same run."""
    ours: dict[int, list[Ran]] = defaultdict(list)
    plain: dict[int, list[Ran]] = defaultdict(list)
    for number in SIZES:
        compared = number == COMPARED or (bench.full and number > COMPARED)
        for _ in range(2 if compared else 1):
            bench.say(f"building {number} records")
            ours[number].append(run(_mkdocs(OURS), bench.project(number)))
            if compared:
                bench.say(f"building {number} records with plain MkDocs and Material")
                plain[number].append(run(_mkdocs(PLAIN), bench.plain_project(number)))
        _note_build(bench, number, ours[number], plain[number])
    seconds = {number: _mean(runs) for number, runs in ours.items()}
    bench.note(
        "build time, 2,000 to 1,000 records",
        seconds[2000] / seconds[1000],
        "times",
        "ratio of the two; 2 is linear",
    )


def _note_build(bench: Bench, number: int, ours: list[Ran], plain: list[Ran]) -> None:
    site = bench.project(number) / "site"
    how = "wall clock of `mkdocs build` in a process of its own, sheets off"
    if len(ours) > 1:
        how += f"; mean of {len(ours)}, in turn with plain MkDocs"
    bench.note(f"build, {number:,} records", _mean(ours), "s", how)
    bench.note(f"processor time, {number:,} records", _mean(ours, "cpu"), "s", "user and system")
    bench.note(
        f"peak memory, {number:,} records",
        max(one.memory for one in ours),
        "MiB",
        "ru_maxrss of that process",
    )
    bench.note(
        f"pages, {number:,} records",
        len(list(site.rglob("index.html"))),
        "pages",
        "files named index.html: records, pairs, steps of the check, lists",
    )
    bench.note(f"site, {number:,} records", _size(site.rglob("*")) / 1e6, "MB", "all files")
    bench.note(
        f"injury page, {number:,} records",
        _injury_page(site) / 1e3,
        "kB",
        "median of the HTML files, not compressed",
    )
    if plain:
        site = bench.project(number) / "plain"
        bench.note(
            f"plain build, {number:,} records",
            _mean(plain),
            "s",
            f"MkDocs and Material alone on the exported Markdown; mean of {len(plain)}",
        )
        bench.note(
            f"plain site, {number:,} records", _size(site.rglob("*")) / 1e6, "MB", "all files"
        )
        bench.note(
            f"plain injury page, {number:,} records",
            _injury_page(site) / 1e3,
            "kB",
            "median of the HTML files, not compressed",
        )
        bench.note(
            f"ours to plain, {number:,} records",
            _mean(ours) / _mean(plain),
            "times",
            "ratio of the two build times",
        )


def measure_real(bench: Bench) -> None:
    """(b, g) The real content with its handouts."""
    bench.say("building the real content with handouts")
    project = copy_project(bench.folder / "real")
    took = run([*_mkdocs("mkdocs.yml"), "--strict"], project.folder)
    bench.note(
        "real content with handouts",
        took.seconds,
        "s",
        "wall clock of `mkdocs build --strict`, as `make site` runs it",
    )
    times: list[tuple[str, int, float]] = []
    build(
        project.content,
        project.folder / "templates",
        progress=lambda what, done, total: times.append((what, done, time.monotonic())),
    )
    before = max(at for what, _, at in times if what != "sheets")
    done, last = max((done, at) for what, done, at in times if what == "sheets")
    bench.note(
        "handouts",
        done / (last - before),
        "files/s",
        f"{done} PDF files of the real content, from the last page to the last file",
    )


def measure_edits(bench: Bench) -> None:
    """(c) From saving a record to its page in a live preview."""
    for number in (60, 1000):
        folder = bench.project(number)
        with _preview(folder) as address:
            bench.say(f"editing 3 of {number} records in a preview")
            records = sorted((folder / "content/injuries").glob("*.md"))[:: max(1, number // 10)]
            taken = [_edit(record, address) for record in records[:3]]
        bench.note(
            f"edit shown, {number:,} records",
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
        port = free.getsockname()[1]
    command = _python(
        "mkdocs",
        "serve",
        "--dirty",
        "--quiet",
        "--config-file",
        OURS,
        "--dev-addr",
        f"127.0.0.1:{port}",
    )
    with (folder / "preview.log").open("w") as log:
        server = subprocess.Popen(command, cwd=folder, env=environment(), stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}/"
            while not _page(address):
                if server.poll() is not None:
                    raise RuntimeError((folder / "preview.log").read_text("utf-8"))
                time.sleep(0.1)
            yield address
        finally:
            server.terminate()
            server.wait()


def _edit(record: Path, address: str) -> float:
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


class _Compressing(SimpleHTTPRequestHandler):
    """Serves files as a host does, texts compressed, and counts the bytes of each."""

    sent: dict[str, int]

    def do_GET(self) -> None:
        """Send one file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        self.send_response(200)
        if path.suffix not in (".png", ".jpg", ".woff2", ".pdf", ".gz"):
            body = gzip.compress(body, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        kind = "text/javascript" if path.suffix == ".mjs" else self.guess_type(path)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.server.sent[self.path] = len(body)  # type: ignore[attr-defined]

    def log_message(self, *unused: object) -> None:
        """Say nothing."""


def measure_first_view(bench: Bench) -> None:
    """(d) What a browser loads for its first injury page."""
    project = bench.folder / "real"
    if not (project / "site").exists():
        run(_mkdocs("mkdocs.yml"), copy_project(project).folder)
    page = sorted((project / "site/injuries").glob("*/index.html"), key=_bytes)[-1].parent.name
    sent: dict[str, int] = {}
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(_Compressing, directory=str(project / "site"))
    )
    server.sent = sent  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    bench.say("opening an injury page in Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        view = browser.new_page()
        view.goto(
            f"http://127.0.0.1:{server.server_port}/injuries/{page}/", wait_until="networkidle"
        )
        browser.close()
    server.shutdown()
    server.server_close()
    index = sum(size for path, size in sent.items() if "search_index" in path)
    how = f"all files Chromium loads for /injuries/{page}/, the longest page, with gzip"
    bench.note(
        "first view",
        (sum(sent.values()) - index) / 1e3,
        "kB",
        f"{how}; {len(sent)} requests; search index left out",
    )
    by_type: dict[str, int] = defaultdict(int)
    for path, size in sent.items():
        by_type[Path(path).suffix.lstrip(".") or "html"] += 0 if "search_index" in path else size
    for kind, size in sorted(by_type.items(), key=lambda item: -item[1]):
        bench.note(f"first view, {kind}", size / 1e3, "kB", "compressed")
    bench.note("search index", index / 1e3, "kB", "compressed, if the first view loads it")


#: Clicks the first answer of each step to the end, and times each click until the next frame.
TIMED_WALK = """async () => {
  const steps = document.querySelector('[data-walker-steps]');
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const times = [];
  for (let count = 0; count < 10; count += 1) {
    const button = steps.querySelector('.step button[data-answer]:not([disabled])');
    if (!button) break;
    const before = steps.querySelector('[data-node]');
    const start = performance.now();
    button.click();
    while (steps.querySelector('[data-node]') === before) await frame();
    await frame();
    times.push(performance.now() - start);
  }
  return times;
}"""


def measure_walker(bench: Bench) -> None:
    """(g) A step of the symptom check on a slow phone, and what the check weighs."""
    project = bench.folder / "real"
    if not (project / "site").exists():
        run(_mkdocs("mkdocs.yml"), copy_project(project).folder)
    site = project / "site"
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Compressing, directory=str(site)))
    server.sent = {}  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    bench.say("walking the symptom check in Chromium, slowed down four times")
    times: list[float] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        view = browser.new_page(viewport={"width": 360, "height": 760})
        for _ in range(5):
            view.goto(f"http://127.0.0.1:{server.server_port}/check/", wait_until="networkidle")
            view.locator("[data-walker-steps] button").first.wait_for()
            slow = view.context.new_cdp_session(view)
            slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
            times += view.evaluate(TIMED_WALK)[1:]
            slow.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        browser.close()
    server.shutdown()
    server.server_close()
    how = "from a click to the next frame, CPU slowed 4 times"
    bench.note(
        "step of the check", statistics.median(times), "ms", f"{how}; median of {len(times)}"
    )
    bench.note("step of the check, slowest", max(times), "ms", how)
    parts = sorted(_gzipped(path) for path in (site / "assets/tree").glob("*.js"))
    page = (site / "check/index.html").read_text("utf-8")
    base = page.split('id="tree-data">')[1].split("</script>")[0]
    bench.note("tree data on the page", _gzip(base.encode()) / 1e3, "kB", "compressed")
    bench.note(
        "tree data, largest area", parts[-1] / 1e3, "kB", "compressed; a walk loads one area"
    )
    bench.note("tree data, all areas", sum(parts) / 1e3, "kB", f"compressed; {len(parts)} files")
    bench.note(
        "scripts of the pages", _gzipped(site / "assets/js/handbook.js") / 1e3, "kB", "compressed"
    )


def _gzipped(path: Path) -> int:
    return _gzip(path.read_bytes())


def _gzip(content: bytes) -> int:
    return len(gzip.compress(content, 9, mtime=0))


def measure_commands(bench: Bench) -> None:
    """(e, f) The commands a contributor runs."""
    folder = bench.project(200)
    runs = [run([*_handbook(), "check"], folder) for _ in range(5)]
    bench.note(
        "check, 200 records",
        statistics.median(one.seconds for one in runs),
        "s",
        "wall clock of `handbook check`, the start of Python included; median of 5",
    )
    runs = [run([*_handbook(), "paths"], ROOT) for _ in range(5)]
    bench.note(
        "paths of the symptom check",
        statistics.median(one.seconds for one in runs),
        "s",
        "wall clock of `handbook paths` on the real content; median of 5",
    )


MEASUREMENTS: dict[str, Callable[[Bench], None]] = {
    "commands": measure_commands,
    "real": measure_real,
    "view": measure_first_view,
    "walker": measure_walker,
    "edits": measure_edits,
    "builds": measure_builds,
}


def _chromium() -> str:
    script = ROOT / "tests/browser/find-chromium.sh"
    found = subprocess.run(["sh", str(script)], capture_output=True, text=True, check=True)
    return found.stdout.strip()


def _mean(runs: list[Ran], field: str = "seconds") -> float:
    return statistics.mean(getattr(one, field) for one in runs)


def _bytes(path: Path) -> int:
    return path.stat().st_size


def _size(paths: Iterator[Path]) -> int:
    return sum(_bytes(path) for path in paths if path.is_file())


def _injury_page(site: Path) -> float:
    return statistics.median(_bytes(path) for path in site.glob("injuries/*/index.html"))


def _shown(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.2f}"


def _machine() -> dict[str, object]:
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "load before": round(os.getloadavg()[0], 1),
        "mix of made-up records in percent": MIX,
    }


def main() -> None:
    """Take the measurements, print the table and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="plain MkDocs at 2,000 records too")
    parser.add_argument("--only", nargs="+", choices=MEASUREMENTS, default=list(MEASUREMENTS))
    chosen = parser.parse_args()
    machine = _machine()
    with tempfile.TemporaryDirectory(prefix="handbook-bench-") as folder:
        bench = Bench(Path(folder), chosen.full)
        for name in chosen.only:
            MEASUREMENTS[name](bench)
    for name, value in machine.items():
        sys.stdout.write(f"{name}: {value}\n")
    width = max(len(figure.name) for figure in bench.figures)
    for figure in bench.figures:
        sys.stdout.write(
            f"{figure.name:{width}} {_shown(figure.value):>9} {figure.unit:8} {figure.how}\n"
        )
    (ROOT / "build").mkdir(exist_ok=True)
    figures = [asdict(figure) for figure in bench.figures]
    text = json.dumps({"machine": machine, "figures": figures}, indent=1)
    (ROOT / "build/bench.json").write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    main()
