"""What a reader's browser loads, and how soon it answers."""

from __future__ import annotations

import gzip
import statistics
import subprocess
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.bench.figures import Figures
from tests.bench.projects import Projects
from tests.project import ROOT

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


class _Compressing(SimpleHTTPRequestHandler):
    """Serves files as a host does, texts compressed, and notes the bytes of each."""

    def __init__(self, *arguments: object, sent: dict[str, int], **more: object) -> None:
        self.sent = sent
        super().__init__(*arguments, **more)  # type: ignore[arg-type]

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
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.sent[self.path] = len(body)

    def log_message(self, *unused: object) -> None:
        """Say nothing."""


@contextmanager
def _opened(site: Path, sent: dict[str, int]) -> Iterator[tuple[Page, str]]:
    """Serve a site and open a browser; yields a page and the site's address."""
    handler = partial(_Compressing, directory=str(site), sent=sent)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 360, "height": 760})
        yield page, f"http://127.0.0.1:{server.server_port}/"
        browser.close()
    server.shutdown()
    server.server_close()


def _chromium() -> str:
    script = ROOT / "tests/browser/find-chromium.sh"
    found = subprocess.run(["sh", str(script)], capture_output=True, text=True, check=True)
    return found.stdout.strip()


def measure_first_view(figures: Figures, projects: Projects) -> None:
    """(d) What a browser loads for its first injury page."""
    site = projects.real_site()
    longest = max(site.glob("injuries/*/index.html"), key=lambda path: path.stat().st_size)
    sent: dict[str, int] = {}
    figures.say("opening an injury page in Chromium")
    with _opened(site, sent) as (page, address):
        page.goto(f"{address}injuries/{longest.parent.name}/", wait_until="networkidle")
    index = sum(size for path, size in sent.items() if "search_index" in path)
    by_type: dict[str, int] = defaultdict(int)
    for path, size in sent.items():
        if "search_index" not in path:
            by_type[Path(path).suffix.lstrip(".") or "html"] += size
    how = (
        f"all files Chromium loads for /injuries/{longest.parent.name}/, the longest page, with "
        f"gzip; {len(sent)} requests; search index left out"
    )
    figures.note("first view", sum(by_type.values()) / 1e3, "kB", how)
    for kind, size in sorted(by_type.items(), key=lambda item: -item[1]):
        figures.note(f"first view, {kind}", size / 1e3, "kB", "compressed")
    figures.note("search index", index / 1e3, "kB", "compressed, if the first view loads it")


def measure_walker(figures: Figures, projects: Projects) -> None:
    """(g) A step of the symptom check on a slow phone, and what the check weighs."""
    site = projects.real_site()
    figures.say("walking the symptom check in Chromium, slowed down four times")
    times: list[float] = []
    with _opened(site, {}) as (page, address):
        for _ in range(5):
            page.goto(f"{address}check/", wait_until="networkidle")
            page.locator("[data-walker-steps] button").first.wait_for()
            slow = page.context.new_cdp_session(page)
            slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
            times += page.evaluate(TIMED_WALK)
            slow.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    how = "from a click to the next frame, CPU slowed 4 times"
    median = statistics.median(times)
    figures.note("step of the check", median, "ms", f"{how}; median of {len(times)}")
    figures.note("step of the check, slowest", max(times), "ms", how)
    _note_weight(figures, site)


def _note_weight(figures: Figures, site: Path) -> None:
    """Note what the data and the scripts of the check weigh."""
    page = (site / "check/index.html").read_text("utf-8")
    first = _gzipped(page.split('id="tree-data">')[1].split("</script>")[0].encode())
    rest = _gzipped((site / "assets/tree.js").read_bytes())
    script = _gzipped((site / "assets/js/handbook.js").read_bytes())
    how = "compressed; the first questions on the page, and all other steps in one file"
    figures.note("data of the check", (first + rest) / 1e3, "kB", how)
    figures.note("page of the check", _gzipped(page.encode()) / 1e3, "kB", "compressed")
    figures.note("scripts of the pages", script / 1e3, "kB", "compressed")


def _gzipped(content: bytes) -> int:
    return len(gzip.compress(content, 9, mtime=0))
