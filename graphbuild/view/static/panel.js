/* The side panel: everything known of one node or one edge, down to the sentences; or where to begin. */
(function (gb) {
  "use strict";
  const { nodes, edges, claims, sources, totals } = gb.model;
  const make = gb.make;

  function heading(words, count) {
    return make("h3", {}, words, count === undefined ? null : make("span", { class: "count" }, count));
  }

  function badge(state) {
    const row = gb.states.get(state);
    if (!row) return null;
    const element = make("span", { class: "badge " + state, title: row.meaning }, row.label);
    element.style.color = "var(--state-" + state + ")";
    return element;
  }

  gb.copy = function (text, button) {
    const done = (words) => {
      const before = button.textContent;
      button.textContent = words;
      setTimeout(() => { button.textContent = before; }, 1400);
    };
    const byHand = () => {
      const field = make("textarea", { readonly: true, class: "skip" });
      field.value = text;
      document.body.append(field);
      field.select();
      let worked = false;
      try { worked = document.execCommand("copy"); } catch (error) { worked = false; }
      field.remove();
      done(worked ? "Copied" : "Not allowed here");
    };
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(text).then(() => done("Copied"), byHand);
    else byHand();
  };

  function copyButton(words, text) {
    const button = make("button", { type: "button", click: () => gb.copy(text(), button) }, words);
    return button;
  }

  gb.relationRow = function (index, from) {
    const edge = edges[index];
    const outward = edge.from === from;
    const other = nodes[outward ? edge.to : edge.from];
    const words = gb.relationLabel(edge.relation);
    return make("li", {}, make("button", { type: "button", class: "go", click: () => gb.show(-1, index) },
      gb.stroke(edge.state),
      make("span", { class: "name clip" }, make("span", { class: "soft" }, outward ? words + " → " : "← " + words + " "),
        make("bdi", {}, other.label))));
  };

  function facts(node) {
    const list = make("dl");
    const add = (name, ...values) => list.append(make("dt", {}, name), make("dd", { dir: "auto" }, ...values));
    const period = gb.period(node);
    if (period) add("when", period);
    node.facts.forEach(([name, value]) => add(name, value));
    if (node.also.length) add("also called", node.also.join("; "));
    node.same.forEach((address) => add("same as", gb.outward(address, address)));
    return list;
  }

  function named(node) {
    return make("ul", { class: "plain" }, byParts(node.named, 60, ([index, words]) => {
      const source = sources[index];
      return make("li", { class: "cite" }, source.url ? gb.outward(source.url, source.title) : source.title,
        " ", make("span", { class: "soft" }, [source.publisher, gb.day(source.issued)].filter(Boolean).join(", ")),
        make("div", { class: "soft", dir: "auto" }, "as " + words.map((word) => "“" + word + "”").join(", ")));
    }));
  }

  /* The first of a long row, and a button for the next. */
  function byParts(all, most, draw) {
    const first = all.slice(0, most).map(draw);
    const rest = all.slice(most);
    if (!rest.length) return first;
    const more = make("button", { type: "button", click: () => more.replaceWith(...byParts(rest, most, draw)) },
      "Show " + Math.min(most, rest.length) + " more of " + rest.length);
    return [...first, more];
  }

  function cards(panel, words, indexes, marked) {
    if (!indexes.length) return;
    panel.append(heading(words, indexes.length), ...byParts(gb.byDate(indexes), 40, (index) => gb.claimCard(index, marked)));
  }

  function sides(panel, indexes, marked) {
    cards(panel, "Affirmed", indexes.filter((index) => claims[index].stance !== "denies"), marked);
    cards(panel, "Denied", indexes.filter((index) => claims[index].stance === "denies"), marked);
  }

  function aboutNode(panel, index) {
    const node = nodes[index];
    panel.append(
      make("p", { class: "kicker" }, gb.swatch(node.class), gb.className(node)),
      make("h2", { dir: "auto" }, node.label),
      make("p", {}, badge(node.status)),
      facts(node),
      make("div", { class: "actions" },
        make("button", { type: "button", click: () => gb.centre(index) }, "Show on the graph"),
        copyButton("Copy IRI", () => node.iri), copyButton("Copy link", () => location.href)));
    if (gb.edgesOf[index].length) {
      panel.append(heading("Relations", gb.edgesOf[index].length),
        make("ul", { class: "plain" }, byParts(gb.edgesOf[index], 60, (edge) => gb.relationRow(edge, index))));
    } else panel.append(make("p", { class: "soft" }, "No relation to another thing is told of it."));
    sides(panel, node.claims, [index]);
    cards(panel, "What it says itself", node.says.filter((claim) => !node.claims.includes(claim)), [index]);
    if (node.named.length) panel.append(heading("Named in", node.named.length), named(node));
  }

  function aboutEdge(panel, index) {
    const edge = edges[index];
    const triple = [nodes[edge.from].iri, edge.relation, nodes[edge.to].iri].join(" ");
    panel.append(
      make("p", { class: "kicker" }, gb.stroke(edge.state), "Relation"),
      make("h2", {}, make("bdi", {}, gb.goTo(edge.from)), make("span", { class: "soft" }, " " + gb.relationLabel(edge.relation) + " "),
        make("bdi", {}, gb.goTo(edge.to))),
      make("p", {}, badge(edge.state), make("span", { class: "soft" }, gb.states.get(edge.state).meaning)),
      make("div", { class: "actions" }, copyButton("Copy triple", () => triple), copyButton("Copy link", () => location.href)));
    sides(panel, edge.claims, [edge.from, edge.to]);
  }

  /* Where to begin: what is contested, then what has most to it. */
  function beginning(panel) {
    const order = { contested: 0, denied: 1, claimed: 2, reported: 3 };
    const rank = (index) => order[nodes[index].status] ?? 4;
    const events = nodes.map((node, index) => index).filter((index) => gb.isEvent(nodes[index]))
      .sort((a, b) => rank(a) - rank(b) || nodes[b].claims.length - nodes[a].claims.length || a - b);
    panel.append(make("h2", {}, "What the reports say"),
      make("p", { class: "lead" }, totals.nodes + " things and " + totals.edges + " relations between them, told by " + totals.claims +
        " claims in " + sources.length + (sources.length === 1 ? " article" : " articles") +
        ". Nothing here is said to be true: each line is somebody’s word. Choose anything to read the sentences it rests on."));
    if (!events.length) return;
    const most = 14;
    panel.append(heading("Events to begin with"), make("ul", { class: "plain" }, events.slice(0, most).map((index) => gb.nodeRow(index))));
    if (events.length > most) {
      panel.append(make("p", { class: "soft" }, "and " + (events.length - most) + " more in the list."));
    }
  }

  gb.nodeRow = function (index, brief) {
    const node = nodes[index];
    const about = [brief ? "" : gb.className(node), gb.period(node)].filter(Boolean).join(", ");
    return make("li", {}, make("button", { type: "button", class: "go", click: () => gb.show(index, -1) },
      gb.swatch(node.class),
      make("span", { class: "name" }, make("bdi", { class: "clip" }, node.label), about ? make("small", { class: "soft" }, about) : null),
      make("span", { class: "count" }, badge(node.status))));
  };

  gb.drawPanel = function () {
    const panel = gb.find("panel");
    panel.replaceChildren();
    panel.scrollTop = 0;
    const { node, edge } = gb.looking;
    if (node >= 0 || edge >= 0) {
      panel.append(make("button", { type: "button", class: "link", click: () => gb.show(-1, -1) }, "← Overview"));
    }
    if (node >= 0) aboutNode(panel, node);
    else if (edge >= 0) aboutEdge(panel, edge);
    else beginning(panel);
  };
})(window.graphbuild);
