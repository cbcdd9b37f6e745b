// How far an upload is, in per cent. Without this script the form is sent as any other.
(function () {
  "use strict";
  const say = (form, text, value) => {
    let place = form.querySelector("[data-progress]");
    if (!place) {
      place = document.createElement("div");
      place.dataset.progress = "";
      const bar = document.createElement("progress");
      bar.max = 100;
      const words = document.createElement("p");
      words.setAttribute("role", "status");
      place.append(bar, words);
      bar.setAttribute("aria-label", form.dataset.busy);
      form.append(place);
    }
    const bar = place.querySelector("progress");
    bar.hidden = value === null;
    if (value !== null) bar.value = value;
    place.querySelector("p").textContent = text;
  };

  for (const form of document.querySelectorAll("form[data-upload]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.plain || ![...form.querySelectorAll("input[type=file]")].some((each) => each.files.length)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const button = form.querySelector("button[type=submit]");
      button.disabled = true;
      const request = new XMLHttpRequest();
      let told = -10;
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "application/json");
      request.upload.addEventListener("progress", (moved) => {
        if (!moved.lengthComputable) return;
        const percent = Math.floor((100 * moved.loaded) / moved.total);
        form.querySelector("progress")?.setAttribute("value", percent);
        if (percent < told + 5 && percent < 100) return;
        told = percent;
        say(form, form.dataset.upload.replace("{percent}", percent), percent);
      });
      request.upload.addEventListener("load", () => say(form, form.dataset.kept, 100));
      const failed = (problems) => {
        button.disabled = false;
        say(form, problems.length ? problems.join(" ") : form.dataset.failed, null);
      };
      request.addEventListener("error", () => failed([]));
      request.addEventListener("load", () => {
        let answer = {};
        try { answer = JSON.parse(request.responseText); } catch { answer = {}; }
        if (request.status === 200 && answer.address) window.location.assign(answer.address);
        else failed(answer.problems || []);
      });
      request.send(new FormData(form));
    }, true);
  }
})();
