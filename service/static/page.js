"use strict";
// What scripts add to pages that work without them: copying, dropping files, sorting and filtering.

const status = document.getElementById("status");
const say = (words) => { status.textContent = ""; setTimeout(() => { status.textContent = words; }, 50); };
const each = (selector, act) => document.querySelectorAll(selector).forEach(act);
const shown = (element) => { element.hidden = false; return element; };

function copied(area) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(area.value);
  // Plain http on another machine has no clipboard of its own; the selection still has one.
  area.closest("details")?.setAttribute("open", "");
  area.select();
  return document.execCommand("copy") ? Promise.resolve() : Promise.reject(new Error("not copied"));
}

each("[data-copy]", (button) => {
  const words = button.textContent;
  shown(button).addEventListener("click", async () => {
    try {
      await copied(document.getElementById(button.dataset.copy));
      button.textContent = "Copied";
      say("Copied.");
    } catch {
      button.textContent = "Select and copy by hand";
      say("This browser doesn't let the page copy. The text is selected: copy it by hand.");
    }
    setTimeout(() => { button.textContent = words; }, 3000);
  });
});

each("[data-print]", (button) => shown(button).addEventListener("click", () => window.print()));

each("[data-clear]", (button) => shown(button).addEventListener("click", () => {
  const form = button.form;
  form.querySelectorAll("textarea, input").forEach((field) => { field.value = ""; });
  form.querySelector("textarea").focus();
  say("The form is empty.");
}));

// A file may be dropped anywhere on a page that has a place for one.
each("[data-drop]", (place) => {
  const input = place.querySelector("input[type=file]");
  const over = (on) => place.classList.toggle("over", on);
  document.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    over(true);
  });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) over(false); });
  document.addEventListener("drop", (event) => {
    over(false);
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    const files = new DataTransfer();
    [...event.dataTransfer.files].slice(0, input.multiple ? undefined : 1).forEach((file) => files.items.add(file));
    input.files = files.files;
    input.focus();
    say(`${[...input.files].map((file) => file.name).join(", ")} chosen.`);
  });
});

each("form[data-busy]", (form) => {
  const busy = (on) => {
    const bar = form.querySelector(".progress");
    if (bar) bar.hidden = !on;
    form.toggleAttribute("aria-busy", on);
  };
  form.addEventListener("submit", (event) => {
    if (form.hasAttribute("aria-busy")) { event.preventDefault(); return; }
    const loading = event.submitter && event.submitter.hasAttribute("data-download");
    busy(true);
    say(`${form.dataset.busy}.`);
    if (loading) setTimeout(() => busy(false), 3000); // a download leaves the page as it is
  });
  window.addEventListener("pageshow", () => busy(false));
});

// Escape puts a tip away; the next move brings tips back.
document.addEventListener("keydown", (event) => { if (event.key === "Escape") document.body.classList.add("quiet"); });
["focusin", "mouseover"].forEach((name) => document.addEventListener(name, (event) => {
  if (!event.target.closest(".tip")) document.body.classList.remove("quiet");
}));

each("[data-table]", (table) => {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const value = (row, column) => row.cells[column]?.dataset.value ?? "";
  const heads = [...table.tHead.rows[0].cells];

  const sort = (head, column) => {
    const down = head.getAttribute("aria-sort") === "ascending";
    const number = head.dataset.sort === "number";
    const compare = (left, right) => (number
      ? Number(value(left, column)) - Number(value(right, column))
      : value(left, column).localeCompare(value(right, column)));
    heads.forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    // What has no value stays at the end, whichever way is up.
    const told = rows.filter((row) => value(row, column) !== "").sort(compare);
    if (down) told.reverse();
    body.append(...told, ...rows.filter((row) => value(row, column) === ""));
    say(`Sorted by ${head.textContent}, ${down ? "descending" : "ascending"}.`);
  };
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => sort(head, column));
  });

  const filters = shown(document.querySelector("[data-filters]"));
  const [find, role, review] = ["find", "role", "review"].map((id) => document.getElementById(id));
  const filter = () => {
    const words = find.value.trim().toLowerCase();
    rows.forEach((row) => {
      row.hidden = Boolean(
        (words && !row.textContent.toLowerCase().includes(words))
        || (role.value && row.dataset.role !== role.value)
        || (review.checked && !row.dataset.review));
    });
    const count = `${rows.filter((row) => !row.hidden).length} of ${rows.length} ads shown.`;
    document.querySelector("[data-count]").textContent = count;
    say(count);
  };
  filters.addEventListener("input", filter);
  filters.addEventListener("submit", (event) => event.preventDefault());
});
