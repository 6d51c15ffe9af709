// `cargo xtask bench collect`: the organiser's page beside what others do with the same files, in
// the same run.
//
// Arguments: the repository, the folder of the packed pages, the folder with the npm packages,
// Chromium, the folder of generated files, and the number of records of the large bundle.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "../chromium.mjs";
import { peakBytes } from "./memory.mjs";
import { report } from "./report.mjs";

const [root, dist, packages, program, data, large] = process.argv.slice(2);
const here = join(root, "xtask/bench/collect");
const LIMIT_MS = 300_000;
const LOOK_MS = 100;
/** A page is left alone so long before it gets files, so that its workers have started. */
const SETTLE_MS = 1_000;
const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });
const read = (...path) => readFileSync(join(...path));

/** Scores by item and option, and the category of each item. */
function scales() {
  const instrument = JSON.parse(read(root, "instrument/grassroots-burden.json"));
  const sets = Object.fromEntries(instrument.response_sets.map(({ id, options }) => [id, options]));
  const of = ({ options }) => (Array.isArray(options) ? options : sets[options]);
  const scores = instrument.items.map((item) => [item.id, of(item).map(({ score }) => score)]);
  const categories = instrument.items.map(({ id, category }) => [id, category]);
  return {
    SCORES: JSON.stringify(Object.fromEntries(scores)),
    CATEGORIES: JSON.stringify(Object.fromEntries(categories)),
  };
}

/** The files that are served: our page, and the rivals'. */
async function files() {
  const { build } = createRequire(join(packages, "package.json"))("esbuild");
  const bundle = async (name) => {
    const { outputFiles } = await build({
      entryPoints: [join(here, name)],
      nodePaths: [join(packages, "node_modules")],
      define: { "process.env.NODE_ENV": '"production"' },
      bundle: true, charset: "utf8", legalComments: "none", minify: true, write: false,
      target: "es2022",
    });
    return outputFiles[0].contents;
  };
  const duck = join(packages, "node_modules/@duckdb/duckdb-wasm/dist");
  const known = Object.entries(scales()).map(([name, json]) => `const ${name} = ${json};`);
  const shell = "<!doctype html><meta charset=utf-8><title>rivals</title>"
    + "<input id=files type=file multiple><script src=scales.js></script>"
    + "<script src=rivals.js></script><script src=duckdb.js></script>"
    + "<script src=dashboard.js></script>";
  return new Map([
    ["/organise.html", ["text/html; charset=utf-8", read(dist, "organise.html")]],
    ["/rivals.html", ["text/html; charset=utf-8", Buffer.from(shell)]],
    ["/scales.js", ["text/javascript", Buffer.from(known.join("\n"))]],
    ["/rivals.js", ["text/javascript", read(here, "rivals.js")]],
    ["/duckdb.js", ["text/javascript", await bundle("duckdb.mjs")]],
    ["/dashboard.js", ["text/javascript", await bundle("dashboard.mjs")]],
    ["/duckdb.wasm", ["application/wasm", read(duck, "duckdb-eh.wasm")]],
    ["/duckdb-worker.js", ["text/javascript", read(duck, "duckdb-browser-eh.worker.js")]],
  ]);
}

