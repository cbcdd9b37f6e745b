// The editor of a document: a page to write on in place of the text field, and saving while one types.
(function () {
  "use strict";
  const form = document.getElementById("writing");
  if (!form) return;
  const field = form.querySelector("textarea[name=html]");
  const toolbar = document.getElementById("toolbar");
  const status = document.getElementById("saved");
  const looksPlain = (text) => !/<(p|br|h[1-6]|ul|ol|table|div)\b/i.test(text);

  const paper = document.createElement("div");
  paper.className = "gk-paper gk-written";
  paper.contentEditable = "true";
  paper.setAttribute("role", "textbox");
  paper.setAttribute("aria-multiline", "true");
  const label = form.querySelector(`label[for="${field.id}"]`);
  label.id = label.id || "writing-label";
  paper.setAttribute("aria-labelledby", label.id);
  const paragraphs = (text) => text.split(/\n+/).map((line) => {
    const made = document.createElement("p");
    made.append(line || document.createElement("br"));
    return made;
  });
  if (looksPlain(field.value)) paper.replaceChildren(...paragraphs(field.value.trim()));
  else {
    // Parsed apart from the page, so that nothing in it runs.
    const parsed = new DOMParser().parseFromString(field.value, "text/html");
    paper.replaceChildren(...parsed.body.childNodes);
  }
  document.execCommand("defaultParagraphSeparator", false, "p");
  field.hidden = true;
  field.before(toolbar, paper);
  toolbar.hidden = false;
  label.addEventListener("click", () => paper.focus());

  const insertTable = () => {
    const row = (tag) => `<tr>${`<${tag}><br></${tag}>`.repeat(3)}</tr>`;
    const body = row("td").repeat(2);
    document.execCommand("insertHTML", false, `<table><thead>${row("th")}</thead><tbody>${body}</tbody></table><p><br></p>`);
  };
  toolbar.addEventListener("mousedown", (event) => event.preventDefault());
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (!button) return;
    paper.focus();
    if (button.dataset.do === "table") insertTable();
    else document.execCommand(button.dataset.do, false, button.dataset.with || null);
    changed();
  });

  let timer = 0;
  let dirty = false;
  let stopped = false;
  let running = false;
  const take = () => {
    if (dirty) field.value = paper.innerHTML;
  };
  function changed() {
    dirty = true;
    touched();
  }
  function touched() {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(save, 3000);
  }
  async function save() {
    if (running) return touched();
    running = true;
    take();
    const data = new FormData(form);
    data.set("autosave", "1");
    status.textContent = form.dataset.saving;
    try {
      const answer = await fetch(location.href, { method: "POST", body: data });
      const told = await answer.json();
      if (answer.ok) {
        form.querySelector("[name=based_on]").value = told.revision;
        status.textContent = told.told;
      } else {
        stopped = answer.status === 409;
        status.textContent = told.problems.join(" ");
      }
    } catch {
      status.textContent = form.dataset.failed;
    }
    running = false;
  }
  paper.addEventListener("input", () => {
    // What is typed after all was deleted stands in no paragraph.
    if (paper.firstChild instanceof Text) document.execCommand("formatBlock", false, "p");
    changed();
  });
  form.addEventListener("input", (event) => {
    if (event.target !== paper) touched();
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    take();
  });
})();
