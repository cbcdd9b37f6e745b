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

  // Something slow shows that it is being worked on. The words are the element's own.
  function working(place, words) {
    const status = document.createElement("p");
    status.setAttribute("role", "status");
    status.dataset.working = "";
    status.append(words, " ", document.createElement("progress"));
    place.append(status);
    return status;
  }

  // A slow form can't be sent twice.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.busy === undefined || event.defaultPrevented) return;
    working(form, form.dataset.busy);
    const buttons = form.querySelectorAll("button[type=submit], button:not([type])");
    window.setTimeout(() => { for (const each of buttons) each.disabled = true; }, 0);
  });

  // A slow page says so before it comes.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-busy]");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || link.dataset.waits) return;
    link.dataset.waits = "";
    working(link.parentElement, link.dataset.busy);
  });

  // A file that has to be made first is fetched with the progress in view, then kept as any other.
  function nameOf(answer, link) {
    const told = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("Content-Disposition") || "");
    return told ? decodeURIComponent(told[1]) : link.textContent.trim();
  }
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-download]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.getAttribute("aria-busy")) return;
    link.setAttribute("aria-busy", "true");
    const status = working(link.parentElement, link.dataset.download);
    try {
      const answer = await fetch(link.href, { credentials: "same-origin" });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const kept = document.createElement("a");
      kept.href = URL.createObjectURL(await answer.blob());
      kept.download = nameOf(answer, link);
      kept.click();
      window.setTimeout(() => URL.revokeObjectURL(kept.href), 60000);
    } catch {
      window.location.assign(link.href);
    } finally {
      status.remove();
      link.removeAttribute("aria-busy");
    }
  });

  // Come back to by the back button, it can be sent again.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const each of document.querySelectorAll("[data-working]")) each.remove();
    for (const each of document.querySelectorAll("a[data-waits]")) delete each.dataset.waits;
    for (const each of document.querySelectorAll("form[data-busy] button[disabled]")) each.disabled = false;
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
