/* The data of the page and the state of looking at it.  Every other script hangs itself onto `graphbuild`. */
window.graphbuild = (function () {
  "use strict";
  const model = JSON.parse(document.getElementById("data").textContent);
  const byName = (rows) => new Map(rows.map((row) => [row.name, row]));
  const gb = {
    model,
    classes: byName(model.classes),
    states: byName(model.states),
    relations: byName(model.relations),
    /* What is looked at: everything here is written to and read from the address of the page. */
    looking: fresh(),
    listeners: [],
    find: (id) => document.getElementById(id),
  };

  function fresh() {
    return {
      node: -1, edge: -1, view: "graph", source: "", from: "", to: "", undated: true, alone: false,
      offClasses: new Set(), offStates: new Set(), offRelations: new Set(),
    };
  }

  /* An element with attributes and children; text only ever becomes a text node. */
  gb.make = function (tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === "click" || name === "change" || name === "input") element.addEventListener(name, value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
    }
    for (const child of children.flat()) {
      if (child === null || child === undefined || child === false) continue;
      element.append(typeof child === "object" ? child : document.createTextNode(String(child)));
    }
    return element;
  };

  gb.drawing = function (tag, attributes) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };

  /* A link for http and https alone; anything else stays text. */
  gb.outward = function (address, words) {
    let parsed = null;
    try { parsed = new URL(address); } catch (error) { return document.createTextNode(words); }
    if (parsed.protocol !== "https:" && parsed.protocol !== "http:") return document.createTextNode(words);
    return gb.make("a", { href: parsed.href, rel: "noopener noreferrer", target: "_blank" }, words);
  };

  const polygon = (corners) => corners.map(([x, y]) => x + "," + y).join(" ");
  const SHAPES = {
    dot: () => gb.drawing("circle", { cx: 8, cy: 8, r: 6.2 }),
    square: () => gb.drawing("rect", { x: 2.4, y: 2.4, width: 11.2, height: 11.2 }),
    diamond: () => gb.drawing("polygon", { points: polygon([[8, 1], [15, 8], [8, 15], [1, 8]]) }),
    hexagon: () => gb.drawing("polygon", { points: polygon([[4.6, 2], [11.4, 2], [15, 8], [11.4, 14], [4.6, 14], [1, 8]]) }),
    triangleDown: () => gb.drawing("polygon", { points: polygon([[1.4, 2.6], [14.6, 2.6], [8, 14.4]]) }),
    pill: () => gb.drawing("rect", { x: 0.8, y: 3.5, width: 14.4, height: 9, rx: 4.5 }),
    box: () => gb.drawing("rect", { x: 0.8, y: 3, width: 14.4, height: 10, rx: 2 }),
  };

  gb.swatch = function (name) {
    const row = gb.classes.get(name);
    const svg = gb.drawing("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" });
    const shape = (SHAPES[row.shape] || SHAPES.dot)();
    shape.style.fill = "var(--tint-" + row.name + ")";
    if (row.inside) { shape.setAttribute("stroke", row.fill); shape.setAttribute("stroke-width", 1.6); }
    svg.append(shape);
    return svg;
  };

  gb.stroke = function (state) {
    const row = gb.states.get(state);
    const svg = gb.drawing("svg", { width: 34, height: 10, viewBox: "0 0 34 10", "aria-hidden": "true" });
    svg.append(gb.drawing("line", {
      x1: 1, y1: 5, x2: 33, y2: 5, "stroke-width": 2.4, style: "stroke: var(--state-" + row.name + ")",
      "stroke-dasharray": row.dashes.map((length) => length * 0.7).join(" ") || "none",
    }));
    return svg;
  };

  gb.dark = () => document.documentElement.dataset.theme === "dark";
  gb.colour = (row) => (gb.dark() ? row.dark : row.light);

  /* Signs outside the drawing take their colours from here, so that a change of theme reaches them all. */
  gb.setTheme = function (name) {
    const root = document.documentElement;
    root.dataset.theme = name;
    model.states.forEach((row) => root.style.setProperty("--state-" + row.name, gb.colour(row)));
    model.classes.forEach((row) => root.style.setProperty("--tint-" + row.name, row.tints[gb.dark() ? 1 : 0]));
  };

  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  gb.day = function (date) {
    const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date);
    return parts ? Number(parts[3]) + " " + (MONTHS[Number(parts[2]) - 1] || parts[2]) + " " + parts[1] : date;
  };
  const lastOf = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();
  gb.period = function (node) {
    if (!node.begin && !node.end) return "";
    if (node.begin === node.end) return gb.day(node.begin);
    if (!node.begin) return "until " + gb.day(node.end);
    if (!node.end) return "from " + gb.day(node.begin);
    const [y1, m1, d1] = node.begin.split("-").map(Number), [y2, m2, d2] = node.end.split("-").map(Number);
    if (y1 === y2 && d1 === 1 && d2 === lastOf(y2, m2)) {
      if (m1 === m2) return MONTHS[m1 - 1] + " " + y1;
      return m1 === 1 && m2 === 12 ? String(y1) : MONTHS[m1 - 1] + " – " + MONTHS[m2 - 1] + " " + y1;
    }
    if (y1 === y2 && m1 === m2) return d1 + " – " + gb.day(node.end);
    return gb.day(node.begin) + " – " + gb.day(node.end);
  };

  gb.relationLabel = (name) => gb.relations.get(name).label;
  gb.className = (node) => gb.classes.get(node.class).label;
  gb.edgesOf = model.nodes.map(() => []);
  model.edges.forEach((edge, index) => {
    gb.edgesOf[edge.from].push(index);
    if (edge.to !== edge.from) gb.edgesOf[edge.to].push(index);
  });

  /* What no relation ties to anything is drawn on demand only: it would push everything else out of sight. */
  gb.alone = model.nodes.flatMap((_, index) => (gb.edgesOf[index].length ? [] : [index]));
  gb.drawable = (index) =>
    gb.edgesOf[index].length > 0 || gb.looking.alone || !model.edges.length || gb.looking.node === index;

  gb.changed = () => gb.listeners.forEach((listener) => listener());
  gb.show = function (node, edge) {
    gb.looking.node = node;
    gb.looking.edge = edge;
    gb.changed();
  };

  /* The address: names in full IRIs, so that a link survives a rebuild of the graph. */
  gb.writeAddress = function () {
    const looking = gb.looking;
    const words = new URLSearchParams();
    if (looking.node >= 0) words.set("thing", model.nodes[looking.node].iri);
    if (looking.edge >= 0) {
      const edge = model.edges[looking.edge];
      words.set("relation", [model.nodes[edge.from].iri, edge.relation, model.nodes[edge.to].iri].join(" "));
    }
    if (looking.view !== "graph") words.set("view", looking.view);
    for (const name of ["source", "from", "to"]) if (looking[name]) words.set(name, looking[name]);
    if (!looking.undated) words.set("undated", "no");
    if (looking.alone) words.set("alone", "yes");
    for (const name of ["offClasses", "offStates", "offRelations"]) {
      if (looking[name].size) words.set(name, [...looking[name]].sort().join(" "));
    }
    const hash = words.toString();
    if (location.hash.slice(1) === hash) return;
    /* A sandboxed frame of a notebook has no address of its own and throws. */
    try { history.replaceState(null, "", hash ? "#" + hash : "#"); } catch (error) { if (error.name !== "SecurityError") throw error; }
  };

  gb.readAddress = function () {
    const looking = fresh();
    let words = new URLSearchParams();
    try { words = new URLSearchParams(location.hash.slice(1)); } catch (error) { return; }
    looking.node = model.nodes.findIndex((node) => node.iri === words.get("thing"));
    const [from, relation, to] = (words.get("relation") || "").split(" ");
    if (relation) {
      looking.edge = model.edges.findIndex((edge) =>
        edge.relation === relation && model.nodes[edge.from].iri === from && model.nodes[edge.to].iri === to);
    }
    if (words.get("view") === "list") looking.view = "list";
    for (const name of ["source", "from", "to"]) looking[name] = words.get(name) || "";
    looking.undated = words.get("undated") !== "no";
    looking.alone = words.get("alone") === "yes";
    for (const name of ["offClasses", "offStates", "offRelations"]) {
      looking[name] = new Set((words.get(name) || "").split(" ").filter(Boolean));
    }
    gb.looking = looking;
  };
  gb.resetFilters = function () {
    const kept = gb.looking;
    gb.looking = Object.assign(fresh(), { node: kept.node, edge: kept.edge, view: kept.view });
    gb.changed();
  };
  return gb;
})();
