// Gradio takes the language of its own texts from the browser: here they are French for everyone.
"use strict";
(() => {
  const always = (name, value) => Object.defineProperty(navigator, name, { get: () => value, configurable: true });
  always("language", "fr");
  always("languages", ["fr"]);
})();
