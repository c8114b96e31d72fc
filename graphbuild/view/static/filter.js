/* Which nodes and edges pass the filters.  Pure: reads the model and the state, touches no element. */
(function (gb) {
  "use strict";
  const { nodes, edges, claims, sources } = gb.model;

  function allowedSources(choice) {
    if (!choice) return null;
    const wanted = choice.startsWith("publisher:") ? choice.slice(10) : null;
    return new Set(sources.flatMap((source, index) =>
      (wanted === null ? "article:" + source.iri === choice : source.publisher === wanted) ? [index] : []));
  }

  function inPeriod(node, looking) {
    if (!looking.from && !looking.to) return true;
    if (!node.begin && !node.end) return looking.undated;
    return !(looking.from && node.end && node.end < looking.from) && !(looking.to && node.begin && node.begin > looking.to);
  }

  gb.isEvent = (node) => gb.classes.get(node.class).group === "Events";

  function saidIn(edge, allowed) {
    return !edge.claims.length || edge.claims.some((index) => allowed.has(claims[index].source));
  }

  /* { nodes: [bool], edges: [bool], listed: [bool] }: what is drawn, and what the list holds. */
  gb.visible = function () {
    const looking = gb.looking;
    const allowed = allowedSources(looking.source);
    const shownNodes = nodes.map((node) => {
      if (looking.offClasses.has(node.class)) return false;
      if (gb.isEvent(node) && (!inPeriod(node, looking) || looking.offStates.has(node.status))) return false;
      if (!allowed) return true;
      return node.sources.some((index) => allowed.has(index)) || [...node.claims, ...node.says].some((index) => allowed.has(claims[index].source));
    });
    const shownEdges = edges.map((edge) =>
      shownNodes[edge.from] && shownNodes[edge.to] && !looking.offStates.has(edge.state) &&
      !looking.offRelations.has(edge.relation) && (!allowed || saidIn(edge, allowed)));
    /* Who or what lost all its relations to a filter has nothing left to say on the drawing. */
    if (looking.offStates.size || looking.offRelations.size || looking.from || looking.to || looking.offClasses.size) {
      nodes.forEach((node, index) => {
        const own = gb.edgesOf[index];
        if (!gb.isEvent(node) && own.length && !own.some((edge) => shownEdges[edge])) shownNodes[index] = false;
      });
    }
    return { nodes: shownNodes.map((shown, index) => shown && gb.drawable(index)), edges: shownEdges, listed: shownNodes };
  };

  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const haystack = nodes.map((node) => plain([node.label, ...node.also].join("\n")));

  /* Positions of nodes whose label or other wording holds the words, those that begin with them first. */
  gb.search = function (query) {
    const wanted = plain(query.trim());
    if (!wanted) return [];
    const found = [];
    haystack.forEach((text, index) => { if (text.includes(wanted)) found.push(index); });
    const rank = (index) => (haystack[index].startsWith(wanted) ? 0 : 1);
    return found.sort((a, b) => rank(a) - rank(b) || gb.edgesOf[b].length - gb.edgesOf[a].length || a - b);
  };
})(window.graphbuild);
