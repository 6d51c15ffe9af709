// Starts a packed page. The contract with the Rust side:
//
// 1. `<script type="application/octet-stream" id="wasm">` holds the module as text, which decode.js
//    makes bytes again.
// 2. `<script id="glue">` holds the wasm-bindgen glue (`no-modules`: it defines `wasm_bindgen`).
// 3. This script compiles the module once, sets `self.qingdan = { module, glue, worker? }`
//    (`glue` is the text of 2; `worker()` is the organiser's only), then starts the module, which
//    runs `main()` of the bin. The same `main()` runs in a worker and must look at its scope.
//    The organiser's Rust calls it as `#[wasm_bindgen(js_namespace = qingdan)] fn worker()`.
// 4. guard.js has run by then: see there what the module may not do.
// 5. If anything fails before `main()` has returned, `#app` shows what to do instead.
// 6. Where early.js has run, what was done on the prerendered view is done again: picked options
//    and buttons by their ids, the focus, the scrolling. The view is not exchanged while a finger
//    or a mouse button is down on it, because that tap would be lost.
//
// Old syntax on purpose: a browser too old for the glue must still be able to say so.
(function () {
  "use strict";
  function say(lines) {
    var app = document.getElementById("app") || document.body;
    var alert = document.createElement("div");
    alert.setAttribute("role", "alert");
    alert.className = "note";
    lines.forEach(function (line) {
      var p = document.createElement("p");
      p.lang = line[0];
      p.textContent = line[1];
      alert.appendChild(p);
    });
    app.insertBefore(alert, app.firstChild);
    scrollTo(0, 0);
  }
  function sorry(error) {
    document.getElementById("app").textContent = "";
    say([
      ["zh-CN", "这个浏览器打不开这个页面。"],
      ["zh-CN", "请用手机或电脑自带的浏览器打开，或先把浏览器更新到新版本。在微信里打开的，请点右上角，选“在浏览器打开”。"],
      ["en", "This browser cannot open this page. Please use the system browser, or update it."]
    ]);
    if (self.console) { console.error(error); }
  }
  // The module stops for good at its first fault: say so once, above what is still to be seen.
  function stopped(event) {
    var error = event.error || event.reason;
    if (!self.WebAssembly || !(error instanceof WebAssembly.RuntimeError) || stopped.said) { return; }
    stopped.said = true;
    say([
      ["zh-CN", "页面出了错，停住了，点什么都不会再有反应。请重新打开；以前存好的草稿和文件还在。"],
      ["en", "The page has stopped because of a fault and answers no more taps. Please open it again; drafts and files kept before are still there."]
    ]);
  }
  addEventListener("error", stopped);
  addEventListener("unhandledrejection", stopped);
  function pressed() {
    return !!document.querySelector("#app :active");
  }
  function released() {
    return new Promise(function (resolve) {
      (function look() { if (pressed()) { setTimeout(look, 16); } else { resolve(); } }());
    });
  }
  // What is picked without a click: browsers restore it when the page is loaded again.
  function restored() {
    var picked = document.querySelector("#app input:checked");
    return picked ? [picked.id] : [];
  }
  function again(early, before) {
    early.over = true;
    before.concat(early.ids).forEach(function (id) {
      var element = document.getElementById(id);
      if (element && !element.checked) { element.click(); }
    });
    var left = early.left && location.hash;
    var at = left ? "title" : early.focus;
    var focused = at && document.getElementById(at);
    if (focused) { focused.focus({ preventScroll: true }); }
    if (left) { scrollTo(0, 0); }
  }
  try {
    if (typeof wasm_bindgen === "undefined") { throw new Error("the glue did not load"); }
    var data = document.getElementById("wasm");
    WebAssembly.compile(decode(data.textContent)).then(function (module) {
      data.remove();
      self.qingdan = self.qingdan || {};
      self.qingdan.module = module;
      self.qingdan.glue = document.getElementById("glue").textContent;
      return released();
    }).then(function () {
      var early = self.qingdan.early;
      var before = early ? restored() : [];
      return wasm_bindgen({ module_or_path: self.qingdan.module }).then(function () {
        if (early) { again(early, before); }
      });
    }).catch(sorry);
  } catch (error) {
    sorry(error);
  }
}());
