/* Choosing on the timeline: by dragging, by a click, by the keyboard. */

/** Calls `click` with the time of a click, and looks at what is dragged over. */
function brush(drawing, timeAt, click) {
  let start = null;
  let shade = null;
  const wide = () => drawing.viewBox.baseVal.width;
  const place = (event) => {
    const box = drawing.getBoundingClientRect();
    const edge = EDGE / wide();
    return Math.min(1, Math.max(0, ((event.clientX - box.left) / box.width - edge) / (1 - 2 * edge)));
  };
  const stop = () => {
    if (shade) shade.remove();
    [start, shade] = [null, null];
  };
  drawing.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    start = place(event);
    drawing.setPointerCapture(event.pointerId);
  });
  drawing.addEventListener("pointermove", (event) => {
    if (start === null) return;
    if (!shade)
      drawing.append((shade = svg("rect", { class: "brush", y: 0, height: drawing.viewBox.baseVal.height })));
    const [a, b] = [Math.min(start, place(event)), Math.max(start, place(event))];
    shade.setAttribute("x", EDGE + a * (wide() - 2 * EDGE));
    shade.setAttribute("width", (b - a) * (wide() - 2 * EDGE));
  });
  drawing.addEventListener("pointerup", (event) => {
    if (start === null) return;
    const [a, b] = [Math.min(start, place(event)), Math.max(start, place(event))];
    stop();
    if ((b - a) * wide() > 6) look({ from: timeAt(a), to: timeAt(b) });
    else click(timeAt(a));
  });
  drawing.addEventListener("pointercancel", stop);
}

/** The access nearest to a time, if one is within a few pixels. */
function nearest(shown, at, pixel) {
  const away = (it) => (at < it.from ? it.from - at : at > it.to ? at - it.to : 0);
  const best = shown.reduce((best, it) => (best && away(best) <= away(it) ? best : it), null);
  return best && away(best) <= pixel * 12 ? best : null;
}

function choose(it) {
  state.chosen = it;
  drawTimeline();
}

/** The next or previous single access; out of sight, the view follows. */
function step(by) {
  if (!marks.length) return;
  const view = viewed();
  const at = state.chosen ? marks.indexOf(state.chosen) + by : marks.findIndex((it) => it.from >= view.from);
  state.chosen = marks[Math.min(marks.length - 1, Math.max(0, at))];
  const { from } = state.chosen;
  const half = (view.to - view.from) / 2;
  if (from < view.from || from > view.to) look({ from: from - half, to: from + half });
  else drawTimeline();
}

function timelineKey(event) {
  const keys = {
    ArrowLeft: () => move(-0.25),
    ArrowRight: () => move(0.25),
    "+": () => zoom(0.5),
    "=": () => zoom(0.5),
    "-": () => zoom(2),
    0: () => look(whole),
    Home: () => look(whole),
    n: () => step(1),
    p: () => step(-1),
    N: () => step(1),
    P: () => step(-1),
    Escape: () => choose(null),
  };
  const action = event.ctrlKey || event.metaKey || event.altKey ? null : keys[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

function drawChosen() {
  const box = document.getElementById("timeline-chosen");
  box.replaceChildren(
    ...(state.chosen
      ? [h("div", { class: "chosen-record" }, h("h3", null, t("chosen")), recordDetails(state.chosen.record))]
      : []),
  );
}

function showTheseRecords() {
  const { from, to } = viewed();
  state.filter = { from: Math.floor(from), until: Math.ceil(to) + 1 };
  state.page = 0;
  renderSection("records");
  document.getElementById("records").scrollIntoView();
}
