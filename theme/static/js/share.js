/* 复制网址 and 打印. */
(function () {
  var share = document.querySelector(".share");

  function copy(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    // Off https there is no clipboard; a field and the old command do it.
    var field = document.createElement("textarea");
    field.value = text;
    share.append(field);
    field.select();
    var done = document.execCommand("copy");
    field.remove();
    return done ? Promise.resolve() : Promise.reject();
  }

  share.querySelector("[value=copy]").addEventListener("click", function () {
    var status = share.querySelector("[role=status]");
    copy(document.querySelector("link[rel=canonical]").href).then(
      function () { status.textContent = "网址已复制"; },
      function () { status.textContent = "没有复制成功，请从地址栏复制"; }
    );
  });

  share.querySelector("[value=print]").addEventListener("click", function () {
    // Pictures further down have not been fetched yet.
    var images = Array.from(document.images);
    images.forEach(function (image) { image.loading = "eager"; });
    Promise.allSettled(images.map(function (image) { return image.decode(); })).then(function () { print(); });
  });
})();
