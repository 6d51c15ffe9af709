// The installable variant only, after everything else: asks the browser to keep the page for when
// there is no network. The packer says which file with the line before this one (`WORKER`).
// Where it cannot be kept (no HTTPS, a private window, an old browser) the page is as without it.
(function () {
  "use strict";
  var workers = navigator.serviceWorker;
  if (!workers) { return; }
  // The only script address that this policy makes, whoever asks.
  var policy = self.trustedTypes && self.trustedTypes.createPolicy("qingdan-install", {
    createScriptURL: function () { return WORKER.file; }
  });
  function keep() {
    // A page that is kept leaves it to the browser to look for a new version.
    var kept = workers.controller && workers.controller.scriptURL;
    if (kept === new URL(WORKER.file, location.href).href) { return; }
    var settings = { scope: WORKER.scope, updateViaCache: "none" };
    var address = policy ? policy.createScriptURL("") : WORKER.file;
    workers.register(address, settings).catch(function () {});
  }
  // The first view comes first.
  addEventListener("load", function () { setTimeout(keep, 1000); });
}());
