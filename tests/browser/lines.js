// Clauses of headlines and halves of two-part heads that are broken over two lines although a line would hold them.
() => {
  const broken = [];
  for (const piece of document.querySelectorAll(":is(h1, h2, h3) .clause, .two-part span")) {
    if (!piece.checkVisibility()) continue;
    const head = piece.closest("h1, h2, h3");
    const range = document.createRange();
    range.selectNodeContents(piece);
    const tops = new Set([...range.getClientRects()].filter((box) => box.width > 1).map((box) => Math.round(box.top / 8)));
    const ruler = head.appendChild(piece.cloneNode(true));
    Object.assign(ruler.style, { position: "absolute", whiteSpace: "nowrap", visibility: "hidden" });
    const needed = ruler.getBoundingClientRect().width;
    ruler.remove();
    if (tops.size > 1 && needed <= head.clientWidth) broken.push(piece.textContent);
  }
  return broken;
}
