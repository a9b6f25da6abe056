"""Pictures of the example town for the README, and what each public page weighs.

Examples: python tools/pictures.py
          python tools/pictures.py --address http://localhost:8000 --only front-1280-light
          python tools/pictures.py --weigh
"""

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from io import BytesIO
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
INTO = ROOT / "docs" / "pictures"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--no-first-run", "--disable-quic"]  # fmt: skip
PATIENCE = 240  # seconds until the town stands
NARROW = 320
HIGHEST = {NARROW: 1400, 1280: 1500}  # pixels of a page that a picture shows
HEAVIEST = 150_000
LIMIT_BYTES, LIMIT_REQUESTS = 60_000, 8
DIGITS = re.compile(r"\b\d{6}\b")


@dataclass(frozen=True)
class Wanted:
    """A picture: its page, language, width and tone."""

    name: str
    path: str
    who: str = ""

    @property
    def parts(self) -> tuple[str, int, str]:
        """Page, width, and tone or language."""
        page, width, tone = self.name.split("-")
        return page, int(width), tone


PUBLIC = {
    "front": "/",
    "areas": "/areas/",
    "area": "/areas/millrace/",
    "concerns": "/concerns/",
    "concern": "(story)",
    "new": "/concerns/new/",
    "chart": "/areas/millrace/progress/",
    "meetings": "/meetings/",
    "promises": "/about/promises/",
    "receipt": "/receipt/",
}
PICTURES = [
    Wanted("front-1280-light", "/"),
    Wanted("front-1280-dark", "/"),
    Wanted("front-320-es", "/es/"),
    Wanted("area-1280-light", PUBLIC["area"]),
    Wanted("area-1280-qps", "/qps/areas/millrace/"),
    Wanted("concern-1280-light", PUBLIC["concern"]),
    Wanted("concern-320-dark", PUBLIC["concern"]),
    Wanted("new-320-light", PUBLIC["new"]),
    Wanted("chart-1280-light", PUBLIC["chart"]),
    Wanted("meetings-1280-light", PUBLIC["meetings"]),
    Wanted("promises-1280-light", PUBLIC["promises"]),
    Wanted("desk-1280-light", "/desk/", "Lee Okafor"),
    Wanted("try-1280-light", "/demo/"),
]


def main() -> int:
    options = arguments()
    INTO.mkdir(parents=True, exist_ok=True)
    with town(options.address) as address, chromium() as browser:
        if not options.weigh:
            take([each for each in PICTURES if not options.only or each.name in options.only], browser, address)
        return 0 if options.only else weigh(browser, address)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--address", help="of an example town that runs already; else one is built and thrown away")
    parser.add_argument("--only", nargs="+", metavar="PICTURE", help="take these pictures")
    parser.add_argument("--weigh", action="store_true", help="take no picture, only weigh the public pages")
    return parser.parse_args()


@contextmanager
def town(address: str | None) -> Iterator[str]:
    """An example town, for as long as this lasts."""
    if address:
        yield address.rstrip("/")
        return
    with tempfile.TemporaryDirectory(prefix="alder-falls-") as folder, socket.socket() as ear:
        ear.bind(("127.0.0.1", 0))
        port = ear.getsockname()[1]
        ear.close()
        kept = {name: value for name, value in os.environ.items() if not name.startswith("OPENBEAT_")}
        ours = kept | {"OPENBEAT_DATA": folder, "OPENBEAT_PSEUDO": "1"}
        command = [sys.executable, "-m", "openbeat.config.cli", "demo", "--port", str(port)]
        with subprocess.Popen(command, cwd=ROOT, env=ours, stdout=subprocess.DEVNULL) as demo:
            try:
                wait_for(f"http://127.0.0.1:{port}/", demo)
                yield f"http://localhost:{port}"
            finally:
                demo.terminate()
                demo.wait(30)


def wait_for(address: str, demo: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and demo.poll() is None:
        with suppress(URLError, HTTPException, OSError), urlopen(address, timeout=5):  # noqa: S310  our own address
            return
        time.sleep(0.3)
    raise SystemExit("The example town did not start.")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of the distribution, or the one that $OPENBEAT_CHROMIUM names."""
    named = os.environ.get("OPENBEAT_CHROMIUM")
    path = named or next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        raise SystemExit("Chromium was not found; install it (Debian: apt-get install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def take(wanted: list[Wanted], browser: Browser, address: str) -> None:
    story = story_of(browser, address)
    for each in wanted:
        _page, width, tone = each.parts
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if tone == "dark" else "light",
            device_scale_factor=2 if width == NARROW else 1,
            reduced_motion="reduce",
        )
        page = sign_in(context, address, each.who) if each.who else context.new_page()
        page.goto(address + each.path.replace("(story)", story))
        size = small(page, INTO / f"{each.name}.png", HIGHEST[width])
        print(f"{each.name}.png  {size / 1000:.0f} KB")
        context.close()


def story_of(browser: Browser, address: str) -> str:
    """The page of the concern that the front page tells of."""
    page = browser.new_page()
    page.goto(address)
    path = page.locator("article a[href^='/concerns/']").first.get_attribute("href")
    page.close()
    return path or "/concerns/"


def sign_in(context: BrowserContext, address: str, who: str) -> Page:
    """Be one of the cast, by the button, the mailbox and the printed second factor."""
    page, mailbox = context.new_page(), context.new_page()
    page.goto(f"{address}/demo/")
    card = page.locator("li.card", has_text=who)
    second = card.locator(".code").inner_text()
    card.get_by_role("button").click()
    page.wait_for_url("**/code/")
    mailbox.goto(f"{address}/demo/outbox/")
    code = DIGITS.search(mailbox.locator("main .rows > li").first.inner_text())
    page.locator("input[name=code]").fill(code.group() if code else "")
    page.locator("main form button.btn").first.click()
    page.wait_for_url("**/second-factor/")
    page.locator("input[name=code]").fill(second)
    page.locator("main form button.btn").first.click()
    page.wait_for_url("**/desk/")
    mailbox.close()
    return page


def small(page: Page, path: Path, highest: int) -> int:
    """Keep the top of the page as a picture with few colours; fewer still where it is heavy."""
    high = min(highest, page.evaluate("document.documentElement.scrollHeight"))
    width = page.viewport_size["width"] if page.viewport_size else 1280
    page.set_viewport_size({"width": width, "height": high})
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    for colours in (256, 128, 64):
        few = picture.quantize(colours, method=Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
        if path.stat().st_size <= HEAVIEST:
            break
    return path.stat().st_size


def weigh(browser: Browser, address: str) -> int:
    """Say what each public page weighs as it comes over the wire; 1 where one is too heavy."""
    heavy = 0
    story = story_of(browser, address)
    for name, path in PUBLIC.items():
        requests, size = weight(browser, address + path.replace("(story)", story))
        too_much = size > LIMIT_BYTES or requests > LIMIT_REQUESTS
        heavy += too_much
        print(f"{name:<10}{size / 1000:6.1f} KB  {requests:2} requests{'  TOO HEAVY' if too_much else ''}")
    return 1 if heavy else 0


def weight(browser: Browser, url: str) -> tuple[int, int]:
    """Requests and compressed bytes of a page that nobody has been to before."""
    context = browser.new_context()
    page = context.new_page()
    session: CDPSession = context.new_cdp_session(page)
    sizes: list[int] = []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.goto(url, wait_until="networkidle")
    context.close()
    return len(sizes), sum(sizes)


if __name__ == "__main__":
    sys.exit(main())
