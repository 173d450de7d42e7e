/* What the user was shown, asked and answered, in order. */
const HISTORY = [
  "policy_shown",
  "policy_accepted",
  "policy_declined",
  "prompt",
  "consent",
  "os_grant",
  "guardian",
  "subject",
  "erased",
];
const past = records.filter((record) => HISTORY.includes(record.kind));

function historySection() {
  if (!past.length) return section("history", t("history_about"), h("p", null, t("no_history")));
  const shown = past.slice(0, state.historyShown);
  const columns = ["time", "event", "about_what", "detail", "subject"].map((name) => ({ name: t(name) }));
  const rows = shown.map((record) => [
    time(record.at_ms),
    eventCell(record),
    aboutCell(record),
    happened(record),
    h("code", null, record.subject.slice(0, 8)),
  ]);
  const left = past.length - shown.length;
  const more = left
    ? button(
        t("more", { n: number(Math.min(left, 200)) }),
        () => {
          state.historyShown += 200;
          renderSection("history", "history-more");
        },
        { id: "history-more" },
      )
    : null;
  return section(
    "history",
    t("history_about"),
    table(t("history"), columns, rows, { class: "cards history" }),
    h(
      "p",
      { class: "about" },
      t("history_part", { shown: number(shown.length), n: number(past.length) }),
      " ",
      more,
    ),
  );
}

/** Yes, no, or neither: by shape, colour and word. */
function eventCell(record) {
  const { kind, more } = record;
  const yes =
    kind === "policy_accepted" ||
    more.action === "grant" ||
    more.answer === "granted" ||
    more.answer === "reduced" ||
    (kind === "os_grant" && ["granted", "reduced", "not_needed"].includes(more.grant));
  const no =
    kind === "policy_declined" ||
    kind === "erased" ||
    more.action === "refuse" ||
    more.action === "withdraw" ||
    more.answer === "refused" ||
    more.answer === "dismissed" ||
    (kind === "os_grant" && !yes && more.grant !== "not_asked");
  return h("span", { class: "answer " + (yes ? "yes" : no ? "no" : "") }, term("kind", kind));
}

function aboutCell(record) {
  if (!record.purpose) return usesCell(record.uses);
  const by = record.caller && record.caller !== "app" ? h("small", null, callerText(record.caller)) : "";
  return [purposeCell(record.purpose), " ", ...(record.uses.length ? usesCell(record.uses) : []), by];
}
