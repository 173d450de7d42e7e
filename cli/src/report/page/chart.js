/* What all charts share: patterns, time ticks, bars. */
const EDGE = 7;
const STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800,
  1209600,
].map((seconds) => seconds * 1000);
const MONTH = 2592000000;

/** Stripes for what was denied, so that it does not need its colour. */
function stripes(id) {
  return svg(
    "defs",
    null,
    svg(
      "pattern",
      { id, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      svg("rect", { width: 5, height: 5, class: "stripe-ground" }),
      svg("rect", { width: 2.5, height: 5, class: "stripe" }),
    ),
  );
}

/** Times at round places where the reader is, at most so many. */
function ticks(view, most) {
  const length = view.to - view.from;
  const step = STEPS.find((size) => length / size <= most);
  if (!step) return months(view, Math.ceil(length / most / MONTH));
  const all = [];
  let at = Math.ceil((view.from + ahead(view.from)) / step) * step - ahead(view.from);
  for (; at <= view.to && all.length < 50; at += step) all.push(at);
  return { step, all };
}

/** The first days of every so many months. */
function months(view, by) {
  const start = new Date(view.from + ahead(view.from));
  const first = (n) => Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1 + n * by) - ahead(view.from);
  const all = [];
  for (let n = 0; first(n) <= view.to && all.length < 50; n += 1) all.push(first(n));
  return { step: by * MONTH, all };
}

/** Where a time stands; the edges keep room for half a sign. */
function scale(view, width) {
  return (ms) => EDGE + ((ms - view.from) / (view.to - view.from)) * (width - 2 * EDGE);
}

function tickText(ms, step, previous) {
  const text = local(ms);
  if (!text) return String(ms);
  const day = text.slice(5, 10);
  if (step >= 86400000) return step >= MONTH ? text.slice(0, 7) : day;
  const clock = step < 60000 ? text.slice(11, 19) : text.slice(11, 16);
  return previous && local(previous).slice(0, 10) === text.slice(0, 10) ? clock : day + " " + clock;
}

function axis(view, x, width, y) {
  const { step, all } = ticks(view, Math.max(2, Math.floor(width / 95)));
  return all.map((at, index) => {
    const place = x(at);
    const end = place > width - 40;
    return svg(
      "g",
      { class: "tick" },
      svg("line", { x1: place, x2: place, y1: 0, y2: y + 4 }),
      svg(
        "text",
        { x: place + (end ? 0 : 3), y: y + 15, "text-anchor": end ? "end" : "start" },
        tickText(at, step, all[index - 1]),
      ),
    );
  });
}

/** Bars put together until each has at least so many pixels: `[from, to, allowed, denied, through]`. */
function grouped(bars, view, pixels) {
  const { start_ms: start, width_ms: width } = model.timeline;
  const most = Math.max(1, Math.floor(pixels / 4));
  const needed = (view.to - view.from) / width / most;
  const round = STEPS.find((size) => size % width === 0 && size >= needed * width);
  const factor = Math.max(1, round ? round / width : Math.ceil(needed));
  const groups = new Map();
  for (const [at, allowed, denied, through] of bars) {
    const from = start + at * width;
    if (from + width <= view.from || from > view.to) continue;
    const key = Math.floor(at / factor);
    const sum = groups.get(key) || [
      start + key * factor * width,
      start + (key + 1) * factor * width,
      0,
      0,
      0,
    ];
    sum[2] += allowed;
    sum[3] += denied;
    sum[4] += through;
    groups.set(key, sum);
  }
  return { bars: [...groups.values()], width: factor * width };
}

/** Stacked bars from the ground up: allowed, let through, denied. */
function stack(bars, x, view, ground, height, stripesId) {
  const most = Math.max(1, ...bars.map((bar) => bar[2] + bar[3] + bar[4]));
  return bars.map(([from, to, allowed, denied, through]) => {
    const left = Math.max(x(view.from), x(from));
    const right = Math.min(x(view.to), x(to));
    const width = Math.max(1.5, right - left - (right - left > 3 ? 1 : 0));
    const tall = (n) => (n ? Math.max(1.5, (n / most) * height) : 0);
    const [a, b, c] = [tall(allowed), tall(through), tall(denied)];
    const label =
      period(from, to) +
      ": " +
      t("allowed") +
      " " +
      number(allowed) +
      comma() +
      t("denied") +
      " " +
      number(denied) +
      (through ? comma() + t("let_through") + " " + number(through) : "");
    return svg(
      "g",
      { class: "bar", "data-allowed": allowed, "data-denied": denied, "data-through": through },
      svg("title", null, label),
      a ? svg("rect", { x: left, width, y: ground - a, height: a, class: "fill allowed" }) : null,
      b ? svg("rect", { x: left, width, y: ground - a - b, height: b, class: "fill let_through" }) : null,
      c
        ? svg("rect", {
            x: left,
            width,
            y: ground - a - b - c,
            height: c,
            class: "fill denied",
            fill: "url(#" + stripesId + ")",
          })
        : null,
    );
  });
}

/** A horizontal bar of allowed and denied beside numbers. */
function shareBar(allowed, denied, through, most) {
  const part = (n) => (n ? Math.max(1, (n / Math.max(1, most)) * 100) : 0);
  const [a, b, c] = [part(allowed), part(through), part(denied)];
  const label = t("allowed") + " " + number(allowed) + comma() + t("denied") + " " + number(denied);
  const id = "s" + (shareBar.count = (shareBar.count || 0) + 1);
  return svg(
    "svg",
    { class: "share", viewBox: "0 0 100 10", preserveAspectRatio: "none", role: "img", "aria-label": label },
    stripes(id),
    svg("rect", { x: 0, y: 0, width: a, height: 10, class: "fill allowed" }),
    svg("rect", { x: a, y: 0, width: b, height: 10, class: "fill let_through" }),
    svg("rect", { x: a + b, y: 0, width: c, height: 10, class: "fill denied", fill: "url(#" + id + ")" }),
  );
}

function legend(kinds) {
  const shapes = {
    allowed: () => svg("rect", { x: 1, y: 3, width: 14, height: 10, class: "fill allowed" }),
    denied: () => [
      stripes("legend-stripes"),
      svg("rect", { x: 1, y: 3, width: 14, height: 10, class: "fill denied", fill: "url(#legend-stripes)" }),
    ],
    let_through: () => svg("rect", { x: 1.5, y: 3.5, width: 13, height: 9, class: "fill let_through" }),
    denial: () => svg("path", { d: cross(8, 8), class: "denial" }),
    bypass: () => svg("path", { d: diamond(8, 8), class: "bypass" }),
    finding: () => svg("path", { d: flag(8, 13), class: "flag" }),
  };
  const names = { denial: "denied", finding: "finding_here" };
  return h(
    "ul",
    { class: "legend" },
    kinds.map((kind) =>
      h(
        "li",
        null,
        svg("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" }, shapes[kind]()),
        t(names[kind] || kind),
      ),
    ),
  );
}

const cross = (x, y) => `M${x - 4} ${y - 4}l8 8M${x + 4} ${y - 4}l-8 8`;
const diamond = (x, y) => `M${x} ${y - 6}l6 6l-6 6l-6 -6z`;
const flag = (x, y) => `M${x} ${y}l-5 -9h10z`;
