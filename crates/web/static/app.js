// Improves pages that already work without it. No page depends on this file.
(function () {
  "use strict";
  // The few words that stand here, in the language of the page.
  var say = function (id, en) { return document.documentElement.lang === "en" ? en : id; };
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
    button.textContent = say("Salin", "Copy");
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(code.textContent.replace(/\s+/g, "")).then(function () {
        button.textContent = say("Tersalin", "Copied");
        setTimeout(function () { button.textContent = say("Salin", "Copy"); }, 2000);
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
    // The whole box opens the choice, in the words of this page instead of the browser's.
    var box = input.closest(".upload"), words = document.createElement("span");
    if (box) {
      words.className = "button button--second button--small";
      words.textContent = input.multiple ? say("Pilih berkas atau foto", "Choose files or photos") : say("Pilih berkas", "Choose a file");
      words.setAttribute("aria-hidden", "true");
      input.insertAdjacentElement("beforebegin", words);
      box.classList.add("upload--whole");
    }
    input.addEventListener("change", function () {
      list.textContent = "";
      Array.prototype.forEach.call(input.files, function (file) {
        var line = document.createElement("li");
        var megabytes = (file.size / 1048576).toFixed(1).replace(".", say(",", "."));
        var limit = Number(input.dataset.limitMb || 20);
        line.textContent = file.name + " (" + megabytes + " MB)" +
          (file.size > limit * 1048576 ? say(". Berkas ini terlalu besar, paling besar ", ". This file is too large, at most ") + limit + " MB." : "");
        if (/^image\//.test(file.type)) {
          var picture = document.createElement("img");
          picture.alt = say("Pratinjau ", "Preview of ") + file.name;
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
  each("form", function (form) {
    var inputs = form.querySelectorAll("input[data-pieces]");
    if (!inputs.length || !window.fetch || !window.FormData || !window.Promise || !window.URLSearchParams) return;
    form.addEventListener("submit", function (event) {
      var pressed = event.submitter, jobs = [], total = 0;
      Array.prototype.forEach.call(inputs, function (input) {
        Array.prototype.forEach.call(input.files, function (file) { total += file.size; jobs.push({ input: input, file: file }); });
      });
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
      (pressed || jobs[0].input).insertAdjacentElement("afterend", line);
      var add = function (name, value) {
        var field = document.createElement("input");
        field.type = "hidden";
        field.name = name;
        field.value = value;
        form.appendChild(field);
      };
      var send = function () {
        form.dataset.sent = "1";
        if (pressed && pressed.name) add(pressed.name, pressed.value);
        if (pressed && pressed.getAttribute("formaction")) form.action = pressed.formAction;
        form.submit();
      };
      var ids = [];
      jobs.reduce(function (before, job, n) {
        var file = job.file;
        return before.then(function () { return shrunk(file); }).then(function (small) {
          var mark = ["unggah", file.name, file.size, file.lastModified, small.size].join(":");
          return sendFile(job.input.dataset.pieces, csrf, small, file.name, mark, function (part) {
            if (part >= 0) bar.value = (n + part) / jobs.length;
            words.textContent = part < 0
              ? say(" Sambungan terputus. Kami coba lagi; jangan tutup halaman ini.", " Connection lost. We are trying again; do not close this page.")
              : say(" Mengunggah berkas ", " Uploading file ") + (n + 1) + say(" dari ", " of ") + jobs.length + ", " + Math.round(part * 100) + "%";
          });
        }).then(function (id) { ids.push({ input: job.input, id: id }); });
      }, Promise.resolve()).then(function () {
        ids.forEach(function (done) {
          add("unggahan." + done.input.name, done.id);
          done.input.disabled = true;
        });
        send();
      }, function (why) {
        delete form.dataset.busy;
        if (why.status) { send(); return; }
        words.textContent = say(" Sambungan terputus. Tekan tombol unggah untuk melanjutkan; yang sudah terkirim tidak diulang.",
          " Connection lost. Press the upload button to continue; what was sent is not repeated.");
      });
    });
  });

  // The folded part of the menu closes by itself.
  each(".nav__more", function (menu) {
    document.addEventListener("click", function (event) { if (!menu.contains(event.target)) menu.open = false; });
    menu.addEventListener("keydown", function (event) {
      if (event.key !== "Escape") return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  // Case page: another document is shown without loading the page again; what was typed stays.
  var wanted = "";
  var showDocument = function (href) {
    if (wanted === href) return;
    wanted = href;
    // Who goes through the list fast asks only for the document at which the going ends.
    later(150).then(function () { return wanted === href ? fetch(href) : null; }).then(function (response) {
      if (!response) return null;
      if (!response.ok) throw response;
      return response.text();
    }).then(function (text) {
      if (!text || wanted !== href) return;
      var fresh = new DOMParser().parseFromString(text, "text/html");
      [".viewer", ".doc-tabs"].forEach(function (part) {
        var old = document.querySelector(".case__proof " + part), now = fresh.querySelector(".case__proof " + part);
        var held = old && old.contains(document.activeElement);
        if (old && now) old.replaceWith(now); else if (now) document.querySelector(".case__proof").appendChild(now);
        if (held && now.querySelector("[aria-current]")) now.querySelector("[aria-current]").focus();
      });
    }).catch(function (why) {
      // A form that was sent meanwhile ends the asking; only a refusal by the server is shown as a page.
      if (why && why.status) location.href = href;
    });
  };
  each(".case", function (box) {
    if (!window.fetch || !window.DOMParser) return;
    box.addEventListener("click", function (event) {
      var link = event.target.closest("a[href*='dok=']");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      showDocument(link.getAttribute("href"));
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
      (checks[at].querySelector("input:checked") || checks[at].querySelector("input")).focus({ preventScroll: true });
      var proof = checks[at].querySelector("a[href*='dok=']");
      if (proof && window.fetch && window.DOMParser) showDocument(proof.getAttribute("href"));
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
