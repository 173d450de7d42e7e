/* Which records are listed: search and filters. */

/** What the search looks through, in both languages, once for each record. */
function haystack(record) {
  if (!record.haystack) {
    const words = [
      record.kind,
      record.purpose,
      ...record.uses,
      record.caller,
      record.reason,
      record.subject,
      record.process && record.process.name,
      record.process && record.process.id,
      ...Object.values(record.more).flat(2).map(String),
    ];
    const terms = [
      ...(TERMS.kind[record.kind] || []),
      ...(TERMS.reason[record.reason] || []),
      ...record.uses.flatMap((use) => TERMS.resource[resourceOf(use)] || []),
    ];
    const purpose = purposes.get(record.purpose);
    const titles = purpose ? Object.values(purpose.title) : [];
    record.haystack = [...words, ...terms, ...titles, local(record.time)]
      .filter(Boolean)
      .join("\n")
      .toLowerCase();
  }
  return record.haystack;
}

function passes(record, filter) {
  const words = (filter.search || "").toLowerCase().split(/\s+/).filter(Boolean);
  return (
    (!filter.kind || record.kind === filter.kind) &&
    (!filter.purpose || record.purpose === filter.purpose) &&
    (!filter.resource || record.uses.some((use) => resourceOf(use) === filter.resource)) &&
    (!filter.verdict || record.verdict === filter.verdict) &&
    (!filter.reason || record.reason === filter.reason) &&
    (!filter.caller || record.caller === filter.caller) &&
    (!filter.process || (record.process && record.process.name === filter.process)) &&
    (!filter.from || record.time >= filter.from) &&
    (!filter.until || record.time < filter.until) &&
    words.every((word) => haystack(record).includes(word))
  );
}

function filters() {
  const clear = button(
    t("clear"),
    () => {
      [state.filter, state.page] = [{}, 0];
      renderSection("records", "filter-clear");
    },
    { class: "quiet", id: "filter-clear" },
  );
  const verdicts = [
    ["allow", t("allowed")],
    ["deny", t("denied")],
  ];
  return h(
    "form",
    {
      class: "filters",
      role: "search",
      "aria-label": t("records"),
      onsubmit: (event) => event.preventDefault(),
    },
    field(
      "search",
      h("input", {
        type: "search",
        placeholder: t("search_hint"),
        value: state.filter.search || "",
        oninput: (event) => refine("search", event.target.value),
      }),
    ),
    select(
      "kind",
      values((it) => [it.kind]).map((kind) => [kind, term("kind", kind)]),
    ),
    select(
      "purpose",
      values((it) => [it.purpose]).map((id) => [
        id,
        purposes.has(id) ? say(purposes.get(id).title) + " · " + id : id,
      ]),
    ),
    select(
      "resource",
      values((it) => it.uses.map(resourceOf)).map((it) => [it, term("resource", it)]),
    ),
    select("verdict", verdicts, "verdict_is"),
    select(
      "reason",
      values((it) => [it.reason]).map((reason) => [reason, term("reason", reason)]),
    ),
    select(
      "caller",
      values((it) => [it.caller]).map((it) => [it, callerText(it)]),
    ),
    select(
      "process",
      values((it) => [it.process && it.process.name]).map((it) => [it, it]),
    ),
    moment("from"),
    moment("until"),
    clear,
  );
}

/** Every value that occurs, in order. */
function values(of) {
  return [...new Set(records.flatMap(of))].filter(Boolean).sort();
}

function field(name, input, label = name) {
  input.id = "filter-" + name;
  return h("label", { for: input.id, class: "field by-" + name }, h("span", null, t(label)), input);
}

function select(name, options, label) {
  const chosen = state.filter[name] || "";
  return field(
    name,
    h(
      "select",
      { onchange: (event) => refine(name, event.target.value) },
      h("option", { value: "" }, t("any")),
      options.map(([value, text]) => h("option", { value, selected: value === chosen }, text)),
    ),
    label,
  );
}

/** A time of the reader's zone. */
function moment(name) {
  const now = state.filter[name];
  const value = now ? (local(now) || "").slice(0, 19) : null;
  return field(
    name,
    h("input", {
      type: "datetime-local",
      step: 1,
      value,
      onchange: (event) => {
        const utc = Date.parse(event.target.value + "Z");
        refine(name, Number.isNaN(utc) ? null : utc - ahead(utc));
      },
    }),
  );
}

function refine(name, value) {
  state.filter = { ...state.filter, [name]: value };
  state.page = 0;
  drawResults();
}
