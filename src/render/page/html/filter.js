(function () {
  var form = document.getElementById("filters");
  var shown = document.getElementById("shown");
  var entries = Array.prototype.slice.call(document.querySelectorAll("article[data-facets]"));
  var selects = Array.prototype.slice.call(form.querySelectorAll("select"));
  function apply() {
    var count = 0;
    entries.forEach(function (entry) {
      var facets = entry.getAttribute("data-facets").split("\n");
      var fits = selects.every(function (select) {
        return !select.value || facets.indexOf(select.getAttribute("data-facet") + "=" + select.value) >= 0;
      });
      entry.hidden = !fits;
      count += fits ? 1 : 0;
    });
    shown.textContent = count === entries.length ? "" : count + " of " + entries.length + " pledges shown below.";
  }
  form.hidden = false;
  form.addEventListener("change", apply);
}());
