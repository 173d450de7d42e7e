/* Every record of the page: filters, search, pages, details. */
const PAGE = 50;

function recordsSection() {
  const shown =
    records.length === model.records.total
      ? t("records_whole", { n: number(records.length) })
      : t("records_part", { shown: number(records.length), n: number(model.records.total) });
  const results = h("div", { id: "results" });
  const built = section("records", shown, filters(), results);
  drawResults(results);
  return built;
}

function drawResults(box = document.getElementById("results")) {
  const found = records.filter((record) => passes(record, state.filter));
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  state.page = Math.min(state.page, pages - 1);
  const part = found.slice(state.page * PAGE, (state.page + 1) * PAGE);
  const columns = ["time", "process", "kind", "purpose", "uses_what", "caller", "what_happened"].map(
    (name) => ({ name: t(name) }),
  );
  columns.push({ name: t("details_of"), class: "end" });
  box.replaceChildren(
    h(
      "div",
      { class: "controls" },
      h(
        "p",
        { class: "found", role: "status", "data-found": found.length },
        t("matching", { n: number(found.length) }),
      ),
      pager(pages),
    ),
    found.length
      ? table(
          t("records"),
          columns,
          part.flatMap((record) => recordRows(record, columns)),
          { class: "cards records" },
        )
      : h("p", null, t("nothing_matches")),
  );
}

function pager(pages) {
  if (pages < 2) return null;
  const go = (by, id) => () => {
    state.page = Math.min(pages - 1, Math.max(0, state.page + by));
    drawResults();
    document.getElementById(id).focus();
  };
  return h(
    "div",
    { class: "group", role: "group", "aria-label": t("page_n", { n: state.page + 1, of: pages }) },
    button("‹", go(-1, "page-back"), {
      id: "page-back",
      "aria-label": t("previous"),
      "aria-disabled": String(state.page === 0),
    }),
    h("span", { class: "page" }, t("page_n", { n: number(state.page + 1), of: number(pages) })),
    button("›", go(1, "page-on"), {
      id: "page-on",
      "aria-label": t("next"),
      "aria-disabled": String(state.page === pages - 1),
    }),
  );
}

function recordRows(record, columns) {
  const id = "record-" + record.index;
  const details = h("tr", { id, class: "details", hidden: true });
  const toggle = button(
    "⋯",
    (event) => {
      const open = details.hidden;
      if (open) details.replaceChildren(h("td", { colspan: columns.length }, recordDetails(record)));
      details.hidden = !open;
      event.currentTarget.setAttribute("aria-expanded", String(open));
    },
    {
      class: "quiet small",
      "aria-expanded": "false",
      "aria-controls": id,
      "aria-label": t("details_of") + " " + time(record.at_ms) + " " + term("kind", record.kind),
    },
  );
  const cells = [
    time(record.at_ms),
    record.process ? record.process.name || record.process.id : nothing(),
    term("kind", record.kind),
    purposeCell(record.purpose),
    usesCell(record.uses),
    callerText(record.caller) || nothing(),
    happened(record),
    toggle,
  ];
  const odd = record.findings.length || ["damage", "gap", "unknown"].includes(record.kind);
  return [tableRow(columns, cells, { class: odd ? "marked" : null }), details];
}

/** All there is to say about a record. */
function recordDetails(record) {
  const { more } = record;
  const yes = (value) => (value ? t("yes") : "");
  const seen = record.findings.map((at) => h("a", { href: "#finding-" + at }, say(findings[at].title)));
  return facts(
    [
      [t("time"), time(record.at_ms)],
      [t("kind"), term("kind", record.kind) + " ", h("code", null, record.kind)],
      [t("purpose"), record.purpose ? purposeCell(record.purpose) : ""],
      [t("uses_what"), usesText(record.uses).join(joint())],
      [t("caller"), callerText(record.caller)],
      [t("what_happened"), ...happened(record)],
      [
        t("reason"),
        ...(record.reason ? [term("reason", record.reason), " ", h("code", null, record.reason)] : [""]),
      ],
      [t("next_step"), more.next ? term("step", more.next) : ""],
      [t("app_is"), record.app ? term("app", record.app) : ""],
      [t("tapped"), yes(more.user_initiated)],
      [t("system"), (more.os || []).map((it) => term("os", it)).join(joint())],
      [t("basis"), record.kind === "decision" ? term("basis", more.basis || "consent") : ""],
      [t("call_site"), more.call_site ? h("code", null, more.call_site) : ""],
      [t("lease"), (more.leases || [more.lease]).filter(Boolean).join(joint())],
      [t("count_is"), more.count && record.kind === "decision" ? number(more.count) : ""],
      [t("process"), record.process ? (record.process.name || "") + " " + record.process.id : ""],
      [t("subject"), record.subject ? h("code", null, record.subject) : ""],
      [t("policy_version"), more.policy || model.audit.policy.version],
      [t("at_place"), placeCell(record)],
      [t("in_finding"), ...(seen.length ? seen : [""])],
    ],
    { class: "facts all" },
  );
}
