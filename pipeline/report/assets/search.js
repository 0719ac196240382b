// The search over all tasks: looks up the files of words that a question needs, then the tasks it shows.
"use strict";

(() => {
  const { element, say, plain } = kehoach;
  const STEP = 30;
  const corpus = kehoach.data.corpus;
  const { tasks, perFile, words, perDocument } = kehoach.data.search;
  const form = document.getElementById("filters");
  const list = document.getElementById("rows");
  const more = document.getElementById("more");
  const count = document.getElementById("count");
  let found = [];
  let shown = 0;
  let turn = 0;
  let wanted = [];

  /** The document of each task, by its number. */
  const documentOf = [];
  perDocument.forEach((n, document) => { for (let i = 0; i < n; i += 1) documentOf.push(document); });

  const fileKey = (beginning) =>
    [...beginning].map((c) => (/^[a-z0-9]$/.test(c) ? c : `u${c.codePointAt(0).toString(16)}`)).join("");

  /** The files in which words with this beginning stand. */
  const filesOf = (word) => {
    const one = fileKey([...word][0]);
    if (words.includes(one)) return [one];
    const two = fileKey([...word].slice(0, 2).join(""));
    if ([...word].length > 1) return words.includes(two) ? [two] : [];
    return words.filter((key) => key.startsWith(one));
  };

  const numbers = (gaps) => {
    let at = -1;
    return gaps.split(" ").map((gap) => (at += parseInt(gap, 36)));
  };

  /** The tasks with a word; with a word that begins so, when it is the last one and may not be finished. */
  const tasksWith = async (word, unfinished) => {
    const parts = await Promise.all(filesOf(word).map((key) => kehoach.load(`words-${key}`)));
    const all = new Set();
    parts.forEach((part) => Object.keys(part).forEach((known) => {
      if (known === word || (unfinished && known.startsWith(word))) numbers(part[known]).forEach((n) => all.add(n));
    }));
    return all;
  };

  const search = async () => {
    const mine = (turn += 1);
    const asked = Object.fromEntries(new FormData(form));
    wanted = [...new Set(`${plain(asked.q)} ${plain(asked.agency)}`.split(" ").filter(Boolean))];
    if (!wanted.length && !asked.province && !asked.year) {
      list.replaceChildren();
      more.hidden = true;
      count.textContent = say("search_start");
      return;
    }
    count.textContent = say("loading");
    const sets = await Promise.all(wanted.map((word, n) => tasksWith(word, n === wanted.length - 1 || plain(asked.q).endsWith(word))));
    if (mine !== turn) return; // another question was asked meanwhile
    sets.sort((a, b) => a.size - b.size);
    const candidates = sets.length ? [...sets[0]].sort((a, b) => a - b) : documentOf.map((_, n) => n);
    found = candidates.filter((n) => {
      const [, , , province, year] = corpus[documentOf[n]];
      return sets.every((set) => set.has(n)) && (!asked.province || province === asked.province) && (!asked.year || String(year) === asked.year);
    });
    found = await withAgency(found, plain(asked.agency));
    if (mine !== turn) return;
    list.replaceChildren();
    shown = 0;
    await show(mine);
  };

  /** Those of which an agency has this name; its words alone may stand anywhere in a task. */
  const withAgency = async (candidates, name) => {
    if (!name) return candidates;
    const rows = await Promise.all(candidates.map(task));
    return candidates.filter((_, n) => [...rows[n].leads, ...rows[n].partners].some((it) => ` ${plain(it)}`.includes(` ${name}`)));
  };

  const task = async (n) => {
    const { agencies, rows } = await kehoach.load(`tasks-${Math.floor(n / perFile)}`);
    const [anchor, text, leads, partners, deadline] = rows[n % perFile];
    const names = (places) => places.map((place) => agencies[place]);
    return { anchor, text, leads: names(leads), partners: names(partners), deadline, document: corpus[documentOf[n]] };
  };

  const show = async (mine) => {
    const rows = await Promise.all(found.slice(shown, shown + STEP).map(task));
    if (mine !== turn) return;
    list.append(...rows.map(item));
    shown += rows.length;
    count.textContent = found.length ? say("results", { n: kehoach.number(found.length) }) : say("nothing_found");
    more.hidden = shown >= found.length;
  };

  /** The text with the words that were searched for in bold. */
  const lit = (text) => text.split(/([\p{L}\p{M}\p{N}]+)/u).map((part) => {
    const bare = plain(part);
    return bare && wanted.some((word) => bare === word || (word === wanted.at(-1) && bare.startsWith(word))) ? element("b", {}, part) : part;
  });

  const item = ({ anchor, text, leads, partners, deadline, document: [id, name, , province, year] }) => {
    const made = element("li", { lang: "vi" }, element("a", { class: "what", href: `documents/${id}.html#${anchor}` }, ...lit(text)));
    const facts = [["lead", leads.join("; ")], ["coordinating", partners.join("; ")], ["deadline", deadline]].filter(([, value]) => value);
    facts.forEach(([key, value]) => {
      made.append(element("p", { class: "small" }, element("span", { lang: kehoach.language() }, `${say(key)}: `), ...lit(value)));
    });
    made.append(element("p", { class: "small" }, [province, year, name].filter(Boolean).join(" · ")));
    return made;
  };

  const option = (value, word, text) => element("option", { value, "data-word": word }, text || "");
  const provinces = [...new Set(corpus.map((it) => it[3]).filter(Boolean))].sort((a, b) => a.localeCompare(b, "vi"));
  const years = [...new Set(corpus.map((it) => it[4]).filter(Boolean))].sort((a, b) => b - a);
  form.elements.province.append(option("", "all_provinces"), ...provinces.map((it) => option(it, undefined, it)));
  form.elements.year.append(option("", "all_years"), ...years.map((it) => option(it, undefined, String(it))));

  const begin = () => {
    const asked = kehoach.asked();
    ["q", "agency", "province", "year"].forEach((name) => { form.elements[name].value = asked.get(name) || ""; });
    search();
  };
  form.addEventListener("input", () => { kehoach.ask(form); search(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    [...form.elements].forEach((it) => { if (it.name) it.value = ""; });
    kehoach.ask(form);
    search();
  });
  more.addEventListener("click", () => show(turn));
  window.addEventListener("hashchange", begin);
  document.addEventListener("language", () => { if (turn) search(); else begin(); });
  count.dataset.tasks = tasks;
})();
