/** What the console's pages do beyond forms and links; each works without it. */

const TYPING = "input, select, textarea, [contenteditable]";
const WAIT = 1200; // milliseconds between `g` and the next key
const OFF = "needlewise-keys-off";

let goes = -Infinity;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest(TYPING) || localStorage.getItem(OFF)) return;
  const wasGo = performance.now() - goes < WAIT;
  goes = event.key === "g" ? performance.now() : -Infinity;
  if (press(event.key, wasGo)) event.preventDefault();
});

/** Does what a key stands for; says whether it stands for anything. */
function press(key, wasGo) {
  if (wasGo) return follow(`[data-key="${CSS.escape(key)}"]`);
  if (key === "?") return open("keys");
  if (key === "/") return focus("[data-filters] input, [data-search]");
  if (key === "j" || key === "k") return move(key === "j" ? 1 : -1);
  return follow(`[data-key-press="${CSS.escape(key)}"]`);
}

function follow(selector) {
  const found = [...document.querySelectorAll(selector)];
  const chosen = found.find((one) => one.closest("li, tr")?.contains(document.activeElement)) ?? found[0];
  chosen?.click();
  return Boolean(chosen);
}

function focus(selector) {
  const found = document.querySelector(selector);
  found?.focus();
  return Boolean(found);
}

/** Moves the focus to the next or previous row: an element with `data-row`, or the link in it. */
function move(step) {
  const rows = [...document.querySelectorAll("[data-row]")];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const row = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step];
  (row?.matches("a, button") ? row : row?.querySelector("a, button"))?.focus();
  return rows.length > 0;
}

function open(id) {
  const sheet = document.getElementById(id);
  if (sheet && !sheet.open) sheet.showModal();
  return Boolean(sheet);
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) open(opener.dataset.opens);
  if (event.target.closest("[data-prints]")) window.print();
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-keys-off]")) {
    event.target.checked ? localStorage.setItem(OFF, "1") : localStorage.removeItem(OFF);
  }
  if (event.target.matches("[data-filters] select")) event.target.form.requestSubmit();
});

document.addEventListener("htmx:sendError", () => {
  document.getElementById("flash").replaceChildren(document.getElementById("lost").content.cloneNode(true));
});
for (const trouble of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(trouble, () => document.getElementById("flash").scrollIntoView({ block: "nearest" }));
}

for (const button of document.querySelectorAll("[data-opens], [data-prints]")) button.hidden = false;
for (const box of document.querySelectorAll("[data-keys-off]")) box.checked = Boolean(localStorage.getItem(OFF));

const menu = document.querySelector(".menu");
if (menu) {
  const narrow = matchMedia("(max-width: 900px)");
  const fold = () => (menu.open = !narrow.matches);
  fold();
  narrow.addEventListener("change", fold); // a tablet is turned
  menu.dataset.ready = "";
}
