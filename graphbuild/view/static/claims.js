/* One claim as a card: who, how, how sure, in which words, where it stands, what it answers. */
(function (gb) {
  "use strict";
  const { nodes, claims, sources } = gb.model;
  const make = gb.make;
  const KIND = { Denial: "Denial", ResponsibilityClaim: "Responsibility claim", Accusation: "Accusation" };

  gb.goTo = (index, words) =>
    make("button", { type: "button", class: "link", dir: "auto", click: () => gb.show(index, -1) }, words || nodes[index].label);

  function quote(claim, marked) {
    const block = make("blockquote", { dir: "auto" });
    for (const [text, things] of claim.quote) {
      const own = things.filter((index) => marked.includes(index));
      if (own.length) block.append(make("mark", { title: nodes[own[0]].label }, text));
      else if (things.length) {
        const thing = things[0];
        block.append(make("button", {
          type: "button", class: "other", title: nodes[thing].label, click: () => gb.show(thing, -1),
        }, text));
      } else block.append(text);
    }
    return block;
  }

  function cite(claim) {
    const line = make("p", { class: "cite" });
    const source = sources[claim.source];
    if (!source) return make("p", { class: "cite" }, "The graph names no article for this claim.");
    line.append(source.url ? gb.outward(source.url, source.title) : source.title);
    const rest = [source.publisher, gb.day(source.issued)].filter(Boolean).join(", ");
    if (rest) line.append(" · " + rest);
    const sure = Number(claim.confidence);
    if (claim.confidence && sure < 1) {
      line.append(make("span", { title: "How sure the program is that the article says so; never that it is so" }, " · read with " + Math.round(sure * 100) + " % confidence"));
    }
    return line;
  }

  function answers(words, indexes) {
    return indexes.map((index) => {
      const other = claims[index];
      const target = other.holds.length ? other.holds[0][0] : other.claimant;
      const text = other.quote.map(([piece]) => piece).join("");
      return make("p", { class: "answers" }, words + " ",
        make("button", { type: "button", class: "link", click: () => gb.toClaim(index, target) },
          other.who + ": “" + (text.length > 90 ? text.slice(0, 88) + "…" : text) + "”"));
    });
  }

  function lead(claim) {
    const who = claim.claimant >= 0 ? gb.goTo(claim.claimant, claim.who) : make("strong", { dir: "auto" }, claim.who);
    return make("p", { class: "clip" }, make("strong", {}, who), " ", make("span", { class: "soft" },
      (claim.stance === "denies" ? "denies" : "affirms") + (claim.own ? " in its own voice" : "")));
  }

  gb.claimCard = function (index, marked) {
    const claim = claims[index];
    const card = make("article", { class: "claim " + (claim.stance === "denies" ? "denies" : "affirms"), "data-claim": index, tabindex: "-1" });
    card.append(lead(claim));
    const badges = make("p", { class: "badges" });
    if (KIND[claim.kind]) badges.append(make("span", { class: "badge plain" }, KIND[claim.kind]));
    if (claim.verb) badges.append(make("span", { class: "badge plain" }, "“" + claim.verb + "”"));
    if (claim.certainty) badges.append(make("span", { class: "badge plain" }, claim.certainty));
    if (claim.said) badges.append(make("span", { class: "badge plain" }, "said on " + gb.day(claim.said)));
    if (claim.via >= 0) badges.append(make("span", { class: "badge plain" }, "known only from the denial"));
    if (badges.childNodes.length) card.append(badges);
    card.append(claim.quote.length ? quote(claim, marked) : make("p", { class: "soft" }, "No sentence is recorded."));
    if (claim.holds.length) {
      card.append(make("ul", { class: "holds" }, claim.holds.map(([subject, relation, object]) =>
        make("li", { dir: "auto" }, (claim.stance === "denies" ? "not: " : "") + [short(subject), relation, short(object)].join(" → ")))));
    }
    card.append(cite(claim), ...answers("Disputes", claim.disputes), ...answers("Disputed by", claim.disputed));
    return card;
  };

  function short(index) {
    const label = nodes[index].label;
    return label.length > 60 ? label.slice(0, 58) + "…" : label;
  }

  /* Show a claim where it stands: in the panel now open, or else in that of the thing it is about. */
  gb.toClaim = function (index, thing) {
    const find = () => gb.find("panel").querySelector('[data-claim="' + index + '"]');
    if (!find() && thing >= 0) gb.show(thing, -1);
    const card = find();
    if (!card) return;
    gb.find("panel").querySelectorAll(".flash").forEach((other) => other.classList.remove("flash"));
    card.classList.add("flash");
    card.scrollIntoView({ block: "center" });
    card.focus({ preventScroll: true });
  };

  gb.byDate = (indexes) => [...indexes].sort((a, b) => {
    const day = (index) => (sources[claims[index].source] || { issued: "" }).issued;
    return day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : a - b;
  });
})(window.graphbuild);
