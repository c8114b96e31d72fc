/* Which part of the page the drawing shows.  Pure geometry in page units: knows the model, touches no element. */
(function (gb) {
  "use strict";
  const { nodes, vis: { nodes: drawn } } = gb.model;
  const LEGIBLE = 0.8; /* at this scale the smallest labels have twelve pixels */
  const HEAD = 44; /* pixels at the top that the counter takes */
  const STEPS = 12;
  gb.legible = LEGIBLE;

  function room(index) {
    const { x, y } = drawn[index];
    const [half, up, down] = nodes[index].room;
    return { index, x, y, left: x - half, right: x + half, top: y - up, bottom: y + down };
  }

  function extent(rooms) {
    return {
      left: Math.min(...rooms.map((one) => one.left)), right: Math.max(...rooms.map((one) => one.right)),
      top: Math.min(...rooms.map((one) => one.top)), bottom: Math.max(...rooms.map((one) => one.bottom)),
    };
  }

  /* Everything that is drawn: { x, y, scale } for the middle of a window of so many pixels, or null if there is nothing. */
  gb.whole = function (wide, high) {
    const rooms = gb.visible().nodes.flatMap((shown, index) => (shown ? [room(index)] : []));
    if (!rooms.length) return null;
    const { left, right, top, bottom } = extent(rooms);
    const scale = Math.min(1.25, (wide - 16) / (right - left), (high - HEAD - 12) / (bottom - top));
    return { x: (left + right) / 2, y: (top + bottom) / 2 - (HEAD / 2 - 6) / scale, scale };
  };

  /* How much it is worth to see a thing at first sight: what is disputed most, then what much is said of. */
  function worth(node) {
    if (!gb.isEvent(node)) return 1;
    return ({ contested: 40, denied: 16 }[node.status] || 1) + Math.min(10, node.claims.length);
  }

  function merit(rooms, window) {
    let sum = 0;
    for (const one of rooms) {
      if (one.right < window.left || one.left > window.right || one.bottom < window.top || one.top > window.bottom) continue;
      const whole = one.left >= window.left && one.right <= window.right && one.top >= window.top && one.bottom <= window.bottom;
      if (!whole) { sum -= 2; continue; }
      const aside = Math.max(Math.abs(2 * one.x - window.left - window.right) / (window.right - window.left),
        Math.abs(2 * one.y - window.top - window.bottom) / (window.bottom - window.top));
      sum += one.worth * (1 - 0.35 * aside * aside);
    }
    return sum;
  }

  /* The first sight: all of it if that can be read, or else the part of the page on which most is disputed and told. */
  gb.opening = function (wide, high) {
    const all = gb.whole(wide, high);
    if (!all || all.scale >= LEGIBLE) return all;
    const rooms = gb.visible().nodes.flatMap((shown, index) =>
      (shown ? [Object.assign(room(index), { worth: worth(nodes[index]) })] : []));
    const span = extent(rooms);
    const width = (wide - 12) / LEGIBLE, height = (high - HEAD - 8) / LEGIBLE;
    let best = null, most = -Infinity;
    const starts = (from, to, size) => {
      if (to - from <= size) return [(from + to - size) / 2];
      const count = Math.ceil(((to - from - size) / size) * STEPS);
      return Array.from({ length: count + 1 }, (_, step) => from + ((to - from - size) * step) / count);
    };
    for (const top of starts(span.top, span.bottom, height)) {
      const row = rooms.filter((one) => one.bottom >= top && one.top <= top + height);
      for (const left of starts(span.left, span.right, width)) {
        const now = merit(row, { left, right: left + width, top, bottom: top + height });
        if (now > most) { most = now; best = { x: left + width / 2, y: top + height / 2 - (HEAD / 2 - 4) / LEGIBLE, scale: LEGIBLE }; }
      }
    }
    return best;
  };
})(window.graphbuild);
