"use strict";
// The report: a table of claims beside the article that each stands in. Everything from articles is put on the page as text.
(() => {
  const byId = id => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const OWN_VOICE = "the article";
  const SIGNS = { approx: "≈ ", more_than: "> ", at_least: "≥ ", less_than: "< ", at_most: "≤ " };
  const NARROW = window.matchMedia("(max-width: 760px)");

  const claims = data.claims.map(([article, places, ...cells]) => {
    const claim = { article, places };
    data.columns.forEach((column, place) => { claim[column] = cells[place]; });
    const { id, outlet, published } = data.articles[article];
    Object.assign(claim, { article_id: id, outlet, published, source: claim.who_said || OWN_VOICE });
    claim.low_value = claim.number !== "" ? Number(claim.number) : claim.low !== "" ? Number(claim.low) : claim.high !== "" ? Number(claim.high) : null;
    claim.high_value = claim.number !== "" || claim.high === "" ? claim.low_value : Number(claim.high);
    return claim;
  });
  const known = new Map(claims.map(claim => [claim.claim_id, claim]));
  let picked = null, shownArticle = -1, marks = new Map(), table = null, order = null, unknown = "";

  // --- words

  function grouped(number) {
    const [whole, rest] = number.replace("-", "−").split(".");
    return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",") + (rest ? `.${rest}` : "");
  }

  // "84,000,000" as "84 million" where nothing is lost by it.
  function worded(number) {
    for (const [digits, word] of [[12, "trillion"], [9, "billion"], [6, "million"]]) {
      if (/^-?\d+$/.test(number) && number.replace("-", "").length > digits && /^0*$/.test(number.slice(3 - digits))) {
        const rest = number.slice(-digits, 3 - digits).replace(/0+$/, "");
        return `${grouped(number.slice(0, -digits))}${rest ? `.${rest}` : ""} ${word}`;
      }
    }
    return grouped(number);
  }

  function figure(claim, write = worded) {
    const value = claim.number !== "" ? write(claim.number) : [claim.low, claim.high].filter(Boolean).map(write).join("–");
    const unit = claim.unit === "percent" ? " %" : /^[A-Z]{3}$/.test(claim.unit) ? "" : claim.unit ? ` ${claim.unit.replaceAll("_", " ")}` : "";
    const money = /^[A-Z]{3}$/.test(claim.unit) ? `${claim.unit} ` : "";
    return `${SIGNS[claim.modifier] || ""}${money}${value}${unit}`;
  }

  function haystack(claim) {
    claim.words ??= [claim.who_said, claim.what, claim.sentence, claim.item, claim.event, claim.entities, claim.number, claim.number_text,
      claim.unit, claim.date, claim.article_id, claim.outlet, claim.flags].join("\n").toLowerCase();
    return claim.words;
  }

  // --- the passage

  function fact(list, name, value, kind) {
    if (!value) return;
    const term = document.createElement("dt"), detail = document.createElement("dd");
    term.textContent = name;
    detail.textContent = value;
    if (kind) detail.className = kind;
    list.append(term, detail);
  }

  // Cut the article where a number, source, cue, date or sentence begins or ends, and mark each piece with what it is.
  function showArticle(number) {
    shownArticle = number;
    marks = new Map();
    const { text } = data.articles[number];
    const body = byId("text");
    if (text === null) {
      body.replaceChildren();
      return;
    }
    const ends = [];
    for (const claim of claims) {
      if (claim.article !== number || !claim.places) continue;
      data.places.forEach((role, at) => {
        const [start, end] = claim.places.slice(2 * at, 2 * at + 2);
        if (start >= 0 && end > start) ends.push([start, 1, role, claim.claim_id], [end, 0, role, claim.claim_id]);
      });
    }
    ends.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    const pieces = [], open = new Set();
    let at = 0;
    const flush = until => {
      if (until <= at) return;
      const words = text.slice(at, until);
      at = until;
      if (!open.size) {
        pieces.push(document.createTextNode(words));
        return;
      }
      const held = [...open].map(key => key.split(" "));
      const roles = new Set(held.map(([role]) => role));
      const piece = document.createElement(roles.size === 1 && roles.has("sentence") ? "span" : "mark");
      piece.className = [...roles].join(" ");
      piece.textContent = words;
      for (const [role, id] of held) {
        if (!marks.has(id)) marks.set(id, []);
        marks.get(id).push([piece, role]);
      }
      const ofNumber = held.find(([role]) => role === "number");
      if (ofNumber) piece.dataset.claim = ofNumber[1];
      pieces.push(piece);
    };
    for (const [place, opens, role, id] of ends) {
      flush(place);
      if (opens) open.add(`${role} ${id}`); else open.delete(`${role} ${id}`);
    }
    flush(text.length);
    body.replaceChildren(...pieces);
  }

  function showPassage(claim) {
    const article = data.articles[claim.article];
    byId("passage").hidden = false;
    byId("outlet").textContent = [article.outlet, article.published, article.id].filter(Boolean).join(" · ");
    byId("headline").textContent = article.title || article.id;
    const facts = byId("facts");
    facts.replaceChildren();
    fact(facts, "who said", claim.who_said || "the article's own voice");
    fact(facts, "what", claim.what);
    fact(facts, "number", figure(claim, grouped));
    fact(facts, "of", [claim.item, claim.event].filter(Boolean).join(" · "));
    fact(facts, "date", claim.date);
    fact(facts, "said on", claim.said_on);
    fact(facts, "relayed by", claim.relayed_by);
    fact(facts, "as", [claim.modality, claim.quote === "none" ? "" : `${claim.quote} speech`].filter(Boolean).join(", "));
    fact(facts, "doubts", claim.flags.replaceAll(";", ", ").replaceAll("_", " "), "notice");
    byId("permalink").href = `#${claim.claim_id}`;
    byId("notice").hidden = claim.places !== null;
    byId("notice").textContent = article.text === null
      ? "The article's text was not at hand when this report was written, or there was too much text for a page."
      : "The article has changed since the claim was found in it; nothing can be marked.";
    if (shownArticle !== claim.article) showArticle(claim.article);
    for (const piece of document.querySelectorAll("#text .on")) piece.classList.remove("on", ...data.places.map(role => `on-${role}`));
    for (const [piece, role] of marks.get(claim.claim_id) || []) piece.classList.add("on", `on-${role}`);
    const main = (marks.get(claim.claim_id) || []).find(([, role]) => role === "number");
    if (main) main[0].scrollIntoView({ block: "center" });
    else byId("passage").scrollTop = 0;
  }

  function hidePassage() {
    byId("passage").hidden = true;
    byId("table").focus();
  }

  // --- picking a claim

  function pick(id, { scroll = true, passage = true } = {}) {
    const claim = known.get(id);
    unknown = claim || !id ? "" : ` · no claim ${id}`;
    if (!claim) {
      recount();
      return;
    }
    const before = picked;
    picked = id;
    if (location.hash.slice(1) !== id) history.replaceState(null, "", `#${id}`);
    for (const one of [before, id]) {
      const row = one && table.getRow(one);
      if (row) row.getElement().classList.toggle("picked", one === id);
    }
    if (scroll && rowOrder().includes(id)) {
      const group = table.getGroups().length ? table.getRow(id).getGroup() : null;
      if (group && !group.isVisible()) group.show();
      table.scrollToRow(id, "center", false).catch(() => {});
    }
    if (passage) showPassage(claim);
  }

  function rowOrder() {
    if (!order) {
      const groups = table.getGroups();
      const rows = groups.length ? groups.flatMap(group => group.getRows()) : table.getRows("active");
      order = rows.map(row => row.getData().claim_id);
    }
    return order;
  }

  function step(by) {
    const ids = rowOrder();
    if (!ids.length) return;
    const at = ids.indexOf(picked);
    pick(ids[at < 0 ? 0 : Math.max(0, Math.min(ids.length - 1, at + by))], { passage: !NARROW.matches || !byId("passage").hidden });
  }

  // --- the table

  function clip(words, kind) {
    const box = document.createElement("div");
    box.className = kind ? `clip ${kind}` : "clip";
    box.textContent = words;
    return box;
  }

  const plain = cell => clip(cell.getValue() ?? "");

  // ">100", "<=5", "10..20", or the digits themselves.
  function numberFilter(wanted, _value, claim) {
    const words = wanted.replaceAll(",", "").trim();
    const bound = /^(>=|<=|>|<|=)?\s*(-?\d+(?:\.\d+)?)$/.exec(words), range = /^(-?\d+(?:\.\d+)?)\s*\.\.\s*(-?\d+(?:\.\d+)?)$/.exec(words);
    const low = claim.low_value, high = claim.high_value;
    if (low === null) return false;
    if (range) return high >= Number(range[1]) && low <= Number(range[2]);
    if (!bound) return false;
    const limit = Number(bound[2]);
    if (bound[1] === ">") return high > limit;
    if (bound[1] === ">=") return high >= limit;
    if (bound[1] === "<") return low < limit;
    if (bound[1] === "<=") return low <= limit;
    if (bound[1] === "=") return low <= limit && limit <= high;
    return claim.number.startsWith(bound[2]) || claim.low.startsWith(bound[2]) || claim.high.startsWith(bound[2]);
  }

  const early = date => (date || "\uffff").replace(/^\.\.\//, "");
  const column = (title, field, width, more) => ({ title, field, minWidth: NARROW.matches && field !== "low_value" ? width * 0.68 : width, widthGrow: width / 100, headerFilter: "input",
    headerFilterPlaceholder: "filter", formatter: plain, ...more });

  table = new Tabulator("#table", {
    data: claims,
    index: "claim_id",
    layout: "fitColumns",
    responsiveLayout: "hide",
    rowHeight: 52,
    height: "100%",
    renderVerticalBuffer: 300,
    headerFilterLiveFilterDelay: 120,
    selectableRows: false,
    placeholder: "No claim fits.",
    groupStartOpen: (_value, count) => count <= 50,
    groupToggleElement: "header",
    columnDefaults: { headerSortTristate: true, resizable: "header" },
    columns: [
      column("who said", "source", 130, { responsive: 0, formatter: cell => clip(cell.getValue(), cell.getData().who_said ? "" : "voice") }),
      column("what", "what", 220, { responsive: 0, widthGrow: 4 }),
      column("number", "low_value", 110, { responsive: 0, hozAlign: "right", headerHozAlign: "right", headerFilterFunc: numberFilter,
        headerFilterPlaceholder: "> 100", sorter: "number", sorterParams: { alignEmptyValues: "bottom" }, formatter: cell => clip(figure(cell.getData()), "number-cell") }),
      column("date", "date", 120, { responsive: 1, sorter: (one, other) => (early(one) < early(other) ? -1 : early(one) > early(other) ? 1 : 0) }),
      column("item", "item", 130, { responsive: 2 }),
      column("event", "event", 95, { responsive: 4 }),
      column("modality", "modality", 95, { responsive: 5 }),
      column("outlet", "outlet", 120, { responsive: 3 }),
      column("article", "article_id", 140, { responsive: 6 }),
      column("doubts", "flags", 110, { responsive: 5, formatter: cell => clip((cell.getValue() || "").replaceAll(";", ", ").replaceAll("_", " "), "doubt") }),
    ],
    rowFormatter: row => row.getElement().classList.toggle("picked", row.getData().claim_id === picked),
    groupHeader: (value, count) => {
      const head = document.createElement("b");
      head.textContent = `${value || "unknown"} (${count})`;
      return head;
    },
  });

  function recount() {
    order = null;
    const shown = table.getDataCount("active");
    const articles = data.articles.length;
    byId("count").textContent = `${shown === claims.length ? "" : `${shown.toLocaleString("en")} of `}${claims.length.toLocaleString("en")} claims from ${articles.toLocaleString("en")} articles${unknown}`;
    if (!byId("charts").hidden) Charts.show(byId("charts"), table.getData("active"), figure);
  }

  function refilter() {
    const words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean), doubtful = byId("doubt").checked;
    if (!words.length && !doubtful) table.clearFilter();
    else table.setFilter(claim => (!doubtful || claim.flags !== "") && words.every(word => haystack(claim).includes(word)));
  }

  function toggleCharts() {
    const panel = byId("charts");
    panel.hidden = !panel.hidden;
    byId("charts-button").setAttribute("aria-pressed", String(!panel.hidden));
    recount();
  }

  function later(act, wait) {
    let timer = 0;
    return () => { clearTimeout(timer); timer = setTimeout(act, wait); };
  }

  function remembered(name, value) {
    try {
      if (value !== undefined) localStorage.setItem(name, value);
      return localStorage.getItem(name);
    } catch {
      return null; // a browser may forbid memory to a local file
    }
  }

  function wear(theme) {
    document.documentElement.dataset.theme = theme;
  }

  wear(remembered("claimrows-theme") || (window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
  byId("theme").addEventListener("click", () => {
    const theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    wear(theme);
    remembered("claimrows-theme", theme);
  });
  byId("search").addEventListener("input", later(refilter, 120));
  byId("doubt").addEventListener("change", refilter);
  byId("group").addEventListener("change", event => { order = null; table.setGroupBy(event.target.value || false); });
  byId("charts-button").addEventListener("click", toggleCharts);
  byId("close").addEventListener("click", hidePassage);
  byId("text").addEventListener("click", event => {
    const mark = event.target.closest("[data-claim]");
    if (mark) pick(mark.dataset.claim);
  });
  byId("table").tabIndex = 0;
  window.addEventListener("hashchange", () => pick(location.hash.slice(1)));
  document.addEventListener("keydown", event => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "Escape") {
      if (typing) event.target.blur();
      else if (!byId("passage").hidden) hidePassage();
      return;
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") { byId("search").focus(); byId("search").select(); }
    else if (event.key === "ArrowDown" || event.key === "j") step(1);
    else if (event.key === "ArrowUp" || event.key === "k") step(-1);
    else if (event.key === "Enter" && picked && event.target === byId("table")) { showPassage(known.get(picked)); byId("passage").focus(); }
    else if (event.key === "c") toggleCharts();
    else return;
    event.preventDefault();
  });

  table.on("rowClick", (_event, row) => pick(row.getData().claim_id, { scroll: false }));
  table.on("dataFiltered", () => setTimeout(recount));
  table.on("dataSorted", () => { order = null; });
  table.on("dataGrouped", () => { order = null; });
  table.on("tableBuilt", () => {
    pick(location.hash.slice(1));
    recount();
    document.documentElement.dataset.ready = "yes";
  });
})();
