/* Whether the log is as it was written, and who says so. */
function integritySection() {
  const { log } = model;
  const gaps = records.filter((record) => record.kind === "gap");
  return section(
    "integrity",
    null,
    h(
      "p",
      { class: "sentence says" },
      h("span", { class: "state " + log.state }),
      say(log.says),
      state.lang === 0 ? "。" : ".",
    ),
    facts([
      [t("segments"), plural(log.segments, "one_segment", "segments_n")],
      [t("records_count"), number(log.records)],
      [t("unsigned"), plural(log.unsigned, "one_record", "records_n")],
      [t("checkpoint"), log.checkpoint ? "#" + number(log.checkpoint) : t("nobody")],
      [
        t("signed_by"),
        !log.provider ? t("nobody") : log.provider === "software" ? t("software_key") : log.provider,
      ],
      [t("key"), log.public_key ? h("code", { class: "key" }, log.public_key) : "—"],
    ]),
    log.problems.length ? problems() : gaps.length ? null : h("p", null, t("no_problems")),
    gaps.length ? [h("h3", null, t("gaps")), gapTable(gaps)] : null,
    h("p", { class: "about" }, say(log.limits)),
  );
}

function problems() {
  const columns = [
    { name: t("file") },
    { name: t("block"), class: "n" },
    { name: t("offset"), class: "n" },
    { name: t("what") },
    { name: t("means") },
  ];
  const rows = model.log.problems.map((it) => [
    h("code", null, it.file),
    number(it.block),
    number(it.offset),
    [h("strong", null, t(it.tampered ? "tampered" : "damaged")), " ", say(it.what)],
    say(it.means),
  ]);
  const omitted = model.log.omitted;
  return [
    h("h3", null, t("problems")),
    table(t("problems"), columns, rows, { class: "cards problems" }),
    omitted ? h("p", { class: "about" }, t("problems_omitted", { n: number(omitted) })) : null,
  ];
}

function gapTable(gaps) {
  const columns = [
    { name: t("time") },
    { name: t("what") },
    { name: t("count"), class: "n" },
    { name: t("at_place") },
  ];
  return table(
    t("gaps"),
    columns,
    gaps.map((record) => [
      time(record.at_ms),
      term("gap", record.more.what),
      number(record.more.count),
      placeCell(record),
    ]),
    { class: "cards" },
  );
}
