/* The drawing: vis-network on positions computed beforehand.  The only script that knows vis-network. */
(function (gb) {
  "use strict";
  const { nodes, edges, vis: drawn } = gb.model;
  let network = null, nodeSet = null, edgeSet = null;
  const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif";
  const variable = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  gb.lit = function () {
    const { node, edge } = gb.looking;
    if (node >= 0) {
      const own = new Set(gb.edgesOf[node]);
      const ends = new Set([node]);
      own.forEach((index) => { ends.add(edges[index].from); ends.add(edges[index].to); });
      return { nodes: ends, edges: own };
    }
    if (edge >= 0) return { nodes: new Set([edges[edge].from, edges[edge].to]), edges: new Set([edge]) };
    return null;
  };

  function nodeLook(index, lit, seen, theme) {
    const node = nodes[index];
    const style = gb.classes.get(node.class);
    const state = gb.states.get(node.status);
    const dim = lit !== null && !lit.nodes.has(index);
    const chosen = gb.looking.node === index;
    const border = state ? gb.colour(state) : style.inside ? style.fill : theme.canvas;
    return {
      id: index, hidden: !seen.nodes[index], opacity: dim ? 0.16 : 1,
      borderWidth: state ? (chosen ? 3.6 : 2.6) : 1.5,
      shadow: chosen ? { enabled: true, color: theme.accent, size: 22, x: 0, y: 0 } : false,
      color: { background: style.tints[gb.dark() ? 1 : 0], border },
      font: {
        face: FONT, size: drawn.nodes[index].font.size, color: dim ? theme.faint : theme.ink, vadjust: 0,
        strokeWidth: style.inside ? 0 : 4, strokeColor: theme.canvas, multi: false,
      },
    };
  }

  function edgeLook(index, lit, seen, theme) {
    const dim = lit !== null && !lit.edges.has(index);
    const near = lit !== null && !dim;
    const base = drawn.edges[index];
    return {
      id: index, hidden: !seen.edges[index], width: near ? base.width + 1 : base.width,
      color: { color: gb.colour(gb.states.get(edges[index].state)), opacity: dim ? 0.1 : 0.9, inherit: false },
      label: undefined,
    };
  }

  function looks() {
    const lit = gb.lit(), seen = gb.visible();
    const theme = { ink: variable("--ink"), soft: variable("--soft"), canvas: variable("--canvas"), accent: variable("--accent") };
    theme.faint = gb.dark() ? "rgba(231, 234, 238, .22)" : "rgba(28, 33, 40, .22)";
    return {
      nodes: nodes.map((_, index) => nodeLook(index, lit, seen, theme)),
      edges: edges.map((_, index) => edgeLook(index, lit, seen, theme)),
    };
  }

  function tip(index) {
    const node = nodes[index];
    const count = node.claims.length;
    const label = node.label.length > 300 ? node.label.slice(0, 298) + "…" : node.label;
    return [label, [gb.className(node), gb.period(node), count + (count === 1 ? " claim" : " claims")].filter(Boolean).join(" · ")].join("\n");
  }

  const OPTIONS = {
    physics: false, layout: { improvedLayout: false, randomSeed: 1 }, autoResize: true,
    interaction: { hover: true, tooltipDelay: 250, keyboard: false, multiselect: false, zoomSpeed: 0.7, hideEdgesOnDrag: nodes.length > 700 },
    nodes: {
      margin: { top: 7, right: 10, bottom: 7, left: 10 }, labelHighlightBold: false, chosen: false,
      scaling: { label: { enabled: false, maxVisible: 22, drawThreshold: 5 } },
    },
    edges: {
      chosen: false, selectionWidth: 0, hoverWidth: 0, arrowStrikethrough: false,
    },
  };

  gb.drawCanvas = function () {
    const first = looks();
    nodeSet = new vis.DataSet(drawn.nodes.map((node, index) => Object.assign({}, node, first.nodes[index], { title: tip(index) })));
    edgeSet = new vis.DataSet(drawn.edges.map((edge, index) => Object.assign({}, edge, first.edges[index])));
    network = new vis.Network(gb.find("canvas"), { nodes: nodeSet, edges: edgeSet }, OPTIONS);
    network.on("click", (event) => {
      if (event.nodes.length) gb.show(event.nodes[0], -1);
      else if (event.edges.length) gb.show(-1, event.edges[0]);
      else gb.show(-1, -1);
    });
    network.on("afterDrawing", (pen) => {
      gb.writeOnLines(network, pen);
      gb.writeNames(network, pen);
    });
    network.on("hoverNode", () => { gb.find("canvas").style.cursor = "pointer"; });
    network.on("blurNode", () => { gb.find("canvas").style.cursor = ""; });
    network.on("hoverEdge", () => { gb.find("canvas").style.cursor = "pointer"; });
    network.on("blurEdge", () => { gb.find("canvas").style.cursor = ""; });
    gb.fit(false);
    /* Until somebody moves the drawing, it follows the size of the window. */
    let touched = false;
    for (const event of ["zoom", "dragStart"]) network.on(event, () => { touched = true; });
    network.on("resize", () => { if (!touched) gb.fit(false); });
  };

  gb.redraw = function () {
    if (!network) return;
    const now = looks();
    nodeSet.update(now.nodes);
    edgeSet.update(now.edges);
    network.unselectAll();
  };

  const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  /* Things without any relation stand below the rest: they are there, but they do not make everything else small. */
  gb.fit = function (moving) {
    const canvas = gb.find("canvas");
    if (!canvas.clientWidth || !canvas.clientHeight) return;
    const seen = gb.visible();
    const all = nodes.flatMap((_, index) => (seen.nodes[index] ? [index] : []));
    const tied = all.filter((index) => gb.edgesOf[index].length);
    const some = tied.length ? tied : all;
    if (!some.length) return;
    const left = Math.min(...some.map((index) => drawn.nodes[index].x - nodes[index].room[0]));
    const right = Math.max(...some.map((index) => drawn.nodes[index].x + nodes[index].room[0]));
    const top = Math.min(...some.map((index) => drawn.nodes[index].y - nodes[index].room[1]));
    const bottom = Math.max(...some.map((index) => drawn.nodes[index].y + nodes[index].room[2]));
    const head = 44;
    const scale = Math.min(1.25, (canvas.clientWidth - 16) / (right - left), (canvas.clientHeight - head - 12) / (bottom - top));
    network.moveTo({
      position: { x: (left + right) / 2, y: (top + bottom) / 2 - (head / 2 - 6) / scale }, scale,
      animation: moving && !calm() ? { duration: 350 } : false,
    });
  };

  gb.zoomBy = (factor) => network.moveTo({ scale: network.getScale() * factor, animation: calm() ? false : { duration: 160 } });

  gb.centre = function (index) {
    gb.looking.view = "graph";
    gb.changed();
    network.focus(index, { scale: Math.max(0.9, network.getScale()), animation: calm() ? false : { duration: 350 } });
  };
})(window.graphbuild);
