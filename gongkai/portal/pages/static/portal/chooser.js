// Lists published items by words of their titles while an editor types, and tells below the field what it holds.
(function () {
  "use strict";
  const PAUSE = 250; // milliseconds without a key before the server is asked
  let count = 0;

  class Chooser extends window.StimulusModule.Controller {
    connect() {
      this.input = this.element.querySelector("input");
      this.list = this.element.querySelector("[role=listbox]");
      this.said = this.element.querySelector("[role=status]");
      this.rows = [];
      this.at = -1;
      this.turn = 0;
      this.list.id = `gk-chooser-${(count += 1)}`;
      const told = { role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
      for (const [name, value] of Object.entries(told)) this.input.setAttribute(name, value);
      this.input.addEventListener("input", () => this.wait());
      this.input.addEventListener("click", () => { if (!this.input.value) this.ask(); });
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.input.addEventListener("blur", () => this.leave());
      this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
      this.list.addEventListener("click", (event) => {
        const row = event.target.closest("[role=option]");
        if (row) this.choose(Array.from(this.list.children).indexOf(row));
      });
      this.tell();
    }

    disconnect() { clearTimeout(this.waiting); this.turn += 1; }

    wait() {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.ask(), PAUSE);
    }

    // What the server knows of the words; null when a later question has been asked meanwhile.
    async fetch(more) {
      const turn = (this.turn += 1);
      const asked = new URLSearchParams({ q: this.input.value, ...more });
      try {
        const answer = await fetch(`${this.element.dataset.asked}?${asked}`, { headers: { Accept: "application/json" } });
        if (!answer.ok) throw new Error(String(answer.status));
        const told = await answer.json();
        return turn === this.turn ? told : null;
      } catch {
        return turn === this.turn ? { rows: [], said: this.element.dataset.failed } : null;
      }
    }

    async ask() {
      clearTimeout(this.waiting);
      const told = await this.fetch({});
      if (told) this.show(told);
    }

    show({ rows, said }) {
      this.rows = rows;
      this.at = -1;
      this.list.replaceChildren(...rows.map((row, number) => {
        const shown = document.createElement("li");
        shown.setAttribute("role", "option");
        shown.id = `${this.list.id}-${number}`;
        shown.setAttribute("aria-selected", "false");
        shown.append(row.title, this.about(row));
        return shown;
      }));
      this.open(rows.length > 0);
      this.said.textContent = said || this.element.dataset[rows.length ? "found" : "nothing"];
    }

    about(row) {
      const about = document.createElement("span");
      about.textContent = row.about;
      return about;
    }

    open(yes) {
      this.list.hidden = !yes;
      this.input.setAttribute("aria-expanded", String(yes));
      if (!yes) this.input.removeAttribute("aria-activedescendant");
    }

    key(event) {
      const steps = { ArrowDown: 1, ArrowUp: -1 };
      if (event.key in steps) {
        event.preventDefault();
        if (this.list.hidden) this.ask();
        else this.move(this.at + steps[event.key]);
      } else if (event.key === "Enter") {
        event.preventDefault(); // the whole page is not sent from here
        if (!this.list.hidden && this.at >= 0) this.choose(this.at);
      } else if (event.key === "Escape" && !this.list.hidden) {
        event.stopPropagation();
        this.open(false);
      }
    }

    move(to) {
      this.at = (to + this.rows.length) % this.rows.length;
      Array.from(this.list.children).forEach((row, number) => {
        row.setAttribute("aria-selected", String(number === this.at));
        if (number === this.at) row.scrollIntoView({ block: "nearest" });
      });
      this.input.setAttribute("aria-activedescendant", `${this.list.id}-${this.at}`);
    }

    choose(number) {
      this.input.value = this.rows[number].value;
      this.name(this.rows[number]);
      this.input.dispatchEvent(new Event("change", { bubbles: true })); // preview and unsaved changes
    }

    name(row) {
      clearTimeout(this.waiting);
      this.turn += 1;
      this.open(false);
      this.said.replaceChildren(row.title, this.about(row));
    }

    leave() {
      clearTimeout(this.waiting);
      this.open(false);
      this.tell();
    }

    // What the field holds; an address elsewhere, which only links may hold, needs no words.
    async tell() {
      const value = this.input.value.trim();
      if (!value) { this.turn += 1; this.said.textContent = ""; return; }
      const told = await this.fetch({ exact: "1" });
      if (!told) return;
      if (told.rows.length) this.name(told.rows[0]);
      else this.said.textContent = told.said || (/^(\/|https?:)/.test(value) ? "" : this.element.dataset.nothing);
    }
  }

  window.wagtail.app.register("gk-chooser", Chooser);
})();
