import pytest
pytestmark = pytest.mark.browser
from tests.browser.test_pages import town, PAGES, judge
def test_w(town):
    for name in ("home:area (visitor)", "progress:area (visitor)", "progress:detail late (visitor)", "people:demand_counts (visitor)"):
        page = next(p for p in PAGES if str(p)==name)
        v = town.look(page, "en", width=320, dark=False)
        print(name, v.page.evaluate("""() => [innerWidth, document.documentElement.scrollWidth, document.body.scrollWidth, document.documentElement.clientWidth, [...document.querySelectorAll('*')].filter(e => e.scrollWidth > e.clientWidth+1 && e.clientWidth>1 && getComputedStyle(e).display!='inline').map(e => e.tagName+'.'+(e.getAttribute('class')||'')+' '+e.scrollWidth+'>'+e.clientWidth+' '+getComputedStyle(e).overflowX).slice(0,12)]"""))
        for sel in ("main .table","main .loop", "main", ".table tr", ".table caption", ".table td"):
            print("  ", sel, v.page.evaluate("(s) => {const e=document.querySelector(s); if(!e) return null; const b=e.getBoundingClientRect(); const c=getComputedStyle(e); return [b.left,b.right,c.boxSizing,c.width,c.padding]}", sel))
