// The respondent's page only. Stands right after the prerendered first view and remembers what is
// done on it before the module has started; boot.js then does the same on the real view.
(function () {
  "use strict";
  var early = { ids: [], focus: "", left: false, over: false };
  self.qingdan = { early: early };
  document.addEventListener("click", function (event) {
    var element = event.target;
    while (element && !/^(A|BUTTON|INPUT)$/.test(element.tagName)) { element = element.parentNode; }
    if (early.over || !element || !element.id) { return; }
    if (element.tagName === "A") {
      // To another page, on which the module begins.
      early.left = true;
      element.setAttribute("aria-busy", "true");
    } else {
      early.ids.push(element.id);
    }
  }, true);
  document.addEventListener("focus", function (event) {
    if (!early.over) { early.focus = event.target.id; }
  }, true);
}());
