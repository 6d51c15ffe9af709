// Chromium over its own debugging pipe: no library is needed.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FLAGS = [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync",
  "--disable-background-networking", "--disable-component-update", "--disable-quic",
  "--disable-default-apps", "--hide-scrollbars", "--remote-debugging-pipe", "about:blank",
];

/** Starts Chromium; `send(method, params, session)` answers, `on(method, listener)` listens. */
export function chromium(program) {
  const profile = mkdtempSync(join(tmpdir(), "qingdan-bench-"));
  const child = spawn(program, [`--user-data-dir=${profile}`, ...FLAGS], {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  });
  const [, , , input, output] = child.stdio;
  const waiting = new Map();
  const listeners = [];
  let last = 0;
  let rest = "";
  output.setEncoding("utf8");
  output.on("data", (text) => {
    const messages = (rest + text).split("\0");
    rest = messages.pop();
    for (const message of messages.map((one) => JSON.parse(one))) {
      const { id, method, params, result, error, sessionId } = message;
      if (id === undefined) {
        listeners.filter((one) => one.method === method && one.session === sessionId)
          .forEach((one) => one.listener(params));
        continue;
      }
      const { resolve, reject } = waiting.get(id);
      waiting.delete(id);
      if (error) { reject(new Error(error.message)); } else { resolve(result); }
    }
  });
  return {
    pid: child.pid,
    send(method, params = {}, sessionId = undefined) {
      last += 1;
      input.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
      return new Promise((resolve, reject) => { waiting.set(last, { resolve, reject }); });
    },
    on(method, session, listener) {
      listeners.push({ method, session, listener });
    },
    close() {
      return new Promise((resolve) => {
        child.on("exit", () => {
          try {
            // Its children may still be at it.
            rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
          } catch { /* It lies among the temporary files. */ }
          resolve();
        });
        child.kill();
      });
    },
  };
}
