// How far a large file is. Without scripts the browser sends the same form by itself.
const leave = (warning) => warning.preventDefault();
const stay = () => window.addEventListener("beforeunload", leave);
const go = () => window.removeEventListener("beforeunload", leave);

// The page that came takes the place of this one. A code that was shown once must not be lost by a reload.
const show = (page, main, address) => {
  document.querySelector("main").replaceWith(document.adoptNode(main));
  document.title = page.title;
  if (address !== window.location.href) window.history.pushState({}, "", address);
  const first = main.querySelector(".summary") ?? main.querySelector("[role=alert]") ?? main.querySelector("h1");
  first.tabIndex = -1;
  first.focus();
  window.scrollTo(0, 0);
  if (!main.querySelector(".receipt")) return;
  stay();
  for (const kind of ["click", "submit"]) main.addEventListener(kind, (event) => { if (event.target.closest("a, form")) go(); });
};

// The server did not take it: why stands above the form, and the words and files stay in it.
const refuse = (form, why) => {
  const told = document.createElement("div");
  told.className = "notice late summary";
  told.setAttribute("role", "alert");
  told.tabIndex = -1;
  for (const line of why.querySelectorAll("h1, p, li")) {
    if (line.closest(".acts") || line.querySelector("p, li")) continue;
    const words = document.createElement("p");
    if (!told.children.length) words.className = "notice-title";
    words.textContent = line.textContent.trim();
    told.append(words);
  }
  document.querySelector("main .summary")?.remove();
  form.prepend(told);
  told.focus();
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  const line = form.querySelector("[data-progress]");
  if (!("upload" in form.dataset) || !line || event.defaultPrevented) return;
  if (![...form.querySelectorAll("input[type=file]")].some((input) => input.files.length)) return;
  event.preventDefault();
  const bar = line.querySelector("progress");
  const said = line.querySelector("[data-said]");
  const buttons = form.querySelectorAll("button");
  const sent = new FormData(form, event.submitter);
  const request = new XMLHttpRequest();
  let last = -1;

  const over = (words) => {
    go();
    delete form.dataset.sent; // see openbeat.js
    for (const button of buttons) {
      button.disabled = false;
      button.removeAttribute("aria-disabled");
    }
    said.textContent = words;
    bar.value = 0;
    line.hidden = !words;
  };
  const broken = () => over(said.dataset.broken);
  request.upload.addEventListener("progress", (progress) => {
    const share = Math.floor((progress.loaded / progress.total) * 100);
    bar.value = share;
    if (share >= last + 10) {
      last = share;
      said.textContent = said.dataset.percent.replace("#", share);
    }
  });
  request.upload.addEventListener("load", () => { bar.removeAttribute("value"); said.textContent = said.dataset.end; });
  request.addEventListener("load", () => {
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    const main = page.querySelector("main");
    if (!main) return broken();
    over("");
    if (request.status < 400 || main.querySelector("form[data-upload]")) return show(page, main, request.responseURL);
    refuse(form, main.querySelector(".error-page, .notice") ?? main);
  });
  request.addEventListener("error", broken);
  request.addEventListener("abort", broken);

  line.hidden = false;
  for (const button of buttons) button.disabled = true;
  stay();
  request.open("POST", form.action);
  request.send(sent);
});
