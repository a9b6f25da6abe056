// Saves each passage of minutes a moment after somebody stopped typing, and keeps what could not be sent in this browser.
// One request a form at a time: the version in the form is that of the answer before. Every form works without this.
const PAUSE = 1200;
const AGAIN = 5000;

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const field = form.querySelector("textarea");
  const name = `openbeat.minutes.${form.dataset.autosave}`;
  let timer = 0;
  let busy = false;
  let stale = false;

  const keep = () => {
    const version = form.querySelector("[name=version]").value;
    localStorage.setItem(name, JSON.stringify({ words: field.value, version }));
  };
  const say = (words) => {
    const line = form.querySelector("[data-state] > .meta") ?? form.querySelector("[data-state]");
    line.textContent = words;
    line.classList.add("late");
  };
  const show = (html) => {
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-state]");
    if (fresh) form.querySelector("[data-state]").replaceWith(fresh);
    return Boolean(fresh);
  };
  const soon = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(send, pause);
  };
  const send = async () => {
    clearTimeout(timer);
    if (busy) {
      stale = true;
      return;
    }
    busy = true;
    stale = false;
    const words = field.value;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { "HX-Request": "true" },
      });
      const shown = show(await answer.text());
      if (answer.ok && shown && field.value === words) localStorage.removeItem(name);
    } catch {
      say(form.dataset.lost);
      soon(AGAIN);
    }
    busy = false;
    if (stale) soon(0);
  };

  form.addEventListener("input", () => {
    keep();
    soon(PAUSE);
  });
  form.addEventListener("focusout", () => {
    if (localStorage.getItem(name)) send();
  });
  form.addEventListener("submit", () => clearTimeout(timer));
  const kept = JSON.parse(localStorage.getItem(name) ?? "null");
  if (kept && kept.words !== field.value) {
    field.value = kept.words;
    form.querySelector("[name=version]").value = kept.version;
    say(form.dataset.found);
    soon(PAUSE);
  } else {
    localStorage.removeItem(name);
  }
}
