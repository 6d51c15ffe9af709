// For a host that had the installable variant and no longer wants it: laid in the place of each
// `…-sw.js`, it forgets what was kept in browsers, then itself. Pages that are open stay as they
// are; the next one comes from the host.
"use strict";
const OURS = "qingdan " + self.registration.scope + " ";

async function withdraw() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS)).map((name) => caches.delete(name)));
  await self.registration.unregister();
}

self.addEventListener("install", () => { self.skipWaiting(); });
self.addEventListener("activate", (event) => { event.waitUntil(withdraw()); });