async function serve(all) {
  const server = createServer((request, response) => {
    const [type, body] = all.get(request.url) ?? [];
    if (!body) { response.writeHead(404).end(); return; }
    response.writeHead(200, { "content-type": type }).end(body);
  });
  await new Promise((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  return server;
}

/**
 * Opens a page in a Chromium of its own, gives it files, and waits for `expression`; then, where
 * there is one, opens it `again` and waits for that.
 */
async function visit(address, input, paths, expression, again) {
  const browser = chromium(program);
  const { targetId } = await browser.send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await browser.send("Target.attachToTarget", { targetId, flatten: true });
  const send = (method, params) => browser.send(method, params, sessionId);
  let crashed = false;
  browser.on("Inspector.targetCrashed", sessionId, () => { crashed = true; });
  await send("Inspector.enable");
  await send("Page.enable");
  const source = read(here, "probe.js").toString();
  await send("Page.addScriptToEvaluateOnNewDocument", { source });
  await send("Page.navigate", { url: address });
  const evaluate = async (code) => {
    const answer = await send("Runtime.evaluate", {
      expression: code, awaitPromise: true, returnByValue: true,
    });
    if (answer.exceptionDetails) {
      const { exception, text } = answer.exceptionDetails;
      throw new Error(exception?.description ?? text);
    }
    return answer.result.value;
  };
  const loaded = `document.readyState === "complete" && !!document.querySelector("${input}")`;
  /** What comes of work, or null where the page is lost or takes too long. */
  const unlessLost = (work) => {
    const lost = async () => {
      const end = Date.now() + LIMIT_MS;
      while (!crashed && Date.now() < end) { await pause(LOOK_MS); }
      return null;
    };
    return Promise.race([work, lost()]);
  };
  const load = async () => {
    // While a page is being left, what is asked of it fails.
    while (!crashed && !(await evaluate(loaded).catch(() => false))) { await pause(LOOK_MS); }
    return !crashed;
  };
  if (!(await unlessLost(load()))) {
    crashed = true;
    await browser.close();
    throw new Error(`${address} does not load`);
  }
  await pause(SETTLE_MS);
  const { result } = await send("Runtime.evaluate", {
    expression: `document.querySelector("${input}")`,
  });
  const before = peakBytes(browser.pid);
  await send("DOM.setFileInputFiles", { objectId: result.objectId, files: paths });
  const found = await unlessLost(evaluate(expression));
  const peak = peakBytes(browser.pid);
  if (found && again) {
    await send("Page.navigate", { url: address });
    found.again = (await unlessLost(load())) ? await unlessLost(evaluate(again)) : null;
  }
  crashed = true;
  await browser.close();
  return found && { ...found, before, peak };
}

const names = (folder) => readdirSync(join(data, folder), { recursive: true })
  .map((name) => join(data, folder, name)).filter((path) => path.endsWith(".json"));

const server = await serve(await files());
const base = `http://127.0.0.1:${server.address().port}`;
const ours = (paths, records) => visit(
  `${base}/organise.html`, "#files", paths, `probe.ours(${records})`, `probe.again(${records})`,
);
const rival = (name, paths) => visit(
  `${base}/rivals.html`, "#files", paths, `run("${name}")`,
);
const results = {};
const measure = async (key, work) => {
  results[key] = await work();
  const { milliseconds, peak } = results[key] ?? {};
  console.log(`${key.padEnd(30)} ${results[key] === null ? "lost" : `${Math.round(milliseconds
    ?? results[key].first)} ms, peak ${Math.round(peak / 1e6)} MB`}`);
};
const count = Number(large);
const bundle = [join(data, `${count}.jsonl`)];
await measure("bytes alone", () => rival("bytes", bundle));
await measure("ours, bundle", () => ours(bundle, count));
await measure("four workers", () => rival("fourWorkers", bundle));
await measure("one pass", () => rival("onePass", bundle));
await measure("DuckDB-wasm, CSV", () => rival("duckdb", [join(data, `${count}.csv`)]));
for (const many of [10_000, 50_000]) {
  if (!existsSync(join(data, `files-${many}`))) { continue; }
  const paths = names(`files-${many}`);
  await measure(`ours, ${many} files`, () => ours(paths, many));
  await measure(`File.text(), ${many} files`, () => rival("textLoop", paths));
  await measure(`ours, zip of ${many}`, () => ours([join(data, `${many}.zip`)], many));
  await measure(`ours, bundle of ${many}`, () => ours([join(data, `${many}.jsonl`)], many));
}
for (const n of [1_000, 10_000, 100_000]) {
  const paths = [join(data, `${n}.jsonl`)];
  await measure(`ours, report at ${n}`, () => ours(paths, n));
  await measure(`ECharts at ${n}`, () => rival("dashboard", paths));
}
server.close();
report(results, { count, bytes: statSync(bundle[0]).size });
