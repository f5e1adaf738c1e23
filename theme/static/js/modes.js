/* 大字 and 深色: switches that remember. What was chosen before is set in the head, ahead of the first paint. */
(function () {
  var root = document.documentElement;
  var dark = matchMedia("(prefers-color-scheme: dark)");
  var buttons = document.querySelectorAll("[data-mode]");

  function isOn(button) {
    var mode = button.dataset.mode;
    return root.dataset[mode] ? root.dataset[mode] === button.dataset.on : mode === "theme" && dark.matches;
  }

  function show() {
    buttons.forEach(function (button) { button.setAttribute("aria-pressed", String(isOn(button))); });
  }

  function remember(mode, value) {
    root.dataset[mode] = value;
    try { localStorage.setItem("xishan-" + mode, value); } catch (refused) { /* then it holds for this page */ }
  }

  buttons.forEach(function (button) {
    button.addEventListener("click", function () {
      remember(button.dataset.mode, isOn(button) ? (button.dataset.mode === "theme" ? "light" : "normal") : button.dataset.on);
      show();
    });
  });
  dark.addEventListener("change", show);
  show();
})();
