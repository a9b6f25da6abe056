// The notebook of a listening session. What is written in it stays in this browser: no element of it has a name, none
// stands in a form, and this module sends nothing. Ticked lines are put into the form, where they are read once more.
const book = document.querySelector("[data-notebook]");
if (book) {
  const name = `openbeat.listening.${book.dataset.notebook}`;
  const field = book.querySelector("textarea");
  const list = book.querySelector("[data-lines]");
  const out = new Set([...document.querySelectorAll("[data-released] li > p:first-child")].map((line) => line.textContent.trim()));
  let lines = JSON.parse(localStorage.getItem(name) ?? "[]").filter((line) => !out.has(line.text));

  const keep = () => localStorage.setItem(name, JSON.stringify(lines));
  const row = (line) => {
    const item = document.createElement("li");
    const words = document.createElement("p");
    const label = document.createElement("label");
    const box = document.createElement("input");
    const drop = document.createElement("button");
    words.textContent = line.text;
    words.dir = "auto";
    box.type = "checkbox";
    box.checked = line.release;
    box.addEventListener("change", () => {
      line.release = box.checked;
      keep();
    });
    label.append(box, ` ${list.dataset.release}`);
    drop.type = "button";
    drop.className = "btn quiet small";
    drop.textContent = list.dataset.drop;
    drop.addEventListener("click", () => {
      lines = lines.filter((other) => other !== line);
      draw();
      field.focus();
    });
    item.append(words, label, " ", drop);
    return item;
  };
  const draw = () => {
    keep();
    list.replaceChildren(...lines.map(row));
  };

  book.querySelector("[data-add]").addEventListener("click", () => {
    const text = field.value.split(/\s+/).join(" ").trim();
    if (text) lines.push({ text, release: false });
    field.value = "";
    draw();
    field.focus();
  });
  book.querySelector("[data-move]").addEventListener("click", () => {
    const form = document.getElementById("id_lines");
    if (!form) return;
    const chosen = lines.filter((line) => line.release).map((line) => line.text);
    form.value = [...new Set([...form.value.split("\n").filter(Boolean), ...chosen])].join("\n");
    form.focus();
  });
  book.querySelector("[data-clear]").addEventListener("click", () => {
    lines = [];
    draw();
  });
  draw();
  book.hidden = false;
}
