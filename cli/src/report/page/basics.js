/* Languages, elements, numbers and times. Text of the log enters the page only through `h` and
   `svg`, as text nodes and attribute values, never as markup. */
const state = {
  lang: document.documentElement.lang === "zh-CN" ? 0 : 1,
  view: null,
  chosen: null,
  open: new Set(),
  historyShown: 100,
  filter: {},
  page: 0,
};

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function t(key, values = {}) {
  return fill(WORDS[key][state.lang], values);
}

function term(group, word) {
  const known = TERMS[group];
  const names = known && Object.hasOwn(known, word) ? known[word] : null;
  return names ? names[state.lang] : word;
}

/** The text of a `{zh-CN, en}` object in the page's language. */
function say(text) {
  return text ? text[state.lang === 0 ? "zh-CN" : "en"] : "";
}

function plural(n, one, many) {
  return n === 1 ? t(one) : t(many, { n: number(n) });
}

const joint = () => (state.lang === 0 ? "、" : ", ");
const comma = () => (state.lang === 0 ? "，" : ", ");

function h(tag, props, ...children) {
  return dress(document.createElement(tag), props, children);
}

function svg(tag, props, ...children) {
  return dress(document.createElementNS("http://www.w3.org/2000/svg", tag), props, children);
}

function dress(element, props, children) {
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

function number(n) {
  return Math.round(n)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ",");
}

const UNITS = [
  [86400000, "天", "d"],
  [3600000, "小时", "h"],
  [60000, "分", "min"],
  [1000, "秒", "s"],
];

/** A length of time in its two largest units. */
function span(ms) {
  if (ms > 0 && ms < 1000) return Math.round(ms) + (state.lang === 0 ? " 毫秒" : " ms");
  const parts = [];
  let rest = ms;
  for (const [size, zh, en] of UNITS) {
    if (parts.length === 2) break;
    const whole = Math.floor(rest / size);
    if (whole > 0) parts.push(whole + " " + (state.lang === 0 ? zh : en));
    else if (parts.length) break;
    rest -= whole * size;
  }
  return parts.join(" ") || "0 " + (state.lang === 0 ? "秒" : "s");
}

/** A sentence of the audit: names between backticks stand out. */
function sentence(text) {
  return text.split("`").map((part, at) => (at % 2 ? h("code", null, part) : part));
}

/** How far local time is ahead of UTC at a time. */
function ahead(ms) {
  const offsets = model.zone.offsets;
  let offset = offsets[0][1];
  for (const [from, value] of offsets) if (from <= ms) offset = value;
  return offset;
}

function local(ms) {
  const date = new Date(ms + ahead(ms));
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** Date and time where the reader is; milliseconds only when there are any. */
function time(ms) {
  if (ms === null || ms === undefined) return "—";
  const text = local(ms);
  if (!text) return ms + " ms";
  const [day, clock] = text.slice(0, -1).split("T");
  return day + " " + (clock.endsWith(".000") ? clock.slice(0, 8) : clock);
}

/** The same to the second. */
function brief(ms) {
  return time(ms).replace(/\.\d+$/, "");
}

/** From … to, the day named once when it is the same. */
function period(from, to) {
  const [a, b] = [brief(from), brief(to)];
  const [day, clock] = b.split(" ");
  return a + " – " + (a.startsWith(day + " ") ? clock : b);
}

function button(label, onclick, props = {}) {
  return h("button", { type: "button", onclick, ...props }, label);
}

/** Where there is nothing to say. */
const nothing = () => h("span", { class: "none" }, "—");

/** A section with its heading and an optional line under it. */
function section(id, about, ...children) {
  return h(
    "section",
    { id, "aria-labelledby": id + "-h" },
    h("h2", { id: id + "-h" }, t(id)),
    about ? h("p", { class: "about" }, about) : null,
    ...children,
  );
}

/** A table; each cell is named after its column for narrow screens. */
function table(caption, columns, rows, props = {}) {
  const head = columns.map((column) => h("th", { scope: "col", class: column.class }, column.name));
  const body = rows.map((cells) => (Array.isArray(cells) ? tableRow(columns, cells) : cells));
  return h(
    "table",
    props,
    h("caption", null, caption),
    h("thead", null, h("tr", null, head)),
    h("tbody", null, body),
  );
}

function tableRow(columns, cells, props) {
  return h(
    "tr",
    props,
    cells.map((cell, at) =>
      h("td", { class: columns[at].class, "data-name": columns[at].name }, h("div", null, cell)),
    ),
  );
}

function facts(pairs, props = {}) {
  const shown = pairs.filter((pair) => pair && pair[1] !== null && pair[1] !== "");
  return h(
    "dl",
    { class: "facts", ...props },
    shown.map(([name, ...value]) => h("div", null, h("dt", null, name), h("dd", null, ...value))),
  );
}
