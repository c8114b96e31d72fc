/* Legend and filters in one: every row says what a sign means, how often it occurs, and switches it off. */
(function (gb) {
  "use strict";
  const { classes, states, relations, sources, nodes, edges } = gb.model;
  const make = gb.make;
  const boxes = [];

  function row(set, name, sign, words, small, counted) {
    const number = make("span", { class: "count" });
    const box = make("input", { type: "checkbox", change: () => {
      if (box.checked) gb.looking[set].delete(name); else gb.looking[set].add(name);
      gb.changed();
    } });
    const line = make("label", { class: "row", "data-set": set }, box, sign,
      make("span", { class: "name" }, words, small ? make("small", {}, small) : null), number);
    boxes.push(() => {
      const { count, title } = counted();
      number.textContent = count;
      number.title = title;
      box.checked = !gb.looking[set].has(name);
      line.classList.toggle("off", !box.checked);
    });
    return line;
  }

  /* In the list everything stands; on the drawing, what may be drawn. */
  const here = (index) => gb.looking.view === "list" || gb.drawable(index);

  function ofClass(one) {
    const count = nodes.filter((node, index) => node.class === one.name && here(index)).length;
    return { count, title: count === one.count ? "" : count + " on the drawing, " + one.count + " in all" };
  }

  /* A state is that of lines and, as a frame, that of events. */
  function ofState(state) {
    const events = nodes.filter((node, index) => node.status === state.name && here(index)).length;
    return { count: state.edges + events, title: state.edges + " relations, " + events + " events" };
  }

  function alone() {
    if (!gb.alone.length || !edges.length) return "";
    const box = make("input", { type: "checkbox", id: "alone", change: () => {
      gb.looking.alone = box.checked;
      gb.changed();
      if (box.checked) gb.fit(true); else gb.open(true);
    } });
    boxes.push(() => { box.checked = gb.looking.alone; });
    return make("label", { class: "row alone" }, box, make("span", { class: "name" }, "things without relations (" + gb.alone.length + ")"));
  }

  function classRows(side) {
    const groups = [...new Set(classes.map((one) => one.group))];
    for (const group of groups) {
      side.append(make("fieldset", {}, make("legend", {}, group),
        classes.filter((one) => one.group === group).map((one) => row("offClasses", one.name, gb.swatch(one.name), one.label, "", () => ofClass(one)))));
    }
  }

  function sourceChoice() {
    const publishers = [...new Set(sources.map((source) => source.publisher))].sort();
    const choice = make("select", { id: "source", "aria-label": "Only what this source says", change: () => {
      gb.looking.source = choice.value;
      gb.changed();
    } }, make("option", { value: "" }, "All sources"));
    for (const publisher of publishers) {
      const own = sources.filter((source) => source.publisher === publisher);
      const group = make("optgroup", { label: publisher || "Publisher not given" });
      if (publisher) group.append(make("option", { value: "publisher:" + publisher }, publisher + " (all " + own.length + ")"));
      group.append(...own.map((source) => {
        const words = (source.title.length > 70 ? source.title.slice(0, 68) + "…" : source.title) + (source.issued ? ", " + gb.day(source.issued) : "");
        return make("option", { value: "article:" + source.iri }, words);
      }));
      choice.append(group);
    }
    boxes.push(() => { choice.value = gb.looking.source; });
    return choice;
  }

  function dateField(name, words) {
    const field = make("input", { type: "date", id: "date-" + name, change: () => {
      gb.looking[name] = field.value;
      gb.changed();
    } });
    boxes.push(() => { field.value = gb.looking[name]; });
    return [make("label", { for: "date-" + name }, words), field];
  }

  function dates() {
    const days = nodes.flatMap((node) => (gb.isEvent(node) ? [node.begin, node.end] : [])).filter(Boolean).sort();
    if (!days.length) return null;
    const undated = make("input", { type: "checkbox", change: () => { gb.looking.undated = undated.checked; gb.changed(); } });
    boxes.push(() => { undated.checked = gb.looking.undated; });
    return make("fieldset", {}, make("legend", {}, "When"),
      make("p", { class: "soft" }, gb.day(days[0]) + " – " + gb.day(days[days.length - 1])),
      make("div", { class: "dates" }, dateField("from", "from"), dateField("to", "to")),
      make("label", { class: "row" }, undated, make("span", { class: "name" }, "keep events without a date")));
  }

  gb.drawControls = function () {
    const side = gb.find("side");
    side.append(alone());
    side.append(make("fieldset", {}, make("legend", {}, "How it is told"),
      states.map((state) => row("offStates", state.name, gb.stroke(state.name), state.label, state.meaning, () => ofState(state)))));
    classRows(side);
    side.append(make("fieldset", {}, make("legend", {}, "Source"), sourceChoice()), dates() || "");
    side.append(make("details", {}, make("summary", {}, "Relations"),
      relations.map((relation) => row("offRelations", relation.name, "", relation.label, "", () => ({ count: relation.count, title: "" })))));
    side.append(make("button", { type: "button", id: "reset", click: gb.resetFilters }, "Reset all filters"));
    gb.syncControls();
  };

  gb.syncControls = () => boxes.forEach((sync) => sync());
})(window.graphbuild);
