// Draws the exchanges, moves the focus to each new answer, and opens the sources. Text comes escaped from the server.
"use strict";
window.aesh = (() => {
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const show = (node, block) => node.scrollIntoView({ block, behavior: calm() ? "auto" : "smooth" });
  const field = () => document.querySelector("#question textarea");

  function draw(box, known, exchange) {
    const before = known.get(exchange.key);
    if (before && before.html === exchange.html) return null;
    const node = before ? before.node : document.createElement("section");
    node.className = "exchange";
    node.dataset.key = exchange.key;
    node.setAttribute("aria-busy", String(exchange.pending));
    node.innerHTML = exchange.html;
    if (!before) box.append(node);
    known.set(exchange.key, { html: exchange.html, node });
    return node;
  }

  function forget(known, exchanges) {
    const kept = new Set(exchanges.map((exchange) => exchange.key));
    for (const [key, { node }] of known) {
      if (!kept.has(key)) {
        node.remove();
        known.delete(key);
      }
    }
  }

  function arrive(node, exchange) {
    show(node, "start");
    if (!exchange.pending) node.querySelector("[data-focus]")?.focus({ preventScroll: true });
  }

  function openSource(id, link) {
    const source = document.getElementById(id);
    if (!source) return;
    for (let fold = source; fold; fold = fold.parentElement?.closest("details")) fold.open = true;
    source.opener = link;
    source.querySelector("summary").focus({ preventScroll: true });
    show(source, "nearest");
  }

  function back(id) {
    const source = document.getElementById(id);
    const link = source.opener ?? document.querySelector(`[data-source="${id}"]`);
    const target = link ?? source.querySelector("summary");
    target.focus({ preventScroll: true });
    show(target, "center");
  }

  function reveal(source) {
    const region = source.querySelector(".section-text");
    const mark = region?.querySelector("mark");
    if (!mark) return;
    const above = mark.getBoundingClientRect().top - region.getBoundingClientRect().top;
    region.scrollTop += above - region.clientHeight / 4;
  }

  function listen(element, trigger, event, stop) {
    element.addEventListener("click", (click) => {
      const target = click.target.closest("[data-ask], [data-source], [data-back], [data-stop]");
      if (!target) return;
      click.preventDefault();
      if (target.dataset.ask) trigger(event, { question: target.dataset.ask });
      else if (target.dataset.stop !== undefined) trigger(stop);
      else if (target.dataset.source) openSource(target.dataset.source, target);
      else back(target.dataset.back);
    });
    element.addEventListener(
      "toggle",
      (toggle) => toggle.target.open && toggle.target.matches(".source") && reveal(toggle.target),
      true,
    );
  }

  function conversation(element, trigger, props, watch, event, stop) {
    const box = element.querySelector(".exchanges");
    const status = element.querySelector("[role=status]");
    const welcome = element.querySelector(".welcome");
    const keep = element.querySelector(".keep");
    const known = new Map();
    const act = (wanted) => trigger(event, wanted);
    listen(element, trigger, event, stop);
    aeshDiscussion.listen(element, act, () => props.value ?? []);
    const before = aeshDiscussion.recall();
    watch("value", () => {
      const exchanges = props.value ?? [];
      aeshDiscussion.remember(exchanges);
      keep.hidden = exchanges.length === 0;
      const cleared = known.size > 0 && exchanges.length === 0;
      forget(known, exchanges);
      welcome.hidden = exchanges.length > 0;
      const drawn = exchanges.map((exchange) => draw(box, known, exchange));
      const last = drawn.findLastIndex(Boolean);
      if (last >= 0) {
        arrive(drawn[last], exchanges[last]);
        status.textContent = exchanges[last].announce;
      }
      if (cleared) {
        status.textContent = "";
        field()?.focus();
      }
    });
    if (before) act({ restore: before });
  }

  function notice(element, watch) {
    element.setAttribute("role", "alert");
    watch("value", () => {
      const message = element.querySelector(".notice");
      const box = field();
      if (!box || element.closest("#banner")) return;
      box.setAttribute("aria-invalid", String(Boolean(message)));
      if (message) box.focus();
    });
  }

  // Gradio's own messages are English and fixed: they are hidden, and what they mean is said in French instead.
  function watchToasts() {
    const lost = document.getElementById("connection-lost");
    if (lost) lost.hidden = !document.querySelector(".toast-body");
  }

  document.addEventListener("DOMContentLoaded", () =>
    new MutationObserver(watchToasts).observe(document.body, { childList: true, subtree: true }),
  );

  document.addEventListener("click", (click) => {
    if (!click.target.closest?.("[data-skip]")) return;
    click.preventDefault();
    field()?.focus();
  });

  return { conversation, notice };
})();
