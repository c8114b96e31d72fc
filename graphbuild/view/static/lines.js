/* The words on the lines.  vis-network puts them on the middle between two nodes, which is often under a box; here
   they stand on the middle of the part of the line that is seen, where there is room for them. */
(function (gb) {
  "use strict";
  const { nodes, edges, vis: { nodes: drawnNodes } } = gb.model;
  const FACE = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif";
  const STEPS = 24, LINE = 1.18;
  gb.smallest = 7.5; /* pixels: smaller labels are not drawn in their place */
  const variable = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const inside = (point, box) => point.x > box.left && point.x < box.right && point.y > box.top && point.y < box.bottom;

  /* What a node covers: its box, or its shape and the label under it. */
  function solid(index) {
    const { x, y, size } = drawnNodes[index];
    const [half, up, down] = nodes[index].room;
    if (gb.classes.get(nodes[index].class).inside) return [{ left: x - half + 6, right: x + half - 6, top: y - up + 6, bottom: y + down - 6 }];
    return [
      { left: x - size, right: x + size, top: y - size, bottom: y + size },
      { left: x - half + 6, right: x + half - 6, top: y + size, bottom: y + down - 4 },
    ];
  }

  /* Places on the part of a line outside the boxes of its ends, the middle first: [{ x, y, angle }], and its length. */
  function places(network, index) {
    const drawn = network.body.edges[index];
    if (!drawn || !drawn.connected) return { spots: [], length: 0 };
    const boxes = [...solid(edges[index].from), ...solid(edges[index].to)];
    const free = [];
    for (let step = 0; step <= STEPS; step += 1) {
      const point = drawn.edgeType.getPoint(step / STEPS);
      if (!boxes.some((box) => inside(point, box))) free.push(point);
    }
    if (free.length < 3) return { spots: [], length: 0 };
    const first = free[0], last = free[free.length - 1];
    let angle = Math.atan2(last.y - first.y, last.x - first.x);
    if (angle > Math.PI / 2) angle -= Math.PI;
    if (angle < -Math.PI / 2) angle += Math.PI;
    const spots = [0.5, 0.36, 0.64].map((share) => Object.assign({ angle }, free[Math.round(share * (free.length - 1))]));
    return { spots, length: Math.hypot(last.x - first.x, last.y - first.y) };
  }

  /* Points along the words, close enough to feel for what they would cover. */
  const feelers = (spot, width) => [-0.5, -0.25, 0, 0.25, 0.5].map((share) => ({
    x: spot.x + Math.cos(spot.angle) * share * width, y: spot.y + Math.sin(spot.angle) * share * width,
  }));

  function write(pen, spot, words, width, size, theme, strong) {
    pen.save();
    pen.translate(spot.x, spot.y);
    pen.rotate(spot.angle);
    pen.fillStyle = theme.canvas;
    pen.fillRect(-width / 2 - 2, -size * 0.6, width + 4, size * 1.2);
    pen.fillStyle = strong ? theme.ink : theme.soft;
    pen.fillText(words, 0, 0);
    pen.restore();
  }

  function roomsInView(network, seen) {
    const canvas = gb.find("canvas");
    const from = network.DOMtoCanvas({ x: 0, y: 0 }), to = network.DOMtoCanvas({ x: canvas.clientWidth, y: canvas.clientHeight });
    const view = { left: from.x, right: to.x, top: from.y, bottom: to.y };
    const rooms = [];
    drawnNodes.forEach((node, index) => {
      if (!seen.nodes[index]) return;
      rooms.push(...solid(index).filter((room) =>
        room.right > view.left && room.left < view.right && room.bottom > view.top && room.top < view.bottom));
    });
    return { view, rooms };
  }

  const weight = (index) => ({ contested: 200, denied: 100 }[nodes[index].status] || 0) + gb.edgesOf[index].length;
  const byWeight = nodes.map((_, index) => index).sort((a, b) => weight(b) - weight(a) || a - b);

  /* A label on one line, or on two of about the same length; what is longer than both ends in an ellipsis. */
  function twoLines(label) {
    const text = label.replace(/\s+/g, " ").trim();
    const short = text.length > 36 ? text.slice(0, 34).trimEnd() + "…" : text;
    if (short.length <= 20) return [short];
    const gaps = [...short.matchAll(/ /g)].map((gap) => gap.index);
    if (!gaps.length) return [short];
    const cut = gaps.reduce((best, gap) => (Math.abs(2 * gap - short.length) < Math.abs(2 * best - short.length) ? gap : best));
    return [short.slice(0, cut), short.slice(cut + 1)];
  }

  /* From afar labels are too small to read: then the names of the weightiest things stand above all, as on a map. */
  gb.writeNames = function (network, pen) {
    const scale = network.getScale();
    if (gb.lit()) return;
    const seen = gb.visible();
    const size = 12.5 / scale;
    const theme = { ink: variable("--ink"), canvas: variable("--canvas") };
    const taken = [];
    pen.font = "600 " + size + "px " + FACE;
    pen.textAlign = "center";
    pen.textBaseline = "top";
    pen.lineJoin = "round";
    pen.lineWidth = size / 3;
    pen.strokeStyle = theme.canvas;
    pen.fillStyle = theme.ink;
    for (const index of byWeight.slice(0, 120)) {
      if (!seen.nodes[index] || taken.length >= 40 || drawnNodes[index].font.size * scale >= gb.smallest) continue;
      const { x, y, size: radius } = drawnNodes[index];
      const words = twoLines(nodes[index].label);
      const half = Math.max(...words.map((line) => pen.measureText(line).width)) / 2 + size / 3;
      const top = gb.classes.get(nodes[index].class).inside ? y - (words.length * size * LINE) / 2 : y + radius;
      const box = { left: x - half, right: x + half, top, bottom: top + words.length * size * LINE };
      if (taken.some((other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top)) continue;
      taken.push(box);
      words.forEach((line, at) => {
        pen.strokeText(line, x, top + at * size * LINE);
        pen.fillText(line, x, top + at * size * LINE);
      });
    }
  };

  gb.writeOnLines = function (network, pen) {
    const lit = gb.lit(), scale = network.getScale();
    /* Eleven pixels on the screen, whatever the scale; far out only the lines of what is chosen are named. */
    const size = Math.min(16, 11 / Math.min(scale, 1.2));
    if (!lit && scale <= 0.55) return;
    const seen = gb.visible();
    const { view, rooms } = roomsInView(network, seen);
    const theme = { ink: variable("--ink"), soft: variable("--soft"), canvas: variable("--canvas") };
    const written = [];
    const clear = (feeler) => !rooms.some((room) => inside(feeler, room)) &&
      !written.some((other) => Math.hypot(feeler.x - other.x, feeler.y - other.y) < size * 1.15);
    pen.font = (lit ? "600 " : "") + size + "px " + FACE;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    for (const index of lit ? [...lit.edges].sort((a, b) => a - b) : edges.keys()) {
      if (!seen.edges[index]) continue;
      const words = gb.relationLabel(edges[index].relation);
      const width = pen.measureText(words).width;
      const { spots, length } = places(network, index);
      if (length < width + 4) continue;
      const spot = spots.find((one) => inside(one, view) && feelers(one, width).every(clear));
      if (!spot) continue;
      written.push(...feelers(spot, width));
      write(pen, spot, words, width, size, theme, lit !== null);
    }
  };
})(window.graphbuild);
