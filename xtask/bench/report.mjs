// The table, and the goals that it is held against.

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const ROWS = [
  ["bytes, brotli", (page) => page.bytes, 0],
  ["first readable paint, ms", ({ visits }) => median(visits.map((v) => v.paint)), 0],
  ["first answer registered, ms", ({ visits }) => median(visits.map((v) => v.first)), 0],
  ["page turn, median ms", ({ visits }) => median(visits.flatMap((v) => v.turns)), 1],
  ["page turn, worst ms", ({ visits }) => median(visits.map((v) => Math.max(...v.turns))), 1],
  ["longest task, starting, ms", ({ visits }) => median(visits.map((v) => v.starting)), 0],
  ["longest task, after, ms", ({ visits }) => Math.max(...visits.map((v) => v.after)), 0],
  ["memory after start, MB", ({ visits }) => median(visits.map((v) => v.memory)) / 1e6, 1],
];

/** Prints the pages side by side, then each goal with "met" or "missed". */
export function report(pages) {
  const table = ROWS.map(([, value]) => pages.map(value));
  const print = (name, cells) => {
    console.log(name.padEnd(28) + cells.map((cell) => ` ${cell}`.padStart(16)).join(""));
  };
  print("", pages.map(({ name }) => name));
  ROWS.forEach(([name, , digits], row) => print(name, table[row].map((n) => n.toFixed(digits))));
  const [bytes, paint, first, turn, , , after, memory] = table;
  console.log();
  [
    ["first paint / hand-written", paint[0] / paint[2], 1.4],
    ["first answer / SurveyJS", first[0] / first[1], 0.45],
    ["page turn / hand-written", turn[0] / turn[2], 1.3],
    ["bytes, brotli", bytes[0], 150_000],
    ["longest task after start, ms", after[0], 100],
    ["memory after start, MB", memory[0], 12],
  ].forEach(([name, value, limit]) => {
    const shown = Number.isInteger(value) ? value : value.toFixed(2);
    print(name, [shown, `at most ${limit}`, value <= limit ? "met" : "missed"]);
  });
  console.log("\nMedians of all visits; the longest task after start is the worst of them. Chromium"
    + "\nslows the main thread only: compiling WebAssembly in the background is not slowed.");
}
