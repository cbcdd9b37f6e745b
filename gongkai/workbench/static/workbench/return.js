// The form of a return: marks cells that were not saved, moves with Enter and the arrow keys.
(function () {
  "use strict";
  const form = document.getElementById("return-form");
  if (!form) return;
  const status = document.getElementById("save-status");

  document.body.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target.closest("#return-form") && status) {
      document.getElementById("save-status").textContent = "…";
    }
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    const input = event.target.closest("input.gk-entry");
    if (!input) return;
    const wrong = document.querySelector(`[data-invalid="${CSS.escape(input.id)}"]`);
    if (wrong) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    const saved = document.querySelector(`[data-saved="${CSS.escape(input.id)}"]`);
    if (saved && document.activeElement !== input) input.value = saved.dataset.value;
  });
  document.addEventListener("click", (event) => {
    const take = event.target.closest("[data-take]");
    if (!take) return;
    const input = document.getElementById(take.dataset.take);
    input.value = take.dataset.value;
    input.removeAttribute("aria-invalid");
    take.closest("p").remove();
    input.focus();
  });

  const inputs = () => Array.from(form.querySelectorAll("input.gk-entry"));
  form.addEventListener("keydown", (event) => {
    if (!event.target.matches("input.gk-entry")) return;
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = inputs();
    const next = all[all.indexOf(event.target) + step];
    if (next) {
      next.focus();
      next.select();
    }
  });
})();
