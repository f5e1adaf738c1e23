/* The field for finding a story: / and Ctrl-K lead to it, and Enter that ends a composition does not send it. */
(function () {
  var field = document.querySelector("main [type=search]") || document.querySelector("[type=search]");
  if (!field) return;

  function composing(event) { return event.isComposing || event.keyCode === 229; }

  document.addEventListener("keydown", function (event) {
    var held = event.ctrlKey || event.metaKey;
    if (composing(event) || event.altKey || document.querySelector("dialog[open]")) return;
    var slash = event.key === "/" && !held && !event.target.closest("input, textarea, select, [contenteditable]");
    if (!slash && !(held && !event.shiftKey && event.key.toLowerCase() === "k")) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  document.querySelectorAll("[type=search]").forEach(function (input) {
    input.addEventListener("keydown", function (event) {
      if (event.key === "Enter" && composing(event)) event.preventDefault();
    });
  });

  // A page that is not there: its file's name is a place to begin.
  if (!field.hasAttribute("data-lost")) return;
  try {
    var words = decodeURIComponent(location.pathname).replace(/\/index\.html$/, "").replace(/\/$/, "");
    field.value = words.slice(words.lastIndexOf("/") + 1).replace(/\.\w+$/, "").replace(/[-_+.]+/g, " ").trim();
  } catch (broken) { /* no address that can be read */ }
})();
