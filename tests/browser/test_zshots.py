import os, re, pytest
from tests.browser.test_pages import *
from tests.browser.test_pages import town
@pytest.mark.browser
def test_shots(town):
    want = re.compile(os.environ.get("SHOT", "."))
    combos = os.environ.get("COMBO", "en-320-light,qps-1280-dark").split(",")
    out = os.environ.get("OUT", "/tmp/w/browser/shots")
    os.makedirs(out, exist_ok=True)
    for page in PAGES:
        if not want.search(str(page)): continue
        for combo in combos:
            lang, width, tone = combo.split("-")
            v = town.look(page, lang, width=int(width), dark=tone=="dark")
            v.page.screenshot(path=f"{out}/{re.sub('[^a-z]+','-',str(page).lower()).strip('-')}-{combo}.png", full_page=True)
