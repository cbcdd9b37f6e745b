// Reads a text aloud with the voices of the reader's own device. Without such voices there is no button.
(function () {
  "use strict";
  const place = document.querySelector("[data-read-aloud]");
  const text = place && document.getElementById(place.dataset.readAloud);
  if (!text || !("speechSynthesis" in window)) return;
  const LONGEST = 160; // characters: some voices fall silent in longer ones
  const voice = window.speechSynthesis;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "gk-link-button";
  let reading = false;

  function show() {
    button.textContent = reading ? place.dataset.stop : place.dataset.start;
    button.setAttribute("aria-pressed", String(reading));
  }

  // Sentences, cut where one is too long; what is marked as not for print is not read either.
  function sentences() {
    const copy = text.cloneNode(true);
    for (const each of copy.querySelectorAll(".gk-noprint, [aria-hidden=true], script")) each.remove();
    for (const each of copy.querySelectorAll("p, li, h2, h3, h4, td, th, dt, dd, br, figcaption")) each.after("\n");
    for (const each of copy.querySelectorAll("img[alt]")) each.replaceWith(each.alt + "\n");
    const parts = copy.textContent.match(/[^。！？；\n]+[。！？；]?/g) || [];
    return parts.map((each) => each.trim()).filter(Boolean).flatMap((each) => each.match(new RegExp(`.{1,${LONGEST}}`, "gu")));
  }

  function stop() {
    reading = false;
    voice.cancel();
    show();
  }

  function start() {
    const told = sentences();
    if (!told.length) return;
    voice.cancel();
    reading = true;
    show();
    told.forEach((words, at) => {
      const said = new SpeechSynthesisUtterance(words);
      said.lang = text.closest("[lang]").lang === "en" ? "en" : "zh-CN";
      if (at === told.length - 1) said.onend = stop;
      said.onerror = (event) => { if (event.error !== "canceled" && event.error !== "interrupted") stop(); };
      voice.speak(said);
    });
  }

  button.addEventListener("click", () => (reading ? stop() : start()));
  window.addEventListener("pagehide", stop);
  show();
  place.append(button);
})();
