// Small improvements of pages that work without them: the phone menu, file drop, printing.
(function () {
  "use strict";
  document.documentElement.classList.add("js");

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-toggles]");
    if (button) {
      const target = document.getElementById(button.dataset.toggles);
      const open = target.classList.toggle("is-open");
      button.setAttribute("aria-expanded", String(open));
    }
    if (event.target.closest("[data-print]")) window.print();
    const copied = event.target.closest("[data-copies]");
    if (copied && navigator.clipboard) {
      navigator.clipboard.writeText(document.getElementById(copied.dataset.copies).textContent);
    }
  });

  // A form that says so sends itself when a choice changes; its button serves everyone else.
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-sends-itself]");
    if (form) form.requestSubmit();
  });

  // A slow form shows that it is being worked on and can't be sent twice.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.busy === undefined || event.defaultPrevented) return;
    const button = form.querySelector("button[type=submit], button:not([type])");
    const status = document.createElement("p");
    status.setAttribute("role", "status");
    status.textContent = form.dataset.busy;
    form.append(status, document.createElement("progress"));
    if (button) window.setTimeout(() => { button.disabled = true; }, 0);
  });

  // Come back to by the back button, it can be sent again.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll("form[data-busy]")) {
      for (const each of form.querySelectorAll(":scope > progress, :scope > [role=status]")) each.remove();
      for (const each of form.querySelectorAll("button[disabled]")) each.disabled = false;
    }
  });

  // A link that is called a button obeys the space bar, as buttons do.
  document.addEventListener("keydown", (event) => {
    if (event.key !== " " || !event.target.matches("a[role=button]")) return;
    event.preventDefault();
    event.target.click();
  });

  // What went wrong is read out first.
  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();

  for (const drop of document.querySelectorAll("[data-drop]")) {
    const input = drop.querySelector("input[type=file]");
    const over = (on) => (event) => {
      event.preventDefault();
      drop.classList.toggle("is-over", on);
    };
    drop.addEventListener("dragenter", over(true));
    drop.addEventListener("dragover", over(true));
    drop.addEventListener("dragleave", over(false));
    drop.addEventListener("drop", (event) => {
      over(false)(event);
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
})();
