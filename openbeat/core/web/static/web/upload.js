// How far a large file is. Without scripts the browser sends the same form by itself.
for (const form of document.querySelectorAll("form[data-upload]")) {
  form.addEventListener("submit", (event) => {
    const sent = [...form.querySelectorAll("input[type=file]")].some((input) => input.files.length > 0);
    const line = form.querySelector("[data-progress]");
    if (!sent || !line || event.defaultPrevented) return;
    event.preventDefault();
    const bar = line.querySelector("progress");
    const said = line.querySelector("[data-said]");
    const buttons = form.querySelectorAll("button");
    const leave = (warning) => warning.preventDefault();
    const request = new XMLHttpRequest();
    let last = -1;

    const over = (words) => {
      window.removeEventListener("beforeunload", leave);
      for (const button of buttons) button.disabled = false;
      if (words) said.textContent = words;
    };
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
      over("");
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      const main = page.querySelector("main");
      if (!main) return void (said.textContent = said.dataset.broken);
      document.querySelector("main").replaceWith(document.adoptNode(main));
      document.title = page.title;
      if (request.responseURL !== window.location.href) window.history.pushState({}, "", request.responseURL);
      const first = main.querySelector("[role=alert], h1");
      first.tabIndex = -1;
      first.focus();
      window.scrollTo(0, 0);
    });
    request.addEventListener("error", () => over(said.dataset.broken));
    request.addEventListener("abort", () => over(said.dataset.broken));

    line.hidden = false;
    for (const button of buttons) button.disabled = true;
    window.addEventListener("beforeunload", leave);
    request.open("POST", form.action);
    request.send(new FormData(form, event.submitter));
  });
}
