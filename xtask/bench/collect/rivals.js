// What others do with the same files, in the same browser: reads every record, keeps one per id,
// counts every answer, and means of item scores by level and role. `run(name)` waits for files in
// #files and answers { milliseconds, records, groups }.
"use strict";

const READERS = 4;
const PARALLEL = 16;

function counter() {
  return { ids: new Set(), counts: new Map(), groups: new Map() };
}

/** Counts one record, as its JSON was read. */
function count(into, record) {
  if (into.ids.has(record.id)) { return; }
  into.ids.add(record.id);
  const { background, answers } = record;
  let sum = 0;
  let answered = 0;
  for (const item in answers) {
    const answer = answers[item];
    const key = `${item}=${answer}`;
    into.counts.set(key, (into.counts.get(key) ?? 0) + 1);
    const score = SCORES[item]?.[answer];
    if (score !== undefined) { sum += score; answered += 1; }
  }
  const group = `${background.bg_level}/${background.bg_role}`;
  const known = into.groups.get(group) ?? { n: 0, sum: 0 };
  known.n += 1;
  known.sum += answered ? sum / answered : 0;
  into.groups.set(group, known);
}

/** Reads lines of a stream of bytes, as one does in JavaScript. */
async function lines(blob, into) {
  const reader = blob.stream().pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    const text = rest + (value ?? "");
    const found = text.split("\n");
    rest = done ? "" : found.pop();
    for (const line of found) { if (line) { count(into, JSON.parse(line)); } }
    if (done) { return; }
  }
}

/** Where the line that begins at or after a place begins. */
async function lineFrom(file, place) {
  if (place === 0 || place >= file.size) { return Math.min(place, file.size); }
  const bytes = new Uint8Array(await file.slice(place - 1, place + 8192).arrayBuffer());
  return place + bytes.indexOf(10);
}

async function worker(file, from, to) {
  const text = [
    `const SCORES = ${JSON.stringify(SCORES)};`, counter, count, lines,
    "onmessage = async ({ data }) => { const into = counter(); await lines(data, into);",
    "postMessage({ n: into.ids.size, groups: into.groups, counts: into.counts }); };",
  ].join("\n");
  const made = new Worker(URL.createObjectURL(new Blob([text])));
  made.postMessage(file.slice(from, to));
  const answer = await new Promise((resolve) => { made.onmessage = resolve; });
  made.terminate();
  return answer.data;
}

const RIVALS = {
  async onePass([file]) {
    const into = counter();
    await lines(file, into);
    return { records: into.ids.size, groups: into.groups.size };
  },
  async fourWorkers([file]) {
    const place = (_, n) => Math.floor(file.size * n / READERS);
    const places = Array.from({ length: READERS + 1 }, place);
    const cuts = await Promise.all(places.map((place) => lineFrom(file, place)));
    const parts = await Promise.all(cuts.slice(1).map((to, n) => worker(file, cuts[n], to)));
    const groups = new Set(parts.flatMap((part) => [...part.groups.keys()]));
    return { records: parts.reduce((sum, { n }) => sum + n, 0), groups: groups.size };
  },
  async textLoop(files) {
    const into = counter();
    let next = 0;
    const work = async () => {
      while (next < files.length) {
        const file = files[next];
        next += 1;
        count(into, JSON.parse(await file.text()));
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, work));
    return { records: into.ids.size, groups: into.groups.size };
  },
  async bytes([file]) {
    const reader = file.stream().getReader();
    let size = 0;
    for (;;) {
      const { value, done } = await reader.read();
      if (done) { return { records: size, groups: 0 }; }
      size += value.length;
    }
  },
};

self.run = async function run(name) {
  const files = document.querySelector("#files").files;
  const began = performance.now();
  const found = await (RIVALS[name] ?? self[name])(files);
  return { ...found, milliseconds: performance.now() - began };
};
