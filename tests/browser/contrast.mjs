// How far the words of our pages stand out from what lies behind them.

// Runs in the page: words whose contrast with what lies behind them is under 4.5 to 1, as WCAG AA counts it.
export function faint() {
  const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (color) => {
    pixel.clearRect(0, 0, 1, 1);
    pixel.fillStyle = color;
    pixel.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pixel.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((part, i) => part * a + under[i] * (1 - a));
  const ground = (one) => (one ? over(rgba(getComputedStyle(one).backgroundColor), ground(one.parentElement)) : [255, 255, 255]);
  const linear = (part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const light = (color) => color.map((part) => linear(part / 255)).reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const one = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !one.checkVisibility() || one.closest("option, title, script, noscript")) continue;
    const style = getComputedStyle(one);
    const under = ground(one);
    const [dim, bright] = [over(rgba(one.closest("svg") ? style.fill : style.color), under), under].map(light).sort((a, b) => a - b);
    const ratio = (bright + 0.05) / (dim + 0.05);
    if (ratio < 4.5) found.add(`${one.localName}.${one.getAttribute("class")} ${ratio.toFixed(2)} ${one.textContent.slice(0, 30)}`);
  }
  return [...found].slice(0, 10);
}
