// The controls that a finger would miss: those whose reach, measured from the middle of their box both ways, is under
// `least` pixels. Links in running text are left out (WCAG 2.2, 2.5.8: inline).
(least) => {
  const prose = ".body p a, .body li a, .body td a, figcaption a, .footnote a, .summary a, .skip, .corrections p a";
  const small = [];
  for (const control of document.querySelectorAll("a[href], button, summary, input, select")) {
    if (control.matches(prose) || !control.checkVisibility()) continue;
    const own = (x, y) => {
      const hit = document.elementFromPoint(x, y);
      return hit && (hit === control || control.contains(hit));
    };
    const reach = (x, y, dx, dy) => {
      let steps = 0;
      while (steps < least && own(x + dx * (steps + 1), y + dy * (steps + 1))) steps += 1;
      return steps;
    };
    const boxes = [control, ...control.children].flatMap((part) => [...part.getClientRects()]);
    const touched = boxes.filter((box) => box.width > 1 && box.height > 1).some((box) => {
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const wide = box.width >= least || reach(x, y, 1, 0) + reach(x, y, -1, 0) + 1 >= least - 1;
      const high = box.height >= least || reach(x, y, 0, 1) + reach(x, y, 0, -1) + 1 >= least - 1;
      return own(x, y) && wide && high;
    });
    if (!touched) {
      const box = control.getBoundingClientRect();
      const name = control.textContent.trim().slice(0, 12) || control.className;
      small.push(`${name} ${Math.round(box.width)}×${Math.round(box.height)} in ${control.parentElement.className || control.parentElement.localName}`);
    }
  }
  return small;
}
