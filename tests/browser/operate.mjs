// What a reader does: filter, search, turn pages, switch languages, walk with the keyboard, print.
import { check, equal } from "./checks.mjs";
import { count, found, open, text } from "./browse.mjs";

export async function operate(browser, name, { url, show }) {
  const page = await open(browser, url);
  await filters(page, name, show);
  await languages(page, name);
  await details(page, name);
  await themes(page, name);
  await keyboard(page, name);
  await paper(page, name);
  equal(`${name} in use: nothing is complained about or asked for`, page.complaints, []);
  await page.close();
}

async function filters(page, name, show) {
  const all = show();
  equal(`${name}: all records are there`, await found(page), all.length);
  await page.select("#filter-verdict", "deny");
  equal(`${name}: denials are found`, await found(page), all.filter((it) => it.verdict === "deny").length);
  await page.select("#filter-kind", "decision");
  await page.select("#filter-resource", "camera");
  const camera = all.filter(
    (it) =>
      it.kind === "decision" && it.verdict === "deny" && it.uses.some((use) => use.resource === "camera"),
  );
  equal(`${name}: denied uses of the camera are found`, await found(page), camera.length);
  await page.click("#filter-clear");
  equal(`${name}: filters are cleared`, await found(page), all.length);
  await page.type("#filter-search", "qr-scan grant");
  const granted = all.filter((it) => it.purpose === "qr-scan" && JSON.stringify(it).includes("grant"));
  equal(`${name}: a search finds what has all its words`, await found(page), granted.length);
  await page.click("#filter-clear");
  await page.type("#filter-search", "扫描二维码");
  equal(
    `${name}: a search finds the Chinese title too`,
    await found(page),
    all.filter((it) => it.purpose === "qr-scan").length,
  );
  await page.click("#filter-clear");
  const [first, last] = [Date.parse(all[0].at), Date.parse(all[0].at) + 3600000];
  await page.evaluate((last) => refine("until", last), last);
  equal(
    `${name}: a time range is found`,
    await found(page),
    all.filter((it) => Date.parse(it.at) >= first && Date.parse(it.at) < last).length,
  );
  await page.click("#filter-clear");
  const shown = await count(page, "#results tbody tr:not(.details)");
  equal(`${name}: a page has fifty`, shown, Math.min(50, all.length));
  await page.click("#page-on");
  equal(
    `${name}: the next page has the rest or fifty more`,
    await count(page, "#results tbody tr:not(.details)"),
    Math.min(50, all.length - 50),
  );
}

async function languages(page, name) {
  const before = await text(page, "h1");
  await page.click("#language");
  equal(
    `${name}: the language is switched`,
    await page.evaluate(() => document.documentElement.lang),
    "zh-CN",
  );
  check(
    `${name}: the heading changes`,
    (await text(page, "h1")) !== before && (await text(page, "h1")).includes("访问日志报告"),
  );
  check(`${name}: the title changes`, (await page.title()).includes("访问日志报告"));
  const english = await page.$$eval("h2, h3, th, dt, label > span, nav a", (all) =>
    all.map((it) => it.textContent).filter((it) => /^[A-Za-z ]+$/.test(it)),
  );
  equal(`${name}: no heading stays English`, english, []);
  await page.click("#language");
  equal(`${name}: and back`, await text(page, "h1"), before);
}

async function details(page, name) {
  await page.click("#results tbody button");
  equal(`${name}: a record opens`, await count(page, "#results tr.details:not([hidden])"), 1);
  check(
    `${name}: it says where it stands`,
    /\.seg \d+:\d+#\d+/.test(await text(page, "#results tr.details:not([hidden])")),
  );
  if (!(await page.$(".unfold"))) return;
  equal(
    `${name}: evidence is folded`,
    await page.$eval(".fold", (fold) => getComputedStyle(fold).display),
    "none",
  );
  await page.click(".unfold");
  equal(
    `${name}: evidence unfolds`,
    await page.$eval(".fold", (fold) => getComputedStyle(fold).display),
    "block",
  );
  check(`${name}: evidence has its record`, (await count(page, ".fold tbody tr")) >= 1);
}

async function themes(page, name) {
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.click("#theme");
  const dark = await ground();
  check(`${name}: the theme is switched`, light !== dark);
  await page.click("#theme");
  equal(`${name}: and back again`, await ground(), light);
}

/** Tab reaches everything that can be operated, in order. */
async function keyboard(page, name) {
  await page.evaluate(() => {
    document.activeElement.blur();
    window.scrollTo(0, 0);
  });
  const wanted = await page.evaluate(() => {
    const all = [...document.querySelectorAll("a[href], button, input, select, [tabindex='0']")].filter(
      (it) => it.checkVisibility(),
    );
    all.forEach((it, at) => {
      it.dataset.stop = at;
    });
    return all.length;
  });
  const reached = new Set();
  // A date has several parts to stop at.
  for (let tab = 0; tab < wanted + 40; tab += 1) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => document.activeElement.dataset.stop));
  }
  reached.delete(undefined);
  equal(`${name}: the keyboard reaches every control`, reached.size, wanted);
}

async function paper(page, name) {
  await page.evaluate(() => {
    document.documentElement.dataset.theme = "dark";
    state.open.clear();
    renderSection("findings");
  });
  const printed = await page.pdf({ format: "A4" });
  check(`${name}: it prints`, printed.length > 20000, `${printed.length} bytes`);
  await page.emulateMediaType("print");
  const style = (selector, property) =>
    page.$eval(selector, (it, property) => getComputedStyle(it)[property], property);
  equal(`${name}: paper is white`, await style("body", "backgroundColor"), "rgb(255, 255, 255)");
  equal(`${name}: no filters on paper`, await style(".filters", "display"), "none");
  if (await page.$(".fold"))
    equal(`${name}: evidence is open on paper`, await style(".fold", "display"), "block");
  await page.emulateMediaType("screen");
}
