// Run before anything of a page: keeps the browser's functions as they are before the guard.
self.raw = {
  open: self.open,
  fetch: self.fetch,
  XMLHttpRequest: self.XMLHttpRequest,
  WebSocket: self.WebSocket,
  WebTransport: self.WebTransport,
  EventSource: self.EventSource,
  RTCPeerConnection: self.RTCPeerConnection,
  Worker: self.Worker,
  SharedWorker: self.SharedWorker,
  sendBeacon: navigator.sendBeacon,
  createElement: Document.prototype.createElement,
  createElementNS: Document.prototype.createElementNS,
  setAttribute: Element.prototype.setAttribute,
  pushState: History.prototype.pushState
};
