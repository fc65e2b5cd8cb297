// Makes a simulator live: result while typing, rows of lists, link that refills. Without it, the form posts and works.
"use strict";
(() => {
  const form = document.getElementById("simulateur");
  const result = document.getElementById("resultat");
  const live = form?.dataset.live;
  const touched = new Set();
  const WAIT_MS = 450;
  let timer = 0;
  let asked = 0;

  const typed = () => [...new FormData(form)].filter(([name, value]) => value.trim() && name !== "action");
  const box = (name) => document.getElementById(`champ-${name}`);
  const controls = (name) => [...form.elements].filter((element) => element.name === name);

  function describe(control, id, present) {
    const ids = new Set((control.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
    present ? ids.add(id) : ids.delete(id);
    if (ids.size) control.setAttribute("aria-describedby", [...ids].join(" "));
    else control.removeAttribute("aria-describedby");
    if (control.matches("input:not([type=radio]), select, textarea")) {
      present ? control.setAttribute("aria-invalid", "true") : control.removeAttribute("aria-invalid");
    }
  }

  function setError(control, message) {
    const field = control.closest(".field");
    const id = `${control.id}-erreur`;
    let line = document.getElementById(id);
    field.classList.toggle("has-error", Boolean(message));
    describe(control, id, Boolean(message));
    if (!message) return line?.remove();
    if (!line) {
      line = document.createElement("p");
      line.className = "field-error";
      line.id = id;
      const before = field.querySelector(":scope > .hint") ?? field.querySelector(":scope > :is(label, legend)");
      before.after(line);
    }
    line.textContent = message;
  }

  function showErrors(errors, all) {
    for (const line of form.querySelectorAll(".field-error")) {
      const name = line.id.slice("champ-".length, -"-erreur".length);
      if (!(name in errors)) setError(box(name), "");
    }
    for (const [name, message] of Object.entries(errors)) {
      if (box(name) && (all || touched.has(name))) setError(box(name), message);
    }
  }

  function showResult(answer) {
    const open = new Set([...result.querySelectorAll("details[open] > summary")].map((s) => s.textContent));
    result.innerHTML = answer.result;
    for (const summary of result.querySelectorAll("details > summary")) {
      if (open.has(summary.textContent)) summary.parentElement.open = true;
    }
    const status = document.querySelector("[data-announce]");
    if (status.textContent !== answer.announce) status.textContent = answer.announce;
    reveal();
  }

  async function compute(submitted) {
    const turn = ++asked;
    result.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(live, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      if (turn !== asked) return;
      if (!response.ok) throw new Error(response.status);
      const answer = await response.json();
      const wrong = Object.keys(answer.errors).length > 0;
      showErrors(answer.errors, submitted);
      showResult(answer);
      form.querySelector("[data-errors]").innerHTML = submitted && wrong ? answer.summary : "";
      if (submitted) focusOn(wrong ? form.querySelector("[data-focus]") : document.getElementById("resultat-titre"));
    } catch {
      if (turn === asked && submitted) form.submit();
    } finally {
      if (turn === asked) result.removeAttribute("aria-busy");
    }
  }

  function focusOn(element) {
    element?.focus();
    element?.scrollIntoView({ block: "start" });
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(() => typed().length && compute(false), WAIT_MS);
  }

  function renumber(list) {
    [...list.querySelectorAll(":scope > [data-row]")].forEach((row, rank) => {
      for (const shown of row.querySelectorAll("[data-rank]")) shown.textContent = rank + 1;
      for (const element of row.querySelectorAll("[name], [id], [for], [aria-describedby]")) {
        for (const attribute of ["name", "id", "for", "aria-describedby", "value"]) {
          if (attribute === "value" && element.type !== "submit") continue;
          const text = element.getAttribute(attribute);
          if (text) {
            element.setAttribute(
              attribute,
              text.replaceAll(new RegExp(`(${list.dataset.list}[-:])(\\d+|__n__)`, "g"), `$1${rank}`),
            );
          }
        }
      }
    });
  }

  function addRow(list, focus) {
    const pattern = list.querySelector(":scope > template");
    pattern.before(document.importNode(pattern.content, true));
    renumber(list);
    if (focus) [...list.querySelectorAll(":scope > [data-row]")].at(-1).querySelector("input, select").focus();
  }

  function removeRow(row) {
    const list = row.closest("[data-list]");
    row.remove();
    if (!list.querySelector(":scope > [data-row]")) addRow(list, false);
    renumber(list);
    list.focus();
    soon();
  }

  function refill() {
    const facts = new URLSearchParams(location.hash.slice(1));
    if (!location.hash.includes("=") || !form) return false;
    for (const [name, value] of facts) {
      const [, list, rank] = /^(.+?)-(\d{1,2})-/.exec(name) ?? [];
      const rows = list && form.querySelector(`[data-list="${CSS.escape(list)}"]`);
      while (rows && rows.querySelectorAll(":scope > [data-row]").length <= Number(rank)) addRow(rows, false);
      for (const control of controls(name)) {
        if (control.type === "radio") control.checked = control.value === value;
        else control.value = value;
        const fold = control.closest("details");
        if (fold) fold.open = true;
      }
    }
    return true;
  }

  function copyLink() {
    const panel = document.querySelector("[data-link-box]");
    const field = panel.querySelector("input");
    field.value = `${location.origin}/simulateurs/${live.split("/")[2]}#${new URLSearchParams(typed())}`;
    panel.hidden = false;
    field.focus();
    field.select();
    navigator.clipboard?.writeText(field.value).then(
      () => (panel.querySelector("[data-link-status]").textContent = "Lien copié."),
      () => {},
    );
  }

  function reveal() {
    const linkable = live ? "[data-link], [data-print]" : "[data-print]";
    for (const button of document.querySelectorAll(linkable)) button.hidden = false;
  }

  function go(name) {
    const target = box(name);
    const control = target.matches("input, select, textarea")
      ? target
      : (target.querySelector("input:checked") ?? target.querySelector("input, select, textarea"));
    target.closest("details")?.setAttribute("open", "");
    focusOn(control ?? target);
  }

  document.addEventListener("click", (click) => {
    const target = click.target.closest?.("[data-add], [data-remove], [data-link], [data-print], [data-go]");
    if (!target) return;
    if (target.matches("[data-print]")) return print();
    if (target.matches("[data-link]")) return copyLink();
    const steps = target.matches("[data-go]") && !box(target.dataset.go);
    if (steps) return;
    click.preventDefault();
    if (target.matches("[data-add]")) addRow(target.closest("[data-list]"), true);
    else if (target.matches("[data-remove]")) removeRow(target.closest("[data-row]"));
    else go(target.dataset.go);
  });

  if (live) {
    form.addEventListener("input", soon);
    form.addEventListener("change", (change) => {
      touched.add(change.target.name);
      soon();
    });
    form.addEventListener("submit", (submit) => {
      // A button named "action" hides the property of that name: the attribute is read instead.
      const own = form.getAttribute("action").split("#")[0];
      if (submit.submitter?.formAction.split("#")[0].endsWith(own) === false) return;
      submit.preventDefault();
      clearTimeout(timer);
      compute(true);
    });
    if (refill()) compute(false);
  }
  reveal();
  // An address that names an element takes the focus there by itself.
  if (!document.getElementById(location.hash.slice(1))) document.querySelector("[data-focus]")?.focus();
})();
