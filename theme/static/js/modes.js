/* 大字 and 深色: switches that remember. What was chosen before is set in the head, ahead of the first paint. */
(function () {
  var classes = document.documentElement.classList;
  var night = matchMedia("(prefers-color-scheme: dark)");
  var buttons = document.querySelectorAll("[data-mode]");

  function isOn(on) {
    return classes.contains(on) || (on === "dark" && night.matches && !classes.contains("light"));
  }

  function show() {
    buttons.forEach(function (button) { button.setAttribute("aria-pressed", isOn(button.value)); });
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
