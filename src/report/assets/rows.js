// A long list of which only what can be seen is in the page. All rows are of one height.

function longList({ height, label, row, role = "list" }) {
  const space = el("div", { class: "space" });
  const host = el("div", { class: "rows", tabindex: "0", role, "aria-label": label }, space);
  let items = [];
  let drawn = "";
  const draw = () => {
    const first = Math.max(0, Math.floor(host.scrollTop / height) - 8);
    const last = Math.min(items.length, Math.ceil((host.scrollTop + host.clientHeight) / height) + 8);
    if (`${first} ${last}` === drawn) return;
    drawn = `${first} ${last}`;
    space.replaceChildren(...items.slice(first, last).map((item, i) => {
      const made = row(item, first + i);
      made.style.top = `${(first + i) * height}px`;
      made.style.height = `${height}px`;
      if (role === "list") made.setAttribute("role", "listitem");
      made.setAttribute("aria-setsize", items.length);
      made.setAttribute("aria-posinset", first + i + 1);
      return made;
    }));
  };
  host.addEventListener("scroll", draw);
  new ResizeObserver(draw).observe(host);
  return {
    host,
    show(next, stay) {
      items = next;
      drawn = "";
      space.style.height = `${items.length * height}px`;
      if (!stay) host.scrollTop = 0;
      draw();
    },
    reveal(i) {
      const [top, bottom] = [i * height, (i + 1) * height];
      if (top < host.scrollTop || bottom > host.scrollTop + host.clientHeight) {
        host.scrollTop = top - host.clientHeight / 3;
      }
      drawn = "";
      draw();
    },
  };
}
