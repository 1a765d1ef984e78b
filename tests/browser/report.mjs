// Opens reports in Chromium and uses them as a reader would. One line a check; exit code 1 if one of them fails.
// Usage: node report.mjs CHROMIUM SAMPLE_REPORT HOSTILE_REPORT PAYLOADS CHUNKED_REPORT

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { faint } from "./contrast.mjs";
import { assertPolicyHolds } from "./policy.mjs";

const [executablePath, sample, hostile, payloadFile, chunked] = process.argv.slice(2);
const payloads = readFileSync(payloadFile, "utf8").split("\n").filter((line) => line !== "");
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath, args });
let failed = 0;

async function check(what, act) {
  try {
    await act();
    console.log(`ok: ${what}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED: ${what}\n${error.stack}`);
  }
}

// A page that is open and drawn, and all that it did which it should not have done.
async function open(file, { hash = "", ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const seen = { requests: [], errors: [], dialogs: [] };
  const own = pathToFileURL(file).href;
  page.on("request", (request) => request.url().split("#")[0] !== own && seen.requests.push(request.url()));
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && seen.errors.push(message.text()));
  page.on("dialog", (dialog) => {
    seen.dialogs.push(dialog.message());
    dialog.dismiss();
  });
  await page.goto(own + hash);
  await page.waitForSelector("html[data-ready]");
  return { page, seen, close: () => context.close() };
}

const found = (page) => page.textContent("#chosen .found");
const summary = (page, section) => page.textContent(`#${section} figcaption p`);
const hash = (page) => new URL(page.url()).hash;
const SECTIONS = ["timeline", "whom", "network", "places", "actors", "kinds", "events", "counts"];

async function summaries(page) {
  const all = {};
  for (const section of SECTIONS) all[section] = await summary(page, section);
  return all;
}

