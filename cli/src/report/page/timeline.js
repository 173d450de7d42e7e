/* Accesses over time: the whole period above, the chosen part of it below, a lane for each
   resource. Single accesses stand in the lanes as soon as there are few enough to tell apart. */
const MOST_MARKS = 1500;
const SHORTEST = 10000;

function timelineSection() {
  const about = section("timeline", t("timeline_about"));
  if (!lanes.size) {
    about.append(h("p", null, t("no_accesses")));
    return about;
  }
  const box = h("div", { class: "chart", id: "timeline-chart" });
  const range = h("p", { class: "range", id: "timeline-range", "aria-live": "polite" });
  about.append(timelineControls(range), box, h("div", { id: "timeline-chosen", "aria-live": "polite" }));
  return about;
}

function timelineControls(range) {
  const by = (factor) => () => zoom(factor);
  return h(
    "div",
    { class: "controls" },
    h(
      "div",
      { class: "group", role: "group", "aria-label": t("timeline") },
      button("−", by(2), { "aria-label": t("zoom_out"), title: t("zoom_out"), id: "tl-out" }),
      button("+", by(0.5), { "aria-label": t("zoom_in"), title: t("zoom_in"), id: "tl-in" }),
      button("←", () => move(-0.5), { "aria-label": t("earlier"), title: t("earlier"), id: "tl-left" }),
      button("→", () => move(0.5), { "aria-label": t("later"), title: t("later"), id: "tl-right" }),
      button(t("whole"), () => look(whole), { id: "tl-whole" }),
    ),
    range,
    button(t("show_these"), showTheseRecords, { class: "quiet", id: "tl-records" }),
  );
}

/** Shows a part of the period. */
function look(view) {
  const length = Math.min(Math.max(view.to - view.from, shortest(view)), whole.to - whole.from);
  const middle = (view.from + view.to) / 2;
  const from = Math.min(Math.max(whole.from, middle - length / 2), whole.to - length);
  state.view = { from, to: from + length };
  drawTimeline();
}

/** Where single accesses are missing there is nothing to see below a few bars. */
function shortest(view) {
  return isWhole({ ...view, from: Math.max(view.from, whole.from) })
    ? SHORTEST
    : model.timeline.width_ms * 12;
}

const viewed = () => state.view || whole;

function zoom(factor) {
  const { from, to } = viewed();
  const [middle, half] = [(from + to) / 2, ((to - from) / 2) * factor];
  look({ from: middle - half, to: middle + half });
}

function move(part) {
  const { from, to } = viewed();
  const by = (to - from) * part;
  look({ from: from + by, to: to + by });
}

/** Whether every access of a period is in this page one by one. */
function isWhole(view) {
  const after = model.records.whole_after_ms;
  return after === null || view.from > after;
}

/** Shows a record on the timeline, with some time around it. */
function lookAt(record) {
  const around = Math.max(60000, (whole.to - whole.from) / 200);
  state.chosen = marks.find((it) => it.record === record) || null;
  look({ from: record.time - around, to: record.time + around });
  document.getElementById("timeline").scrollIntoView();
}

function drawTimeline() {
  const box = document.getElementById("timeline-chart");
  if (!box) return;
  const width = state.paper ? 700 : Math.max(280, Math.floor(box.clientWidth));
  const focused = document.activeElement && document.activeElement.id;
  const view = viewed();
  const shown = marks.filter((it) => it.to >= view.from && it.from <= view.to);
  const single = isWhole(view) && shown.length <= MOST_MARKS;
  const bars = grouped(lanes.get("all") || [], whole, width);
  const parts = [overview(width, view, bars), ...detail(width, view, single, shown)];
  box.replaceChildren(...parts);
  if (focused && box.querySelector("#" + CSS.escape(focused))) document.getElementById(focused).focus();
  document.getElementById("timeline-range").textContent =
    period(view.from, view.to) + " (" + span(view.to - view.from) + ")";
  drawChosen();
}
