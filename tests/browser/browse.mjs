// A page that is watched: whatever it complains about or asks for is noted.
import puppeteer from "puppeteer-core";
import { chromium } from "./chromium.mjs";

export async function launch() {
  const root = process.getuid && process.getuid() === 0;
  return puppeteer.launch({ executablePath: chromium(), args: root ? ["--no-sandbox"] : [] });
}

/** Opens a page; `complaints` grows with everything that should not happen. */
export async function open(browser, url, { width = 1440, scheme = "light", lang = "en" } = {}) {
  const page = await browser.newPage();
  page.complaints = [];
  const complain = (what) => page.complaints.push(what);
  page.on("console", (message) => complain(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complain(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    complain(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  // The icon of a date field is the browser's own, and lies in a data URL.
  const harmless = (asked) => asked === url || asked.startsWith("data:");
  page.on(
    "request",
    (request) => harmless(request.url().split("#")[0]) || complain(`request: ${request.url()}`),
  );
  await page.exposeFunction("noteViolation", (what) => complain(`content security policy: ${what}`));
  await page.evaluateOnNewDocument(() =>
    document.addEventListener("securitypolicyviolation", (event) =>
      window.noteViolation(event.violatedDirective + " " + event.blockedURI),
    ),
  );
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(url);
  if (lang === "zh") await page.click("#language");
  return page;
}

export const text = (page, selector) => page.$eval(selector, (element) => element.textContent);
export const count = (page, selector) => page.$$eval(selector, (all) => all.length);

export async function found(page) {
  return page.$eval("[data-found]", (element) => Number(element.dataset.found));
}
