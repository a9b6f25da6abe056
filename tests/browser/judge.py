"""What every page must stand: axe, no sideways scrolling, one heading, nothing left in English."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LAYOUT = ["target-size", "scrollable-region-focusable"]  # what differs with the width of the window
RUN = """async ([only, colours]) => {
  // The pseudo-language has a code for private use, which axe does not know.
  const pseudo = document.documentElement.lang === "qps";
  const rules = pseudo ? {"html-lang-valid": {enabled: false}, "valid-lang": {enabled: false}} : {};
  if (!colours && only.type === "tag") rules["color-contrast"] = {enabled: false};
  const found = await axe.run(document, {runOnly: only, rules, resultTypes: ["violations"]});
  return found.violations.map((one) =>
    `axe ${one.id} (${one.impact}): ${one.help}\\n` + one.nodes.slice(0, 4).map((node) =>
      `      ${node.target.join(" ")}: ${node.html.slice(0, 160)}\\n` +
      `      ${(node.failureSummary || "").replaceAll("\\n", " ").slice(0, 300)}`).join("\\n"));
}"""
SIDEWAYS = """() => {
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide <= 0) return [];
  const out = [...document.body.querySelectorAll("*")].filter((one) => {
    const box = one.getBoundingClientRect();
    const out = box.right > innerWidth + 1 || box.left < -1;
    return out && box.width && one.checkVisibility() && !one.closest(".sr, .skip");
  });
  const told = (one) => `${one.tagName.toLowerCase()}.${one.className} `
    + one.textContent.replace(/\\s+/g, " ").trim().slice(0, 40);
  return [`sideways by ${wide}px at ${innerWidth}px: ` + out.slice(0, 5).map(told).join(" | ")];
}"""
FRAME = """() => {
  const problems = [];
  for (const [what, count] of [["h1", 1], ["main", 1], ["title", 1]]) {
    const found = document.querySelectorAll(what === "title" ? "head > title" : what).length;
    if (found !== count) problems.push(`${found} of <${what}>`);
  }
  if (!document.title.trim() || document.title.trim().startsWith("·")) problems.push("no title");
  const heading = document.querySelector("h1");
  if (heading && !heading.textContent.trim()) problems.push("an empty h1");
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  if (twice.length) problems.push(`the same id twice: ${[...new Set(twice)].join(", ")}`);
  return problems;
}"""
STAYS = """() => [...document.body.querySelectorAll("*")].filter((one) => {
  const style = getComputedStyle(one);
  return ["fixed", "sticky"].includes(style.position) && style.visibility === "visible"
    && one.getClientRects().length && !one.matches(".skip") && one.offsetHeight > innerHeight / 3;
}).map((one) => `stays in the way: ${one.tagName} ${one.className}, ${one.offsetHeight} of ${innerHeight}px`)"""
ADDRESSES = re.compile(r"https?://\S+|\S+@\S+|\S+\.example\.\S+|\S*\d\S*|\S*/\S*")
# Words that belong to the page itself: not inside of what a person wrote, which names its own language.
OF_THE_PAGE = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  const names = document.querySelector("h1 [lang]") ? ", title" : "";
  const other = "script, noscript, style, code, .code, svg, textarea, [dir=auto], output" + names;
  const own = (node) => !node.closest(other) && node.closest("[lang]") === document.documentElement;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.textContent.trim() && own(node.parentElement)) found.push(node.textContent.trim());
  }
  for (const name of ["alt", "title", "aria-label", "placeholder"]) {
    for (const one of document.querySelectorAll(`[${name}]`)) if (own(one)) found.push(one.getAttribute(name).trim());
  }
  return found;
}"""


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


def _asked(page: Page, *questions: str, about: object = None) -> list[str]:
    """What these questions find, one after the other; asked at once, for each word with a browser takes its time."""
    found: list[str] = page.evaluate(
        f"async (about) => [{', '.join(f'...await ({each})(about)' for each in questions)}]", about
    )
    return found


def _ready(page: Page) -> None:
    """Axe is put in through the debugger, which the policy of the page does not stop."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(f"{_axe()};0")


def _rules(rules: list[str] | None = None, *, colours: bool = True) -> list[object]:
    return [{"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}, colours]


def sideways(page: Page) -> list[str]:
    """Whether one has to scroll sideways, and what sticks out."""
    return _asked(page, SIDEWAYS)


def frame(page: Page) -> list[str]:
    """One title, one main part, one heading of the first order; no id twice."""
    return _asked(page, FRAME)


def covered(page: Page) -> list[str]:
    """Whether what stays in place while one scrolls takes more than a third of a low window."""
    return _asked(page, STAYS)


def without_addresses(text: str) -> str:
    """The text without what is the same in every language: addresses of pages and of mail, words with figures in."""
    return ADDRESSES.sub(" ", text)


def words_of_the_page(page: Page) -> list[str]:
    """Every text that the page says in its own language."""
    found: list[str] = page.evaluate(OF_THE_PAGE)
    return found


def all_of(page: Page, *, colours: bool = True) -> list[str]:
    """Everything but the language; without its colours where those were judged in another one already."""
    _ready(page)
    return _asked(page, FRAME, SIDEWAYS, RUN, about=_rules(colours=colours))


def layout(page: Page) -> list[str]:
    """What can go wrong in a window of another width, on a page that was judged already."""
    _ready(page)
    return _asked(page, SIDEWAYS, RUN, about=_rules(LAYOUT))


def at_width(page: Page, width: int, height: int = 800) -> None:
    """Give the window another width, and wait until it is laid out."""
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def said(problems: dict[str, list[str]]) -> str:
    """The problems of several pages, one under the other; nothing where there is none."""
    parts: list[Any] = [f"\n  {where}:\n    " + "\n    ".join(found) for where, found in problems.items() if found]
    return "".join(parts)
