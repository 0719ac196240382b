// What all pages share: the language, data files that are loaded when they are needed, lists that grow.
"use strict";

const kehoach = (() => {
  const data = {};
  const waiting = {};
  const root = () => document.body.dataset.root;

  /** Takes what a data file holds. */
  const put = (name, value) => {
    data[name] = value;
    (waiting[name] || []).forEach((resolve) => resolve(value));
    delete waiting[name];
  };

  /** The content of a data file. A script tag reads it, as a page opened from disk may not fetch. */
  const load = (name) => {
    if (name in data) return Promise.resolve(data[name]);
    return new Promise((resolve, reject) => {
      if (waiting[name]) {
        waiting[name].push(resolve);
        return;
      }
      waiting[name] = [resolve];
      const script = document.createElement("script");
      script.src = `${root()}data/${name}.js`;
      script.onerror = () => reject(new Error(`${name} is missing`));
      document.head.append(script);
    });
  };

  const language = () => document.documentElement.dataset.lang;

  /** A phrase in the language of the page, with its blanks filled. */
  const say = (key, values = {}) => {
    const words = (data.words[key] || [key, key])[language() === "en" ? 1 : 0];
    return words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  };

  const number = (value) => value.toLocaleString(language() === "en" ? "en" : "vi");

  /** A text without case, marks and punctuation, as the index has it: `Sở Nội vụ` gives `so noi vu`. */
  const plain = (text) =>
    text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  /** 2027-03-31 as 31/03/2027. */
  const day = (iso) => (iso ? iso.split("-").reverse().join("/") : "—");

  /** An element with text, classes and children; text never becomes mark-up. */
  const element = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };

  /** Today in the reader's calendar, as 2027-03-31. */
  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  };

  /** What the address asks for: deadlines.html#year=2027&month=3. */
  const asked = () => new URLSearchParams(location.hash.slice(1));

  /** Keeps what is asked for in the address, so that it can be kept and sent. */
  const ask = (form) => {
    const wanted = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    history.replaceState(null, "", wanted.size ? `#${wanted}` : location.pathname + location.search);
  };

  const remembered = () => {
    const wanted = new URLSearchParams(location.search).get("lang");
    if (wanted === "vi" || wanted === "en") return wanted;
    try {
      return localStorage.getItem("kehoach-language") === "en" ? "en" : "vi";
    } catch {
      return "vi";
    }
  };

  const speak = (wanted) => {
    document.documentElement.dataset.lang = wanted;
    document.documentElement.lang = wanted;
    const key = `label${wanted === "en" ? "En" : "Vi"}`;
    document.querySelectorAll("[data-label-vi]").forEach((it) => it.setAttribute("aria-label", it.dataset[key]));
    document.querySelectorAll("[data-hint]").forEach((it) => { it.placeholder = say(it.dataset.hint); });
    document.querySelectorAll("[data-word]").forEach((it) => { it.textContent = say(it.dataset.word); });
    document.querySelectorAll("option[data-vi]").forEach((it) => { it.textContent = it.dataset[wanted]; });
    document.querySelectorAll("td[data-name]").forEach((it) => { it.dataset.label = say(it.dataset.name); });
    document.dispatchEvent(new Event("language"));
  };

  document.documentElement.dataset.lang = remembered(); // before anything is drawn
  document.addEventListener("DOMContentLoaded", () => {
    speak(remembered());
    const button = document.getElementById("language");
    button.hidden = false;
    button.addEventListener("click", () => {
      const wanted = language() === "en" ? "vi" : "en";
      try {
        localStorage.setItem("kehoach-language", wanted);
      } catch { /* a browser that keeps nothing starts in Vietnamese again */ }
      speak(wanted);
    });
    document.querySelectorAll("[data-shows]").forEach((select) => {
      const show = () => document.querySelectorAll(`[data-shown-by="${select.dataset.shows}"]`).forEach((it) => {
        it.hidden = it.dataset.value !== select.value;
      });
      select.addEventListener("change", show);
      show();
    });
  });

  return { put, load, data, say, number, plain, day, element, today, asked, ask, language };
})();
