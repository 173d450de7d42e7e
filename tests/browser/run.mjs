// The reports of three logs, tried in a real browser: node run.mjs [--screenshots DIR]
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "./browse.mjs";
import { close } from "./checks.mjs";
import { inputs } from "./inputs.mjs";
import { looks } from "./looks.mjs";
import { odd } from "./odd.mjs";
import { operate } from "./operate.mjs";
import { screenshots } from "./screenshots.mjs";
import { timeline } from "./timeline.mjs";

const [flag, pictures] = process.argv.slice(2);
if (flag && !(flag === "--screenshots" && pictures)) {
  console.error("usage: node run.mjs [--screenshots DIR]");
  process.exit(2);
}
const dir = mkdtempSync(join(tmpdir(), "menshen-browser-"));
const browser = await launch();
try {
  const logs = inputs(dir);
  if (pictures) {
    await screenshots(browser, logs.demo, pictures);
  } else {
    for (const [name, log] of Object.entries(logs)) {
      await looks(browser, name, log);
      await timeline(browser, name, log);
    }
    await operate(browser, "demo", logs.demo);
    await odd(browser, "odd", logs.odd);
    process.exitCode = close() ? 0 : 1;
  }
} finally {
  await browser.close();
  rmSync(dir, { recursive: true, force: true });
}
