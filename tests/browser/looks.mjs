// Every report in both languages, light and dark, narrow and wide: whole, readable, named.
import { check, equal } from "./checks.mjs";
import { count, open, text } from "./browse.mjs";

const LOOKS = ["en", "zh"].flatMap((lang) =>
  ["light", "dark"].flatMap((scheme) => [375, 1440].map((width) => ({ lang, scheme, width }))),
);

const SECTIONS = ["verdict", "findings", "timeline", "uses", "history", "integrity", "records"];

export async function looks(browser, name, { url, audit }) {
  for (const look of LOOKS) {
    const page = await open(browser, url, look);
    const at = `${name} ${look.lang} ${look.scheme} ${look.width}`;
    const ids = await page.$$eval("main > section", (all) => all.map((section) => section.id));
    equal(`${at}: the sections stand in order`, ids, SECTIONS);
    equal(`${at}: the verdict counts as the audit does`, await text(page, ".tally"), tally(audit, look.lang));
    equal(`${at}: there is each finding`, await count(page, ".finding"), audit.findings.length);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    check(`${at}: nothing sticks out`, wide <= 0, `${wide} px`);
    const slips = (await text(page, "#page")).match(/\[object|undefined|NaN|\{\w+\}/g);
    equal(`${at}: nothing is left unsaid`, slips, null);
    await named(page, at);
    await readable(page, at);
    equal(`${at}: nothing is complained about or asked for`, page.complaints, []);
    await page.close();
  }
}

function tally(audit, lang) {
  const of = (severity) => audit.findings.filter((it) => it.severity === severity).length;
  const [violations, warnings] = [of("violation"), of("warning")];
  const many = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;
  return lang === "zh"
    ? `${violations} 项违规，${warnings} 项警告`
    : `${many(violations, "violation")}, ${many(warnings, "warning")}`;
}

/** What can be operated has a name for those who cannot see it. */
async function named(page, at) {
  const roles = ["button", "link", "combobox", "searchbox", "textbox", "application", "Date"];
  const nameless = [];
  const walk = (node) => {
    if (roles.includes(node.role) && !(node.name || "").trim()) nameless.push(node.role);
    (node.children || []).forEach(walk);
  };
  walk(await page.accessibility.snapshot({ interestingOnly: false }));
  equal(`${at}: every control has a name`, nameless, []);
}

/** Text stands out from what is behind it: 4.5 to 1, large text 3 to 1 (WCAG 2 AA). */
async function readable(page, at) {
  const faint = await page.evaluate(() => {
    const numbers = (color) => (color.match(/[\d.]+/g) || []).map(Number);
    const clear = (color) => color === "transparent" || numbers(color)[3] === 0;
    const light = (color) => {
      const [r, g, b] = numbers(color)
        .map((it) => it / 255)
        .map((it) => (it <= 0.03928 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (element) => {
      for (let it = element; it; it = it.parentElement) {
        const color = getComputedStyle(it).backgroundColor;
        if (!clear(color)) return color;
      }
      return "rgb(255, 255, 255)";
    };
    const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const texts = [...document.querySelectorAll("#page *:not(svg *)")].filter(
      (element) =>
        element.checkVisibility() &&
        [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()),
    );
    return texts.flatMap((element) => {
      const style = getComputedStyle(element);
      const size = parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      const contrast = ratio(light(style.color), light(behind(element)));
      const enough = contrast >= (large ? 3 : 4.5) || element.closest("[aria-disabled=true]");
      return enough
        ? []
        : [
            `${contrast.toFixed(2)} ${element.className || element.tagName} ${element.textContent.slice(0, 30)}`,
          ];
    });
  });
  equal(`${at}: every text can be read`, [...new Set(faint)].slice(0, 5), []);
}
