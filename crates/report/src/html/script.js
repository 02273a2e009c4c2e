"use strict";
(function () {
  // Filters: rows must have every tag that is pressed and contain the words that are typed.
  document.querySelectorAll(".filters").forEach(function (bar) {
    var table = document.getElementById(bar.dataset.for);
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    var buttons = Array.prototype.slice.call(bar.querySelectorAll("button"));
    var search = bar.querySelector("input");
    var output = bar.querySelector("output");
    function update() {
      var tags = buttons.filter(function (b) { return b.getAttribute("aria-pressed") === "true"; })
        .map(function (b) { return b.dataset.tag; });
      var words = search ? search.value.trim().toLocaleLowerCase() : "";
      var shown = 0;
      rows.forEach(function (row) {
        var has = (row.dataset.tags || "").split(" ");
        var fits = tags.every(function (tag) { return has.indexOf(tag) >= 0; }) &&
          (words === "" || row.textContent.toLocaleLowerCase().indexOf(words) >= 0);
        row.hidden = !fits;
        if (fits) { shown += 1; }
      });
      output.textContent = tags.length || words
        ? output.dataset.shown.replace("{shown}", shown).replace("{all}", rows.length) : "";
    }
    buttons.forEach(function (button) {
      button.addEventListener("click", function () {
        var pressed = button.getAttribute("aria-pressed") === "true";
        button.setAttribute("aria-pressed", String(!pressed));
        update();
      });
    });
    if (search) { search.addEventListener("input", update); }
    bar.hidden = false;
  });
  // What belongs together lights up together.
  function light(event) {
    var at = event.target.closest ? event.target.closest("[data-key]") : null;
    document.querySelectorAll(".lit").forEach(function (other) { other.classList.remove("lit"); });
    if (!at) { return; }
    document.querySelectorAll('[data-key="' + CSS.escape(at.dataset.key) + '"]')
      .forEach(function (other) { other.classList.add("lit"); });
  }
  document.addEventListener("pointerover", light);
  // A link into a closed table opens it.
  function open() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var up = target; up; up = up.parentElement) {
      if (up.tagName === "DETAILS") { up.open = true; }
    }
    if (target) { target.scrollIntoView(); }
  }
  addEventListener("hashchange", open);
  if (location.hash) { open(); }
  // Printed pages show every table.
  addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (details) { details.open = true; });
  });
})();
