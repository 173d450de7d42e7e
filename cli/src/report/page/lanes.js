/* Drawing the timeline: the overview, a lane for each resource, single accesses, flags. */
const OVERVIEW = 56;
const LANE = 34;
const FLAGS = 14;

function overview(width, view, { bars, width: stretch }) {
  const x = scale(whole, width);
  const ground = OVERVIEW + FLAGS;
  const drawing = svg(
    "svg",
    { viewBox: `0 0 ${width} ${ground + 20}`, class: "overview", role: "img", "aria-label": t("overview") },
    stripes("overview-stripes"),
    axis(whole, x, width, ground),
    stack(bars, x, whole, ground, OVERVIEW, "overview-stripes"),
    flags(whole, x),
    svg("rect", {
      x: x(view.from),
      width: Math.max(2, x(view.to) - x(view.from)),
      y: 0.5,
      height: ground - 1,
      class: "window",
    }),
  );
  brush(
    drawing,
    (place) => whole.from + place * (whole.to - whole.from),
    (at) => {
      const half = (view.to - view.from) / 2;
      look({ from: at - half, to: at + half });
    },
  );
  return h(
    "figure",
    null,
    drawing,
    h("figcaption", null, t("overview") + comma() + t("per_bar", { span: span(stretch) })),
  );
}

function detail(width, view, single, shown) {
  const x = scale(view, width);
  const names = [...lanes.keys()].filter((name) => name !== "all");
  const rest = new Set(shown.map((it) => it.resource).filter((name) => !lanes.has(name)));
  let top = FLAGS;
  let stretch = 0;
  const drawn = [...names, ...rest].map((name) => {
    const lane = single
      ? laneOfMarks(
          shown.filter((it) => it.resource === name),
          x,
          width,
        )
      : laneOfBars(name, x, view, width);
    stretch = lane.stretch || stretch;
    const part = svg(
      "g",
      { class: "lane", "data-lane": name, "data-single": String(single), transform: `translate(0 ${top})` },
      svg("rect", { x: 0, width, y: 0, height: lane.height, class: "ground" }),
      svg("text", { x: 4, y: 12, class: "name" }, term("resource", name)),
      lane.parts,
    );
    top += lane.height + 4;
    return part;
  });
  const drawing = svg(
    "svg",
    {
      viewBox: `0 0 ${width} ${top + 20}`,
      class: "detail",
      id: "timeline-detail",
      tabindex: 0,
      role: "application",
      "aria-label": t("lanes") + " " + period(view.from, view.to),
      "aria-describedby": "timeline-keys",
      onkeydown: timelineKey,
    },
    stripes("lane-stripes"),
    axis(view, x, width, top),
    drawn,
    flags(view, x),
  );
  const near = (at) =>
    single
      ? choose(nearest(shown, at, (view.to - view.from) / width))
      : look({ from: at - (view.to - view.from) / 8, to: at + (view.to - view.from) / 8 });
  brush(drawing, (place) => view.from + place * (view.to - view.from), near);
  const signs = [
    single ? "denial" : "denied",
    total[2] && "let_through",
    single && pastTheGate && "bypass",
    findings.length && "finding",
  ];
  const kinds = ["allowed", ...signs.filter(Boolean)];
  const partly =
    !isWhole(view) && h("p", { class: "about" }, t("partly", { from: brief(model.records.whole_after_ms) }));
  const about = t("lanes") + comma() + (single ? t("single") : t("per_bar", { span: span(stretch) }));
  return [
    h("figure", null, drawing, h("figcaption", null, about, legend(kinds))),
    h("p", { id: "timeline-keys", class: "about keys" }, t("timeline_keys")),
    partly,
  ].filter(Boolean);
}

function laneOfBars(name, x, view, width) {
  const { bars, width: stretch } = grouped(lanes.get(name) || [], view, width);
  return { height: LANE, stretch, parts: stack(bars, x, view, LANE - 1, LANE - 16, "lane-stripes") };
}

/** Accesses at the same time stand below each other, up to four deep. */
function laneOfMarks(all, x, width) {
  const ends = [];
  const parts = all.map((it) => {
    const left = Math.max(0, x(it.from));
    const right = Math.min(width, Math.max(left + 3, x(it.to)));
    let row = ends.findIndex((end) => end < left - 1);
    if (row < 0) row = Math.min(ends.length, 3);
    ends[row] = Math.max(ends[row] || 0, it.type === "lease" ? right : left + 6);
    return markPart(it, left, right, 22 + row * 11);
  });
  return { height: 29 + Math.max(0, ends.length - 1) * 11, parts };
}

function markPart(it, left, right, y) {
  const shapes = {
    lease: () =>
      svg("rect", {
        x: left,
        width: right - left,
        y: y - 4,
        height: 8,
        rx: 1.5,
        class: "fill allowed" + (it.end ? "" : " endless"),
      }),
    through: () =>
      svg("rect", {
        x: left,
        width: Math.max(6, right - left),
        y: y - 4,
        height: 8,
        class: "fill let_through",
      }),
    denial: () => svg("path", { d: cross(left, y), class: "denial" }),
    bypass: () => svg("path", { d: diamond(left, y), class: "bypass" }),
  };
  const chosen = state.chosen === it;
  return svg(
    "g",
    { class: "mark " + it.type + (chosen ? " chosen" : ""), "data-record": it.record.index },
    svg("title", null, markText(it)),
    shapes[it.type](),
    chosen
      ? svg("rect", {
          x: left - 6,
          width: Math.max(12, right - left + 12),
          y: y - 8,
          height: 16,
          rx: 3,
          class: "ring",
        })
      : null,
  );
}

function markText(it) {
  const { record } = it;
  const held =
    it.type === "lease"
      ? comma() + (it.end ? t("held_for", { span: span(it.to - it.from) }) : t("no_end"))
      : "";
  const why = record.reason ? comma() + term("reason", record.reason) : "";
  return (
    time(record.at_ms) + " " + (record.purpose || record.caller) + " " + record.uses.join("+") + why + held
  );
}

/** A flag over every time that a finding rests on. */
function flags(view, x) {
  const marked = findings
    .flatMap((it) => it.records.map((index) => ({ it, record: records[index] })))
    .filter(({ record }) => record.time >= view.from && record.time <= view.to);
  return marked.map(({ it, record }) =>
    svg(
      "path",
      { d: flag(x(record.time), FLAGS - 2), class: "flag " + it.severity },
      svg("title", null, t(it.severity) + " " + say(it.title) + " " + time(record.time)),
    ),
  );
}
