/* The lightbox: the page's photographs one by one, as large as they go. Without it their links lead to the pictures. */
(function () {
  var links = Array.from(document.querySelectorAll("figure[id] > a"));
  if (!links.length || !window.HTMLDialogElement) return;

  var box = document.createElement("dialog");
  var pictures = [];
  var at, opener, touch;
  box.className = "lightbox";
  box.setAttribute("aria-label", "看大图");
  box.innerHTML =
    '<p class="count" aria-live="polite"></p>' +
    button("close", "关闭", "M6 6l16 16M22 6L6 22") +
    button("prev", "上一张", "M18 4L8 14l10 10") +
    '<div class="frame"></div><div class="words" aria-live="polite"></div>' +
    button("next", "下一张", "M10 4l10 10-10 10");
  document.body.append(box);

  function button(name, label, path) {
    return '<button type="button" class="' + name + '" aria-label="' + label + '"><svg viewBox="0 0 28 28" aria-hidden="true"><path d="' + path + '"/></svg></button>';
  }
  function part(name) { return box.querySelector("." + name); }
  function id(n) { return links[n].parentNode.id; }
  function addressed() { return links.findIndex(function (link, n) { return "#" + id(n) === location.hash; }); }

  function ratio(n) {
    var image = links[n].querySelector("img");
    return image.getAttribute("width") / image.getAttribute("height");
  }
  function isLong(n) { return links[n].parentNode.classList.contains("long"); }

  // A copy of the page's picture that asks for as much as the screen can show, or the picture itself where the screen
  // shows more than any step of the page's ladder, or where it is a strip; once made it is kept.
  function picture(n) {
    if (!pictures[n]) {
      var image = links[n].querySelector("img").cloneNode();
      var copy = links[n].firstElementChild.cloneNode(true);
      if (isLong(n) || Math.min(innerWidth, innerHeight * ratio(n)) * devicePixelRatio > 1700) {
        image.src = links[n].href;
        copy.replaceChildren(image);
      }
      copy.querySelectorAll("[sizes]").forEach(function (source) {
        source.sizes = "min(100vw, " + Math.round(100 * ratio(n)) + "vh)";
      });
      copy.querySelector("img").loading = "eager";
      pictures[n] = copy;
    }
    return pictures[n];
  }

  function show(n) {
    at = (n + links.length) % links.length;
    var words = links[at].parentNode.querySelector("figcaption") || document.getElementById(id(at) + "-words");
    part("count").textContent = at + 1 + " / " + links.length;
    part("frame").replaceChildren(picture(at));
    part("frame").classList.toggle("long", isLong(at));
    part("frame").scrollTop = 0;
    part("words").replaceChildren(...(words ? words.cloneNode(true).childNodes : []));
    picture((at + 1) % links.length);
  }

  function open(n) {
    opener = links[n];
    show(n);
    if (!box.open) box.showModal();
  }

  function step(by) {
    show(at + by);
    history.replaceState(history.state, "", "#" + id(at));
  }

  links.forEach(function (link, n) {
    link.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      history.pushState({ lightbox: true }, "", "#" + id(n));
      open(n);
    });
  });

  // Back leaves the lightbox, forward returns to it; leaving it otherwise goes back too, so that no empty step is left.
  addEventListener("popstate", function () {
    var n = addressed();
    if (n >= 0) open(n);
    else box.close();
  });
  box.addEventListener("close", function () {
    if (addressed() >= 0) {
      if (history.state && history.state.lightbox) history.back();
      else history.replaceState(null, "", location.pathname + location.search);
    }
    opener.focus({ preventScroll: true });
  });

  part("close").addEventListener("click", function () { box.close(); });
  part("prev").addEventListener("click", function () { step(-1); });
  part("next").addEventListener("click", function () { step(1); });
  addEventListener("keydown", function (event) {
    var by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (box.open && by) step(by);
    var down = { ArrowUp: -0.1, ArrowDown: 0.1, PageUp: -0.9, PageDown: 0.9 }[event.key];
    if (box.open && down && isLong(at)) {
      event.preventDefault();
      part("frame").scrollBy(0, down * part("frame").clientHeight);
    }
  });

  // One finger turns the page; two, or one on a picture that is zoomed, are left to the browser.
  part("frame").addEventListener("touchstart", function (event) {
    touch = event.touches.length === 1 && visualViewport.scale < 1.01 && event.touches[0];
  }, { passive: true });
  part("frame").addEventListener("touchend", function (event) {
    if (!touch) return;
    var x = event.changedTouches[0].clientX - touch.clientX;
    var y = event.changedTouches[0].clientY - touch.clientY;
    if (Math.abs(x) > 40 && Math.abs(x) > 2 * Math.abs(y)) step(x < 0 ? 1 : -1);
  });

  if (links.length === 1) box.classList.add("single");
  if (addressed() >= 0) open(addressed());
})();
