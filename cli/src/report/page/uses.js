/* What each resource and each purpose was used for: how often, how long, within which limits. */
function usesSection() {
  if (!model.uses.length) return section("uses", null, h("p", null, t("no_accesses")));
  return section(
    "uses",
    null,
    h("h3", { id: "by-resource" }, t("by_resource")),
    byResource(),
    h(
      "div",
      { class: "pair" },
      h("div", null, h("h3", null, t("by_hour")), byHour()),
      h("div", null, h("h3", null, t("by_reason")), byReason()),
    ),
    h("h3", { id: "by-purpose" }, t("by_purpose")),
    byPurpose(),
  );
}

const requests = (use) => use.allowed + use.denied + use.let_through;
const NUMBERS = () => [
  { name: t("allowed"), class: "n" },
  { name: t("denied"), class: "n" },
  { name: t("held"), class: "n" },
  { name: t("longest"), class: "n" },
];
const TIMES = () => [
  { name: t("first"), class: "t" },
  { name: t("last"), class: "t" },
];

function byResource() {
  const sums = new Map();
  for (const use of model.uses) {
    const key = use.resource || "none";
    const sum = sums.get(key) || {
      allowed: 0,
      denied: 0,
      let_through: 0,
      held_ms: 0,
      longest_ms: 0,
      ended: 0,
      open: 0,
      first_ms: use.first_ms,
      last_ms: use.last_ms,
    };
    for (const name of ["allowed", "denied", "let_through", "held_ms", "ended", "open"])
      sum[name] += use[name];
    sum.longest_ms = Math.max(sum.longest_ms, use.longest_ms);
    sum.first_ms = Math.min(sum.first_ms, use.first_ms);
    sum.last_ms = Math.max(sum.last_ms, use.last_ms);
    sums.set(key, sum);
  }
  const most = Math.max(...[...sums.values()].map(requests));
  const columns = [{ name: t("resource") }, { name: t("share"), class: "bars" }, ...NUMBERS(), ...TIMES()];
  const rows = [...sums]
    .sort(([, a], [, b]) => requests(b) - requests(a))
    .map(([resource, sum]) => [
      [
        term("resource", resource),
        " ",
        resource === "none" || state.lang === 1 ? "" : h("code", null, resource),
      ],
      shareBar(sum.allowed, sum.denied, sum.let_through, most),
      ...numbers(sum),
      brief(sum.first_ms),
      brief(sum.last_ms),
    ]);
  return table(t("by_resource"), columns, rows, { class: "cards sums" });
}

function numbers(use) {
  const open = use.open ? h("small", null, t("still_open", { n: number(use.open) })) : "";
  const through = use.let_through
    ? h("small", null, t("let_through_short") + " " + number(use.let_through))
    : "";
  return [
    number(use.allowed),
    [number(use.denied), through],
    [use.ended ? span(use.held_ms) : t("unheld"), open],
    use.ended ? span(use.longest_ms) : t("unheld"),
  ];
}

function byPurpose() {
  const most = Math.max(...model.uses.map(requests));
  const columns = [
    { name: t("purpose") },
    { name: t("resource") },
    { name: t("share"), class: "bars" },
    ...NUMBERS(),
    { name: t("limit"), class: "limits" },
    { name: t("time"), class: "t" },
  ];
  const rows = [...model.uses]
    .sort((a, b) => requests(b) - requests(a) || (a.purpose < b.purpose ? -1 : 1))
    .map((use) => [
      use.purpose ? [purposeCell(use.purpose), clausesOf(use.purpose)] : t("other_purposes"),
      use.resource ? term("resource", use.resource) : nothing(),
      shareBar(use.allowed, use.denied, use.let_through, most),
      ...numbers(use),
      limits(use),
      firstAndLast(use),
    ]);
  return table(t("by_purpose"), columns, rows, { class: "cards sums purposes" });
}

function firstAndLast(use) {
  return [
    h("span", { class: "line" }, brief(use.first_ms)),
    use.last_ms === use.first_ms ? "" : h("span", { class: "line" }, "– " + brief(use.last_ms)),
  ];
}

function clausesOf(id) {
  const purpose = purposes.get(id);
  return purpose ? h("small", null, purpose.clauses.join(joint())) : "";
}
