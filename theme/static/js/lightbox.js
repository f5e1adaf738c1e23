/* The lightbox: the page's photographs one by one, as large as they go. Without it their links lead to the pictures. */
(function () {
  var links = Array.from(document.querySelectorAll("figure[id] > a"));
  if (!links.length || !window.HTMLDialogElement) return;

  var box = document.createElement("dialog");
  box.className = "lightbox";
  box.setAttribute("aria-label", "看大图");
  box.innerHTML =
    '<p class="count" aria-live="polite"></p>' +
    button("close", "关闭", "M6 6l16 16M22 6L6 22") +
    button("prev", "上一张", "M18 4L8 14l10 10") +
    '<div class="frame"></div><div class="words" aria-live="polite"></div>' +
    button("next", "下一张", "M10 4l10 10-10 10");
  document.body.append(box);

  var pictures = [];
  var at = -1;
  var opener = null;

  function button(name, label, path) {
    return '<button type="button" class="' + name + '" aria-label="' + label + '"><svg viewBox="0 0 28 28" aria-hidden="true"><path d="' + path + '"/></svg></button>';
  }

  function part(name) { return box.querySelector("." + name); }
  function turned(n) { return (n + links.length) % links.length; }
  function addressed() {
    return links.findIndex(function (link) { return "#" + link.parentNode.id === decodeURIComponent(location.hash); });
  }

  // A copy of the page's picture that asks for as much as the screen can show; once made it is kept.
  function picture(n) {
    if (!pictures[n]) {
      var copy = links[n].firstElementChild.cloneNode(true);
      var image = copy.querySelector("img");
      var sizes = "min(100vw, " + Math.round((100 * image.getAttribute("width")) / image.getAttribute("height")) + "vh)";
      copy.querySelectorAll("[sizes]").forEach(function (source) { source.sizes = sizes; });
      image.loading = "eager";
      pictures[n] = copy;
    }
    return pictures[n];
  }

  function show(n) {
    at = n;
    var words = links[n].parentNode.querySelector("figcaption");
    part("count").textContent = n + 1 + " / " + links.length;
    part("frame").replaceChildren(picture(n));
    part("words").replaceChildren(...(words ? words.cloneNode(true).childNodes : []));
    picture(turned(n + 1));
  }

  function open(n, from) {
    opener = from || links[n];
    show(n);
    if (!box.open) box.showModal();
  }

  function step(by) {
    show(turned(at + by));
    history.replaceState(history.state, "", "#" + links[at].parentNode.id);
  }

  links.forEach(function (link, n) {
    link.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      history.pushState({ lightbox: true }, "", "#" + link.parentNode.id);
      open(n, link);
    });
  });

  // Back leaves the lightbox, forward returns to it; leaving it otherwise goes back too, so that no empty step is left.
  addEventListener("popstate", function () {
    var n = addressed();
    if (n >= 0) open(n);
    else if (box.open) box.close();
  });
  box.addEventListener("close", function () {
    if (history.state && history.state.lightbox) history.back();
    else if (addressed() >= 0) history.replaceState(null, "", location.pathname + location.search);
    opener.focus({ preventScroll: true });
  });

  part("close").addEventListener("click", function () { box.close(); });
  part("prev").addEventListener("click", function () { step(-1); });
  part("next").addEventListener("click", function () { step(1); });
  box.addEventListener("keydown", function (event) {
    if (event.key === "ArrowLeft") step(-1);
    if (event.key === "ArrowRight") step(1);
  });

  var touch = null;
  part("frame").addEventListener("touchstart", function (event) {
    var zoomed = window.visualViewport && visualViewport.scale > 1.01;
    touch = event.touches.length === 1 && !zoomed ? event.touches[0] : null;
  }, { passive: true });
  part("frame").addEventListener("touchend", function (event) {
    if (!touch) return;
    var x = event.changedTouches[0].clientX - touch.clientX;
    var y = event.changedTouches[0].clientY - touch.clientY;
    if (Math.abs(x) > 40 && Math.abs(x) > 2 * Math.abs(y)) step(x < 0 ? 1 : -1);
    touch = null;
  }, { passive: true });

  if (links.length === 1) { part("prev").classList.add("single"); part("next").classList.add("single"); }
  if (addressed() >= 0) open(addressed());
})();
