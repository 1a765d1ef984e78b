// Opens a review in Chromium and uses it as a reviewer would. One line a check; exit code 1 if one of them fails.
// Usage: node review.mjs CHROMIUM plain|again|hostile ADDRESS PAYLOADS

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { faint } from "./contrast.mjs";
import { assertPolicyHolds } from "./policy.mjs";

const [executablePath, part, address, payloadFile] = process.argv.slice(2);
const payloads = readFileSync(payloadFile, "utf8").split("\n").filter((line) => line !== "");
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath, args });
const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
const page = await context.newPage();
const seen = { requests: [], errors: [], dialogs: [] };
const origin = new URL(address).origin;
page.on("request", (request) => new URL(request.url()).origin !== origin && !request.url().startsWith("data:") && seen.requests.push(request.url()));
page.on("pageerror", (error) => seen.errors.push(String(error)));
// Chromium itself reports an answer of 409, which the page tells the reviewer.
page.on("console", (message) => message.type() === "error" && !message.text().includes("409") && seen.errors.push(message.text()));
page.on("dialog", (dialog) => {
  seen.dialogs.push(dialog.message());
  dialog.dismiss();
});
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

const question = () => page.evaluate(() => view.question);
const idle = () => page.waitForFunction(() => !busy);
const heading = () => page.textContent("#question h1");
// Presses keys, each once the page has done what the one before it asked for.
async function press(...keys) {
  for (const key of keys) {
    const heard = await page.evaluate(() => window.heard);
    await page.keyboard.press(key);
    await page.waitForFunction((heard) => window.heard > heard && !busy, heard);
  }
}
// Closes the dialog that is open; the browser does it a little after the key.
async function leave() {
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector("dialog[open]"));
}
// Puts questions off until one of the kind is asked.
async function skipTo(kind) {
  for (let left = 400; left > 0; left -= 1) {
    const asked = await question();
    if (asked.class === kind) return asked;
    await press("z");
  }
  throw new Error(`no question of the kind ${kind}: ${JSON.stringify(await page.evaluate(() => [view.urgent, view.others, view.question?.class, document.querySelector("dialog[open]")?.id]))}`);
}

await page.goto(address);
await page.waitForSelector("html[data-ready]");
await page.evaluate(() => {
  window.heard = 0;
  window.rejected = [];
  window.addEventListener("unhandledrejection", (event) => window.rejected.push(String(event.reason)));
  window.addEventListener("keydown", () => { window.heard += 1; });
});

const parts = { plain, again, hostile, audit, remapped, large };
await parts[part]();
await check("nothing was asked of others, nothing failed, no dialog came up", async () => {
  assert.deepEqual(seen, { requests: [], errors: [], dialogs: [] });
  assert.deepEqual(await page.evaluate(() => window.rejected), []);
});
await browser.close();
process.exit(failed ? 1 : 0);

