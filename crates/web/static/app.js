// Improves pages that already work without it. No page depends on this file.
(function () {
  "use strict";
  var each = function (q, f) { Array.prototype.forEach.call(document.querySelectorAll(q), f); };

  // A public device: nothing is kept, and after a while without use the start page comes back. Typing counts as use.
  var open = document.body.dataset;
  if (open.public) {
    var leave, told = Date.now();
    var used = function () {
      clearTimeout(leave);
      leave = setTimeout(function () { location.replace(open.start); }, (Number(open.public) + 2) * 1000);
      if (window.fetch && Date.now() - told > 10000) { told = Date.now(); fetch(open.here).catch(function () {}); }
    };
    ["input", "pointerdown", "keydown", "scroll"].forEach(function (kind) { document.addEventListener(kind, used, { passive: true }); });
    window.addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });
    used();
  }
  var memory = { get: function (name) { try { return open.public ? null : localStorage.getItem(name); } catch (ignored) { return null; } },
    set: function (name, value) { try { if (!open.public) localStorage.setItem(name, value); } catch (ignored) { /* private window */ } },
    drop: function (name) { try { localStorage.removeItem(name); } catch (ignored) { /* private window */ } } };

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

  // Large files go in pieces, photos made smaller first; after a cut line they go on where they stopped. Where anything
  // of this is missing or fails for good, the form goes as it is.
  var PIECE = 262144, SMALL = 400000, LONGEST = 2340;
  var answer = function (response) { if (!response.ok) throw response; return response.json(); };
  var later = function (ms) { return new Promise(function (f) { setTimeout(f, ms); }); };
  var shrunk = function (file) {
    if (!/^image\/(jpeg|png)$/.test(file.type) || file.size < SMALL || !window.createImageBitmap) return Promise.resolve(file);
    return createImageBitmap(file, { imageOrientation: "from-image" }).then(function (picture) {
      var scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
      var canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      return new Promise(function (f) { canvas.toBlob(f, "image/jpeg", 0.85); });
    }).then(function (small) { return small && small.size < file.size ? small : file; }, function () { return file; });
  };
  var body = function (csrf, fields) {
    var data = new FormData();
    data.append("csrf", csrf);
    Object.keys(fields).forEach(function (name) { data.append(name, fields[name]); });
    return data;
  };
  // Tells the id once the whole file is there.
  var sendFile = function (address, csrf, file, name, mark, tell) {
    var fails = 0;
    var begin = function () {
      var fields = new URLSearchParams({ csrf: csrf, nama: name, ukuran: file.size });
      return fetch(address, { method: "POST", body: fields }).then(answer).then(function (state) {
        memory.set(mark, state.id);
        return state;
      });
    };
    var resume = function () {
      var known = memory.get(mark);
      if (!known) return begin();
      return fetch(address + "/" + known).then(answer).then(function (state) {
        return state.size === file.size ? state : begin();
      }, function (why) { if (why.status) return begin(); throw why; });
    };
    var next = function (state) {
      tell(state.received / file.size);
      if (state.received >= file.size) {
        memory.drop(mark);
        return state.id;
      }
      var piece = file.slice(state.received, state.received + PIECE);
      return fetch(address + "/" + state.id, { method: "POST", body: body(csrf, { mulai: state.received, potongan: piece }) })
        .then(answer).then(function (after) { fails = 0; return next(after); });
    };
    var again = function (why) {
      if (why.status && why.status < 500) throw why;
      fails += 1;
      if (fails > 20) throw why;
      tell(-1);
      return later(Math.min(30000, 1000 * fails * fails)).then(resume).then(next).catch(again);
    };
    return resume().then(next).catch(again);
  };
  each("input[data-pieces]", function (input) {
    if (!window.fetch || !window.FormData || !window.Promise || !window.URLSearchParams) return;
    var form = input.form;
    form.addEventListener("submit", function (event) {
      var files = Array.prototype.slice.call(input.files), total = 0;
      files.forEach(function (file) { total += file.size; });
      if (total < SMALL || form.dataset.sent) return;
      event.preventDefault();
      if (form.dataset.busy) return;
      form.dataset.busy = "1";
      var csrf = form.querySelector("[name=csrf]").value;
      var line = document.createElement("p");
      line.setAttribute("role", "status");
      var bar = document.createElement("progress");
      bar.max = 1;
      var words = document.createElement("span");
      line.appendChild(bar);
      line.appendChild(words);
      input.insertAdjacentElement("afterend", line);
      var ids = [];
      files.reduce(function (before, file, n) {
        return before.then(function () { return shrunk(file); }).then(function (small) {
          var mark = ["unggah", file.name, file.size, file.lastModified, small.size].join(":");
          return sendFile(input.dataset.pieces, csrf, small, file.name, mark, function (part) {
            if (part >= 0) bar.value = (n + part) / files.length;
            words.textContent = part < 0 ? " Sambungan terputus. Kami coba lagi; jangan tutup halaman ini."
              : " Mengunggah berkas " + (n + 1) + " dari " + files.length + ", " + Math.round(part * 100) + "%";
          });
        }).then(function (id) { ids.push(id); });
      }, Promise.resolve()).then(function () {
        ids.forEach(function (id) {
          var field = document.createElement("input");
          field.type = "hidden";
          field.name = "unggahan";
          field.value = id;
          form.appendChild(field);
        });
        input.disabled = true;
        form.dataset.sent = "1";
        form.submit();
      }, function (why) {
        delete form.dataset.busy;
        if (why.status) { form.dataset.sent = "1"; form.submit(); return; }
        words.textContent = " Sambungan terputus. Tekan tombol unggah untuk melanjutkan; yang sudah terkirim tidak diulang.";
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
