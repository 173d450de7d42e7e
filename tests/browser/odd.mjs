// Names that would like to be markup stay text; damage is said first of all.
import { check, equal } from "./checks.mjs";
import { count, open, text } from "./browse.mjs";

const PLANTED = "</script><img src=x onerror=alert(1)>";

export async function odd(browser, name, { url }) {
  const page = await open(browser, url);
  equal(`${name}: no element came out of the log`, await count(page, "img, iframe, object, link"), 0);
  equal(`${name}: three scripts at most, all ours`, await count(page, "script"), 2);
  check(`${name}: the planted purpose is shown as it is`, (await text(page, "#uses")).includes(PLANTED));
  await page.type("#filter-search", "onerror");
  check(`${name}: the planted place can be searched`, (await text(page, "#results")).includes(PLANTED));
  check(
    `${name}: damage is said first of all`,
    (await page.$eval("main", (main) => main.textContent)).trim().startsWith("The log is damaged"),
  );
  equal(`${name}: as an alert`, await count(page, "#verdict [role=alert]"), 1);
  check(`${name}: the damage has its place`, /block|\.seg/.test(await text(page, "#integrity .problems")));
  check(`${name}: observe mode is named`, (await text(page, "#verdict .notes")).includes("observe mode let through"));
  await page.evaluate(() => look(whole));
  equal(`${name}: a use past the gate has its sign`, await count(page, ".mark.bypass"), 1);
  equal(`${name}: nothing is complained about or asked for`, page.complaints, []);
  await page.close();
}
