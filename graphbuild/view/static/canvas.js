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
      id: index, hidden: !seen.edges[index], width: near ? base.width + 1.2 : base.width,
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
      scaling: { label: { enabled: false, maxVisible: 22, drawThreshold: gb.smallest + 1 } },
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
    network.on("dragEnd", (event) => event.nodes.forEach((index) => Object.assign(drawn.nodes[index], network.getPosition(index))));
    /* Until somebody moves the drawing, it follows the size of the window. */
    for (const event of ["zoom", "dragStart"]) network.on(event, () => { aim = null; });
    /* vis-network changes the scale after it has told of the new size. */
    network.on("resize", () => queueMicrotask(() => { if (aim) look(aim(), false); }));
    gb.open(false);
  };

  gb.redraw = function () {
    if (!network) return;
    const now = looks();
    nodeSet.update(now.nodes);
    edgeSet.update(now.edges);
    network.unselectAll();
  };

  const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  /* What the drawing shows until somebody moves it: a function that gives { x, y, scale } for the window as it is. */
  let aim = null;
  const wide = () => gb.find("canvas").clientWidth, high = () => gb.find("canvas").clientHeight;

  function look(view, moving) {
    if (!view || !network || !wide() || !high()) return;
    network.moveTo({
      position: { x: view.x, y: view.y }, scale: view.scale, animation: moving && !calm() ? { duration: 350 } : false,
    });
  }

  function take(aimed, moving) {
    aim = aimed;
    look(aim(), moving);
  }

  gb.sight = () => ({ scale: network.getScale(), middle: network.getViewPosition() });

  const opening = () => gb.opening(wide(), high()), whole = () => gb.whole(wide(), high());
  gb.open = (moving) => take(opening, moving);
  gb.fit = (moving) => take(whole, moving);

  gb.zoomBy = function (factor) {
    aim = null;
    network.moveTo({ scale: network.getScale() * factor, animation: calm() ? false : { duration: 160 } });
  };

  gb.centre = function (index) {
    gb.looking.view = "graph";
    gb.changed();
    const scale = Math.max(0.9, network.getScale());
    take(() => ({ x: drawn.nodes[index].x, y: drawn.nodes[index].y, scale }), true);
  };

  const inSight = (index) => {
    const { x, y } = network.canvasToDOM(drawn.nodes[index]);
    return x > 0 && x < wide() && y > 0 && y < high();
  };

  const wholly = (index) => {
    const { x, y } = drawn.nodes[index];
    const [half, up, down] = nodes[index].room;
    const from = network.canvasToDOM({ x: x - half, y: y - up }), to = network.canvasToDOM({ x: x + half, y: y + down });
    return from.x >= 0 && from.y >= 0 && to.x <= wide() && to.y <= high();
  };

  /* Where nothing of what is drawn is in sight, the first sight again. */
  function unempty() {
    const seen = gb.visible().nodes;
    if (wide() && seen.includes(true) && !seen.some((shown, index) => shown && inSight(index))) gb.open(true);
  }

  /* What was chosen elsewhere comes into sight, if it is not there already. */
  gb.reveal = function (moving) {
    const { node, edge } = gb.looking;
    const ends = node >= 0 ? [node] : edge >= 0 ? [edges[edge].from, edges[edge].to] : [];
    if (!wide() || (ends.length && (node >= 0 ? wholly(node) : ends.every(inSight)))) return;
    if (!ends.length) { unempty(); return; }
    const scale = Math.max(gb.legible, network.getScale());
    const middle = (axis) => ends.reduce((sum, index) => sum + drawn.nodes[index][axis], 0) / ends.length;
    take(() => ({ x: middle("x"), y: middle("y"), scale }), moving);
  };

  /* After a change of filters: the same sort of sight on what is left. */
  gb.follow = function () {
    if (aim === whole || aim === opening) take(aim, true);
    else unempty();
  };
})(window.graphbuild);
