/* 复制网址 and 打印. */
(function () {
  var status = document.querySelector(".share [role=status]");

  function copy(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    // Off https and on file:// there is no clipboard; a field and the old command do it.
    var field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    var done = document.execCommand("copy");
    field.remove();
    return done ? Promise.resolve() : Promise.reject();
  }

  document.querySelector("[data-share=copy]").addEventListener("click", function () {
    var canonical = document.querySelector("link[rel=canonical]");
    copy(canonical ? canonical.href : location.href.split("#")[0]).then(
      function () { status.textContent = "网址已复制"; },
      function () { status.textContent = "没有复制成功，请从地址栏复制"; }
    );
  });

  document.querySelector("[data-share=print]").addEventListener("click", function () {
    // Pictures further down have not been fetched yet.
    var images = Array.from(document.images);
    images.forEach(function (image) { image.loading = "eager"; });
    Promise.allSettled(images.map(function (image) { return image.decode(); })).then(function () { print(); });
  });
})();
