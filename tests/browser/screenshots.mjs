// The pictures for the documentation.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { open } from "./browse.mjs";

const PICTURES = [
  ["report-en.png", { lang: "en", scheme: "light", width: 1200 }],
  ["report-zh-dark.png", { lang: "zh", scheme: "dark", width: 1200 }],
];

export async function screenshots(browser, { url }, dir) {
  mkdirSync(dir, { recursive: true });
  for (const [name, look] of PICTURES) {
    const page = await open(browser, url, look);
    await page.evaluate(() => document.activeElement.blur());
    const bottom = await page.$eval("#timeline", (it) =>
      Math.ceil(it.getBoundingClientRect().bottom + window.scrollY),
    );
    await page.screenshot({
      path: join(dir, name),
      clip: { x: 0, y: 0, width: look.width, height: bottom + 14 },
    });
    await page.close();
  }
}
