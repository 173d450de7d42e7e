/* Small pictures: limits, hours of the day, reasons. */

/** What is declared, what was observed, and how near the one came to the other. */
function limits(use) {
  const limit = purposes.has(use.purpose) ? purposes.get(use.purpose).limit : null;
  if (!limit) return h("span", { class: "none" }, t("no_limit"));
  const held = limit.max_hold_ms !== null && use.ended > 0;
  const apart = limit.min_interval_ms !== null && use.closest_ms !== null;
  return [
    meter(
      (use.busiest || 0) / limit.count,
      t("limit_count", {
        limit: number(limit.count),
        span: span(limit.per_ms),
        busiest: number(use.busiest || 0),
      }),
    ),
    held
      ? meter(
          use.longest_ms / limit.max_hold_ms,
          t("limit_hold", { limit: span(limit.max_hold_ms), longest: span(use.longest_ms) }),
        )
      : null,
    apart
      ? meter(
          limit.min_interval_ms / Math.max(1, use.closest_ms),
          t("limit_interval", { limit: span(limit.min_interval_ms), closest: span(use.closest_ms) }),
        )
      : null,
  ];
}

function meter(part, label) {
  const over = part > 1;
  return h(
    "span",
    { class: "limit" + (over ? " over" : "") },
    svg(
      "svg",
      { class: "meter", viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true" },
      svg("rect", { width: 100, height: 6, class: "rail" }),
      svg("rect", { width: Math.min(100, part * 100), height: 6, class: over ? "over" : "within" }),
    ),
    h("span", null, over ? "▲ " : "", label),
  );
}

function byHour() {
  const { hours } = model.timeline;
  const [width, height] = [480, 120];
  const most = Math.max(1, ...hours.map((hour) => hour[0] + hour[1] + hour[2]));
  const bars = hours.map(([allowed, denied, through], hour) => {
    const tall = (n) => (n / most) * (height - 24);
    const [x, ground] = [hour * 20, height - 16];
    const [a, b, c] = [tall(allowed), tall(through), tall(denied)];
    const label =
      t("hour", { n: hour }) +
      ": " +
      t("allowed") +
      " " +
      number(allowed) +
      comma() +
      t("denied") +
      " " +
      number(denied);
    return svg(
      "g",
      { class: "bar", "data-allowed": allowed, "data-denied": denied },
      svg("title", null, label),
      svg("rect", { x: x + 2, width: 16, y: ground - a, height: a, class: "fill allowed" }),
      svg("rect", { x: x + 2, width: 16, y: ground - a - b, height: b, class: "fill let_through" }),
      svg("rect", {
        x: x + 2,
        width: 16,
        y: ground - a - b - c,
        height: c,
        class: "fill denied",
        fill: "url(#hour-stripes)",
      }),
      hour % 3 === 0
        ? svg("text", { x: x + 10, y: height - 2, "text-anchor": "middle" }, String(hour))
        : null,
    );
  });
  return svg(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, class: "hours", role: "img", "aria-label": t("by_hour") },
    stripes("hour-stripes"),
    svg("line", { x1: 0, x2: width, y1: height - 15.5, y2: height - 15.5, class: "base" }),
    bars,
  );
}

function byReason() {
  const reasons = Object.entries(model.reasons).sort((a, b) => b[1] - a[1]);
  if (!reasons.length) return h("p", null, "—");
  const most = reasons[0][1];
  const rows = reasons.map(([reason, n]) => [
    [h("span", null, term("reason", reason)), " ", h("code", null, reason)],
    shareBar(0, n, 0, most),
    number(n),
  ]);
  return table(
    t("by_reason"),
    [{ name: t("reason") }, { name: t("denied"), class: "bars" }, { name: t("count"), class: "n" }],
    rows,
    { class: "reasons" },
  );
}
