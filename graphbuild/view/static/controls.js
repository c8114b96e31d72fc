/* Legend and filters in one: every row says what a sign means, how often it occurs, and switches it off. */
(function (gb) {
  "use strict";
  const { classes, states, relations, sources, nodes } = gb.model;
  const make = gb.make;
  const boxes = [];

  function row(set, name, sign, words, small, count) {
    const box = make("input", { type: "checkbox", change: () => {
      if (box.checked) gb.looking[set].delete(name); else gb.looking[set].add(name);
      gb.changed();
    } });
    const line = make("label", { class: "row" }, box, sign,
      make("span", { class: "name" }, words, small ? make("small", {}, small) : null), make("span", { class: "count" }, count));
    boxes.push(() => {
      box.checked = !gb.looking[set].has(name);
      line.classList.toggle("off", !box.checked);
    });
    return line;
  }

  function classRows(side) {
    const groups = [...new Set(classes.map((one) => one.group))];
    for (const group of groups) {
      side.append(make("fieldset", {}, make("legend", {}, group),
        classes.filter((one) => one.group === group).map((one) => row("offClasses", one.name, gb.swatch(one.name), one.label, "", one.count))));
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
    side.append(make("fieldset", {}, make("legend", {}, "How it is told"),
      states.map((state) => row("offStates", state.name, gb.stroke(state.name), state.label, state.meaning, state.edges))));
    classRows(side);
    side.append(make("fieldset", {}, make("legend", {}, "Source"), sourceChoice()), dates() || "");
    side.append(make("details", {}, make("summary", {}, "Relations"),
      relations.map((relation) => row("offRelations", relation.name, "", relation.label, "", relation.count))));
    side.append(make("button", { type: "button", id: "reset", click: gb.resetFilters }, "Show everything again"));
    gb.syncControls();
  };

  gb.syncControls = () => boxes.forEach((sync) => sync());
})(window.graphbuild);
