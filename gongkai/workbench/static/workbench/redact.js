// Redaction: boxes drawn on the page's picture become lines of the table, and lines show as boxes.
(function () {
  "use strict";
  const place = document.querySelector("[data-redact]");
  if (!place) return;
  const svg = place.querySelector("svg");
  const body = document.querySelector("#boxes tbody");
  const page = place.dataset.redact;
  const names = ["page", "x", "y", "width", "height"];
  const inputs = (row) => names.map((name) => row.querySelector(`[name="box-${name}"]`));

  function rect(x, y, width, height) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    made.setAttribute("x", x);
    made.setAttribute("y", y);
    made.setAttribute("width", width);
    made.setAttribute("height", height);
    made.setAttribute("vector-effect", "non-scaling-stroke");
    return made;
  }

  function draw() {
    svg.replaceChildren();
    for (const row of body.querySelectorAll("[data-box]")) {
      const [on, x, y, width, height] = inputs(row).map((input) => input.value);
      if (on === page && x !== "" && y !== "" && width !== "" && height !== "") {
        svg.append(rect(x, y, width, height));
      }
    }
  }

  function free() {
    for (const row of body.querySelectorAll("[data-box]")) {
      const values = inputs(row).slice(1);
      if (values.every((input) => input.value === "")) return row;
    }
    const row = body.querySelector("[data-box]:last-child").cloneNode(true);
    row.querySelectorAll("span").forEach((note) => note.remove());
    body.append(row);
    return row;
  }

  function at(event) {
    const seen = svg.getBoundingClientRect();
    const clip = (value) => Math.min(100, Math.max(0, value));
    return [
      clip((100 * (event.clientX - seen.left)) / seen.width),
      clip((100 * (event.clientY - seen.top)) / seen.height),
    ];
  }

  let from = null;
  let growing = null;
  svg.addEventListener("pointerdown", (event) => {
    from = at(event);
    growing = rect(from[0], from[1], 0, 0);
    svg.append(growing);
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => {
    if (!from) return;
    const to = at(event);
    growing.setAttribute("x", Math.min(from[0], to[0]));
    growing.setAttribute("y", Math.min(from[1], to[1]));
    growing.setAttribute("width", Math.abs(to[0] - from[0]));
    growing.setAttribute("height", Math.abs(to[1] - from[1]));
  });
  svg.addEventListener("pointerup", (event) => {
    if (!from) return;
    const to = at(event);
    const values = [
      Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1]),
    ];
    from = null;
    if (values[2] > 0.2 && values[3] > 0.2) {
      const fields = inputs(free());
      fields[0].value = page;
      values.forEach((value, number) => { fields[number + 1].value = value.toFixed(2); });
    }
    draw();
  });
  body.addEventListener("input", draw);
  draw();
})();
