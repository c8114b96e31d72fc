/* Puts the parts together and keeps them in step. */
(function (gb) {
  "use strict";
  const { nodes, edges, claims, totals } = gb.model;
  const find = gb.find, make = gb.make;

  function count() {
    const seen = gb.visible(), looking = gb.looking;
    const may = nodes.filter((_, index) => looking.view === "list" || gb.drawable(index)).length;
    const some = (flags) => flags.filter(Boolean).length;
    const shown = some(looking.view === "list" ? seen.listed : seen.nodes), lines = some(seen.edges);
    const counter = find("counter");
    counter.textContent = "showing " + shown + " of " + totals.nodes + " things, " + lines + " of " + totals.edges + " relations";
    counter.classList.toggle("partial", shown < may || nodes.length < totals.nodes || lines < totals.edges);
  }

  function notice() {
    const told = [];
    if (nodes.length < totals.nodes) {
      told.push("This graph has " + totals.nodes + " things and " + totals.edges + " relations. The page holds the " +
        nodes.length + " things with most relations.");
    }
    if (claims.length < totals.claims) {
      told.push("It holds " + claims.length + " of the " + totals.claims + " claims about them, the first of each thing.");
    }
    if (!told.length) return;
    find("notice").hidden = false;
    find("notice").textContent = told.join(" ") + " For the others, ask the graph with: graphbuild query";
  }

  /* All that decides what is drawn, but the choice of one thing. */
  function filters() {
    const { source, from, to, undated, alone, offClasses, offStates, offRelations } = gb.looking;
    return JSON.stringify([source, from, to, undated, alone, [...offClasses], [...offStates], [...offRelations]]);
  }

  let drawnFor = "", drawnView = "", filteredFor = "";
  function follow() {
    const looking = gb.looking;
    find("canvas").hidden = find("zoom").hidden = looking.view === "list";
    find("list").hidden = looking.view !== "list";
    find("tab-graph").setAttribute("aria-pressed", String(looking.view !== "list"));
    find("tab-list").setAttribute("aria-pressed", String(looking.view === "list"));
    gb.syncControls();
    gb.redraw();
    const now = looking.node + " " + looking.edge;
    if (now !== drawnFor) {
      gb.drawPanel();
      const heading = find("panel").querySelector("h2");
      if (drawnFor) find("said").textContent = "Details: " + heading.textContent.slice(0, 200);
      /* What was clicked inside the panel is gone with its old content: go on at the top of the new one. */
      if (drawnFor && document.activeElement === document.body) {
        heading.tabIndex = -1;
        heading.focus({ preventScroll: true });
      }
    }
    const sight = filters();
    if (drawnFor && sight !== filteredFor) gb.follow();
    if (now !== drawnFor || looking.view !== drawnView) gb.reveal(drawnFor !== "");
    filteredFor = sight;
    drawnView = looking.view;
    drawnFor = now;
    gb.drawList(false);
    count();
    gb.writeAddress();
  }

  function theme(name) {
    gb.setTheme(name);
    find("theme").textContent = name === "dark" ? "☀" : "☾";
    gb.redraw();
  }

  function searching() {
    const field = find("search"), hits = find("hits");
    const close = () => { hits.hidden = true; };
    const choose = (index) => { close(); gb.show(index, -1); gb.centre(index); };
    const look = () => {
      const found = gb.search(field.value);
      hits.replaceChildren();
      hits.hidden = !field.value.trim();
      found.slice(0, 12).forEach((index) => hits.append(make("button", { type: "button", class: "go", style: "margin:0", click: () => choose(index) },
        gb.swatch(nodes[index].class), make("span", { class: "name" }, make("bdi", { class: "clip" }, nodes[index].label),
          make("small", { class: "soft" }, gb.className(nodes[index]))))));
      if (!found.length) hits.append(make("p", {}, "Nothing by that name."));
      if (found.length > 12) hits.append(make("p", {}, "and " + (found.length - 12) + " more: type on"));
    };
    field.addEventListener("input", look);
    field.addEventListener("focus", look);
    field.addEventListener("keydown", (event) => {
      const found = gb.search(field.value);
      if (event.key === "Enter" && found.length) choose(found[0]);
      if (event.key === "Escape") { field.value = ""; close(); }
      if (event.key === "ArrowDown" && hits.querySelector("button")) { event.preventDefault(); hits.querySelector("button").focus(); }
    });
    hits.addEventListener("keydown", (event) => {
      const to = event.key === "ArrowDown" ? document.activeElement.nextElementSibling : event.key === "ArrowUp" ? document.activeElement.previousElementSibling : null;
      if (to) { event.preventDefault(); to.focus(); } else if (event.key === "ArrowUp") field.focus();
      if (event.key === "Escape") { close(); field.focus(); }
    });
    document.addEventListener("click", (event) => { if (!event.target.closest(".search")) close(); });
  }

  function view(name) {
    gb.looking.view = name;
    gb.changed();
    if (name === "list") find("list").focus();
  }

  function start() {
    const prefers = window.matchMedia("(prefers-color-scheme: dark)");
    gb.setTheme(prefers.matches ? "dark" : "light");
    gb.readAddress();
    gb.drawControls();
    gb.drawCanvas();
    notice();
    theme(document.documentElement.dataset.theme);
    gb.listeners.push(follow);
    follow();
    searching();
    find("theme").addEventListener("click", () => theme(gb.dark() ? "light" : "dark"));
    prefers.addEventListener("change", (event) => theme(event.matches ? "dark" : "light"));
    find("tab-graph").addEventListener("click", () => view("graph"));
    find("tab-list").addEventListener("click", () => view("list"));
    find("skip").addEventListener("click", (event) => { event.preventDefault(); view("list"); });
    find("zoom-in").addEventListener("click", () => gb.zoomBy(1.35));
    find("zoom-out").addEventListener("click", () => gb.zoomBy(1 / 1.35));
    find("zoom-fit").addEventListener("click", () => gb.fit(true));
    find("filters-toggle").addEventListener("click", () => {
      const open = find("side").classList.toggle("open");
      find("filters-toggle").setAttribute("aria-expanded", String(open));
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.target.closest(".search")) gb.show(-1, -1);
    });
    window.addEventListener("hashchange", () => { gb.readAddress(); gb.changed(); });
    let before = "";
    window.addEventListener("beforeprint", () => { before = document.documentElement.dataset.theme; theme("light"); gb.drawList(true); });
    window.addEventListener("afterprint", () => { theme(before || "light"); });
    document.documentElement.dataset.ready = nodes.length + " " + edges.length;
  }
  start();
})(window.graphbuild);
