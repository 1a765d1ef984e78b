// Opens the page: unpacks the data, draws every section, and follows the address.

async function start() {
  if (!("DecompressionStream" in window)) {
    byId("wait").replaceChildren("Please use a newer browser: this one cannot unpack the report’s data.");
    return;
  }
  // What there is to read first is shown while the rows are still being unpacked.
  D = await unpack("head");
  const { hash } = location;
  state = fromHash();
  byId("page").hidden = false;
  for (const title of document.querySelectorAll("h2")) title.tabIndex = -1;
  setTheme("");
  byId("theme").addEventListener("click", nextTheme);
  opening();
  await painted();
  const [raw, land] = await Promise.all([unpack("data"), unpack("borders")]);
  [D, borders] = [{ ...D, ...decode(raw) }, land];
  byId("wait").remove();
  changesSection();
  contents();
  accountingOfRows();
  filterBar();
  drawers.push(timeline, matrix, network, places);
  actorsSection();
  eventsSection();
  readingSection();
  leftoversSection();
  drawers.push(counts);
  qualitySection();
  method();
  keyboard();
  await drawInTurn();
  follow(hash);
  window.addEventListener("popstate", back);
  redrawOnResize();
  document.documentElement.dataset.ready = "true";
}

// Until the browser has shown what is there.
function painted() {
  return new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}

// Section after section, with a breath between for whoever reads and scrolls already.
async function drawInTurn() {
  view = viewNow();
  let since = performance.now();
  for (const draw of drawers) {
    draw(view);
    if (performance.now() - since < 40) continue;
    await painted();
    since = performance.now();
  }
}

function contents() {
  const sections = [...document.querySelectorAll("main > section")];
  byId("contents").append(...sections.map((section) =>
    el("a", { href: `#${section.id}`, on: { click: goTo(section.id) } }, section.dataset.short || section.querySelector("h2").textContent)));
}

// An address may name a section, or an article to open.
function follow(hash) {
  const section = /^#[a-z]+$/.test(hash) && document.querySelector(`main > ${hash}`);
  if (section) section.scrollIntoView();
  else if (state.doc) byId("reading").scrollIntoView();
}

function back() {
  state = fromHash();
  drawAll();
}

function redrawOnResize() {
  let width = innerWidth;
  let waiting = 0;
  window.addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    clearTimeout(waiting);
    waiting = setTimeout(drawAll, 150);
  });
}

start().catch((error) => {
  byId("wait")?.replaceChildren(`The report’s data could not be opened: ${error.message}`);
});
