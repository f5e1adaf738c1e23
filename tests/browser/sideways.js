// What makes the page wider than the window: elements that reach beyond its right edge outside a box that scrolls.
() => {
  const root = document.scrollingElement;
  if (root.scrollWidth <= innerWidth) return [];
  const scrolls = (element) => {
    for (let box = element.parentElement; box && box !== root; box = box.parentElement) {
      if (getComputedStyle(box).overflowX !== "visible") return true;
    }
    return false;
  };
  return [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5 && !scrolls(element))
    .map((element) => `${element.localName}.${element.className} ${Math.round(element.getBoundingClientRect().right)}`)
    .concat(`page ${root.scrollWidth}`);
}
