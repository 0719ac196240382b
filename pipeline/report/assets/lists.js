// Filters a list of the page by words, without case and marks.
"use strict";

document.querySelectorAll("[data-filters]").forEach((form) => {
  const list = document.getElementById(form.dataset.filters);
  const rows = [...(list.tBodies ? list.tBodies[0].rows : list.children)];
  const texts = rows.map((row) => ` ${kehoach.plain(row.textContent)}`);
  const count = form.querySelector("[data-count]");
  const filter = () => {
    const words = kehoach.plain(form.elements.q.value).split(" ").filter(Boolean);
    let shown = 0;
    rows.forEach((row, n) => {
      row.hidden = !words.every((word) => texts[n].includes(` ${word}`));
      shown += row.hidden ? 0 : 1;
    });
    count.textContent = kehoach.say("shown", { n: kehoach.number(shown), of: kehoach.number(rows.length) });
  };
  form.elements.q.value = kehoach.asked().get("q") || "";
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("language", filter);
  if (kehoach.language()) filter();
});
