// The list of deadlines: years are loaded when they are asked for, rows are shown a hundred at a time.
"use strict";

(async () => {
  const { element, say, plain } = kehoach;
  const STEP = 100;
  const corpus = kehoach.data.corpus;
  const { agencies, rules, years } = kehoach.data.deadlines;
  const form = document.getElementById("filters");
  const body = document.getElementById("rows").tBodies[0];
  const more = document.getElementById("more");
  const count = document.getElementById("count");
  const plainAgencies = agencies.map((name) => ` ${plain(name)} `);
  let found = [];
  let shown = 0;
  let turn = 0;

  const option = (value, word, text) => element("option", { value, "data-word": word }, text || "");
  const fill = () => {
    const dated = years.filter((it) => it.year);
    form.elements.year.append(option("", "all_years"), ...dated.map((it) => option(it.year, undefined, String(it.year))));
    if (dated.length < years.length) form.elements.year.append(option("0", "undated"));
    form.elements.month.append(option("", "all_months"));
    for (let month = 1; month <= 12; month += 1) form.elements.month.append(option(month, undefined, String(month)));
    const provinces = [...new Set(corpus.map((it) => it[3]).filter(Boolean))].sort((a, b) => a.localeCompare(b, "vi"));
    form.elements.province.append(option("", "all_provinces"), ...provinces.map((it) => option(it, undefined, it)));
    document.getElementById("agencies").append(...agencies.slice().sort().slice(0, 500).map((it) => option(it)));
  };

  const thisYear = () => Number(kehoach.today().slice(0, 4));

  /** Whether a later year is known; then what is ahead is shown first. */
  const hasAhead = () => years.some((it) => it.year > thisYear());

  const restore = () => {
    const asked = kehoach.asked();
    const values = { year: "", month: "", province: "", agency: "", when: hasAhead() ? "upcoming" : "" };
    for (const [name, value] of Object.entries(values)) {
      form.elements[name].value = asked.size ? asked.get(name) || "" : value;
    }
  };

  const filter = async () => {
    const mine = (turn += 1);
    const wanted = Object.fromEntries(new FormData(form));
    const chosen = years.filter((it) =>
      (wanted.year === "" ? it.year : String(it.year) === wanted.year) && (!wanted.when || it.year >= thisYear()));
    count.textContent = say("loading");
    const parts = await Promise.all(chosen.flatMap((it) => it.files).map(kehoach.load));
    if (mine !== turn) return; // another filter was asked for meanwhile
    const words = plain(wanted.agency);
    const named = new Set(plainAgencies.flatMap((name, n) => (words && name.includes(` ${words}`) ? [n] : [])));
    const month = wanted.month && `-${wanted.month.padStart(2, "0")}-`;
    const today = kehoach.today();
    found = parts.flat().filter((row) =>
      (!month || (row[0] || "").includes(month)) &&
      (!wanted.province || corpus[row[1]][3] === wanted.province) &&
      (!words || row[4].some((n) => named.has(n)) || row[5].some((n) => named.has(n))) &&
      (!wanted.when || (row[0] && row[0] >= today)));
    body.replaceChildren();
    shown = 0;
    show();
  };

  const show = () => {
    const today = kehoach.today();
    body.append(...found.slice(shown, shown + STEP).map((row) => line(row, today)));
    shown = Math.min(found.length, shown + STEP);
    count.textContent = found.length ? say("shown", { n: kehoach.number(shown), of: kehoach.number(found.length) }) : say("nothing_found");
    more.hidden = shown >= found.length;
  };

  const line = ([iso, place, what, quote, leads, partners, kind, anchor], today) => {
    const [id, name, , province] = corpus[place];
    const state = !iso ? "" : iso === today ? "today" : iso < today ? "past" : "upcoming";
    const dated = element("td", { class: "day" }, kehoach.day(iso));
    if (state === "today") dated.append(" ", element("span", { class: "tag" }, say("today")));
    const who = element("td", { lang: "vi" }, leads.map((n) => agencies[n]).join("; "));
    if (partners.length) who.append(element("p", { class: "small" }, `+ ${partners.map((n) => agencies[n]).join("; ")}`));
    const words = element("td", { lang: "vi" }, quote);
    // A kind that is a number is a rule of repetition, said in words.
    const sort = typeof kind === "number" ? rules[kind][kehoach.language() === "en" ? 1 : 0] : say(`deadline_kind.${kind}`);
    const isSaid = sort.toLowerCase() === quote.toLowerCase();
    if (kind !== "fixed" && !isSaid) words.append(element("p", { class: "small", lang: kehoach.language() }, sort));
    return element("tr", { class: `is-${state === "past" ? "past" : "ahead"}` },
      dated,
      element("td", { lang: "vi" }, element("a", { href: `documents/${id}.html#${anchor}` }, what)),
      who, words,
      element("td", { lang: "vi", class: "small" }, [province, name].filter(Boolean).join(", ")));
  };

  fill();
  const begin = () => { restore(); return filter(); };
  form.addEventListener("input", () => { kehoach.ask(form); filter(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    [...form.elements].forEach((it) => { if (it.name) it.value = ""; });
    kehoach.ask(form);
    filter();
  });
  more.addEventListener("click", show);
  window.addEventListener("hashchange", begin);
  document.addEventListener("language", () => { if (turn) filter(); else begin(); });
})();