{
  const { page, seen, close } = await open(sample);
  await check("the report opens from disk, says nothing on the console and asks for nothing", async () => {
    assert.deepEqual(seen, { requests: [], errors: [], dialogs: [] });
    assert.match(await page.textContent("#sentence"), /^\d+ events in \d+ articles/);
  });

  await check("warnings come first, accounting second, and the accounts add up", async () => {
    const order = await page.$$eval("main > section", (sections) => sections.map((section) => section.id));
    assert.deepEqual(order.slice(0, 2), ["first", "accounting"]);
    const [whole, parts] = (await summary(page, "accounting")).split(" inputs = ");
    const sum = parts.match(/\d+/g).map(Number).reduce((a, b) => a + b, 0);
    assert.equal(sum, Number(whole));
    assert.match(await page.textContent("#first"), /without a word of text/);
    assert.match(await page.textContent("#accounting .sources"), /Hill Post2.*2025-05-20 – 2025-06-09/);
  });

  await check("rows of events are accounted for down to those of the headline", async () => {
    const rows = await page.evaluate(() => D.events.length);
    const [line, headline] = [await page.textContent(".part-events figcaption p"), await page.textContent("#sentence")];
    const [all, ...parts] = line.match(/\d[\d,]*/g).map((n) => Number(n.replaceAll(",", "")));
    const counted = parts.pop();
    assert.equal(all, rows);
    assert.equal(all - parts.reduce((sum, n) => sum + n, 0), counted, line);
    assert.match(headline, new RegExp(`^${counted} events? in `));
    assert.match(await found(page), new RegExp(`^${counted} events? in `));
  });

  await check("a filter acts on every section and stands in the address; back takes it away", async () => {
    const before = await summaries(page);
    await page.selectOption('[name="actor"]', "TTP");
    const after = await summaries(page);
    for (const section of SECTIONS.filter((one) => one !== "kinds")) assert.notEqual(after[section], before[section], section);
    assert.equal(hash(page), "#actor=TTP");
    const parties = await page.evaluate(() => view.events.every((one) => hasParty(one, "actors", "TTP") || hasParty(one, "recipients", "TTP")));
    assert.ok(parties);
    const titles = await page.$$eval("#reading .row.paper .name", (rows) => rows.length);
    assert.equal(titles, await page.evaluate(() => view.articles.length));
    await page.goBack();
    assert.deepEqual(await summaries(page), before);
  });

  await check("each filter narrows the view, and together they narrow it more", async () => {
    const all = await page.evaluate(() => view.events.length);
    const one = await page.evaluate(() => view.events.find((event) => event.place && event.actors.length && event.recipients.length));
    const chosen = { actor: one.actors[0].party.key, type: one.type, status: one.status, source: one.article.source, place: one.place.key,
      from: one.date, to: one.date, q: one.sentence.text.slice(0, 12) };
    for (const [name, value] of Object.entries(chosen)) {
      const n = await page.evaluate(([name, value]) => { choose({ ...EMPTY, [name]: value }); return view.events.length; }, [name, value]);
      assert.ok(n > 0 && n < all, `${name}=${value}: ${n} of ${all}`);
    }
    const together = await page.evaluate((chosen) => { choose({ ...EMPTY, ...chosen }); return view.events.map((event) => event.id); }, chosen);
    assert.ok(together.includes(one.id));
    assert.equal(new URLSearchParams(hash(page).slice(1)).get("place"), chosen.place);
    await page.keyboard.press("c");
    assert.equal(await page.evaluate(() => view.events.length), all);
  });

  await check("a cell of the matrix shows the events of its pair", async () => {
    await page.click('.matrix button[aria-label^="Tehrik-e-Taliban Pakistan"]');
    assert.match(hash(page), /^#pair=TTP/);
    const shown = await page.$$eval("#events .row.event .name", (rows) => rows.map((row) => row.textContent));
    assert.ok(shown.length > 0);
    for (const row of shown) assert.match(row, /Tehrik-e-Taliban Pakistan.* → /);
    await page.click("#chosen .chip");
    assert.equal(hash(page), "");
  });

  await check("search narrows to sentences", async () => {
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "search");
    await page.keyboard.type("GARRISON");
    assert.match(hash(page), /q=GARRISON/);
    const said = await page.$$eval("#events .said", (rows) => rows.map((row) => row.textContent));
    assert.ok(said.length > 0 && said.every((text) => text.toLowerCase().includes("garrison")), said.join("\n"));
    await page.keyboard.press("Escape");
    await page.keyboard.press("c");
    assert.equal(await page.inputValue("#search"), "");
  });

  await check("j and k move through articles, n through events, ? lists the keys", async () => {
    const title = () => page.textContent("#paper h3");
    await page.evaluate(() => read(D.articles[0]));
    const first = await title();
    await page.keyboard.press("j");
    const second = await title();
    assert.notEqual(second, first);
    assert.match(hash(page), /doc=/);
    await page.keyboard.press("k");
    assert.equal(await title(), first);
    await page.keyboard.press("n");
    assert.match(await page.textContent("#trace"), /Because of/);
    await page.keyboard.press("?");
    assert.ok(await page.isVisible("#help"));
    await page.keyboard.press("Escape");
    await page.waitForSelector("#help", { state: "hidden" });
  });

  await check("a click on a mark shows its trace, and ties the event to its parties", async () => {
    await page.evaluate(() => read(D.articles.find((one) => one.doc.endsWith("ambush.txt"))));
    await page.click("#paper mark.trigger.q4");
    assert.match(await page.textContent("#trace"), /ASSAULT/);
    assert.match(await page.textContent("#trace .lines"), /events\/assault\.toml:\d+/);
    assert.ok((await page.$$("#paper .ties path")).length > 0);
    assert.ok((await page.$$("#paper mark.party")).length > 0);
    await page.click("#paper mark.mention:not(.trigger):not(.party)");
    assert.match(await page.textContent("#trace .lines"), /actors\/.*\.toml:\d+/);
  });

  await check("inputs that changed or moved since the run are said so", async () => {
    for (const [doc, words] of [["changed.txt", /has changed since the run/], ["moved.txt", /no longer where the run found it/]]) {
      await page.evaluate((doc) => read(D.articles.find((one) => one.doc.endsWith(doc))), doc);
      assert.match(await page.textContent("#paper .changed"), words);
      assert.ok((await page.$$("#paper mark.trigger")).length > 0, `${doc} has its marks`);
    }
  });

  await check("unknown names come with what they may be and a line to enter them", async () => {
    const row = page.locator("#unknown .row", { hasText: "Sarbaz Front" });
    assert.match(await row.textContent(), /khabar dict add SARBAZ-FRONT "Sarbaz Front" --kind group/);
  });

  await check("an actor is found with its parts when they are asked for, and pairs can be rolled up", async () => {
    const alone = await page.evaluate(() => { choose({ ...EMPTY, actor: "IS" }); return view.events.map((one) => one.id); });
    await page.click("#chosen button:text('Add its parts')");
    assert.match(hash(page), /parts=with/);
    const all = await page.evaluate(() => view.events.map((one) => one.id));
    assert.ok(all.length > 0 && alone.length === 0, `${alone.length}, ${all.length}`);
    assert.ok(await page.evaluate(() => view.events.every((one) => one.actors.some((side) => side.party.key === "ISKP"))));
    await page.keyboard.press("c");
    const actors = () => page.$$eval(".matrix tbody th", (rows) => rows.map((row) => row.title));
    const [part, whole] = await page.evaluate(() => ["ISKP", "IS"].map(nameOf));
    const named = await actors();
    await page.selectOption('#whom [name="by"]', "whole");
    const rolled = await actors();
    assert.ok(named.includes(part) && !named.includes(whole), named.join());
    assert.ok(rolled.includes(whole) && !rolled.includes(part), rolled.join());
    await page.selectOption('#whom [name="by"]', "party");
  });

  await check("the header says how it was made and how to cite it; without an audit the page says how to get one", async () => {
    await page.click("#cite summary");
    assert.match(await page.textContent("#cite"), /khabar run news.*To cite.*\[event data\]\. \d+ events/s);
    assert.match(await page.textContent("#quality"), /khabar review out --sample 100 --seed 7.*khabar score out GOLD/s);
  });

  await check("every chart shows itself as a table and as CSV", async () => {
    for (const figure of await page.$$("figure")) {
      const section = await figure.evaluate((one) => one.closest("section").id);
      assert.ok(await figure.$(".toggle"), section);
      assert.ok(await figure.$(".csv"), section);
    }
    await page.click("#timeline .toggle");
    assert.match(await page.textContent("#timeline thead"), /material conflict/);
    await page.click("#timeline .toggle");
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("#events .csv")]);
    assert.match(readFileSync(await download.path(), "utf8"), /^id,date,actor,event,mode,recipient,status,place,/);
  });
  await check("nothing was asked for in all that time", () => assert.deepEqual(seen, { requests: [], errors: [], dialogs: [] }));
  await close();
}

