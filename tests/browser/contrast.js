// For each piece of visible text: the contrast of its colour with what lies behind it (WCAG 2.2, 1.4.3).
// What lies behind is found by looking through the page at points of the text, so that pictures and drawings count.
() => {
  const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const seen = new Map();
  const rgba = (colour) => {
    if (!seen.has(colour)) {
      paint.clearRect(0, 0, 1, 1);
      paint.fillStyle = colour;
      paint.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = paint.getImageData(0, 0, 1, 1).data;
      seen.set(colour, [r, g, b, a / 255]);
    }
    return seen.get(colour);
  };
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => ((c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ratio = (a, b) => {
    const [x, y] = [light(a), light(b)];
    return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
  };
  // The colour behind a point of an element, null for a photograph, undefined where the element does not show.
  const ground = (element, x, y) => {
    const stack = document.elementsFromPoint(x, y);
    const own = stack.findIndex((other) => other === element || element.contains(other));
    if (own < 0) return undefined; // cut off there by a box that scrolls
    const layers = [];
    for (const layer of stack.slice(own)) {
      if (layer instanceof HTMLImageElement || layer instanceof HTMLVideoElement) return null;
      const style = getComputedStyle(layer);
      const drawn = layer instanceof SVGGeometryElement;
      const colour = rgba(drawn ? style.fill : style.backgroundColor);
      if (colour[3] > 0) layers.push([...colour.slice(0, 3), colour[3] * style.opacity]);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((below, colour) => over(colour, below), rgba("Canvas"));
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (element.closest("script, style, .hidden-text, .skip")) continue;
    range.selectNodeContents(node);
    const style = getComputedStyle(element);
    for (const box of range.getClientRects()) {
      if (box.width < 2 || box.height < 2) continue;
      let worst = Infinity;
      for (const [x, y] of [[0.5, 0.5], [0.05, 0.2], [0.95, 0.2], [0.05, 0.8], [0.95, 0.8]]) {
        const behind = ground(element, box.x + box.width * x, box.y + box.height * y);
        if (behind !== undefined) worst = Math.min(worst, behind ? ratio(over(rgba(style.color), behind), behind) : 0);
      }
      if (worst === Infinity) continue;
      const part = element.closest("nav, button, .footer, .masthead") ? "interface" : "text";
      const place = element.className || element.localName;
      found.push({ ratio: Math.round(worst * 100) / 100, part, text: `${node.data.trim().slice(0, 16)} in ${place}` });
    }
  }
  return found;
}
