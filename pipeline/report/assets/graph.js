// Shows what a document of the drawing is tied to while it is pointed at or has the focus.
"use strict";

(() => {
  const graph = document.getElementById("graph");
  if (!graph) return;
  const points = [...graph.querySelectorAll("[data-point]")];
  const ties = [...graph.querySelectorAll("[data-ends]")];
  const show = (key) => {
    graph.classList.toggle("pointed", Boolean(key));
    const near = new Set([key]);
    ties.forEach((tie) => {
      const ends = tie.dataset.ends.split(" ");
      const on = ends.includes(key);
      tie.classList.toggle("on", on);
      if (on) ends.forEach((end) => near.add(end));
    });
    points.forEach((point) => point.classList.toggle("on", near.has(point.dataset.point)));
  };
  points.forEach((point) => {
    ["mouseenter", "focus"].forEach((event) => point.addEventListener(event, () => show(point.dataset.point)));
    ["mouseleave", "blur"].forEach((event) => point.addEventListener(event, () => show("")));
  });
})();
