// The data as src/report/data.rs wrote it, made into objects that refer to each other.

const QUADS = [null, "verbal cooperation", "material cooperation", "verbal conflict", "material conflict"];
const UNKNOWN = "(not identified)";
const NO_SOURCE = "(no source)";

function unpack(id) {
  return inflated(byId(id).textContent);
}

async function inflated(base64) {
  const bytes = bytesOf(base64);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const packed = atob(base64);
  const bytes = new Uint8Array(packed.length);
  for (let i = 0; i < packed.length; i += 1) bytes[i] = packed.charCodeAt(i);
  return bytes;
}

function decode(raw) {
  const word = (n) => (n === null ? null : raw.strings[n]);
  const all = (numbers) => numbers.map(word);
  const parties = raw.parties.map(party);
  const places = raw.places.map(([name, country, province, district, lat, lon, feature], i) =>
    ({ i, name, country, province, district, lat, lon, feature, key: placeKey(name, country) }));
  const said = raw.said.map(([who, text, how, role, trace], i) =>
    ({ i, party: parties[who], text: word(text), how: word(how), role: word(role), trace: all(trace) }));
  const articles = raw.articles.map((row, i) => article(row, i, raw.mentions[i] || [], said));
  for (const one of articles) one.copyOf = one.copyOf === null ? null : articles[one.copyOf];
  const sentences = raw.sentences.map(([doc, no, start, text]) =>
    ({ article: articles[doc], no, start, text }));
  const side = (rows) => rows.map(([who, text, start, end]) => ({ party: parties[who], text: word(text), start, end }));
  const events = raw.events.map((row, i) => event(row, i, { word, all, side, sentences, places }));
  for (const one of events) {
    one.link = one.link === null ? null : events[one.link];
    one.article.events.push(one);
  }
  const byKey = new Map(parties.map((one) => [one.key, one]));
  return { ...raw, byKey, parties, places, articles, sentences, events, said };
}

// Four numbers a mention: sentence and start from those of the one before, length, and which of what is said. There are
// many, and only those of an article that is read are wanted one by one.
function mentionsOf(article, numbers, said) {
  const found = [];
  let [no, start] = [0, 0];
  for (let at = 0; at < numbers.length; at += 4) {
    no += numbers[at];
    start += numbers[at + 1];
    const { party, text, how, role, trace } = said[numbers[at + 3]];
    found.push({ article, no, start, end: start + numbers[at + 2], party, text, how, role, trace });
  }
  return found;
}

// How often each thing is said in some articles, by its place in `D.said`.
function saidIn(articles) {
  const counts = new Uint32Array(D.said.length);
  for (const { mentioned } of articles) for (let at = 3; at < mentioned.length; at += 4) counts[mentioned[at]] += 1;
  return counts;
}

function party([key, name, kind, role, roles, wholes]) {
  const parts = (role === null ? key : role).split(" ");
  const known = key !== UNKNOWN;
  const country = known && /^[A-Z]{3}$/.test(parts[0]) ? parts[0] : "";
  const sector = known ? parts.slice(country && parts[0] === country && !isSectorOnly(parts) ? 1 : 0).join(" ") : "";
  return { key, name: name || inWords(country && !isSectorOnly(parts) ? country : "", sector) || key, kind, actor: kind !== null, country: isSectorOnly(parts) ? "" : country, sector, roles, wholes };
}

const SECTORS = { COP: "police", GOV: "government", JUD: "judiciary", LEG: "legislature", MIL: "military", PTY: "parties", REB: "rebels",
  SPY: "intelligence", UAF: "armed groups", BUS: "business", CRM: "criminals", CVL: "civilians", EDU: "education", JRN: "journalists",
  LAB: "labour", MED: "health workers", REF: "refugees", OPP: "opposition", REL: "religious groups" };

// `PAK MIL` as `PAK military`: a part of society that a text names by no name of its own.
function inWords(country, sector) {
  return [country, ...sector.split(" ").map((one) => SECTORS[one] || one)].filter(Boolean).join(" ");
}

// `MIL` alone is a sector, not a country.
function isSectorOnly(parts) {
  const sectors = "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC";
  return sectors.split(" ").includes(parts[0]);
}

function placeKey(name, country) {
  return country ? `${name}, ${country}` : name;
}

function article([doc, title, published, from, source, url, copyOf, sources, state, text], i, mentioned, said) {
  let mentions = null;
  const made = { i, doc, title: title || doc, published, from, source: source || NO_SOURCE, url, copyOf, sources, state, text,
    events: [], mentioned, get mentions() { return (mentions ||= mentionsOf(made, mentioned, said)); } };
  return made;
}

function event(row, i, { word, all, side, sentences, places }) {
  const [id, sentence, start, end, type, mode, context, quad, scale, status, actors, recipients, date, dateTo, dateFrom,
    place, sizes, saidBy, link, trace, cameo, acled] = row;
  const [at, placeWords, placeFrom] = place || [null, null, null];
  const [dead, injured, arrested, size] = sizes;
  const own = sentences[sentence];
  return { i, id, sentence: own, article: own.article, start, end, type: word(type), modes: all(mode), contexts: all(context),
    quad, scale, status: word(status), actors: side(actors), recipients: side(recipients), date: word(date),
    dateTo: word(dateTo), dateFrom: word(dateFrom), place: at === null ? null : places[at], placeWords: word(placeWords),
    placeFrom: word(placeFrom), dead, injured, arrested, size, saidBy: word(saidBy), link, trace: all(trace),
    cameo: word(cameo), acled: word(acled) };
}

// The trigger's own words, told from its place in the sentence.
function trigger(one) {
  const { start, text } = one.sentence;
  return start === null ? one.type.toLowerCase() : [...text].slice(one.start - start, one.end - start).join("");
}

const NOBODY = { key: UNKNOWN, name: "not identified", kind: null, actor: false, country: "", sector: "", roles: [], wholes: [] };

// The different parties of a side; nobody known for an empty one.
function different(side) {
  const found = [...new Set(side.map((one) => (one.party.key === UNKNOWN ? NOBODY : one.party)))];
  return found.length ? found : [NOBODY];
}

// Whether a date, as precise as it is, lies in a time whose last day is not in it; without a date only all time holds.
function holdsOn(from, until, date) {
  if (!date) return !from && !until;
  return (!from || from.slice(0, date.length) <= date) && (!until || date < until);
}

// What a party counts as where parts count as their wholes: the farthest that it is part of on the date.
function topOf(party, date) {
  const whole = party.wholes.findLast(([, from, until]) => holdsOn(from, until, date));
  return whole ? D.byKey.get(whole[0]) || party : party;
}

function isPartOf(party, key, date) {
  return party.wholes.some(([whole, from, until]) => whole === key && holdsOn(from, until, date));
}

// The different parties of a side of an event, or what they are parts of.
function partiesOf(one, side, asWholes) {
  const parties = different(one[side]);
  return asWholes ? [...new Set(parties.map((party) => topOf(party, one.date)))] : parties;
}