await check("an address brings its view with it", async () => {
  const { page, close } = await open(sample, { hash: "#actor=TTP&type=q4" });
  const { types, n } = await page.evaluate(() => ({ types: [...new Set(view.events.map((one) => one.quad))], n: view.events.length }));
  assert.deepEqual(types, [4]);
  assert.match(await found(page), new RegExp(`^${n} event`));
  assert.equal(await page.inputValue('[name="actor"]'), "TTP");
  await close();
});

await check("a hostile address is text", async () => {
  const evil = encodeURIComponent("<img src=x onerror=alert(1)>");
  const { page, seen, close } = await open(sample, { hash: `#actor=${evil}&place=${evil}&doc=${evil}&pair=%25E0%25A4%25A&status=__proto__` });
  assert.match(await page.textContent("#chosen"), /<img src=x onerror=alert\(1\)>/);
  assert.deepEqual(seen, { requests: [], errors: [], dialogs: [] });
  await close();
});

await check("a phone shows it without scrolling sideways, in the dark as well", async () => {
  const { page, close } = await open(sample, { viewport: { width: 390, height: 844 }, colorScheme: "dark" });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
  await page.click("#theme");
  assert.equal(await page.getAttribute("html", "data-theme"), "light");
  await close();
});

{
  const { page, seen, close } = await open(hostile);
  const markup = "img,image,iframe,object,embed,link,base,video,audio,style ~ style,template,marquee,math,foreignObject,animate,use,[onclick],[onload],[onerror],[onfocus],[onmouseover]";
  await check(`${payloads.length} payloads in titles, texts and file names are shown as text`, async () => {
    const shown = await page.evaluate(() => D.articles.map((article) => {
      read(article);
      document.querySelectorAll("#paper mark").forEach((mark) => mark.click());
      return { title: document.querySelector("#paper h3").textContent, meta: document.querySelector("#paper .sub").textContent,
        text: document.querySelector("#paper .text").textContent };
    }));
    for (const payload of payloads) {
      const flat = payload.replaceAll("/", "\u2215");
      assert.ok(shown.some((one) => one.title === payload), `title ${payload}`);
      assert.ok(shown.some((one) => one.text.includes(`${payload} was painted`)), `text ${payload}`);
      assert.ok(shown.some((one) => one.meta.includes(flat.slice(0, 60))), `file name ${payload}`);
    }
  });
  await check("names of actors, places, speakers and leftovers are shown as text", async () => {
    for (const section of ["actors", "places", "whom", "network", "events", "unknown"]) {
      await page.click(`#${section} .toggle`);
    }
    const [actors, places, unknown] = await Promise.all(["actors", "places", "unknown"].map((section) => page.textContent(`#${section} table`)));
    for (const payload of payloads) {
      assert.ok(actors.includes(payload), `actor ${payload}`);
      assert.ok(places.includes(payload), `place ${payload}`);
      assert.ok(unknown.includes(payload), `leftover ${payload}`);
    }
    for (const section of ["actors", "places", "whom", "network", "events", "unknown"]) await page.click(`#${section} .toggle`);
    await page.evaluate(() => document.querySelectorAll("#changes details").forEach((one) => { one.open = true; }));
    const changes = await page.textContent("#changes");
    assert.ok(payloads.filter((payload) => changes.includes(payload)).length >= 20, "payloads among the changes");
    const quality = await page.textContent("#quality");
    for (const payload of payloads.slice(0, 2)) assert.ok(quality.includes(payload), `audit ${payload}`);
    await page.selectOption('[name="actor"]', payloads[0]);
    await page.evaluate(() => choose(EMPTY));
  });
  await check("none of them ran, asked for anything or became markup", async () => {
    await page.waitForTimeout(300);
    assert.deepEqual(seen, { requests: [], errors: [], dialogs: [] });
    assert.equal(await page.evaluate(() => window.hit), undefined);
    assert.equal(await page.evaluate((markup) => document.querySelectorAll(markup).length, markup), 0);
    assert.equal(await page.evaluate(() => document.querySelectorAll("script").length), 4);
  });
  await check("the policy stops what would get in all the same", async () => {
    await assertPolicyHolds(page);
  });
  await close();
}

