/* The page as a whole: its head, its sections, language and theme. */
const SECTIONS = [
  ["verdict", verdict],
  ["findings", findingsSection],
  ["timeline", timelineSection],
  ["uses", usesSection],
  ["history", historySection],
  ["integrity", integritySection],
  ["records", recordsSection],
];

function render() {
  document.documentElement.lang = state.lang === 0 ? "zh-CN" : "en";
  document.title = t("title") + " · " + say(model.policy.title);
  document.getElementById("page").replaceChildren(
    h("a", { class: "skip", href: "#verdict" }, t("skip")),
    head(),
    contents(),
    h(
      "main",
      null,
      SECTIONS.map(([, build]) => build()),
    ),
    h("footer", null, h("p", null, t("made_by", { version: model.menshen }))),
  );
  drawTimeline();
}

function head() {
  return h(
    "header",
    null,
    h(
      "div",
      { class: "title" },
      h("p", { class: "brand" }, "Menshen 门神"),
      h("h1", null, t("title"), " ", h("span", null, say(model.policy.title))),
    ),
    h(
      "div",
      { class: "tools" },
      button(t("language"), switchLanguage, { id: "language", lang: state.lang === 0 ? "en" : "zh-CN" }),
      button(t(isDark() ? "theme_light" : "theme_dark"), switchTheme, { id: "theme" }),
      button(t("print"), () => window.print(), { id: "print" }),
    ),
  );
}

function contents() {
  const links = SECTIONS.map(([id]) => h("a", { href: "#" + id }, t(id), count(id)));
  return h("nav", { "aria-label": t("contents") }, h("div", null, links));
}

function count(id) {
  return id === "findings" && findings.length ? h("span", { class: "count" }, String(findings.length)) : null;
}

/** Builds one section anew; the focus stays where it was told to be. */
function renderSection(id, focus) {
  const build = SECTIONS.find(([name]) => name === id)[1];
  document.getElementById(id).replaceWith(build());
  const target = focus && document.getElementById(focus);
  if (target) target.focus({ preventScroll: true });
}

function switchLanguage() {
  state.lang = 1 - state.lang;
  for (const record of records) record.haystack = null;
  render();
  document.getElementById("language").focus();
}

const darkSystem = window.matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === "dark" : darkSystem.matches;
}

function switchTheme() {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  nameTheme();
}

function nameTheme() {
  document.getElementById("theme").textContent = t(isDark() ? "theme_light" : "theme_dark");
}

let resizing = 0;
window.addEventListener("resize", () => {
  cancelAnimationFrame(resizing);
  resizing = requestAnimationFrame(drawTimeline);
});
darkSystem.addEventListener("change", nameTheme);
/* Paper has a width of its own. */
for (const [name, paper] of [
  ["beforeprint", true],
  ["afterprint", false],
]) {
  window.addEventListener(name, () => {
    state.paper = paper;
    drawTimeline();
  });
}

render();
