/* What the audit found, each with what it rests on. */
function findingsSection() {
  if (!findings.length) return section("findings", null, h("p", null, t("no_findings")));
  const omitted = model.audit.findings_omitted;
  const all = findings.every((_, at) => state.open.has(at));
  const toggle = button(
    t(all ? "collapse_all" : "expand_all"),
    () => {
      findings.forEach((_, at) => (all ? state.open.delete(at) : state.open.add(at)));
      renderSection("findings", "findings-all");
    },
    { class: "quiet", id: "findings-all" },
  );
  return section(
    "findings",
    null,
    findings.length > 1 ? h("div", { class: "controls" }, toggle) : null,
    h(
      "ol",
      { class: "findings" },
      worstFirst().map(([it, at]) => finding(it, at)),
    ),
    omitted ? h("p", { class: "about" }, t("findings_omitted", { n: number(omitted) })) : null,
  );
}

/** Each finding with its number: violations, then warnings. */
function worstFirst() {
  const rank = ([it]) => (it.severity === "violation" ? 0 : 1);
  return [...findings.entries()].map(([at, it]) => [it, at]).sort((a, b) => rank(a) - rank(b));
}

function finding(it, at) {
  const id = "finding-" + at;
  return h(
    "li",
    { class: "finding " + it.severity, id },
    h(
      "div",
      { class: "head" },
      h("span", { class: "badge " + it.severity }, t(it.severity)),
      h("h3", null, say(it.title)),
      it.certain ? null : h("span", { class: "badge uncertain" }, t("uncertain")),
      h("span", { class: "times" }, t("times_n", { n: number(it.count) })),
    ),
    h("p", { class: "sentence" }, sentence(say(it.sentence))),
    facts([
      [
        t("when"),
        it.first_ms === null
          ? ""
          : it.first_ms === it.last_ms
            ? brief(it.first_ms)
            : period(it.first_ms, it.last_ms),
      ],
      [t("clauses"), ownClauses(it)],
      [t("law"), ...law(it)],
      [t("rule"), h("code", null, it.rule), it.about ? h("small", null, it.about[state.lang]) : ""],
    ]),
    evidence(it, at),
  );
}

function ownClauses(it) {
  return it.cites
    .filter((cite) => cite.source === model.policy.id)
    .map((cite) => cite.clause)
    .join(joint());
}

/** Each source once, with all its clauses. */
function law(it) {
  const sources = new Map();
  for (const { source, clause } of it.cites) {
    if (source === model.policy.id) continue;
    const said = source === "PIPL" ? t("article", { n: clause }) : clause;
    sources.set(source, [...(sources.get(source) || []), said]);
  }
  return [...sources].map(([source, clauses]) =>
    h("span", { class: "cite" }, source === "PIPL" ? t("pipl") : source, " ", clauses.join(joint())),
  );
}

/** The records behind a finding: folded on the screen, open on paper. */
function evidence(it, at) {
  if (!it.records.length) return null;
  const id = "evidence-" + at;
  const open = state.open.has(at);
  const fold = h("div", { id, class: "fold", "data-open": String(open) }, recordsOf(it));
  const toggle = button(
    t("records_behind", { shown: number(it.records.length), n: number(it.count) }),
    (event) => {
      const now = !state.open.has(at);
      now ? state.open.add(at) : state.open.delete(at);
      fold.dataset.open = String(now);
      event.currentTarget.setAttribute("aria-expanded", String(now));
    },
    { class: "unfold", "aria-expanded": String(open), "aria-controls": id },
  );
  const show = button(t("show_on_timeline"), () => lookAt(records[it.records[0]]), { class: "quiet" });
  return h("div", { class: "evidence" }, h("div", { class: "controls" }, toggle, show), fold);
}

function recordsOf(it) {
  const columns = ["time", "purpose", "uses_what", "caller", "what_happened", "at_place"].map((name) => ({
    name: t(name),
  }));
  const rows = it.records.map((index) => {
    const record = records[index];
    return [
      time(record.at_ms),
      purposeCell(record.purpose),
      usesCell(record.uses),
      callerText(record.caller) || nothing(),
      [
        term("kind", record.kind),
        " ",
        ...happened(record),
        record.more.call_site ? h("code", { class: "site" }, record.more.call_site) : "",
      ],
      placeCell(record),
    ];
  });
  return table(say(it.title), columns, rows, { class: "cards" });
}

function placeCell(record) {
  const { file, block, offset, seq } = record.place;
  return h("code", { class: "place" }, file + " " + block + ":" + offset + "#" + seq);
}
