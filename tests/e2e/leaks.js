// Every channel by which a page could say something to the outside, tried as code would that has
// taken over the page: `self.raw` holds the browser's functions as they were before the guard.
// Each channel has a host name of its own, so that name look-ups tell which one it was.
//
// `arguments`: the port of each channel on this computer, and what follows its name in its host's.
(function (ports, suffix) {
  "use strict";
  var raw = self.raw;
  function at(name, scheme) {
    return (scheme || "http") + "://" + name + suffix + ":" + ports[name] + "/" + name + "?answers";
  }
  function make(tag, properties, parent) {
    var element = raw.createElement.call(document, tag);
    Object.keys(properties || {}).forEach(function (key) {
      if (key in element) { element[key] = properties[key]; }
      else { raw.setAttribute.call(element, key, properties[key]); }
    });
    (parent || document.body).appendChild(element);
    return element;
  }
  function svg(tag, attributes, parent) {
    var element = raw.createElementNS.call(document, "http://www.w3.org/2000/svg", tag);
    Object.keys(attributes).forEach(function (key) {
      raw.setAttribute.call(element, key, attributes[key]);
    });
    parent.appendChild(element);
    return element;
  }
  function picture() { return svg("svg", { width: "20", height: "20" }, document.body); }
  function link(name, rel, more) {
    make("link", Object.assign({ rel: rel, href: at(name) }, more), document.head);
  }
  function blob(text, type) { return URL.createObjectURL(new Blob([text], { type: type })); }
  // Names of this computer by address: WebRTC resolves those on its own.
  function call(name, scheme, transport) {
    var host = /localhost$/.test(suffix) ? "127.0.0.1" : name + suffix;
    var url = scheme + ":" + host + ":" + ports[name] + transport;
    var peer = new raw.RTCPeerConnection({ iceServers: [
      { urls: url, username: "answers", credential: "x" }] });
    self.leaks.peers.push(peer);
    peer.createDataChannel("x");
    return peer.createOffer().then(function (offer) { return peer.setLocalDescription(offer); });
  }
  function form(name, more) {
    var element = make("form", Object.assign({ action: at(name) }, more));
    make("input", { name: "a", value: "answers" }, element);
    element.submit();
  }
  function click(name, more) {
    make("a", Object.assign({ href: at(name), textContent: "x" }, more)).click();
  }
  var staying = {
    "fetch": function (n) { return raw.fetch.call(self, at(n)); },
    "fetch-no-cors": function (n) { return raw.fetch.call(self, at(n), { mode: "no-cors", method: "POST", body: "x" }); },
    "fetch-keepalive": function (n) { return raw.fetch.call(self, at(n), { keepalive: true, mode: "no-cors" }); },
    "fetch-later": function (n) { fetchLater(at(n), { activateAfter: 0 }); },
    "xhr": function (n) { var x = new raw.XMLHttpRequest(); x.open("GET", at(n)); x.send(); },
    "xhr-sync": function (n) { var x = new raw.XMLHttpRequest(); x.open("GET", at(n), false); x.send(); },
    "beacon": function (n) { raw.sendBeacon.call(navigator, at(n), "x"); },
    "websocket": function (n) { new raw.WebSocket(at(n, "ws")); },
    "webtransport": function (n) { return new raw.WebTransport(at(n, "https")).ready; },
    "eventsource": function (n) { new raw.EventSource(at(n)); },
    "img": function (n) { new Image().src = at(n); },
    "img-srcset": function (n) { make("img", { srcset: at(n) + " 2x" }); },
    "picture": function (n) { var p = make("picture"); make("source", { srcset: at(n) }, p); make("img", {}, p); },
    "svg-image": function (n) { svg("image", { href: at(n), width: "9", height: "9" }, picture()); },
    "svg-filter": function (n) { svg("feImage", { href: at(n) }, svg("filter", { id: "f" }, picture())); },
    "input-image": function (n) { make("input", { type: "image", src: at(n) }); },
    "body-background": function (n) { raw.setAttribute.call(document.body, "background", at(n)); },
    "css-property": function (n) { make("p", { textContent: "x" }).style.backgroundImage = "url(" + at(n) + ")"; },
    "css-element": function (n) { make("style", { textContent: "@import url(" + at(n) + ")" }, document.head); },
    "css-link": function (n) { link(n, "stylesheet"); },
    "css-constructed": function (n) {
      var sheet = new CSSStyleSheet();
      sheet.replaceSync("body { list-style-image: url(" + at(n) + "); display: list-item }");
      document.adoptedStyleSheets = [sheet];
    },
    "font": function (n) { return new FontFace("leak", "url(" + at(n) + ")").load(); },
    "script": function (n) { make("script", { src: at(n) }); },
    "script-import": function (n) { return import(at(n)); },
    "module-preload": function (n) { link(n, "modulepreload"); },
    "preload": function (n) { link(n, "preload", { as: "fetch", crossOrigin: "anonymous" }); },
    "prefetch": function (n) { link(n, "prefetch"); },
    "speculation": function (n) {
      make("script", { type: "speculationrules", textContent: JSON.stringify({
        prefetch: [{ source: "list", urls: [at(n)] }] }) });
    },
    "dns-prefetch": function (n) { link(n, "dns-prefetch"); },
    "preconnect": function (n) { link(n, "preconnect"); },
    "icon": function (n) { link(n, "icon"); },
    "manifest": function (n) { link(n, "manifest"); },
    "video": function (n) { make("video", { src: at(n), preload: "auto" }).load(); },
    "video-poster": function (n) { make("video", { poster: at(n) }); },
    "audio": function (n) { new Audio(at(n)).load(); },
    "track": function (n) { make("track", { src: at(n), default: true, kind: "subtitles" }, make("video", { crossOrigin: "anonymous" })).track.mode = "showing"; },
    "iframe": function (n) { make("iframe", { src: at(n) }); },
    "iframe-srcdoc": function (n) { make("iframe", { srcdoc: "<img src='" + at(n) + "'>" }); },
    "iframe-blob": function (n) { make("iframe", { src: blob("<img src='" + at(n) + "'>", "text/html") }); },
    "iframe-form": function (n) { make("iframe", { name: "inner" }); form(n, { target: "inner" }); },
    "object": function (n) { make("object", { data: at(n) }); },
    "embed": function (n) { make("embed", { src: at(n) }); },
    "worker": function (n) { new raw.Worker("/" + n); },
    "worker-blob": function (n) { new raw.Worker(blob("fetch('" + at(n) + "', { mode: 'no-cors' })", "text/javascript")); },
    "shared-worker": function (n) { new raw.SharedWorker("/" + n); },
    "service-worker": function (n) { return navigator.serviceWorker.register("/" + n); },
    "worklet": function (n) { return new AudioContext().audioWorklet.addModule(at(n)); },
    "ping": function (n) { make("a", { href: "#", ping: at(n), textContent: "x" }).click(); },
    "webrtc-stun": function (n) { return call(n, "stun", ""); },
    "webrtc-turn": function (n) { return call(n, "turn", "?transport=udp"); },
    "webrtc-turn-tcp": function (n) { return call(n, "turn", "?transport=tcp"); },
    "payment": function (n) { return new PaymentRequest([{ supportedMethods: at(n, "https") }], { total: { label: "x", amount: { currency: "CNY", value: "1" } } }).canMakePayment(); },
    "credentials": function (n) { return navigator.credentials.get({ identity: { providers: [{ configURL: at(n, "https"), clientId: "x" }] } }); }
  };
  var leaving = {
    "location": function (n) { location.href = at(n); },
    "location-assign": function (n) { location.assign(at(n)); },
    "location-replace": function (n) { location.replace(at(n)); },
    "navigation": function (n) { navigation.navigate(at(n)); },
    "meta-refresh": function (n) { make("meta", { httpEquiv: "refresh", content: "0;url=" + at(n) }, document.head); },
    "form-get": function (n) { form(n, { method: "get" }); },
    "form-post": function (n) { form(n, { method: "post" }); },
    "form-blank": function (n) { form(n, { target: "_blank" }); },
    "a": function (n) { click(n); },
    "a-blank": function (n) { click(n, { target: "_blank" }); },
    "a-download": function (n) { click(n, { download: "x.json" }); },
    "svg-a": function (n) { svg("a", { href: at(n) }, picture()).dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true })); },
    "area": function (n) { make("area", { href: at(n), shape: "default" }, make("map", { name: "m" })).click(); },
    "open": function (n) { raw.open.call(self, at(n)); },
    "open-noopener": function (n) { raw.open.call(self, at(n), "_blank", "noopener"); },
    "open-then-go": function (n) { raw.open.call(self, "about:blank").location = at(n); },
    "open-blob": function (n) { raw.open.call(self, blob("<img src='" + at(n) + "'>", "text/html")); },
    "same-origin": function (n) { location.search = "?" + n; },
    "push-and-reload": function (n) { raw.pushState.call(history, null, "", "?" + n); location.reload(); }
  };
  function attempt(channels, name) {
    try {
      var result = channels[name](name);
      if (result && result.catch) { result.catch(function () {}); }
      return "tried";
    } catch (error) { return String(error); }
  }
  self.leaks = {
    peers: [],
    staying: Object.keys(staying),
    leaving: Object.keys(leaving),
    stay: function () {
      var said = {};
      this.staying.forEach(function (name) { said[name] = attempt(staying, name); });
      return said;
    },
    leave: function (name) { setTimeout(function () { attempt(leaving, name); }, 0); }
  };
}(arguments[0] || {}, arguments[1]));
