// How good the events are: an audit of a sample, and the score against gold annotations; how to get either where there is none.

function qualitySection() {
  const { audit, gold, gold_articles: articles, given_type: given, gold_is_older: older } = D.quality;
  const host = body("quality");
  host.append(el("h3", {}, "Audit"), ...(audit ? auditParts(audit) : [noAudit()]));
  host.append(el("h3", {}, "Against gold annotations"));
  if (!gold.length) {
    host.append(noScore());
    return;
  }
  host.append(el("p", {}, `${plural(articles || 0, "article")} with annotations.`
    + (older ? " The score is older than this run: repeat it." : "")));
  const rows = [...gold.map((one) => [one.of, percentOf(one.p, one.p_95), percentOf(one.r, one.r_95), one.f1, one.gold]),
    ...Object.entries(given || {}).filter(([, one]) => one.n).map(([name, one]) =>
      [`${name.replaceAll("_", " ")}, given the type`, percentOf(one.right / one.n, one.interval_95), "", "", one.n])];
  const head = ["of", "right (precision)", "found (recall)", "F1", "in the gold"];
  figure(part("quality", "gold"), { id: "quality", summary: "Shares with their 95 % intervals.", head, rows: () => rows, draw: () => plainTable(head, rows) });
}

function percentOf(share, interval) {
  const whole = (x) => Math.round(100 * x);
  return interval ? `${whole(share)} % (${whole(interval[0])}–${whole(interval[1])})` : `${whole(share)} %`;
}

// The shares that were right, each with how sure that is on a line from none to all, and how far two coders agree.
function auditParts({ shares, drawn, coded, coder, seed, older, coders, agreement }) {
  const by = coders ? ` by ${coders.join(" and ")}` : coder ? ` by ${coder}` : "";
  const made = [el("p", {}, words(`${number(coded)} of ${plural(drawn, "event")} drawn blind${seed === null ? "" : ` (seed ${seed})`} were coded${by}; right were:`),
    older ? el("strong", {}, " This is of an earlier run of the dataset.") : "")];
  const head = ["of", "right", "asked", "share", "95 % from", "to"];
  const host = el("div", { class: "part" });
  figure(host, { id: "audit", summary: "Shares with their 95 % intervals.", head,
    rows: () => shares.map((one) => [one.name, one.right, one.of, one.precision, one.low, one.high].map((value) => (Number.isInteger(value) ? value : String(value)))),
    draw: () => el("ul", { class: "bars audit" }, shares.map(shareItem)) });
  if (!agreement) return [...made, host];
  const columns = ["field", "compared", "the same", "overlapping", "Krippendorff’s alpha"];
  const rows = Object.entries(agreement).filter(([, one]) => one.of).map(([field, one]) =>
    [field, one.of, percentOf(one.exact / one.of), percentOf(one.overlapping / one.of), one.alpha === null ? "not defined" : String(one.alpha)]);
  const second = el("div", { class: "part" });
  figure(second, { id: "agreement", summary: "How far the two coders agree.", head: columns, rows: () => rows, draw: () => plainTable(columns, rows) });
  return [...made, host, second];
}

function shareItem(one) {
  const at = (x) => `${100 * x}%`;
  const [range, point] = [el("span", { class: "range" }), el("span", { class: "point" })];
  [range.style.insetInlineStart, range.style.width] = [at(one.low), at(one.high - one.low)];
  point.style.insetInlineStart = at(one.precision);
  return el("li", {}, el("span", { class: "name" }, words(one.name)), el("span", { class: "scale", "aria-hidden": "true" }, range, point),
    el("span", { class: "sub" }, `${percentOf(one.precision, [one.low, one.high])}, n = ${number(one.of)}`));
}

function noAudit() {
  return el("p", {}, "Nobody has audited this dataset yet, so nobody knows how many of its events are right. ", el("code", {}, `khabar review ${D.folder} --sample 100 --seed 7`),
    " draws events blind, asks about each, and leaves precision with its interval here.");
}

function noScore() {
  return el("p", {}, "There is no score. Where some articles are annotated by hand, ", el("code", {}, `khabar score ${D.folder} GOLD --format json > ${D.folder}/score.json`),
    " measures precision and recall, and the next report shows them here.");
}
