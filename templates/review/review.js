// The review page: asks the server for what it shows and tells it what is decided; every part comes ready-made from there.
(function () {
  "use strict";
  var body = document.body, note = by("notepane"), detail = by("detail"), status = by("status");
  var generation = Number(body.dataset.generation), validated = body.dataset.validated, chosen = "", busy = false, asked = 0, shown = {};
  var SCOPES = ["line", "table", "row", "column", "cell"];

  function by(id) { return document.getElementById(id); }
  function all(selector, root) { return Array.from((root || document).querySelectorAll(selector)); }
  function say(text, kind) { status.textContent = text; status.className = kind || ""; }
  function numbers() { return all("button.v", note); }
  function find(at) { return numbers().find(function (b) { return b.dataset.at === at || address(b) === at; }); }
  function address(button) {
    if (button.dataset.at) { return button.dataset.at; }
    return (button.dataset.cell || "").replace(/(\d)(?=[rc])/g, "$1:");
  }

  // ---- showing ----
  function mark() {
    var button = find(chosen), line = button && button.dataset.line;
    numbers().forEach(function (b) {
      b.classList.toggle("chosen", b === button);
      b.classList.toggle("line", Boolean(line) && b.dataset.line === line && b !== button);
    });
    return button;
  }
  function choose(button, quiet) {
    chosen = address(button);
    mark();
    if (!quiet) { button.focus({ preventScroll: true }); button.scrollIntoView({ block: "center", inline: "nearest" }); }
    var mine = ++asked;
    fetch("detail?at=" + encodeURIComponent(chosen)).then(function (r) { return r.text(); }).then(function (html) {
      if (mine === asked) { detail.innerHTML = html; by("side").scrollTop = 0; }
    }, lost);
  }
  function put(element, html) {
    if (shown[element.id] === html) { return; }
    shown[element.id] = html;
    element.innerHTML = html;
  }
  function show(answer) {
    var open = all("details.panel").map(function (d) { return [d.id, d.open]; }), top = note.scrollTop;
    var typed = all("#sign [name]").map(function (field) { return [field.name, field.value, field.checked]; });
    generation = answer.generation;
    validated = answer.validated ? "yes" : "no";
    put(note, answer.note);
    put(by("panels"), answer.panels);
    put(by("bar"), answer.bar);
    open.forEach(function (pair) { if (by(pair[0])) { by(pair[0]).open = pair[1]; } });
    typed.forEach(function (kept) { var field = by("sign").elements[kept[0]]; field.value = kept[1]; field.checked = kept[2]; });
    note.scrollTop = top;
    if (answer.detail) { detail.innerHTML = answer.detail; }
    else if (!find(chosen)) { chosen = ""; }
    var button = mark();
    if (button && document.activeElement === body) { button.focus({ preventScroll: true }); }
    if (answer.pending) { pending = true; wait(); }
  }
  function lost() { say("The server does not answer: nothing was saved since the last message. Start segxbrl review again.", "wrong"); }

  // ---- deciding ----
  function post(path, data) {
    if (busy) { return; }
    busy = true;
    say("Saving\u2026", "busy");
    data.generation = generation;
    var start = performance.now();
    fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(data) })
      .then(function (r) { return r.json().then(function (answer) { return [r.ok, answer]; }); })
      .then(function (pair) {
        busy = false;
        if (!pair[0]) {
          say("Not saved: " + pair[1].message + (pair[1].hint ? " (" + pair[1].hint + ")" : ""), "wrong");
          if (/another window/.test(pair[1].message)) { poll(); }
          return;
        }
        show(pair[1]);
        by("side").scrollTop = path === "sign" ? by("side").scrollTop : 0;
        say("Saved. " + pair[1].said + " (" + ((performance.now() - start) / 1000).toFixed(2) + " s)", "saved");
      })
      .catch(function () { busy = false; lost(); });
  }
  function decide(kind, data) {
    if (!chosen) { say("Choose a number first.", "wrong"); return; }
    var scope = by("scope"), change = { kind: kind, at: chosen, scope: scope ? scope.value : "line" };
    if (by("by").value.trim()) { change.by = by("by").value.trim(); }
    Object.keys(data || {}).forEach(function (key) { change[key] = data[key]; });
    post("decide", change);
  }
  function candidate(number) {
    var button = all("[data-do=candidate]", detail)[number - 1];
    if (!button) { return; }
    if (button.dataset.concept.indexOf(":") < 0) { open("f-extension"); } else { decide("concept", { concept: button.dataset.concept }); }
  }
  function open(id) {
    var fold = by(id);
    if (!fold) { say("Choose a number of a line first.", "wrong"); return; }
    fold.open = true;
    var field = fold.querySelector("input:not([type=hidden]), select");
    if (field) { field.focus(); if (field.select) { field.select(); } }
  }
  function step(forward, only) {
    var list = only ? all("button.v." + only, note) : numbers(), here = find(chosen), order = numbers(), line = here && here.dataset.line;
    if (only) { list = list.filter(function (b) { return b === here || !line || b.dataset.line !== line; }); }
    if (!list.length) { say(only ? "No unsure line is left." : "There are no numbers.", ""); return; }
    var at = here ? order.indexOf(here) : -1, after = list.filter(function (b) { return order.indexOf(b) > at; });
    var before = list.filter(function (b) { return order.indexOf(b) < at; });
    choose(forward ? after[0] || list[0] : before[before.length - 1] || list[list.length - 1]);
  }
  var acts = {
    next: function () { step(true, "unsure"); }, previous: function () { step(false, "unsure"); },
    undo: function () { post("undo", { at: chosen }); },
    accept: function () { decide("accept"); }, sign: function () { decide("sign"); }, reset: function () { decide("reset"); },
    candidate: function (button) { candidate(all("[data-do=candidate]", detail).indexOf(button) + 1); },
    consolidated: function (button) {
      var form = button.closest("form");
      decide("member", { subject: form.elements.subject.value, axis: "", member: "", scope: form.elements.scope.value });
    },
    help: function () {
      by("help").hidden = !by("help").hidden;
      document.querySelector("[data-do=help]").setAttribute("aria-expanded", String(!by("help").hidden));
    }
  };
  var keys = {
    n: acts.next, b: acts.previous, j: function () { step(true); }, k: function () { step(false); }, a: acts.accept, s: acts.sign,
    u: acts.undo, "?": acts.help, e: function () { open("f-extension"); }, m: function () { open("f-member"); },
    p: function () { open("f-period"); }, x: function () { open("f-skip"); },
    "/": function () { if (by("find")) { by("find").focus(); } },
    c: function () {
      var scope = by("scope");
      if (scope) { scope.selectedIndex = (scope.selectedIndex + 1) % scope.options.length; say("The next decision goes for " + scope.selectedOptions[0].text + ".", ""); }
    }
  };

  // ---- searching ----
  var timer = 0, wanted = 0;
  function list(input) { return by(input.getAttribute("aria-controls")); }
  function fold(input) { list(input).hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); }
  function search(input) {
    var words = input.value.trim(), mine = ++wanted;
    if (!words) { fold(input); return; }
    fetch("search?kind=" + input.dataset.kind + "&at=" + encodeURIComponent(chosen) + "&q=" + encodeURIComponent(words))
      .then(function (r) { return r.json(); }).then(function (hits) { if (mine === wanted) { offer(input, hits); } }, lost);
  }
  function offer(input, hits) {
    var box = list(input);
    box.textContent = "";
    hits.forEach(function (hit, number) {
      var item = document.createElement("li"), label = document.createElement("span");
      item.id = box.id + "-" + number;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.name = hit.name;
      item.textContent = hit.name;
      label.textContent = hit.label + " \u00b7 " + [hit.type, hit.balance, hit.period, hit.own ? "own" : ""].filter(Boolean).join(", ");
      item.appendChild(label);
      item.addEventListener("mousedown", function (event) { event.preventDefault(); take(input, item); });
      box.appendChild(item);
    });
    if (!hits.length) { var none = document.createElement("li"); none.textContent = "nothing found"; box.appendChild(none); }
    box.hidden = false;
    input.setAttribute("aria-expanded", "true");
    move(input, 0);
  }
  function move(input, to) {
    var items = all("[role=option]", list(input));
    if (!items.length) { return; }
    to = (to + items.length) % items.length;
    items.forEach(function (item, number) { item.setAttribute("aria-selected", String(number === to)); });
    input.setAttribute("aria-activedescendant", items[to].id);
    items[to].scrollIntoView({ block: "nearest" });
  }
  function take(input, item) {
    fold(input);
    if (input.dataset.kind === "concept") { input.value = ""; decide("concept", { concept: item.dataset.name }); } else { input.value = item.dataset.name; }
  }
  function onCombo(event) {
    var input = event.target, box = list(input), items = all("[role=option]", box);
    var at = items.findIndex(function (item) { return item.getAttribute("aria-selected") === "true"; });
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (box.hidden) { search(input); } else { move(input, at + (event.key === "ArrowDown" ? 1 : -1)); }
    } else if (event.key === "Enter" && !box.hidden && at >= 0) { event.preventDefault(); take(input, items[at]); }
    else if (event.key === "Escape" && !box.hidden) { event.stopPropagation(); fold(input); }
  }

  // ---- listening ----
  document.addEventListener("click", function (event) {
    var button = event.target.closest("button"), link = event.target.closest("a[href^='#']");
    if (button && button.classList.contains("v")) { choose(button, true); return; }
    if (button && acts[button.dataset.do]) { acts[button.dataset.do](button); return; }
    if (link && !link.classList.contains("skip")) {
      event.preventDefault();
      var target = by(link.getAttribute("href").slice(1)), number = link.dataset.go && find(link.dataset.go);
      if (!target && !number) { return; }
      number = number || target.querySelector("button.v") || (target.closest("tr") || target).querySelector("button.v");
      (target || number).scrollIntoView({ block: "center" });
      if (number) { choose(number); }
    }
  });
  document.addEventListener("submit", function (event) {
    event.preventDefault();
    var form = event.target, data = {};
    if (form.id === "sign") { post("sign", { by: form.elements.by.value, at: chosen }); return; }
    new FormData(form).forEach(function (value, key) { data[key] = value; });
    decide(form.dataset.kind, data);
  });
  document.addEventListener("change", function (event) {
    if (event.target.name === "subject" && event.target.selectedOptions) {
      var option = event.target.selectedOptions[0], form = event.target.form;
      form.elements.axis.value = option.dataset.axis;
      form.elements.member.value = option.dataset.member;
    }
  });
  document.addEventListener("input", function (event) {
    if (event.target.getAttribute("role") === "combobox") {
      clearTimeout(timer);
      timer = setTimeout(search, 60, event.target);
    }
  });
  document.addEventListener("focusout", function (event) {
    if (event.target.getAttribute && event.target.getAttribute("role") === "combobox") { fold(event.target); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    var field = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.target.getAttribute && event.target.getAttribute("role") === "combobox") { onCombo(event); }
    if (event.key === "Escape" && field && !event.defaultPrevented) { var back = find(chosen); if (back) { back.focus(); } else { event.target.blur(); } return; }
    if (field) { return; }
    if (/^[1-5]$/.test(event.key)) { event.preventDefault(); candidate(Number(event.key)); }
    else if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });
  addEventListener("beforeprint", function () { all("details.panel").forEach(function (d) { d.open = true; }); });

  // ---- what happens in the background ----
  var waiting = 0, pending = false;
  function wait() { clearTimeout(waiting); waiting = setTimeout(poll, 700); }
  function poll() {
    if (busy) { wait(); return; }
    var before = generation;
    fetch("state?generation=" + generation + "&validated=" + validated + "&at=" + encodeURIComponent(chosen))
      .then(function (r) { return r.json(); }).then(function (answer) {
        if (before !== generation || busy) { wait(); return; }
        if (answer.note) { delete answer.detail; show(answer); }
        else if (answer.pending) { pending = true; wait(); }
        else if (pending) { pending = false; validated = "?"; poll(); }
      }, lost);
  }
  if (body.dataset.pending === "yes") { pending = true; wait(); }
  addEventListener("focus", function () { if (!busy) { poll(); } });
})();
