// The page of a document: the card of a marked place, moving between places, marks on and off.
"use strict";

(() => {
  const { element, say } = kehoach;
  const paper = document.getElementById("paper");
  if (!paper) return;
  const cards = JSON.parse(document.getElementById("cards").textContent);
  const card = document.getElementById("card");
  const side = card.parentElement;
  const reader = paper.closest(".reader");
  const marks = [...paper.querySelectorAll(".m")];
  let shown = "";

  const inLanguage = (text) => (Array.isArray(text) ? text[kehoach.language() === "en" ? 1 : 0] : text);

  const show = (key) => {
    shown = key;
    marks.forEach((mark) => mark.classList.toggle("lit", mark.dataset.card === key));
    const { kind, row, values } = cards[key];
    const list = element("dl");
    values.forEach(([label, text, rule, task]) => {
      const value = element("dd", { lang: Array.isArray(text) ? kehoach.language() : "vi" }, inLanguage(text));
      if (task) value.append(" ", element("a", { href: `#row-${task}` }, say("of_task", { n: task.slice(1) })));
      if (rule) value.append(element("div", { class: "why", lang: kehoach.language() }, `${say("because")}: ${say(rule)}`));
      list.append(element("dt", {}, say(label)), value);
    });
    const close = element("button", { type: "button", class: "close", "aria-label": say("close") }, "×");
    close.addEventListener("click", hide);
    card.className = `card ${kind}`;
    card.replaceChildren(element("h3", {}, say(`one.${kind}`)), close, list, element("p", {}, element("a", { href: `#${row}` }, say("to_row"))));
    side.classList.add("open");
  };

  const hide = () => {
    side.classList.remove("open");
    marks.forEach((mark) => mark.classList.remove("lit"));
  };

  const isOn = (mark) => !["task", "agency", "deadline", "reference", "target"].some(
    (kind) => mark.classList.contains(kind) && reader.classList.contains(`hide-${kind}`));

  /** The innermost mark that is on, from where the reader points. */
  const markAt = (target) => {
    let mark = target.closest(".m");
    while (mark && !isOn(mark)) mark = mark.parentElement.closest(".m");
    return mark;
  };

  // One mark can be reached with Tab, the arrow keys go on from there.
  let current = 0;
  const reachable = (n) => {
    marks.forEach((mark, i) => { mark.tabIndex = i === n ? 0 : -1; });
    current = n;
  };
  const step = (by) => {
    let n = current + by;
    while (n >= 0 && n < marks.length && !isOn(marks[n])) n += by;
    if (n < 0 || n >= marks.length) return;
    reachable(n);
    marks[n].focus();
  };
  if (marks.length) reachable(0);

  paper.addEventListener("mouseover", (event) => {
    const mark = markAt(event.target);
    if (mark && mark.dataset.card !== shown && matchMedia("(hover: hover)").matches) show(mark.dataset.card);
  });
  paper.addEventListener("click", (event) => {
    const mark = event.target.closest("a") ? null : markAt(event.target);
    if (mark) show(mark.dataset.card);
  });
  paper.addEventListener("focusin", (event) => {
    if (!event.target.classList.contains("m")) return;
    reachable(marks.indexOf(event.target));
    show(event.target.dataset.card);
  });
  paper.addEventListener("keydown", (event) => {
    if (!event.target.classList.contains("m")) return;
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      event.preventDefault();
      step(event.key === "ArrowRight" ? 1 : -1);
    } else if (event.key === "Enter") {
      location.hash = cards[event.target.dataset.card].row;
    } else if (event.key === "Escape") {
      hide();
    }
  });

  document.getElementById("marks").addEventListener("change", ({ target }) => {
    reader.classList.toggle(`hide-${target.value}`, !target.checked);
    hide();
  });

  /** Words that a link leads to are marked, even when their kind was switched off. */
  const arrive = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.classList.contains("m")) return;
    const kind = ["task", "agency", "deadline", "reference", "target"].find((it) => target.classList.contains(it));
    const box = document.querySelector(`#marks input[value="${kind}"]`);
    if (box && !box.checked) box.click();
    const above = matchMedia("(max-width: 68rem)").matches; // there the card lies over the lower half
    target.scrollIntoView({ block: above ? "start" : "center", behavior: "instant" });
    show(target.dataset.card);
  };
  window.addEventListener("hashchange", arrive);
  document.addEventListener("language", () => { if (shown) show(shown); else arrive(); });
})();
