// Articles that lie beside the page, some in each file: a file is read when one of its articles is opened.

const asked = new Set();
const lost = new Set();

function chunkOf(article) {
  return Math.floor(article.i / D.chunks.articles);
}

// Whether the article's text is still outside.
function waits(article) {
  return D.chunks !== null && article.state === "same" && article.text === null;
}

function fetchText(article) {
  const n = chunkOf(article);
  if (asked.has(n)) return;
  asked.add(n);
  const failed = () => {
    lost.add(n);
    reading(view);
  };
  document.body.append(el("script", { src: `${encodeURIComponent(D.chunks.folder)}/${String(n).padStart(3, "0")}.js`, on: { error: failed } }));
}

// What each file calls: the texts of its articles, null for one that is not to be shown.
async function texts(n, packed) {
  const all = await inflated(packed);
  for (const [i, text] of all.entries()) D.articles[n * D.chunks.articles + i].text = text;
  reading(view);
}
