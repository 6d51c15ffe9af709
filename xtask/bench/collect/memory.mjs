// The most memory that a page's process ever had, as Linux counts it.
import { readFileSync, readdirSync } from "node:fs";

const field = (text, name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(text)?.[1] ?? 0);

/** Every process below another one. */
function below(pid) {
  const parents = new Map();
  for (const name of readdirSync("/proc").filter((one) => /^\d+$/.test(one))) {
    try {
      parents.set(Number(name), field(readFileSync(`/proc/${name}/status`, "utf8"), "PPid"));
    } catch { /* It has ended. */ }
  }
  const found = new Set([pid]);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    parents.forEach((parent, child) => { if (found.has(parent)) { found.add(child); } });
  }
  return found;
}

/** Highest resident size of the largest renderer of a Chromium, bytes. */
export function peakBytes(pid) {
  const sizes = [...below(pid)].map((one) => {
    try {
      const command = readFileSync(`/proc/${one}/cmdline`, "utf8");
      if (!command.includes("--type=renderer")) { return 0; }
      return 1024 * field(readFileSync(`/proc/${one}/status`, "utf8"), "VmHWM");
    } catch { return 0; }
  });
  return Math.max(0, ...sizes);
}
