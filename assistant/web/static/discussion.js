// What can be done with an answer: copy, print, ask again, correct the case, keep, export, give an opinion.
"use strict";
window.aeshDiscussion = (() => {
  const NAME = "aesh.conversation";
  const said = (text) => {
    const status = document.querySelector("#conversation [data-said]");
    if (status) status.textContent = text;
  };

  // Storage may be refused (private window, full disk): the conversation then lives in the page alone.
  function safely(work) {
    try {
      return work();
    } catch {
      return null;
    }
  }

  const kept = () => safely(() => localStorage.getItem(NAME) !== null) === true;

  function dossier(exchanges) {
    const questions = exchanges.map((exchange) => exchange.question);
    return { questions, corrections: exchanges.at(-1)?.corrections ?? {} };
  }

  function remember(exchanges) {
    const text = JSON.stringify(dossier(exchanges));
    safely(() => (exchanges.length ? sessionStorage.setItem(NAME, text) : sessionStorage.removeItem(NAME)));
    if (kept()) safely(() => localStorage.setItem(NAME, exchanges.length ? text : '{"questions":[]}'));
  }

  function recall() {
    const text = safely(() => sessionStorage.getItem(NAME) ?? localStorage.getItem(NAME));
    const found = text && safely(() => JSON.parse(text));
    return found && found.questions?.length ? found : null;
  }

  function keepHere(wanted, exchanges) {
    if (wanted) safely(() => localStorage.setItem(NAME, JSON.stringify(dossier(exchanges))));
    else safely(() => localStorage.removeItem(NAME));
  }

  async function post(address, body) {
    const headers = { "Content-Type": "application/json" };
    return fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
  }

  async function download(address, body) {
    const answer = await post(address, body);
    if (!answer.ok) return said((await answer.json()).error);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? "aesh";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  const turnOf = (node, exchanges) =>
    exchanges.findIndex((exchange) => exchange.key === node.closest(".exchange")?.dataset.key);

  async function copy(text, words) {
    try {
      await navigator.clipboard.writeText(text);
      said(words.copied);
    } catch {
      said(words.notCopied);
    }
  }

  function edit(id, open) {
    const form = document.getElementById(id);
    const button = document.querySelector(`[data-edit="${id}"]`);
    form.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    (open ? form.querySelector("input") : button).focus();
  }

  async function giveOpinion(form, exchanges) {
    const words = form.closest("[data-words]").dataset;
    const data = new FormData(form);
    const opinion = {
      ...dossier(exchanges),
      turn: turnOf(form, exchanges),
      verdict: data.get("verdict"),
      reason: data.get("reason"),
      comment: data.get("comment") ?? "",
      join: data.get("join") === "oui",
    };
    const answer = await post("/discussion/avis", opinion).catch(() => ({ ok: false }));
    form.querySelector("[data-opinion-said]").textContent = answer.ok ? words.thanks : words.opinionFailed;
    if (answer.ok) for (const part of form.querySelectorAll("fieldset, .opinion-more")) part.hidden = true;
  }

  async function showTrace(target, exchanges) {
    const box = target.closest(".card").querySelector(".trace");
    const answer = await post("/discussion/trace", { ...dossier(exchanges), turn: turnOf(target, exchanges) });
    if (!answer.ok) return said((await answer.json()).error);
    box.innerHTML = await answer.text();
    box.hidden = false;
    box.focus();
  }

  function clicked(target, act, exchanges, words) {
    const { copy: text, print, retry, erase, edit: opened, cancel, agenda, letter, export: kind } = target.dataset;
    if (text !== undefined) copy(text, words);
    else if (print !== undefined) window.print();
    else if (retry !== undefined) act({ retry: true });
    else if (target.dataset.trace !== undefined) showTrace(target, exchanges());
    else if (erase !== undefined) act({ erase });
    else if (opened !== undefined) edit(opened, document.getElementById(opened).hidden);
    else if (cancel !== undefined) edit(cancel, false);
    else if (letter !== undefined) {
      download("/discussion/courrier", { ...dossier(exchanges()), turn: turnOf(target, exchanges()), letter });
    } else if (kind !== undefined) download(`/discussion/export/${kind}`, dossier(exchanges()));
    else if (agenda !== undefined) {
      const turn = turnOf(target, exchanges());
      download("/discussion/agenda", { ...dossier(exchanges()), turn, number: Number(agenda) });
    }
  }

  function listen(element, act, exchanges) {
    const words = element.querySelector("[data-words]").dataset;
    element.addEventListener("click", (click) => {
      const target = click.target.closest(
        "[data-copy], [data-print], [data-retry], [data-trace], [data-erase], [data-edit], [data-cancel], [data-agenda], [data-letter], [data-export]",
      );
      if (target) clicked(target, act, exchanges, words);
    });
    element.addEventListener("submit", (submit) => {
      const form = submit.target;
      submit.preventDefault();
      if (form.dataset.correct) act({ correct: { key: form.dataset.correct, value: form.elements.value.value } });
      else giveOpinion(form, exchanges());
    });
    element.addEventListener("change", (change) => {
      if (change.target.matches("[data-keep]")) keepHere(change.target.checked, exchanges());
      const form = change.target.closest("[data-opinion]");
      if (!form || change.target.name !== "verdict") return;
      form.querySelector(".opinion-more").hidden = false;
    });
    element.querySelector("[data-keep]").checked = kept();
  }

  return { remember, recall, listen };
})();
