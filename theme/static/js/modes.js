/* 大字 and 深色: switches that remember. What was chosen before is set in the head, ahead of the first paint. */
(function () {
  var classes = document.documentElement.classList;
  var night = matchMedia("(prefers-color-scheme: dark)");
  var buttons = document.querySelectorAll("[data-mode]");
  var pictures = document.querySelectorAll("main [sizes]");

  function isOn(on) {
    return classes.contains(on) || (on === "dark" && night.matches && !classes.contains("light"));
  }

  function show() {
    buttons.forEach(function (button) { button.setAttribute("aria-pressed", isOn(button.value)); });
    // In large text there is one column, and a picture in it needs more pixels than in three.
    if (isOn("large")) pictures.forEach(function (picture) { picture.sizes = "(min-width: 54em) 858px, 94vw"; });
  }

  buttons.forEach(function (button) {
    button.addEventListener("click", function () {
      var off = button.value === "dark" ? "light" : "normal";
      var chosen = isOn(button.value) ? off : button.value;
      classes.remove(button.value, off);
      classes.add(chosen);
      show();
      try { localStorage.setItem("xishan-" + button.dataset.mode, chosen); } catch (refused) { /* it holds for this page */ }
    });
  });
  night.addEventListener("change", show);
  show();
})();
