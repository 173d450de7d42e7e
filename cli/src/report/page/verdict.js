/* What came out of it, first of all. */
function verdict() {
  const { violations, warnings, looked_at: lookedAt, rules } = model.audit;
  const sound = isSound();
  const outcome = violations ? "broken" : sound ? "kept" : "unproven";
  const says = violations ? "says_broken" : !sound ? "says_unproven" : warnings ? "says_warned" : "says_kept";
  const sentence = t(says, {
    rules: number(rules),
    records: number(lookedAt.records),
    warnings: state.lang === 0 ? number(warnings) : plural(warnings, "one_warning", "warnings"),
  });
  const counted = [
    plural(violations, "one_violation", "violations"),
    plural(warnings, "one_warning", "warnings"),
  ].join(comma());
  return h(
    "section",
    { id: "verdict", "aria-labelledby": "verdict-h" },
    ...alerts(),
    h(
      "div",
      { class: "outcome " + outcome },
      shapeOf(outcome),
      h(
        "div",
        null,
        h("h2", { id: "verdict-h" }, t(outcome), h("span", { class: "tally" }, counted)),
        h("p", { class: "sentence" }, sentence),
      ),
    ),
    facts(aboutTheLog(), { class: "facts wide" }),
    notes(),
  );
}

function isSound() {
  return !model.log.partial && (model.log.state === "clean" || model.log.state === "unsigned_tail");
}

/** A shape for each outcome, so that colour is never needed to tell them apart. */
function shapeOf(outcome) {
  const shapes = {
    kept: "M6 16.5l6.5 6.5L26 9",
    broken: "M8 8l16 16M24 8L8 24",
    unproven: "M11 11.5a5 5 0 1 1 7 4.6c-1.6.7-2 1.6-2 3.4M16 24.5v.5",
  };
  return svg(
    "svg",
    { viewBox: "0 0 32 32", class: "shape", "aria-hidden": "true" },
    svg("path", { d: shapes[outcome] }),
  );
}

function alerts() {
  const text = { damaged: "alert_damaged", tampered: "alert_tampered" }[model.log.state];
  return [
    model.log.partial && h("p", { class: "alert", role: "alert" }, t("alert_partial"), say(model.log.partial)),
    text && h("p", { class: "alert", role: "alert" }, t(text), " ", h("a", { href: "#integrity" }, t("integrity"))),
  ];
}

function aboutTheLog() {
  const { people, policy, log } = model;
  const signer = !log.provider ? t("nobody") : log.provider === "software" ? t("software_key") : log.provider;
  const names = people.processes.map(({ name, starts }) => t("started_times", { name, n: number(starts) }));
  return [
    [t("log_itself"), h("span", { class: "state " + log.state }, t("state_" + log.state))],
    [
      t("signed_by"),
      signer,
      log.checkpoint ? comma() + t("checkpoint_n", { n: number(log.checkpoint) }) : "",
    ],
    [t("records_count"), number(model.audit.looked_at.records)],
    [
      t("period"),
      period(whole.from, model.audit.last_ms),
      h("small", null, t("times_in", { zone: zoneName() })),
    ],
    [
      t("policy"),
      say(policy.title),
      h("small", null, policy.id + comma() + t("version_n", { version: policy.version })),
    ],
    [t("controller"), policy.controller],
    [t("processes"), names.join(joint())],
    [t("subjects"), number(people.subjects)],
    people.libraries.length ? [t("library"), people.libraries.join(joint())] : null,
  ];
}

function zoneName() {
  const { name } = model.zone;
  return /^[+-]/.test(name) ? "UTC" + name : name;
}

/** What one must know to read the rest rightly. */
function notes() {
  const { looked_at: lookedAt } = model.audit;
  const gaps = records.filter((record) => record.kind === "gap").length;
  const audited = model.audit.policy.version;
  const others = lookedAt.versions.filter((version) => version.policy !== audited);
  const all = [
    lookedAt.begins_late && t("note_begins_late"),
    gaps && t("note_gaps", { n: number(gaps) }),
    model.log.foreign_segments && t("note_foreign", { n: number(model.log.foreign_segments) }),
    model.log.unknown_records && t("note_unknown", { n: number(model.log.unknown_records) }),
    total[2] && t("note_observe", { n: number(total[2]) }),
    ...others.map(({ policy, records: n }) => t("note_version", { n: number(n), version: policy, audited })),
  ].filter(Boolean);
  return all.length
    ? h(
        "ul",
        { class: "notes" },
        all.map((note) => h("li", null, note)),
      )
    : null;
}
