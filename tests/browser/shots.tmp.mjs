import { chromium } from "playwright-core";
const [file, dir] = process.argv.slice(2);
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args });
async function open(scheme, hash = "") {
  const page = await (await browser.newContext({ viewport: { width: 1180, height: 900 }, colorScheme: scheme, reducedMotion: "reduce" })).newPage();
  await page.goto(`file://${file}${hash}`);
  await page.waitForSelector("html[data-ready]");
  await page.evaluate(() => { document.querySelector(".bar").style.position = "static"; });
  return page;
}
const light = await open("light");
const clip = async (page, id, name, h) => { const one = page.locator(id); await one.scrollIntoViewIfNeeded(); await page.waitForTimeout(200); const box = await one.boundingBox(); const y = await page.evaluate((id) => document.querySelector(id).getBoundingClientRect().top + scrollY, id); await page.screenshot({ path: `${dir}/${name}.png`, fullPage: true, clip: { x: 0, y, width: 1180, height: Math.min(box.height, h) } }); };
await light.screenshot({ path: `${dir}/report-top.png`, clip: { x: 0, y: 0, width: 1180, height: 860 } });
await clip(light, "#whom", "report-matrix", 760);
await clip(light, "#actors", "report-actors", 640);
await clip(light, "#timeline", "report-timeline", 460);
await clip(light, "#network", "report-network", 700);
if (await light.locator("#changes").count()) { await light.locator("#changes details").first().evaluate((d) => { d.open = true; }); await clip(light, "#changes", "report-changes", 760); }
await light.evaluate(() => { const one = D.events.find((e) => e.article.events.length > 4 && e.actors.length && e.recipients.length && e.place); read(one.article, one); });
await light.waitForTimeout(300);
await clip(light, "#reading", "report-reading", 760);
const dark = await open("dark");
await clip(dark, "#places", "report-map", 640);
await browser.close();
