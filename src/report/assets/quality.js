// How good the events are: audits of a sample, and the score against gold annotations; how to get either where there is none.

function qualitySection() {
  const { audits, gold, gold_articles: articles, given_type: given, gold_is_older: older } = D.quality;
  const host = body("quality");
  host.append(el("h3", {}, "Audit"), ...(audits.length ? audits.map(auditPart) : [noAudit()]));
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

// The share that was right, and how sure that is, on a line from nothing to all.
function auditPart(one) {
  const at = (x) => `${100 * x}%`;
  const range = el("span", { class: "range" });
  range.style.insetInlineStart = at(one.low);
  range.style.width = at(one.high - one.low);
  const point = el("span", { class: "point" });
  point.style.insetInlineStart = at(one.precision);
  const by = [one.coder === null ? "" : `by ${one.coder}`, one.at ? `on ${one.at.slice(0, 10)}` : "", one.seed === null ? "" : `seed ${one.seed}`].filter(Boolean).join(", ");
  const sum = `${number(one.right)} of ${plural(one.n, "event")} drawn blind were right: ${percentOf(one.precision, [one.low, one.high])}, 95 % interval in brackets`;
  return el("div", { class: "audit" }, el("p", {}, words(`${sum}; ${by}.`), one.older ? el("strong", {}, " It was of an earlier run of this dataset.") : ""),
    el("div", { class: "scale", role: "img", "aria-label": sum }, range, point),
    el("div", { class: "ends sub", "aria-hidden": "true" }, el("span", {}, "none right"), el("span", {}, "all right")));
}

function noAudit() {
  return el("p", {}, "Nobody has audited this dataset yet, so nobody knows how many of its events are right. ", el("code", {}, `khabar review ${D.folder} --sample 100 --seed 7`),
    " draws events blind, asks about each, and leaves precision with its interval here.");
}

function noScore() {
  return el("p", {}, "There is no score. Where some articles are annotated by hand, ", el("code", {}, `khabar score ${D.folder} GOLD --format json > ${D.folder}/score.json`),
    " measures precision and recall, and the next report shows them here.");
}
