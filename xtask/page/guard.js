// Closes what a Content-Security-Policy leaves open. The module can act only through the glue, the
// glue only through the functions of this page, and this script runs before the module starts. An
// attribute that could fetch, navigate or run something is not set; an element that could is not
// made. The packer corrects or refuses glue that would go around this (src/pack/glue.rs).
(function () {
  "use strict";
  var attributes = new RegExp("^(on.*|src|srcset|srcdoc|action|formaction|ping|data|poster|target|"
    + "http-equiv|background|manifest|attributename)$", "i");
  var elements = new RegExp("^(.*:)?(script|iframe|frame|frameset|object|embed|link|meta|base|"
    + "portal|fencedframe|applet|animate|set)$", "i");
  function refuse(what) {
    if (self.console) { console.error("guard: refused " + what); }
    return false;
  }
  // Addresses: only the page's own blobs and places within the page; pictures made in the page.
  function allowed(element, name, value) {
    if (/(^|:)href$/i.test(name)) { return /^(blob:|#)/.test(value); }
    if (name === "src" && element instanceof HTMLImageElement) {
      return /^(blob:|data:image\/)/.test(value);
    }
    return !attributes.test(name);
  }
  // Names that are allowed on every element with every value, as they were met: a page has
  // hundreds of attributes and a dozen names.
  var harmless = Object.create(null);
  function always(name) {
    return !/(^|:)href$/i.test(name) && !attributes.test(name);
  }
  function guardAttribute(method, nameAt) {
    var original = Element.prototype[method];
    Element.prototype[method] = function () {
      var name = String(arguments[nameAt]);
      if (always(name)) { harmless[name] = true; }
      if (allowed(this, name, String(arguments[nameAt + 1]))) { original.apply(this, arguments); }
      else { refuse("the attribute " + name); }
    };
  }
  function guardElement(method, nameAt) {
    var original = Document.prototype[method];
    Document.prototype[method] = function () {
      var name = String(arguments[nameAt]);
      if (!elements.test(name)) { return original.apply(this, arguments); }
      refuse("the element " + name);
      throw new TypeError("guard: " + name);
    };
  }
  var plain = Element.prototype.setAttribute;
  guardAttribute("setAttribute", 0);
  var careful = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function (name, value) {
    if (typeof name === "string" && harmless[name] === true) { plain.call(this, name, value); }
    else { careful.apply(this, arguments); }
  };
  guardAttribute("setAttributeNS", 1);
  guardElement("createElement", 0);
  guardElement("createElementNS", 1);
  // An address is sent when the page is loaded again: only what stands after its "#" may change.
  ["pushState", "replaceState"].forEach(function (method) {
    var original = History.prototype[method];
    History.prototype[method] = function (state, title, url) {
      if (/^#/.test(url)) { original.apply(this, arguments); } else { refuse("the address " + url); }
    };
  });
  // By name: nothing of the window, no address or markup of an element.
  var get = Reflect.get;
  var set = Reflect.set;
  function global(target) {
    return target === self || target === document || target === self.location;
  }
  Reflect.get = function (target, key) {
    if (global(target)) { refuse("reading " + String(key)); return undefined; }
    return get.apply(this, arguments);
  };
  Reflect.set = function (target, key, value) {
    var name = String(key);
    var bad = target instanceof Node && (/html$/i.test(name) || !allowed(target, name, String(value)));
    return bad || global(target) ? refuse("writing " + name) : set.apply(this, arguments);
  };
  ["open", "fetch", "XMLHttpRequest", "WebSocket", "WebTransport", "EventSource",
    "RTCPeerConnection", "webkitRTCPeerConnection"].forEach(function (name) {
    if (name in self) { Object.defineProperty(self, name, { value: undefined }); }
  });
  if ("sendBeacon" in navigator) {
    Object.defineProperty(navigator, "sendBeacon", { value: undefined });
  }
}());
