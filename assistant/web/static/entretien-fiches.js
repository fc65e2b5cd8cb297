// Sheets kept on this device, only when asked: list, open, save to a file, take back, erase. Nothing is sent anywhere.
"use strict";
(() => {
  const STORE = "aesh-entretiens";
  const FORMAT = "aesh-entretien";
  const { form, read, fill } = window.fiche;
  const panel = document.getElementById("appareil");
  const list = document.getElementById("fiches");
  const keep = document.getElementById("garder");
  const count = document.getElementById("nombre-fiches");
  const status = document.getElementById("etat-appareil");
  let drawn = "";
  const NOT_OURS = "Ce fichier n'est pas une fiche enregistrée depuis cette page : choisissez un fichier .json exporté ici.";

  function load() {
    try {
      const found = JSON.parse(localStorage.getItem(STORE) ?? "{}");
      return found && typeof found === "object" && !Array.isArray(found) ? found : {};
    } catch {
      return {};
    }
  }

  function store(sheets) {
    try {
      if (Object.keys(sheets).length) localStorage.setItem(STORE, JSON.stringify(sheets));
      else localStorage.removeItem(STORE);
      return true;
    } catch {
      say("Cet appareil refuse de garder la fiche : enregistrez plutôt un fichier.");
      return false;
    }
  }

  const say = (text) => (status.textContent = text);
  const key = () => form.elements.namedItem("cle").value;
  const nameOf = (answers) => answers.nom || "Fiche sans nom";
  const freshKey = () => [...crypto.getRandomValues(new Uint8Array(8))].map((n) => n.toString(16).padStart(2, "0")).join("");

  function draw() {
    const sheets = load();
    const kept = Object.entries(sheets).sort((a, b) => nameOf(a[1]).localeCompare(nameOf(b[1]), "fr"));
    // Drawn again only when it changes: a save on leaving a field must not remove the button being pressed.
    const lines = JSON.stringify([key(), kept.map(([id, answers]) => [id, nameOf(answers)])]);
    if (lines !== drawn) list.replaceChildren(...kept.map(([id, answers]) => line(id, answers)));
    drawn = lines;
    count.textContent = kept.length ? `(${kept.length})` : "";
    keep.setAttribute("aria-pressed", String(key() in sheets));
    for (const id of ["tout-exporter", "tout-effacer"]) document.getElementById(id).hidden = !kept.length;
  }

  function line(id, answers) {
    const item = document.createElement("li");
    const name = document.createElement("span");
    name.textContent = nameOf(answers) + (id === key() ? " (ouverte)" : "");
    item.append(name, button("Ouvrir", answers, () => open(id)), button("Effacer", answers, () => erase(id)));
    return item;
  }

  function button(words, answers, action) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.setAttribute("aria-label", `${words} : ${nameOf(answers)}`);
    made.addEventListener("click", action);
    return made;
  }

  // What changed since the last save is kept first, so that opening another sheet loses nothing.
  function open(id) {
    save();
    const answers = load()[id];
    if (!answers) return draw();
    fill({ ...answers, cle: id });
    draw();
    say(`« ${nameOf(answers)} » est ouverte.`);
    keep.focus();
  }

  function erase(id) {
    const sheets = load();
    const name = nameOf(sheets[id] ?? {});
    delete sheets[id];
    store(sheets);
    draw();
    say(`« ${name} » est effacée de cet appareil.`);
    keep.focus();
  }

  function save() {
    const sheets = load();
    if (!(key() in sheets)) return;
    sheets[key()] = read();
    if (store(sheets)) draw();
  }

  keep.addEventListener("click", () => {
    const sheets = load();
    if (key() in sheets) return erase(key());
    sheets[key()] = read();
    if (store(sheets)) say(`« ${nameOf(read())} » est gardée sur cet appareil ; elle suit vos changements.`);
    return draw();
  });

  document.getElementById("nouvelle").addEventListener("click", () => {
    save();
    fill({ cle: freshKey() });
    draw();
    say("Une nouvelle fiche est ouverte.");
    window.fiche.open(document.querySelector(".step").id);
  });

  document.getElementById("tout-effacer").addEventListener("click", () => {
    if (!window.confirm("Effacer toutes les fiches gardées sur cet appareil ?")) return;
    store({});
    draw();
    say("Toutes les fiches sont effacées de cet appareil.");
    keep.focus();
  });

  document.getElementById("tout-exporter").addEventListener("click", () => {
    const dossiers = Object.entries(load()).map(([id, answers]) => ({ ...answers, cle: id }));
    const text = JSON.stringify({ format: FORMAT, version: 1, dossiers }, null, 1);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = "fiches-entretien.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });

  function sheetsOf(text) {
    const content = JSON.parse(text);
    const flat = (sheet) => sheet && typeof sheet === "object" && Object.values(sheet).every((v) => typeof v === "string");
    const ours = content?.format === FORMAT && content.version === 1 && Array.isArray(content.dossiers);
    if (!ours || !content.dossiers.length || !content.dossiers.every(flat)) throw new Error(NOT_OURS);
    return content.dossiers.map((sheet) => ({ ...sheet, cle: sheet.cle || freshKey() }));
  }

  // Several sheets are kept at once, since only one can be open; a single one is opened and stays in the page.
  document.getElementById("fichier").addEventListener("change", async (event) => {
    const file = event.target.files[0];
    if (!file) return undefined;
    let sheets;
    try {
      sheets = sheetsOf(await file.text());
    } catch {
      return say(NOT_OURS);
    } finally {
      event.target.value = "";
    }
    save();
    const several = Object.fromEntries(sheets.map((sheet) => [sheet.cle, sheet]));
    if (sheets.length > 1 && !store({ ...load(), ...several })) return undefined;
    fill(sheets[0]);
    draw();
    const first = `« ${nameOf(sheets[0])} » est ouverte.`;
    say(sheets.length > 1 ? `${sheets.length} fiches sont gardées sur cet appareil. ${first}` : first);
    panel.open ||= sheets.length > 1;
    return window.fiche.open(document.querySelector(".step").id);
  });

  form.addEventListener("input", save);
  form.addEventListener("change", save);
  panel.hidden = false;
  panel.open = Object.keys(load()).length > 0;
  draw();
})();
