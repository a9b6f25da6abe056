// Draws a box on a page, with a pointer or with the arrow keys; without scripts its edges are typed. It changes fields only.
const fields = Object.fromEntries(["page", "left", "right", "top", "bottom"].map((name) => [name, document.querySelector(`[data-box] [name=${name}]`)]));
const SHAPE = "http://www.w3.org/2000/svg";
const STEP = 1; // percent of the page
let drawn = null;

const percent = (svg, event) => {
  const seen = svg.getBoundingClientRect();
  const share = (place, start, size) => Math.min(100, Math.max(0, ((place - start) / size) * 100));
  return [share(event.clientX, seen.left, seen.width), share(event.clientY, seen.top, seen.height)];
};

const show = (svg) => {
  const { width, height } = svg.viewBox.baseVal;
  const [left, right, top, bottom] = ["left", "right", "top", "bottom"].map((name) => Number(fields[name].value) / 100);
  if (drawn?.parentNode !== svg) {
    drawn?.remove();
    drawn = svg.appendChild(document.createElementNS(SHAPE, "rect"));
    drawn.setAttribute("class", "fill-mark");
  }
  drawn.setAttribute("x", left * width);
  drawn.setAttribute("y", top * height);
  drawn.setAttribute("width", Math.max(0, right - left) * width);
  drawn.setAttribute("height", Math.max(0, bottom - top) * height);
};

const set = (svg, [left, top], [right, bottom]) => {
  fields.page.value = svg.dataset.page;
  fields.left.value = Math.min(left, right).toFixed(1);
  fields.right.value = Math.max(left, right).toFixed(1);
  fields.top.value = Math.min(top, bottom).toFixed(1);
  fields.bottom.value = Math.max(top, bottom).toFixed(1);
  show(svg);
};

const byKey = (svg, event) => {
  const across = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key] ?? 0;
  const down = { ArrowUp: -STEP, ArrowDown: STEP }[event.key] ?? 0;
  if (!across && !down) return;
  event.preventDefault();
  const ours = fields.page.value === svg.dataset.page && fields.left.value !== "";
  let [left, right, top, bottom] = ours ? ["left", "right", "top", "bottom"].map((name) => Number(fields[name].value)) : [40, 60, 45, 50];
  right += across;
  bottom += down;
  if (!event.shiftKey) {
    left += across;
    top += down;
  }
  if (Math.min(left, top) < 0 || Math.max(right, bottom) > 100 || right <= left || bottom <= top) return;
  set(svg, [left, top], [right, bottom]);
};

for (const svg of document.querySelectorAll("svg[data-page]")) {
  let from = null;
  svg.tabIndex = 0;
  svg.setAttribute("role", "application");
  svg.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    svg.focus();
    svg.setPointerCapture(event.pointerId);
    from = percent(svg, event);
  });
  svg.addEventListener("pointermove", (event) => from && set(svg, from, percent(svg, event)));
  svg.addEventListener("pointerup", () => (from = null));
  svg.addEventListener("pointercancel", () => (from = null));
  svg.addEventListener("keydown", (event) => byKey(svg, event));
}
