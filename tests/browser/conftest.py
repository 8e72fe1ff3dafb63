"""A real Chromium, a server for the finished site, and pages that fail on any error."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

OpenPage = Callable[..., Page]

#: Milliseconds to wait for a page to get where it should; a busy machine is slow, not wrong.
PATIENCE = 90_000

#: Keep the browser from asking its maker's hosts, and let it run as any user.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
    # A test clicks faster than any reader, and Chromium would take that for an attack.
    "--disable-ipc-flooding-protection",
    # Pages are drawn by the processor anyway; a process for it only takes time.
    "--in-process-gpu",
)  # fmt: skip


#: An index of nothing: every page reads the index of the whole handbook, which takes longer than
#: most tests of a page.
NO_SEARCH = {
    "config": {"lang": ["en"], "separator": " ", "pipeline": [], "fields": {"title": {"boost": 1}}},
    "docs": [],
}


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript"}  # noqa: RUF012

    def log_message(self, *unused: Any) -> None:
        """Keep the test's output clean."""


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where Chromium is; a missing browser is an error, never a skip."""
    script = Path(__file__).parent / "find-chromium.sh"
    found = subprocess.run(["sh", str(script)], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    return found.stdout.strip()


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """One Chromium for all tests of a process."""
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        found = playwright.chromium.launch(executable_path=chromium_path, args=list(FLAGS))
        yield found
        found.close()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of the finished site, served on a free port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[OpenPage]:
    """Return a function that opens a page of the site, with a search only where it is asked for.

    Afterwards the test fails if a page wrote an error to the console, threw one, asked another
    host for anything, or asked this one for something that is not there.
    """
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def note_request(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            troubles.append(f"request to another host: {request.url}")

    def opened(
        path: str = "", *, width: int = 1280, scheme: str = "light", search: bool = False,
        **more: Any,
    ) -> Page:  # fmt: skip
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, **more
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        if not search:
            context.route("**/search_index.json", lambda route: route.fulfill(json=NO_SEARCH))
        page = context.new_page()
        page.on("request", note_request)
        page.on("pageerror", lambda error: troubles.append(f"error in the page: {error}"))
        page.on(
            "console",
            lambda message: troubles.append(f"console: {message.text}")
            if message.type == "error" else None,
        )  # fmt: skip
        page.on(
            "response",
            lambda response: troubles.append(f"{response.status} for {response.url}")
            if response.status >= 400 else None,
        )  # fmt: skip
        page.goto(address + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not troubles, "\n".join(troubles)
