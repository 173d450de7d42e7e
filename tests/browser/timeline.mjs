// The timeline: its lanes and bars count what the log has, and it can be zoomed in every way.
import { check, equal } from "./checks.mjs";
import { count, found, open, text } from "./browse.mjs";

export async function timeline(browser, name, { url, show }) {
  const page = await open(browser, url);
  const all = show("--kind", "decision,os_observed");
  const decisions = all.filter((it) => it.kind === "decision");
  const past = all.filter((it) => it.kind === "os_observed" && !it.covered);
  const used = decisions.flatMap((it) => (it.uses.length ? it.uses.map((use) => use.resource) : ["none"]));
  const resources = new Set([...used, ...past.map((it) => it.resource)]);
  const lanes = () => page.$$eval(".lane", (all) => all.map((lane) => lane.dataset.lane));
  equal(`${name}: a lane for each resource`, (await lanes()).sort(), [...resources].sort());
  const sum = (which) =>
    page.$$eval(
      ".overview .bar",
      (all, which) => all.reduce((sum, bar) => sum + Number(bar.dataset[which]), 0),
      which,
    );
  const total = (verdict, observed) =>
    decisions
      .filter((it) => it.verdict === verdict && it.observed === observed)
      .reduce((sum, it) => sum + it.count, 0);
  equal(`${name}: the bars count what was allowed`, await sum("allowed"), total("allow", false));
  equal(`${name}: the bars count what was denied`, await sum("denied"), total("deny", false));
  equal(`${name}: the bars count what was let through`, await sum("through"), total("deny", true));
  await single(page, name, decisions);
  await buttons(page, name);
  await dragging(page, name);
  await keys(page, name);
  equal(`${name} timeline: nothing is complained about or asked for`, page.complaints, []);
  await page.close();
}

/** In the last hour single accesses are told apart, each with its mark. */
async function single(page, name, decisions) {
  const last = await page.evaluate(() => {
    look({ from: whole.to - 3600000, to: whole.to });
    return viewed();
  });
  const flags = await page.$$eval(".lane", (all) => all.map((lane) => lane.dataset.single));
  check(
    `${name}: single accesses in the last hour`,
    flags.every((flag) => flag === "true"),
  );
  const overlaps = (it) => {
    const at = Date.parse(it.at);
    return at >= last.from && at <= last.to;
  };
  const begun = decisions.filter(overlaps).reduce((sum, it) => sum + Math.max(1, it.uses.length), 0);
  const marks = await page.$$eval(
    ".mark:not(.bypass)",
    (all, from) => all.filter((mark) => records[mark.dataset.record].time >= from).length,
    last.from,
  );
  equal(`${name}: a mark for each access of the last hour`, marks, begun);
  await page.click("#tl-records");
  const inside = await page.evaluate(
    ({ from, to }) => records.filter((it) => it.time >= Math.floor(from) && it.time <= Math.ceil(to)).length,
    last,
  );
  equal(`${name}: the records of the chosen time are listed`, await found(page), inside);
  await page.click("#filter-clear");
  await page.click("#tl-whole");
}

const view = (page) => page.evaluate(() => viewed());
const length = (view) => view.to - view.from;

async function buttons(page, name) {
  const whole = await view(page);
  await page.click("#tl-in");
  const half = await view(page);
  equal(`${name}: a button zooms in`, Math.round((length(whole) / length(half)) * 10), 20);
  await page.click("#tl-left");
  check(`${name}: a button moves`, (await view(page)).from < half.from);
  await page.click("#tl-out");
  await page.click("#tl-whole");
  equal(`${name}: a button shows all`, await view(page), whole);
}

async function dragging(page, name) {
  const before = await text(page, "#timeline-range");
  const overview = await page.$(".overview");
  await overview.scrollIntoView();
  const box = await overview.boundingBox();
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.25, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, y, { steps: 4 });
  check(`${name}: what is dragged over is shaded`, (await count(page, ".brush")) === 1);
  await page.mouse.up();
  const part = await page.evaluate(() => (viewed().to - viewed().from) / (whole.to - whole.from));
  check(`${name}: dragging chooses a part`, Math.abs(part - 0.25) < 0.02, part);
  check(`${name}: the part is named`, (await text(page, "#timeline-range")) !== before);
}

async function keys(page, name) {
  await page.$eval("#timeline-detail", (it) => it.focus());
  await page.keyboard.press("0");
  const whole = await view(page);
  await page.keyboard.press("+");
  await page.keyboard.press("ArrowRight");
  const moved = await view(page);
  check(
    `${name}: keys zoom and move`,
    length(moved) < length(whole) && moved.to > whole.from + length(whole) / 2,
  );
  await page.keyboard.press("n");
  equal(`${name}: a key steps to an access`, await count(page, ".chosen-record"), 1);
  equal(`${name}: the focus stays`, await page.evaluate(() => document.activeElement.id), "timeline-detail");
  await page.keyboard.press("Escape");
  equal(`${name}: and lets go of it`, await count(page, ".chosen-record"), 0);
}
