/* The data of the page, and what follows from it. */
const model = JSON.parse(document.getElementById("model").textContent);

/** Records as objects, in the order of the log. */
const records = model.records.rows.map((row, index) => {
  const record = { index };
  model.records.columns.forEach((name, at) => {
    record[name] = row[at];
  });
  record.process = model.records.processes[record.process] || null;
  record.subject = model.records.subjects[record.subject] || "";
  record.place = {
    file: model.records.segments[row[10][0]],
    block: row[10][1],
    offset: row[10][2],
    seq: row[10][3],
  };
  record.findings = [];
  return record;
});

const findings = model.audit.findings;
findings.forEach((finding, at) => finding.records.forEach((index) => records[index].findings.push(at)));

const purposes = new Map(model.policy.purposes.map((purpose) => [purpose.id, purpose]));
const sdks = new Map(model.policy.sdks.map((sdk) => [sdk.id, sdk]));

/** Which end belongs to which decision. */
const leases = new Map();
for (const record of records) {
  for (const lease of record.more.leases || []) leases.set(leaseKey(record, lease), record);
  if (record.more.lease) {
    const start = leases.get(leaseKey(record, record.more.lease));
    record.start = start || null;
    if (start) (start.ends = start.ends || new Map()).set(record.more.lease, record);
  }
}

function leaseKey(record, lease) {
  return (record.process ? record.process.id : "") + lease;
}

/** The records with their times: what has none stands where the one before it does. */
let before = model.audit.first_ms;
for (const record of records) {
  record.time = record.at_ms === null ? before : record.at_ms;
  before = record.time;
}

/** What an access is on the timeline: leases with their spans, denials, uses past the gate. */
const marks = records.flatMap(marksOf).sort((a, b) => a.from - b.from);

const pastTheGate = marks.some((it) => it.type === "bypass");

function marksOf(record) {
  if (record.kind === "os_observed" && !record.more.covered) {
    return [mark(record, resourceOf(record.uses[0]), "bypass", 0)];
  }
  if (record.kind !== "decision") return [];
  const type = record.verdict === "allow" ? "lease" : record.more.observed ? "through" : "denial";
  if (!record.uses.length) return [mark(record, "none", type, 0)];
  return record.uses.map((use, at) => {
    const lease = (record.more.leases || [])[at];
    const end = record.ends && record.ends.get(lease);
    return mark(record, resourceOf(use), type, end ? end.more.held_ms : 0, end);
  });
}

function mark(record, resource, type, held, end) {
  return { record, resource, type, from: record.time, to: record.time + held, end: end || null };
}

function resourceOf(use) {
  return use ? use.split(":")[0] : "none";
}

function totals(bars) {
  return bars.reduce(
    (sum, [, allowed, denied, through]) => [sum[0] + allowed, sum[1] + denied, sum[2] + through],
    [0, 0, 0],
  );
}

const lanes = new Map(model.timeline.lanes.map((lane) => [lane.of, lane.bars]));
const total = totals(lanes.get("all") || []);

/** The whole period; at least ten seconds, so that there is something to divide. */
const whole = { from: model.audit.first_ms, to: Math.max(model.audit.last_ms, model.audit.first_ms + 10000) };

/** `相机：preview`: a resource in words, its scopes by name. */
function usesText(uses) {
  return uses.map((use) => {
    const [resource, scopes] = use.split(":");
    return term("resource", resource) + " " + resource + ":" + scopes;
  });
}

function callerText(id) {
  return sdks.has(id) ? sdks.get(id).name + " (" + id + ")" : id;
}

/** The purpose's title, and its id in small. */
function purposeCell(id) {
  if (!id) return nothing();
  const purpose = purposes.get(id);
  const title = purpose ? say(purpose.title) : t("undeclared");
  return h(
    "span",
    { class: "purpose" },
    h("span", { class: purpose ? "" : "odd" }, title),
    " ",
    h("code", null, id),
  );
}

function usesCell(uses) {
  if (!uses.length) return nothing();
  return uses.map((use) =>
    h(
      "span",
      { class: "use" },
      h("span", null, term("resource", resourceOf(use))),
      " ",
      h("code", null, use),
    ),
  );
}

/** Allowed or denied, by colour, shape and word. */
function verdictCell(record) {
  if (!record.verdict) return "";
  const through = record.more.observed;
  const kind = record.verdict === "allow" ? "allowed" : through ? "let_through" : "denied";
  const word = h("span", { class: "verdict " + kind }, through ? t("let_through_short") : t(kind));
  return record.reason ? [word, " ", h("span", { class: "why" }, term("reason", record.reason))] : word;
}

/** What happened, in a few words. */
function happened(record) {
  const more = record.more;
  const also = [];
  if (record.verdict) also.push(verdictCell(record));
  if (record.kind === "sdk" && more.running) also.push(h("strong", null, t("running")));
  if (more.answer)
    also.push(term("prompt", more.prompt) + (state.lang === 0 ? "：" : ": ") + term("answer", more.answer));
  if (more.action) also.push(term("action", more.action));
  if (more.cause) also.push(term("cause", more.cause));
  if (more.once) also.push(t("once"));
  if (more.until) also.push(t("until_at", { at: time(Date.parse(more.until)) }));
  if (more.grant) also.push(term("os", more.grant));
  if (record.kind === "os_observed") also.push(t(more.covered ? "covered" : "not_covered"));
  if (more.how) also.push(term("end", more.how) + comma() + t("held_for", { span: span(more.held_ms || 0) }));
  if (more.version) also.push(t("version_n", { version: more.version }));
  if (more.state) also.push(term("app", more.state));
  if (more.subject_kind) also.push(term("subject", more.subject_kind) + comma() + term("age", more.age));
  if (more.name) also.push(more.name);
  if (record.kind === "checkpoint") also.push("#" + more.number);
  if (record.kind === "gap") also.push(term("gap", more.what) + " ×" + number(more.count));
  if (record.kind === "clock") also.push(time(Date.parse(more.expected)));
  if (record.kind === "damage" || record.kind === "unknown") also.push(say(more.what), say(more.means));
  if (record.kind === "decision" && more.count) also.push("×" + number(more.count));
  return also
    .filter((it) => it !== "")
    .flatMap((it, at) => (at ? [h("span", { class: "dot" }, " · "), it] : [it]));
}
