// Everything on the page works without this: it places the tags beside their numbers, sorts the lines, and opens what is
// folded before printing.
(function () {
  function place(event) {
    var mark = event.target.closest && event.target.closest(".v"), tip = mark && mark.querySelector(".tip");
    if (!tip) { return; }
    var at = mark.getBoundingClientRect(), wide = tip.offsetWidth, high = tip.offsetHeight;
    var below = at.bottom + 6 + high <= innerHeight;
    tip.style.bottom = "auto";
    tip.style.left = Math.max(8, Math.min(at.left, innerWidth - wide - 16)) + "px";
    tip.style.top = Math.max(8, below ? at.bottom + 6 : at.top - 6 - high) + "px";
  }
  document.addEventListener("mouseover", place);
  document.addEventListener("focusin", place);
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && document.activeElement.classList.contains("v")) { document.activeElement.blur(); }
  });
  var button = document.getElementById("sort"), lines = document.getElementById("lines"), least = false;
  var found = Array.from(lines.tBodies), bySure = found.slice().sort(function (a, b) { return a.dataset.sure - b.dataset.sure; });
  button.hidden = found.length < 2;
  button.addEventListener("click", function () {
    least = !least;
    button.textContent = least ? "In the order of the note" : "Least sure first";
    (least ? bySure : found).forEach(function (body) { lines.appendChild(body); });
  });
  function open() {
    var target = location.hash && document.getElementById(location.hash.slice(1)), fold = target && target.querySelector("details");
    if (fold && target.tagName === "TBODY") { fold.open = true; }
  }
  addEventListener("hashchange", open);
  addEventListener("beforeprint", function () { document.querySelectorAll(".printed").forEach(function (d) { d.open = true; }); });
  open();
})();
