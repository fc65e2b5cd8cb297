// Gradio takes the language of its own texts from the browser: here they are French for everyone.
"use strict";
(() => {
  const always = (name, value) => Object.defineProperty(navigator, name, { get: () => value, configurable: true });
  always("language", "fr");
  always("languages", ["fr"]);
})();
// Shown in a frame on another site, the discussion stands alone: the navigation would leave the frame.
if (window.self !== window.top) document.documentElement.classList.add("embedded");
