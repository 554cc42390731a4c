// Makes pages smoother; every page works without it.
"use strict";

// An error summary takes the focus, so that it is read first.
const faults = document.querySelector(".faults");
if (faults) faults.focus();

// A form is sent once.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  if (form.method === "post") {
    form.dataset.sent = "1";
    setTimeout(() => { delete form.dataset.sent; }, 4000);
  }
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// Rows of items are added and removed in place.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-row]");
  if (!button) return;
  const table = document.getElementById(button.dataset.table);
  if (!table) return;
  const rows = table.tBodies[0].rows;
  if (button.dataset.row === "add") {
    const template = document.getElementById(button.dataset.template);
    const max = Number(table.dataset.max || 500);
    if (!template || rows.length >= max) return;
    event.preventDefault();
    const next = Number(table.dataset.next);
    table.dataset.next = String(next + 1);
    const row = template.content.firstElementChild.cloneNode(true);
    for (const element of row.querySelectorAll("[name],[id],[for],[aria-label]")) {
      for (const name of ["name", "id", "for", "value"]) {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, value.replaceAll("__row__", String(next)));
      }
    }
    table.tBodies[0].append(row);
    const first = row.querySelector("input:not([type=hidden]),select");
    if (first) first.focus();
  } else if (button.dataset.row === "remove") {
    event.preventDefault();
    const row = button.closest("tr");
    const other = row.nextElementSibling || row.previousElementSibling;
    row.remove();
    const target = other && other.querySelector("input:not([type=hidden]),select");
    if (target) target.focus();
  }
});

// Parts of a form that belong to one choice only are shown with it.
const dependents = document.querySelectorAll("[data-shown-with]");
const show = () => {
  for (const part of dependents) {
    const [name, values] = part.dataset.shownWith.split("=");
    const chosen = document.querySelector(`[name="${name}"]:checked`) || document.querySelector(`select[name="${name}"]`);
    part.hidden = !chosen || !values.split(",").includes(chosen.value);
  }
};
if (dependents.length) {
  show();
  document.addEventListener("change", show);
}

// Escape closes what is open in the masthead.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const open of document.querySelectorAll(".masthead details[open]")) {
    open.open = false;
    open.querySelector("summary").focus();
  }
  if (location.hash === "#nav") location.hash = "#main";
});

// Copying a text that is shown once.
for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText(source.textContent.trim());
    button.textContent = button.dataset.done;
  });
}

// While somebody types, a search field offers how the words might go on.
for (const field of document.querySelectorAll("input[data-suggestions]")) {
  const list = document.getElementById(field.getAttribute("list"));
  let timer = 0;
  let asked = "";
  field.addEventListener("input", (event) => {
    clearTimeout(timer);
    // Pinyin that is still being composed is no word yet.
    if (event.isComposing) return;
    timer = setTimeout(async () => {
      const words = field.value.trim();
      if (!words || words === asked) return;
      asked = words;
      try {
        const answer = await fetch(`${field.dataset.suggestions}?q=${encodeURIComponent(words)}`);
        if (!answer.ok || words !== asked) return;
        const options = (await answer.json()).map((text) => {
          const option = document.createElement("option");
          option.value = text;
          return option;
        });
        list.replaceChildren(...options);
      } catch {
        list.replaceChildren();
      }
    }, 120);
  });
  field.addEventListener("compositionend", () => field.dispatchEvent(new Event("input")));
}

// One box for all rows of the page, and how many are chosen.
for (const all of document.querySelectorAll("[data-check-all]")) {
  const form = all.closest("form");
  const whole = all.querySelector("input");
  const count = form.querySelector("[data-check-count]");
  const boxes = () => [...form.querySelectorAll(`input[type=checkbox][name="${all.dataset.checkAll}"]`)];
  const tell = () => {
    const chosen = boxes().filter((box) => box.checked).length;
    whole.checked = chosen > 0 && chosen === boxes().length;
    whole.indeterminate = chosen > 0 && !whole.checked;
    if (count) count.textContent = chosen ? count.dataset.checkCount.replace("{count}", chosen) : "";
  };
  all.hidden = !boxes().length;
  whole.addEventListener("change", () => {
    for (const box of boxes()) box.checked = whole.checked;
    tell();
  });
  form.addEventListener("change", (event) => { if (event.target !== whole) tell(); });
  window.addEventListener("pageshow", tell);
}
