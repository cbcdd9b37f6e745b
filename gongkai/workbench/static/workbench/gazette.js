// Contents of an issue put in order by dragging. The buttons beside each line do the same without it.
(function () {
  "use strict";
  const form = document.getElementById("gazette-order");
  if (!form) return;
  const said = document.getElementById("gazette-moved");
  const entries = () => [...form.querySelectorAll(".gk-contents__entry")];
  form.classList.add("gk-drags");
  let moving = null;

  const sectionOf = (entry) => entry.querySelector("select");
  const over = (y) => entries().find((entry) => {
    const box = entry.getBoundingClientRect();
    return entry !== moving && y >= box.top && y <= box.bottom;
  });

  form.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest(".gk-contents__handle");
    if (!handle) return;
    event.preventDefault();
    moving = handle.closest(".gk-contents__entry");
    moving.classList.add("gk-contents__entry--moving");
    handle.setPointerCapture(event.pointerId);
  });
  form.addEventListener("pointermove", (event) => {
    if (!moving) return;
    const target = over(event.clientY);
    if (!target) return;
    const box = target.getBoundingClientRect();
    const below = event.clientY > box.top + box.height / 2;
    target.parentNode.insertBefore(moving, below ? target.nextSibling : target);
    // Dragged into another section, it belongs there.
    sectionOf(moving).value = sectionOf(target).value;
  });
  const end = () => {
    if (!moving) return;
    moving.classList.remove("gk-contents__entry--moving");
    moving = null;
    said.textContent = said.dataset.moved;
  };
  form.addEventListener("pointerup", end);
  form.addEventListener("pointercancel", end);
})();
