/* The same facts as text: for the keyboard, for screen readers, for paper.  Built when first asked for. */
(function (gb) {
  "use strict";
  const { nodes, edges, classes } = gb.model;
  const make = gb.make;

  function things(list, seen) {
    for (const one of classes) {
      const own = nodes.flatMap((node, index) => (node.class === one.name && seen.listed[index] ? [index] : []));
      if (!own.length) continue;
      own.sort((a, b) => nodes[a].label.localeCompare(nodes[b].label, "en") || a - b);
      list.append(make("h2", {}, one.label, make("span", { class: "count" }, own.length)),
        make("ul", { class: "plain" }, own.map((index) => gb.nodeRow(index, true))));
    }
  }

  function relationRow(index) {
    const edge = edges[index];
    return make("li", {}, make("button", { type: "button", class: "go", click: () => gb.show(-1, index) },
      gb.stroke(edge.state),
      make("span", { class: "name clip" }, make("bdi", {}, nodes[edge.from].label),
        make("span", { class: "soft" }, " " + gb.relationLabel(edge.relation) + " "), make("bdi", {}, nodes[edge.to].label)),
      make("span", { class: "count" }, gb.states.get(edge.state).label)));
  }

  gb.drawList = function (anyway) {
    const list = gb.find("list");
    if (!anyway && gb.looking.view !== "list") return;
    const seen = gb.visible();
    list.replaceChildren();
    things(list, seen);
    const told = edges.flatMap((_, index) => (seen.edges[index] ? [index] : []));
    if (told.length) {
      list.append(make("h2", {}, "Relations", make("span", { class: "count" }, told.length)),
        make("ul", { class: "plain wide" }, told.map(relationRow)));
    }
  };
})(window.graphbuild);