async function plain() {
  await check("the address carries no key once it is open, and opens for nobody else", async () => {
    assert.equal(page.url(), `${origin}/`);
    const other = await browser.newContext();
    const answer = await (await other.newPage()).goto(address);
    assert.equal(answer.status(), 403);
    await other.close();
  });

  await check("what is ambiguous by default comes first, with the odd place first and marked", async () => {
    assert.match(await heading(), /“GCF” → GCF Grey Column Front/);
    const first = await page.$eval("#question .place", (one) => one.textContent);
    assert.match(first, /Money Post/);
    assert.match(first, /unlike the others/);
    assert.match(await page.textContent(".asked .facts"), /^7 places in 7 articles of 2 sources/);
    assert.match(await page.textContent(".choices"), /1GCF-FUND Gulf Coast Fund/);
  });

  await check("accepting a group shows all of it first; what is not ticked stays open", async () => {
    await press("a");
    await page.waitForSelector("#all");
    assert.equal(await page.$$eval("#all .one", (all) => all.length), 7);
    assert.match(await page.$eval("#all .one", (one) => one.textContent), /Money Post/);
    await leave();
    assert.equal((await question()).places.length, 7, "going back answers nothing");
    await press("a");
    await press("Space");
    assert.match(await page.textContent("#all-title"), /6 places/);
    await press("j", "Enter");
    const left = await question();
    assert.deepEqual([left.surface, left.places.length, left.places[0].source], ["GCF", 1, "Money Post"]);
  });

  await check("a digit names another actor, u takes it back as often as there are answers", async () => {
    await press("1");
    assert.notEqual((await question()).surface, "GCF");
    assert.match(await page.textContent("#said"), /GCF: GCF-FUND/);
    await press("u");
    assert.equal((await question()).places.length, 1);
    await press("u");
    assert.equal((await question()).places.length, 7);
    await press("u");
    assert.match(await page.textContent("#said"), /nothing to undo/);
  });

  await check("a group is decided one by one", async () => {
    await press("s");
    assert.equal(await page.$$eval("#question .place", (all) => all.length), 1);
    assert.match(await page.textContent(".asked .facts"), /^place 1 of 7, one by one/);
    await press("1");
    assert.match(await page.textContent(".asked .facts"), /^place 1 of 6, one by one/);
    await press("s", "a");
    await press("Enter");
    assert.notEqual((await question()).surface, "GCF");
  });

  await check("an unknown name is found by name, with a rule and a note", async () => {
    const asked = await skipTo("unknown");
    assert.equal(asked.surface, "Hill Guard");
    assert.ok(asked.actor_missing > 0);
    await press("n");
    await page.keyboard.type("ask <b>Ali</b>");
    await press("Enter");
    await page.waitForFunction(() => view.question.notes.length === 1);
    assert.match(await page.textContent(".notes"), /nk: ask <b>Ali<\/b>/);
    await press("o");
    await page.keyboard.type("grey col");
    await page.waitForSelector("#pick .choices li");
    await press("Enter");
    await page.waitForFunction(() => view.question.surface !== "Hill Guard");
    await press("u");
    assert.equal((await question()).surface, "Hill Guard");
  });

  await check("keys do nothing while something is written", async () => {
    const before = await question();
    await press("o");
    await page.keyboard.type("x u a");
    await leave();
    assert.deepEqual((await question()).id, before.id);
  });

  await check("h shows all keys, as they are set", async () => {
    await press("h");
    assert.match(await page.textContent("#pick"), /zskip/);
    assert.match(await page.textContent("#pick"), /caccept, with words to tell by/);
    await leave();
  });

  await check("a key is heard though the field of a closed dialog still holds the keyboard", async () => {
    await page.evaluate(() => {
      pickActor();
      const field = document.activeElement;
      byId("pick").close();
      field.dispatchEvent(new KeyboardEvent("keydown", { key: "h", bubbles: true, cancelable: true }));
    });
    assert.match(await page.textContent("#pick"), /zskip/);
    await leave();
  });

  await check("events take one key each, or say what is right", async () => {
    const first = await skipTo("event");
    await press("t");
    const second = await skipTo("event");
    assert.notEqual(second.id, first.id);
    await press("e");
    await page.selectOption('#form [name="event"]', "COERCE");
    await page.fill('#form [name="actor"]', "GCF, PAK MIL");
    await page.click("#form button.main");
    await page.waitForFunction((id) => view.question?.id !== id, second.id);
    await press("u");
    const again = await skipTo("event");
    await press("e");
    await page.fill('#form [name="recipient"]', "Nobody We Know");
    await page.click("#form button.main");
    await page.waitForFunction(() => byId("said").textContent.includes("no dictionary has an actor"));
    assert.equal((await question()).id, again.id, "an actor that nobody knows is no answer");
    await press("w");
  });

  await check("a context rule is proposed with the answer", async () => {
    const names = await skipTo("rest");
    assert.ok(names.proposal);
    await press("c");
    await page.keyboard.type("convoy");
    await press("Enter");
    if (await page.isVisible("#all")) await press("Enter");
    await page.waitForFunction((id) => view.question?.id !== id, names.id);
  });

  await check("every key that can be pressed is shown, and can be clicked", async () => {
    const shown = await page.$$eval("#keys [data-key]", (all) => all.map((one) => one.dataset.key));
    for (const key of ["n", "?", "z", "u", "q"]) assert.ok(shown.includes(key), key);
    const before = await question();
    await page.click('#keys [data-key="z"]');
    await idle();
    assert.notEqual((await question()).id, before.id);
    await press("?");
    assert.ok(await page.$eval("#trace", (one) => one.open));
  });

  for (const colorScheme of ["light", "dark"]) {
    await check(`words stand out from what is behind them: ${colorScheme}`, async () => {
      await page.emulateMedia({ colorScheme });
      for (const key of ["", "g", "h", "o", "n"]) {
        if (key) await page.keyboard.press(key);
        assert.deepEqual(await page.evaluate(faint), [], key);
        if (key) await leave();
      }
    });
    await check(`the page is dark where that is wanted: ${colorScheme}`, async () => {
      await page.emulateMedia({ colorScheme });
      const [red] = await page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number));
      assert.equal(red < 128, colorScheme === "dark");
    });
  }
}

async function again() {
  await check("after a kill the review goes on where it was, and undo reaches back before it", async () => {
    const { holding, given } = await page.evaluate(() => view);
    assert.ok(holding >= 5 && given === 0, `${given} of ${holding}`);
    assert.notEqual((await question()).surface, "GCF");
    await press("u");
    assert.equal(await page.evaluate(() => view.holding), holding - 1);
  });
  await check("q ends it and says what comes next", async () => {
    await press("q");
    assert.match(await heading(), /Done for now/);
    await press("a");
    assert.match(await heading(), /Done for now/);
    await assert.rejects(fetch(origin));
  });
}

