/* What the preview adds to a page: it hears of saves, and says what is wrong here and what is not published yet.
   A state from the server says everything, so it does not matter how many were missed. */
(function () {
  "use strict";
  var script = document.currentScript;
  var page = script.dataset.page, digest = script.dataset.digest, source = script.dataset.source;
  var PLACE = "xishan-preview-place", FOLDED = "xishan-preview-folded", TURNS = "xishan-preview-turns";
  var state = null, stream = null, leaving = false, styles = null, assets = null;

  function element(name, attributes, children) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    [].concat(children || []).forEach(function (child) { if (child) made.append(child); });
    return made;
  }

  function kept(key, value) {
    try {
      if (value === undefined) return JSON.parse(sessionStorage.getItem(key));
      sessionStorage.setItem(key, JSON.stringify(value));
    } catch (refused) { /* a browser that keeps nothing loses the place, no more */ }
    return null;
  }

  /* Where the reader is: the block at the top of the screen and how far it has been scrolled. Words above it may come
     or go; it stays where it was. */
  var BLOCKS = "main h1, main h2, main h3, main p, main figure, main li, main dl, main table";

  function mark(block) { return block.localName + " " + block.textContent.trim().slice(0, 60) + (block.id || ""); }

  function place() {
    var found = Array.prototype.find.call(document.querySelectorAll(BLOCKS), function (block) {
      return block.getBoundingClientRect().bottom > 80;
    });
    return { page: page, y: scrollY, mark: found ? mark(found) : "", top: found ? found.getBoundingClientRect().top : 0 };
  }

  function goBack(to) {
    var found = to.y > 0 && to.mark && Array.prototype.find.call(document.querySelectorAll(BLOCKS), function (block) {
      return mark(block) === to.mark;
    });
    scrollTo({ top: found ? scrollY + found.getBoundingClientRect().top - to.top : to.y, behavior: "instant" });
  }

  function restore() {
    var to = kept(PLACE);
    if (!to || to.page !== page) return;
    kept(PLACE, null);
    goBack(to);
    /* The browser would put the page back by itself, to the same height and not to the same words, and does so late. */
    addEventListener("load", function () {
      goBack(to);
      setTimeout(function () { history.scrollRestoration = "auto"; }, 500);
    });
  }

  /* A page that comes out different every time it is made would be loaded for ever. */
  function turns() {
    var now = Date.now(), row = (kept(TURNS) || []).filter(function (then) { return now - then < 5000; });
    kept(TURNS, row.concat(now));
    return row.length;
  }

  function turn(address) {
    if (leaving) return;
    if (turns() > 20) { say("这一页每次排出来都不一样，先不再刷新"); return; }
    leaving = true;
    kept(PLACE, place());
    history.scrollRestoration = "manual";
    if (address) location.replace(address); else location.reload();
  }

  /* A stylesheet is put beside the old one and takes its place when it has come. */
  function dress(next) {
    if (styles) {
      document.querySelectorAll("link[rel=stylesheet]").forEach(function (link) {
        var path = decodeURIComponent(new URL(link.href).pathname).slice(1);
        if (link.dataset.leaving !== undefined || next[path] === undefined || next[path] === styles[path]) return;
        var fresh = link.cloneNode();
        fresh.href = link.href.split("?")[0] + "?" + next[path];
        link.dataset.leaving = "";
        fresh.addEventListener("load", function () { link.remove(); });
        fresh.addEventListener("error", function () { link.remove(); });
        link.after(fresh);
      });
    }
    styles = next;
  }

  /* ---- what is shown ---- */

  var host = element("xishan-preview"), root = host.attachShadow({ mode: "open" });
  var bar = element("aside", { "class": "bar", hidden: "" });
  var chip = element("button", { "class": "chip", type: "button", "aria-expanded": "false", "aria-controls": "panel" });
  var panel = element("section", { id: "panel", "class": "panel", hidden: "", "aria-label": "预览：这一页的问题" });
  var told = element("p", { "class": "told", role: "status" });
  root.append(element("link", { rel: "stylesheet", href: "/-/overlay.css" }), told, panel, chip);
  var top = element("xishan-unpublished"), topRoot = top.attachShadow({ mode: "open" });
  topRoot.append(element("link", { rel: "stylesheet", href: "/-/overlay.css" }), bar);

  chip.addEventListener("click", function () { fold(!panel.hidden); });
  root.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !panel.hidden) { fold(true); chip.focus(); event.stopPropagation(); }
  });

  var quiet;
  function say(words, stay) {
    clearTimeout(quiet);
    told.textContent = words;
    told.classList.toggle("on", Boolean(words));
    if (words && !stay) quiet = setTimeout(function () { told.classList.remove("on"); }, 1600);
  }

  function key() { return page + " " + JSON.stringify(state ? state.here : []); }

  function fold(closed) {
    panel.hidden = closed;
    chip.setAttribute("aria-expanded", String(!closed));
    kept(FOLDED, closed ? key() : null);
  }

  function copied(button, words) {
    navigator.clipboard.writeText(words).then(function () { say("已复制 " + words); });
  }

  function row(problem) {
    var where = problem.path + (problem.line ? ":" + problem.line : "");
    var button = element("button", { type: "button", "class": "where", title: "复制位置" }, where);
    button.addEventListener("click", function () { copied(button, where); });
    return element("li", { "class": problem.level }, [
      element("p", { "class": "head" }, [element("b", {}, problem.level === "error" ? "错误" : "提醒"), button]),
      element("p", { "class": "what" }, problem.message),
      problem.remedy ? element("p", { "class": "remedy" }, problem.remedy) : null,
    ]);
  }

  function show() {
    var here = state.here, own = page === "-/problems";
    var errors = here.filter(function (problem) { return problem.level === "error"; }).length;
    var level = errors ? "error" : here.length ? "warning" : state.errors ? "elsewhere" : "fine";
    chip.className = "chip " + level;
    chip.replaceChildren(element("i", { "aria-hidden": "true" }), here.length ? "这一页 " + here.length + " 个问题" : own ? "预览" : state.others ? "别处 " + state.others + " 个问题" : "没有问题");
    host.hidden = own;
    var head = errors && state.status === 404 ? "这一篇现在排不出来" : here.length ? "这一页的问题" : "这一页没有问题";
    panel.replaceChildren(
      element("h2", {}, head),
      state.source ? element("p", { "class": "source" }, state.source) : "",
      here.length ? element("ol", {}, here.map(row)) : "",
      state.others
        ? element("p", { "class": "more" }, element("a", { href: "/-/problems" }, (here.length ? "另有 " : "全站有 ") + state.others + " 个问题在别的稿件里"))
        : here.length ? "" : element("p", { "class": "more" }, "全站都没有发现问题。")
    );
    if (errors && kept(FOLDED) !== key()) { panel.hidden = false; chip.setAttribute("aria-expanded", "true"); }
    if (!here.length && chip.dataset.had) { panel.hidden = true; chip.setAttribute("aria-expanded", "false"); }
    chip.dataset.had = here.length ? "yes" : "";
  }

  function unpublished() {
    var reason = state.unpublished[page];
    bar.hidden = !reason;
    bar.replaceChildren(element("b", {}, "未发布"), element("span", {}, reason || ""), element("span", { "class": "aside" }, "读者看不到这一页"));
    document.querySelectorAll("xishan-mark").forEach(function (mark) { mark.remove(); });
    document.querySelectorAll("a[href]").forEach(function (link) {
      if (link.origin !== location.origin || !link.textContent.trim()) return;
      var why = state.unpublished[decodeURIComponent(link.pathname).slice(1)];
      if (!why) return;
      var mark = element("xishan-mark"), inside = mark.attachShadow({ mode: "open" });
      inside.append(element("link", { rel: "stylesheet", href: "/-/overlay.css" }), element("span", { "class": "mark" }, why.split("，")[0]));
      var head = link.querySelector("h1, h2, h3, h4, .headline, .clause") || link;
      head.prepend(mark);
    });
  }

  /* ---- what is heard ---- */

  function hear(next) {
    if (next.reading) { progress(next.reading); if (document.getElementById("bar")) return; }
    var lost = next.status === 404 && (next.here || []).some(function (problem) { return problem.level === "error"; });
    if (next.page && next.page !== digest && !next.reading && !lost) { turn(next.moved ? "/" + encodeURI(next.moved) : ""); return; }
    if (next.moved) { turn("/" + encodeURI(next.moved)); return; }
    if (next.here === undefined) return;
    if (assets !== null && assets !== next.assets) { turn(""); return; }
    assets = next.assets;
    var first = state === null, same = JSON.stringify(state) === JSON.stringify(next);
    state = next;
    dress(next.styles);
    show();
    unpublished();
    if (!first && !same) say("已更新");
    host.dataset.ready = top.dataset.ready = "yes";
  }

  function progress(row) {
    var bar = document.getElementById("bar"), words = document.getElementById("progress");
    if (!bar || !row[1]) return;
    bar.max = row[1];
    bar.value = row[0];
    words.textContent = row[0] < row[1] ? "已读 " + row[0] + " / " + row[1] + " 篇，读完就打开这一页。" : "稿件读完了，正在排版、做图片。第一次要等一会儿。";
  }

  function listen() {
    if (stream) return;
    stream = new EventSource("/-/events?page=" + encodeURIComponent(page) + "&source=" + encodeURIComponent(source));
    stream.addEventListener("open", function () { chip.classList.remove("away"); if (told.dataset.away) { say(""); delete told.dataset.away; } });
    stream.addEventListener("message", function (event) { hear(JSON.parse(event.data)); });
    stream.addEventListener("error", function () {
      if (leaving) return;
      chip.classList.add("away");
      told.dataset.away = "yes";
      say("预览停了；再运行一次，这一页会自己接上", true);
      if (stream.readyState === EventSource.CLOSED) { deaf(); setTimeout(awake, 1000); }
    });
  }

  function deaf() { if (stream) { stream.close(); stream = null; } }

  /* A browser opens only six connections to one server: a page that nobody looks at lets its own go, and asks what is
     new when it is looked at again. */
  function awake() { if (document.visibilityState === "visible") listen(); else deaf(); }

  document.addEventListener("visibilitychange", awake);
  addEventListener("pagehide", deaf);
  addEventListener("pageshow", awake);
  document.body.prepend(top);
  document.body.append(host);
  restore();
  awake();
})();
