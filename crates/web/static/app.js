// Improves pages that already work without it. No page depends on this file.
(function () {
  "use strict";
  var each = function (q, f) { Array.prototype.forEach.call(document.querySelectorAll(q), f); };

  // A code is copied with one touch; the button exists only where copying works.
  each("[data-copy]", function (box) {
    if (!navigator.clipboard) return;
    var code = box.querySelector("code");
    var button = document.createElement("button");
    button.type = "button";
    button.className = "button button--second button--small";
    button.textContent = "Salin";
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(code.textContent.replace(/\s+/g, "")).then(function () {
        button.textContent = "Tersalin";
        setTimeout(function () { button.textContent = "Salin"; }, 2000);
      });
    });
    box.appendChild(button);
  });

  // What was chosen is shown before it is sent, and files over the limit are named at once.
  each("input[type=file]", function (input) {
    var list = document.createElement("ul");
    list.setAttribute("aria-live", "polite");
    list.className = "small";
    input.insertAdjacentElement("afterend", list);
    input.addEventListener("change", function () {
      list.textContent = "";
      Array.prototype.forEach.call(input.files, function (file) {
        var line = document.createElement("li");
        var megabytes = (file.size / 1048576).toFixed(1).replace(".", ",");
        var limit = Number(input.dataset.limitMb || 20);
        line.textContent = file.name + " (" + megabytes + " MB)" +
          (file.size > limit * 1048576 ? ". Berkas ini terlalu besar, paling besar " + limit + " MB." : "");
        if (/^image\//.test(file.type)) {
          var picture = document.createElement("img");
          picture.alt = "Pratinjau " + file.name;
          picture.width = 160;
          picture.src = URL.createObjectURL(file);
          line.appendChild(document.createElement("br"));
          line.appendChild(picture);
        }
        list.appendChild(line);
      });
    });
  });

  // Case page: j and k move between items, 1 is in order, 2 is not in order.
  var checks = document.querySelectorAll(".check");
  if (checks.length) {
    var at = -1;
    var go = function (step) {
      at = Math.max(0, Math.min(checks.length - 1, at + step));
      each(".check--here", function (c) { c.classList.remove("check--here"); });
      checks[at].classList.add("check--here");
      checks[at].scrollIntoView({ block: "nearest" });
      (checks[at].querySelector("input:checked") || checks[at].querySelector("input")).focus();
    };
    var judge = function (kind) {
      if (at < 0) go(1);
      var radio = checks[at].querySelector("." + kind);
      if (radio) { radio.checked = true; }
      if (kind === "no") { var note = checks[at].querySelector("[data-note]"); if (note) note.focus(); } else go(1);
    };
    document.addEventListener("keydown", function (event) {
      var t = event.target;
      var typing = t.tagName === "TEXTAREA" || t.tagName === "SELECT" || (t.tagName === "INPUT" && t.type !== "radio" && t.type !== "checkbox");
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      var act = { j: function () { go(1); }, k: function () { go(-1); }, "1": function () { judge("ok"); }, "2": function () { judge("no"); } }[event.key];
      if (act) { event.preventDefault(); act(); }
    });
  }

  // Focus goes to the list of what is wrong.
  var errors = document.querySelector(".errors");
  if (errors) errors.focus();
})();
