"use strict";
// Figures over time by item, as plain SVG. A claim is placed at its own date, else where its source spoke, else where the
// article appeared (hollow).
const Charts = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const WIDTH = 360, HEIGHT = 190, LEFT = 58, RIGHT = 12, TOP = 12, BOTTOM = 26;
  const MOST = 24, COLOURS = 8, DAY = 86400000;

  function element(name, attributes, ...children) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  // The first and last day of one EDTF date, as numbers; null for what has none.
  function days(date) {
    const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(date);
    if (!found) return null;
    const year = Number(found[1]), month = found[2] ? Number(found[2]) - 1 : null, day = found[3] ? Number(found[3]) : null;
    if (month !== null && month > 11) return [Date.UTC(year, 0, 1), Date.UTC(year, 11, 31)];
    if (day !== null) return [Date.UTC(year, month, day), Date.UTC(year, month, day)];
    if (month !== null) return [Date.UTC(year, month, 1), Date.UTC(year, month + 1, 0)];
    return [Date.UTC(year, 0, 1), Date.UTC(year, 11, 31)];
  }

  function extent(date) {
    const ends = date.split("/").map(days).filter(Boolean);
    if (!ends.length) return null;
    const last = ends[ends.length - 1];
    return [ends[0][0], date.endsWith("/..") ? ends[0][1] : last[1]];
  }

  function placed(claim) {
    for (const [column, guess] of [["date", false], ["said_on", true], ["published", true]]) {
      const when = extent(claim[column] || "");
      if (when) return { claim, from: when[0], to: when[1], guess, low: claim.low_value, high: claim.high_value };
    }
    return null;
  }

  function series(claims) {
    const byItem = new Map();
    for (const claim of claims) {
      if (!claim.item || claim.low_value === null) continue;
      const point = placed(claim);
      if (!point) continue;
      const name = [claim.item.toLowerCase(), claim.event.toLowerCase(), claim.unit].join("\u0000");
      if (!byItem.has(name)) byItem.set(name, { item: claim.item, event: claim.event, unit: claim.unit, points: [] });
      byItem.get(name).points.push(point);
    }
    return [...byItem.values()]
      .filter(one => one.points.length > 1 && new Set(one.points.map(point => point.from)).size > 1)
      .sort((one, other) => other.points.length - one.points.length || (one.item < other.item ? -1 : 1));
  }

  function short(value) {
    for (const [size, letter] of [[1e12, " tn"], [1e9, " bn"], [1e6, " m"], [1e4, " k"]]) {
      if (Math.abs(value) >= size) return `${Number((value / (letter === " k" ? 1e3 : size)).toPrecision(3))}${letter}`;
    }
    return String(Number(value.toPrecision(4)));
  }

  function ticks(low, high) {
    const rough = (high - low) / 4 || 1, power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map(times => times * power).find(size => size >= rough);
    const made = [];
    for (let at = Math.ceil(low / step - 1e-9) * step; at <= high + step * 1e-6 && made.length < 8; at += step) made.push(at);
    return made;
  }

  function day(time) {
    return new Date(time).toISOString().slice(0, 10);
  }

  function draw(one, colourOf, label) {
    const { points } = one;
    const first = Math.min(...points.map(point => point.from)), last = Math.max(...points.map(point => point.to));
    const smallest = Math.min(...points.map(point => point.low)), largest = Math.max(...points.map(point => point.high));
    const floor = smallest > 0 && smallest > largest * 0.7 ? smallest - (largest - smallest || smallest) * 0.2 : Math.min(0, smallest);
    const ceiling = largest + (largest - floor || 1) * 0.08;
    const x = time => LEFT + (WIDTH - LEFT - RIGHT) * ((time - first) / (last - first || DAY));
    const y = value => HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * ((value - floor) / (ceiling - floor));
    const name = [one.item, one.event, one.unit].filter(Boolean).join(" · ");
    const svg = element("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": `${name}: ${points.length} figures over time` });
    for (const tick of ticks(floor, ceiling)) {
      svg.append(element("line", { class: "axis", x1: LEFT, x2: WIDTH - RIGHT, y1: y(tick), y2: y(tick) }));
      svg.append(element("text", { x: LEFT - 6, y: y(tick) + 4, "text-anchor": "end" }, short(tick)));
    }
    svg.append(element("text", { x: LEFT, y: HEIGHT - 8 }, day(first)));
    svg.append(element("text", { x: WIDTH - RIGHT, y: HEIGHT - 8, "text-anchor": "end" }, day(last)));
    for (const point of points) {
      const middle = x((point.from + point.to) / 2), mean = y((point.low + point.high) / 2);
      const link = element("a", { href: `#${point.claim.claim_id}`, class: `s${colourOf(point.claim.source)}` });
      if (x(point.to) - x(point.from) > 3) link.append(element("line", { class: "span", x1: x(point.from), x2: x(point.to), y1: mean, y2: mean }));
      if (point.low !== point.high) link.append(element("line", { class: "span", x1: middle, x2: middle, y1: y(point.low), y2: y(point.high) }));
      link.append(element("circle", { class: point.guess ? "dot guess" : "dot", cx: middle, cy: mean, r: 4.5 }));
      const title = `${label(point.claim)} · ${point.claim.source} · ${point.claim.date || `published ${point.claim.published}`}`;
      link.append(element("title", {}, title));
      link.setAttribute("aria-label", title);
      svg.append(link);
    }
    const figure = document.createElement("figure"), caption = document.createElement("figcaption"), by = document.createElement("p");
    caption.textContent = name;
    by.className = "by";
    for (const source of [...new Set(points.map(point => point.claim.source))].slice(0, 4)) {
      const entry = document.createElement("span");
      entry.className = `s${colourOf(source)}`;
      entry.textContent = "● ";
      by.append(entry, `${source}  `);
    }
    figure.append(caption, svg, by);
    return figure;
  }

  // Fill ``panel`` with the charts of ``claims``; ``label`` writes a claim's number.
  function show(panel, claims, label) {
    const all = series(claims);
    const counts = new Map();
    for (const one of all) for (const point of one.points) counts.set(point.claim.source, (counts.get(point.claim.source) || 0) + 1);
    const ranked = [...counts].sort((one, other) => other[1] - one[1]).map(([source]) => source);
    const colours = new Map(ranked.map((source, rank) => [source, Math.min(rank, COLOURS - 1)]));
    const note = document.createElement("p"), grid = document.createElement("div");
    note.className = "note";
    note.textContent = all.length
      ? `${Math.min(all.length, MOST)} of ${all.length} items with figures at two dates or more, of the rows below. Hollow: dated by when it was said or published. Search or filter to see others.`
      : "No item has figures at two dates among the rows below.";
    grid.className = "grid";
    grid.append(...all.slice(0, MOST).map(one => draw(one, source => colours.get(source), label)));
    panel.replaceChildren(note, grid);
  }

  return { show };
})();