{
  const { page, seen, close } = await open(chunked);
  await check("articles that lie beside the page are read as they are opened, and nothing else is", async () => {
    await page.evaluate(() => read(D.articles.find((one) => one.doc.endsWith("ambush.txt"))));
    await page.waitForSelector("#paper mark.mention");
    assert.match(await page.textContent("#paper .text"), /The TTP claimed the ambush/);
    assert.deepEqual(seen.requests.map((url) => url.split("/").slice(-2).join("/")), ["report_text/000.js"]);
    assert.deepEqual(seen.errors, []);
  });
  await check("what changed since adds up, has its causes and leads to the articles", async () => {
    const figures = (await summary(page, "changes")).replaceAll(",", "").match(/(\d+) − (\d+) lost \+ (\d+) gained = (\d+)/).slice(1).map(Number);
    assert.equal(figures[0] - figures[1] + figures[2], figures[3]);
    assert.ok(figures[2] > 0);
    await page.click("#changes summary");
    const item = page.locator("#changes .changes li", { hasText: "ambush.txt" }).first();
    assert.match(await item.textContent(), /gained.*is because of.*\.toml:\d+/s);
    await item.getByRole("button", { name: "Read" }).click();
    assert.match(hash(page), /doc=ambush\.txt/);
    assert.match(await page.textContent("#first"), /Since before \d+ events are lost/);
  });
  await check("words stand out from their ground among the changes", async () => assert.deepEqual(await page.evaluate(faint), []));
  await close();
  await check("a page that has lost its articles says so and shows what it has", async () => {
    const { page, close } = await open(chunked.replace("after", "alone"));
    await page.evaluate(() => read(D.articles.find((one) => one.doc.endsWith("ambush.txt"))));
    await page.waitForFunction(() => /is not beside this page/.test(document.querySelector("#paper .changed").textContent));
    assert.ok((await page.$$("#paper mark.trigger")).length > 0);
    await close();
  });
  await check("audits and scores are shown with their intervals", async () => {
    const { page, close } = await open(chunked);
    assert.match(await page.textContent("#quality"), /100 of 100 events drawn blind \(seed 7\) were coded by A and B/);
    assert.match(await page.textContent("#quality .audit"), /types91 % \(84–95\), n = 100.*whole rows70 % \(60–78\)/);
    assert.match(await page.textContent("#quality table"), /type4090 %95 %0.871/);
    assert.match(await page.textContent("#quality .part-gold table"), /event types80 % \(60–90\)50 % \(30–70\)/);
    await close();
  });
  await check("a brief shows figures on screen, without lists, articles and controls", async () => {
    const { page, close } = await open(chunked.replace("after/report", "alone/brief"));
    for (const section of ["first", "timeline", "whom", "places", "actors"]) assert.ok(await page.isVisible(`#${section}`), section);
    for (const part of ["#filters", "#events", "#reading", "#unknown", "#method", ".tools"]) assert.ok(!(await page.isVisible(part)), part);
    assert.ok(await page.evaluate(() => D.sentences.every((one) => one.text === "") && D.articles.every((one) => one.text === null)));
    await close();
  });
}

