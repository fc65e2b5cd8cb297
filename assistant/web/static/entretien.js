// The sheet of the interview: one step at a time, and its check, dates and letters kept up to date while one types.
"use strict";
window.fiche = (() => {
  const form = document.getElementById("fiche");
  const steps = [...form.querySelectorAll(".step")];
  const links = [...document.querySelectorAll(".steps-nav a")];
  const announce = document.getElementById("annonce");
  const WAIT_MS = 500;
  let timer = null;
  let running = null;

  function stepOf(id) {
    const target = id ? document.getElementById(id) : null;
    return target?.closest(".step") ?? null;
  }

  function show(step) {
    for (const other of steps) other.hidden = other !== step;
    for (const link of links) {
      if (link.hash === `#${step.id}`) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
  }

  // An address with « #etape » opens that step; one that names a field opens its step and goes to the field.
  function follow(moveFocus) {
    const id = decodeURIComponent(location.hash.slice(1));
    const step = stepOf(id);
    if (!step) return id ? undefined : show(steps[0]);
    show(step);
    if (!moveFocus) return undefined;
    const target = id === step.id ? step.querySelector("h2") : document.getElementById(id);
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: id === step.id ? "start" : "center" });
  }

  function body() {
    return new URLSearchParams(new FormData(form));
  }

  function clearErrors() {
    for (const node of form.querySelectorAll(".field-error[id]")) {
      const field = node.closest(".field");
      field.classList.remove("has-error");
      field.querySelector("[aria-invalid]")?.removeAttribute("aria-invalid");
      for (const described of field.parentNode.querySelectorAll(`[aria-describedby~="${node.id}"]`)) {
        const left = described.getAttribute("aria-describedby").split(" ").filter((id) => id !== node.id);
        if (left.length) described.setAttribute("aria-describedby", left.join(" "));
        else described.removeAttribute("aria-describedby");
      }
      node.remove();
    }
    document.getElementById("erreurs")?.remove();
  }

  function markError(id, sentence) {
    const control = document.getElementById(id);
    const field = control?.closest(".field");
    if (!field) return;
    const said = document.createElement("p");
    said.className = "field-error";
    said.id = `${id}-erreur`;
    said.textContent = sentence;
    field.classList.add("has-error");
    const known = control.getAttribute("aria-describedby");
    control.setAttribute("aria-describedby", known ? `${known} ${said.id}` : said.id);
    if (control.matches("fieldset")) {
      control.querySelector("legend").after(said);
      return;
    }
    control.setAttribute("aria-invalid", "true");
    control.before(said);
  }

  function swap(html) {
    const parts = new DOMParser().parseFromString(html, "text/html");
    for (const name of ["bilan", "dates"]) {
      const old = form.querySelector(`[data-live="${name}"]`);
      const open = [...old.querySelectorAll("details")].map((item) => item.open);
      old.replaceChildren(...parts.querySelector(`[data-part="${name}"]`).childNodes);
      old.querySelectorAll("details").forEach((item, rank) => (item.open = open[rank] ?? false));
    }
    clearErrors();
    for (const item of parts.querySelectorAll('[data-part="erreurs"] li')) {
      markError(item.dataset.field, item.textContent);
    }
    const said = parts.querySelector('[data-part="annonce"]').textContent;
    if (announce.textContent !== said) announce.textContent = said;
  }

  async function refresh() {
    running?.abort();
    running = new AbortController();
    try {
      const answer = await fetch("/entretien/bilan", { method: "POST", body: body(), signal: running.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      swap(await answer.text());
    } catch (error) {
      if (error.name !== "AbortError") announce.textContent = "Le contrôle n'a pas pu être fait : vérifiez la connexion.";
    }
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(refresh, WAIT_MS);
  }

  function forRepresentative() {
    const chosen = form.elements.namedItem("point_de_vue");
    for (const part of document.querySelectorAll("[data-representant]")) part.hidden = chosen.value !== "representant";
  }

  function read() {
    const answers = {};
    for (const [name, value] of new FormData(form)) {
      if (value.trim()) answers[name] = name in answers ? `${answers[name]}, ${value}` : value;
    }
    return answers;
  }

  function fill(answers) {
    for (const control of form.elements) {
      if (!control.name) continue;
      const value = answers[control.name] ?? "";
      if (control.type === "checkbox") control.checked = value.split(", ").includes(control.value);
      else if (control.type === "radio") control.checked = control.value === value;
      else if (control.type !== "submit") control.value = value;
    }
    if (!answers.point_de_vue) form.elements.namedItem("point_de_vue").value = "membre";
    forRepresentative();
    refresh();
  }

  form.addEventListener("input", soon);
  form.addEventListener("change", () => {
    forRepresentative();
    soon();
  });
  // Enter in a field asks for the check: it is already here, so the page need not be loaded again.
  form.addEventListener("submit", (event) => {
    if (event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    refresh();
    open("bilan");
  });
  window.addEventListener("hashchange", () => follow(true));
  for (const link of document.querySelectorAll('.steps-nav a, .step-links a, #erreurs a')) {
    link.addEventListener("click", () => link.hash === location.hash && follow(true));
  }
  document.documentElement.classList.add("with-script");
  show(steps[0]);
  const summary = document.getElementById("erreurs");
  if (summary) {
    show(stepOf(summary.querySelector("a")?.hash.slice(1)) ?? steps[0]);
    summary.focus();
  } else follow(Boolean(location.hash));

  function open(id) {
    if (location.hash === `#${id}`) follow(true);
    else location.hash = id;
  }

  return { form, read, fill, open };
})();
