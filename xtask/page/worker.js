// The organiser's page only: `qingdan.worker()` starts a worker from the same glue and the same
// compiled module, so that nothing is shipped twice. See boot.js for the whole contract.
(function () {
  "use strict";
  // The worker waits for the module, starts it at once, and is then an ordinary worker: `main()`
  // sets its own `onmessage` before the browser delivers the next message.
  var shim =
    '\nself.addEventListener("message", function (event) {' +
    " wasm_bindgen.initSync({ module: event.data.module });" +
    " }, { once: true });\n";
  // The only script address that this page may ever make: one of its own blobs.
  var policy = self.trustedTypes && self.trustedTypes.createPolicy("qingdan-worker", {
    createScriptURL: function (url) {
      if (url.slice(0, 5) !== "blob:") { throw new TypeError("only a blob: worker"); }
      return url;
    }
  });
  var url = null;
  self.qingdan = {
    worker: function () {
      if (url === null) {
        var text = new Blob([self.qingdan.glue, shim], { type: "text/javascript" });
        url = URL.createObjectURL(text);
      }
      var worker = new Worker(policy ? policy.createScriptURL(url) : url);
      worker.postMessage({ module: self.qingdan.module });
      return worker;
    }
  };
}());
