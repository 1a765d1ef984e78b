import { chromium } from "playwright-core";
const [file, out] = process.argv.slice(2);
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args });
const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" })).newPage();
await page.goto(`file://${file}`); await page.waitForSelector("html[data-ready]");
await page.emulateMedia({ media: "print" }); await page.setViewportSize({ width: 673, height: 1000 }); await page.waitForTimeout(600);
await page.screenshot({ path: out, fullPage: true });
await browser.close();