for (const colorScheme of ["light", "dark"]) {
  const { page, close } = await open(sample, { colorScheme });
  await check(`words stand out from their ground, ${colorScheme}`, async () => {
    const [red] = await page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number));
    assert.equal(red < 128, colorScheme === "dark");
    assert.deepEqual(await page.evaluate(faint), []);
  });
  await check(`a brief of two to six pages is printed, on white, from ${colorScheme}`, async () => {
    if (colorScheme === "dark") await page.evaluate(() => setTheme("dark"));
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    const pages = pdf.match(/\/Type\s*\/Page\b(?!s)/g).length;
    assert.ok(pages >= 2 && pages <= 6, `${pages} pages`);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
  });
  await close();
}

await check("landmarks, and a name for everything that can be used, for readers who do not see the page", async () => {
  const { page, close } = await open(sample);
  const lacking = await page.evaluate(() => [
    ...["main", "nav", "header", "footer", "h1"].filter((one) => !document.querySelector(`body ${one}`)),
    ...[...document.querySelectorAll("button, input, select, [role=img], [role=group], [role=region], [role=button], aside, article")]
      .filter((one) => !(one.getAttribute("aria-label") || one.title || one.textContent.trim() || one.closest("label")))
      .map((one) => one.outerHTML.slice(0, 100)),
  ]);
  assert.deepEqual(lacking, []);
  await close();
});

await check("names that are written from right to left run so", async () => {
  const { page, close } = await open(sample);
  await page.evaluate(() => read(D.articles.find((one) => one.doc.endsWith("kabul.txt"))));
  assert.equal(await page.$eval("#paper h3 bdi", (one) => getComputedStyle(one).direction), "rtl");
  assert.equal(await page.$eval("#paper .sub bdi", (one) => getComputedStyle(one).direction), "ltr");
  await close();
});

await check("without scripts the figures and warnings can be read", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(pathToFileURL(hostile).href);
  const text = await page.textContent("body");
  assert.match(text, /Read this first/);
  assert.match(text, /\d+ inputs = \d+ coded/);
  await context.close();
});

await browser.close();
process.exit(failed ? 1 : 0);