async function audit() {
  await check("an audit shows the words and not the row, and takes a coding", async () => {
    const first = await question();
    assert.deepEqual([first.class, first.event, first.trace], ["audit", null, []]);
    assert.doesNotMatch(await page.textContent("#question"), /ASSAULT|asserted|GCF Grey/);
    assert.deepEqual(await page.$$eval("#keys [data-key]", (all) => all.map((one) => one.dataset.key)), ["e", "x", "n", "z", "h", "u", "q"]);
    await press("e");
    assert.equal(await page.$eval('#form [name="event"]', (one) => one.selectedOptions[0].textContent), "choose…");
    await page.click("#form button.main");
    assert.ok(await page.isVisible("#form"), "nothing chosen is no answer");
    await page.selectOption('#form [name="event"]', "ASSAULT");
    await page.fill('#form [name="actor"]', "GCF");
    await page.click("#form button.main");
    await page.waitForFunction((id) => view.question?.id !== id, first.id);
    await press("x");
    assert.equal(await page.evaluate(() => view.holding), 2);
    assert.equal(await page.evaluate(() => view.urgent), 1);
    assert.deepEqual(await page.evaluate(() => view.figures), [], "who still codes sees no figures");
  });
  await check("after the last answer the figures are shown", async () => {
    const last = await question();
    await press("e");
    await page.selectOption('#form [name="event"]', "none");
    await page.click("#form button.main");
    await page.waitForFunction((id) => view.question?.id !== id, last.id);
    assert.match(await page.textContent(".figures"), /precision of types0\.33 \(95 % 0\.06–0\.79\), n = 3/);
  });
}

async function remapped() {
  await check("keys that were changed are shown and do what they say; those given away do nothing", async () => {
    const first = await question();
    const shown = await page.$$eval("#keys [data-key]", (all) => all.map((one) => one.dataset.key));
    assert.ok(shown.includes("k") && shown.includes("y") && !shown.includes("a") && !shown.includes("z"), shown.join(" "));
    await press("z");
    assert.equal((await question()).id, first.id);
    await press("k");
    assert.notEqual((await question()).id, first.id);
    await press("h");
    assert.match(await page.textContent("#pick"), /kskip/);
  });
}

async function large() {
  await check("a large group is sent in parts, seen whole and answered whole", async () => {
    const first = await question();
    assert.ok(first.total === 130 && first.places.length < 100, `${first.places.length} of ${first.total}`);
    await press("a");
    assert.match(await page.textContent("#all-title"), /130 places/);
    await page.waitForFunction(() => {
      const list = document.querySelector("#all .list");
      list.scrollTop = list.scrollHeight;
      return list.childElementCount === 130;
    });
    await page.click("#all .one:last-child input");
    assert.match(await page.textContent("#all-title"), /129 places/);
    await page.click("#all button.main");
    await page.waitForFunction(() => view.question?.total === 1);
  });
}

async function hostile() {
  const markup = "#page script, #page img, #page svg, #page iframe, #page object, #page embed, #page video, #page audio, #page style, #page link, #page meta, #page base, #page form, #page a, #page math, #page template, #page input, dialog img, dialog script, dialog svg, dialog iframe";
  const found = new Set();
  await check("all of it is shown as words", async () => {
    const all = await page.evaluate(() => view.urgent + view.others);
    assert.ok(all >= payloads.length, `${all} questions`);
    for (let left = all; left > 0; left -= 1) {
      const text = await page.textContent("#question");
      payloads.filter((payload) => text.includes(payload)).forEach((payload) => found.add(payload));
      assert.equal(await page.evaluate((markup) => document.querySelectorAll(markup).length, markup), 0);
      await press("z");
    }
    assert.deepEqual(payloads.filter((payload) => !found.has(payload)), []);
  });
  await check("so are lists, searches, forms and notes", async () => {
    await skipTo("disputed");
    await press("n");
    await page.keyboard.type(payloads[0]);
    await press("Enter");
    await page.waitForFunction(() => view.question.notes.length > 2);
    await page.evaluate(() => seeAll(null));
    await leave();
    await skipTo("event");
    await press("e");
    assert.equal(await page.evaluate((markup) => document.querySelectorAll(markup.replace("#page form, ", "")).length, markup), 0);
    await leave();
  });
  await check("none of it ran", async () => {
    await page.waitForTimeout(300);
    assert.equal(await page.evaluate(() => window.hit), undefined);
    assert.equal(await page.evaluate(() => document.querySelectorAll("script").length), 1);
  });
  await check("the policy stops what would get in all the same", async () => {
    await assertPolicyHolds(page);
    // That was the test's own doing.
    [seen.requests, seen.errors] = [[], []];
  });
}
