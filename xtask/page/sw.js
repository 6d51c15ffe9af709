// The installable variant only: keeps the files of one page and answers for them, with the network
// or without. The packer writes two lines before this one: `VERSION`, and `FILES`, each file's
// name, its SHA-256 and the addresses that mean it, seen from the folder of this script.
//
// - It asks the host for exactly these files, once, when it is installed, and takes them only if
//   each has its hash and all are there: files of two versions are never mixed.
// - A new version waits until the last window of the old one is closed.
// - What is kept carries the headers that the host sent with it, its policy among them.
// - Whatever else is asked for is none of its business. It has no clock, no messages, no push.
"use strict";
const OURS = "qingdan " + self.registration.scope + " ";
const CACHE = OURS + VERSION;

function here(address) {
  return new URL(address, self.location.href).href;
}

// Which file an address means.
const MEANT = new Map();
for (const file of FILES) {
  for (const address of file.addresses) { MEANT.set(here(address), here(file.name)); }
}

// What the host answers for a file, if it is that file.
async function fetched(file) {
  const answer = await fetch(here(file.name), {
    cache: "no-store",
    credentials: "same-origin",
    integrity: file.integrity,
    mode: "same-origin",
    referrerPolicy: "no-referrer"
  });
  if (!answer.ok) { throw new TypeError(file.name + ": " + answer.status); }
  // Made anew: browsers do not show as a page what came by way of another address, nor keep what
  // varies with everything.
  const headers = new Headers(answer.headers);
  headers.delete("vary");
  return new Response(await answer.blob(), { headers });
}

async function keep() {
  if (await caches.has(CACHE)) {
    const kept = await (await caches.open(CACHE)).keys();
    if (kept.length === FILES.length) { return; }
  }
  const answers = await Promise.all(FILES.map(fetched));
  const cache = await caches.open(CACHE);
  await Promise.all(FILES.map((file, at) => cache.put(here(file.name), answers[at])));
}

async function forget() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

// What is kept; if the browser has thrown it away, what the host has, and all is kept anew.
async function answer(file, event) {
  const found = await caches.match(file, { cacheName: CACHE });
  if (found) { return found; }
  event.waitUntil(keep().catch(() => {}));
  return fetch(event.request);
}

self.addEventListener("install", (event) => { event.waitUntil(keep()); });
self.addEventListener("activate", (event) => { event.waitUntil(forget()); });
self.addEventListener("fetch", (event) => {
  // An address is the same page whatever is asked after it.
  const file = MEANT.get(event.request.url.split(/[?#]/)[0]);
  if (file && event.request.method === "GET") { event.respondWith(answer(file, event)); }
});
