// Sends each chosen file by itself, shows a line of progress for it, and puts its result on the page.
// The files stay in this page; a download sends the one file again and keeps nothing on the server.
(function () {
  "use strict";
  const form = document.getElementById("check-form");
  if (!form || !window.fetch) return;
  const queue = document.getElementById("queue");
  const results = document.getElementById("results");
  const words = form.dataset;
  const sent = new Map();
  let number = 0;

  form.addEventListener("submit", async (event) => {
    const chosen = Array.from(form.elements.files.files);
    if (!chosen.length) return;
    event.preventDefault();
    const button = form.querySelector("button[type=submit]");
    const against = form.elements.against.files[0];
    const waiting = chosen.map((file) => ({ file, line: line(file.name) }));
    button.disabled = true;
    for (const each of waiting) await check(each.file, against, each.line);
    button.disabled = false;
    form.elements.files.value = "";
  });

  function line(name) {
    const item = document.createElement("li");
    const state = document.createElement("span");
    state.className = "gk-quiet";
    state.textContent = ` ${words.waiting}`;
    item.append(name, state);
    queue.hidden = false;
    queue.append(item);
    return { item, state };
  }

  function body(file, against, fields) {
    const data = new FormData();
    data.append("files", file);
    if (against) data.append("against", against);
    for (const [name, value] of Object.entries(fields)) data.append(name, value);
    return data;
  }

  async function check(file, against, { item, state }) {
    const bar = document.createElement("progress");
    item.append(bar);
    state.textContent = ` ${words.checking}…`;
    number += 1;
    sent.set(String(number), { file, against });
    try {
      const response = await fetch(form.action, {
        method: "POST", body: body(file, against, { number }), headers: { "X-Fragment": "1" },
      });
      if (response.ok) {
        results.insertAdjacentHTML("beforeend", await response.text());
        const result = document.getElementById(`result-${number}`);
        const downloads = result && result.querySelector("[data-downloads]");
        if (downloads) downloads.hidden = false;
        state.textContent = ` ${words.done}`;
        const link = document.createElement("a");
        link.href = `#result-${number}`;
        link.textContent = file.name;
        item.firstChild.replaceWith(link);
      } else {
        state.textContent = ` ${(await response.json()).message}`;
      }
    } catch (error) {
      state.textContent = ` ${words.failed}`;
    }
    bar.remove();
  }

  results.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-format]");
    if (!button) return;
    const { file, against } = sent.get(button.closest(".gk-check").id.replace("result-", ""));
    const format = button.dataset.format;
    button.disabled = true;
    const response = await fetch(form.action, { method: "POST", body: body(file, against, { format }) });
    button.disabled = false;
    if (!response.ok) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = `${file.name}.${format}`;
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });
})();
