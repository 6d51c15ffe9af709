// Watches our page: when files were handed over, when every record was accepted, when the report
// was painted, and how long the page was ever busy.
"use strict";
(function () {
  var began = null;
  // While reading, and until the first report is painted.
  var longest = [0, 0];
  var reading = 0;
  var frame = null;
  document.addEventListener("change", function (event) {
    // What the browser does before it tells of the files is not the page's.
    if (event.target.type === "file" && began === null) { began = frame = performance.now(); }
  }, true);
  function tick(now) {
    if (frame !== null && began !== null) {
      longest[reading] = Math.max(longest[reading], now - frame);
    }
    // A frame that began before the files were handed over says nothing.
    frame = began === null ? now : Math.max(now, frame);
    requestAnimationFrame(tick);
  }
  requestAnimationFrame(tick);
  function number(selector) {
    var place = document.querySelector(selector);
    return place ? Number(place.textContent.replace(/\D/g, "")) : NaN;
  }
  function until(condition) {
    return new Promise(function (resolve) {
      (function look() {
        if (condition()) { resolve(performance.now()); } else { requestAnimationFrame(look); }
      }());
    });
  }
  function painted() {
    return new Promise(function (resolve) {
      requestAnimationFrame(function () {
        setTimeout(function () { resolve(performance.now()); });
      });
    });
  }
  self.probe = {
    ours: async function (records) {
      var accepted = await until(function () { return number("#accepted") === records; });
      reading = 1;
      await until(function () { return document.querySelector("#make-report"); });
      var wished = performance.now();
      document.querySelector("#make-report").click();
      await until(function () { return document.querySelector("#release"); });
      var shown = await painted();
      return {
        milliseconds: accepted - began, first: shown - wished, records: number("#accepted"),
        longest: longest[0], painting: longest[1], change: await change(),
      };
    },
    // From the beginning of the navigation until everything kept is told.
    again: function (records) {
      return until(function () { return number("#accepted") === records; });
    }
  };
  // Another scope of the report: from the choice to the painted frame.
  async function change() {
    var other = document.querySelector("[name=form]:not(:checked)");
    if (!other) { return null; }
    var before = document.querySelector("#release").textContent;
    var start = performance.now();
    other.click();
    await until(function () {
      var now = document.querySelector("#release");
      return now && now.textContent !== before;
    });
    return (await painted()) - start;
  }
}());
