// Makes the drawn charts of a report answer to the pointer. Without this script the SVG stays, and the
// table beside it says the same. Canvas, because a strict content security policy refuses SVG's inline styles.
(function () {
  "use strict";

  function enliven(figure) {
    var drawing = figure.querySelector(".gk-chart-drawing");
    var svg = drawing.querySelector("svg");
    var ratio = svg.viewBox.baseVal.height / svg.viewBox.baseVal.width;
    var stage = document.createElement("div");
    stage.style.height = Math.max(drawing.clientWidth * ratio, svg.viewBox.baseVal.height) + "px";
    drawing.replaceChildren(stage);
    var chart = window.echarts.init(stage, null, { renderer: "canvas" });
    chart.setOption(JSON.parse(figure.dataset.chart));
    new ResizeObserver(function () {
      chart.resize();
    }).observe(stage);
  }

  document.addEventListener("DOMContentLoaded", function () {
    if (window.echarts) {
      document.querySelectorAll("figure[data-chart]").forEach(enliven);
    }
  });
})();
