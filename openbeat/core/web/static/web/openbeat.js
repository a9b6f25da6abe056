// Small comforts where scripts run: print, copy the address, and no second sending of a form. Every page works without.
document.documentElement.classList.add("js");

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-print], [data-copy]");
  if (!button) return;
  if ("print" in button.dataset) {
    window.print();
    return;
  }
  const field = document.getElementById(button.dataset.copy);
  field.select();
  navigator.clipboard?.writeText(field.value).then(() => {
    button.textContent = button.dataset.done;
  });
});

// A second press while the first is on its way is dropped; coming back by the browser's button makes the form usable again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  for (const button of form.querySelectorAll("button[type=submit], button:not([type])")) {
    button.setAttribute("aria-disabled", "true");
  }
  setTimeout(release, 8000, form);
});
const release = (form) => {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-disabled]")) {
    button.removeAttribute("aria-disabled");
  }
};
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));

// After an error the summary of what is wrong is read first.
const readErrors = () => document.querySelector(".summary[tabindex]")?.focus();
readErrors();
document.addEventListener("htmx:after:swap", readErrors);

// A click beside the list of languages, or Escape, closes it.
const languages = document.querySelector(".languages");
document.addEventListener("click", (event) => {
  if (languages?.open && !languages.contains(event.target)) languages.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && languages?.open) {
    languages.open = false;
    languages.querySelector("summary").focus();
  }
});
