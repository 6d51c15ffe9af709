// `cargo xtask bench page`: our page beside a SurveyJS page and a hand-written page that ask the
// same, in one Chromium that is slowed down like a cheap phone on a slow network.
//
// Arguments: the repository, the folder of the packed pages, the folder with the npm packages,
// Chromium, and how many times each page is measured.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { chromium } from "./chromium.mjs";
import { report } from "./report.mjs";
import { survey } from "./survey.mjs";

const [root, dist, packages, program, runs] = process.argv.slice(2);
const here = join(root, "xtask/bench");
const TURNS = 12;
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
};
const CPU_SLOWDOWN = 4;

const read = (...path) => readFileSync(join(...path), "utf8");

/** The three pages: their files, and how probe.js uses them. */
async function pages() {
  const ours = read(dist, "index.html");
  const asked = survey(JSON.parse(read(root, "instrument/grassroots-burden.json")), ours);
  const handwritten = read(here, "handwritten.html")
    .replace("WELCOME", () => asked.welcome)
    .replace("PAGES", () => JSON.stringify(asked.pages));
  const { build } = createRequire(join(packages, "package.json"))("esbuild");
  const bundled = await build({
    entryPoints: [join(here, "surveyjs.mjs")],
    nodePaths: [join(packages, "node_modules")],
    define: { SURVEY: JSON.stringify(asked), "process.env.NODE_ENV": '"production"' },
    outdir: "out",
    bundle: true,
    charset: "utf8",
    legalComments: "none",
    minify: true,
    write: false,
    target: "es2020",
  });
  const file = (end) => bundled.outputFiles.find(({ path }) => path.endsWith(end)).text;
  const shell = "<!doctype html><html lang=zh-CN><meta charset=utf-8>"
    + "<meta name=viewport content='width=device-width, initial-scale=1'><title>SurveyJS</title>"
    + "<link rel=stylesheet href=page.css><div id=page></div><script src=page.js></script>";
  return [
    {
      name: "ours",
      files: { "": ours },
      probe: `{ view: "main", start: "#next", option: "[id=q-meet_hours-0]", next: "#next", heading: "#title",
        answered: () => !!find("#erase") }`,
    },
    {
      name: "SurveyJS",
      files: { "": shell, "page.css": file(".css"), "page.js": file(".js") },
      probe: `{ view: "#page", start: ".sd-navigation__start-btn", option: ".sd-selectbase input",
        next: ".sd-navigation__next-btn", heading: ".sd-page__title",
        answered: () => self.survey?.data.meet_hours !== undefined }`,
    },
    {
      name: "hand-written",
      files: { "": handwritten },
      probe: `{ view: "main", start: "#next", option: "[name=meet_hours]", next: "#next", heading: "h1",
        answered: () => typeof answers !== "undefined" && answers.meet_hours !== undefined }`,
    },
  ];
}

const kind = (name) => (name.endsWith(".js") ? "text/javascript"
  : name.endsWith(".css") ? "text/css" : "text/html");

/** Serves every page below its number, compressed beforehand; gives the port. */
async function serve(all) {
  const bodies = new Map();
  all.forEach((page, number) => {
    page.bytes = 0;
    for (const [name, text] of Object.entries(page.files)) {
      const packed = brotliCompressSync(Buffer.from(text), {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: 11,
          [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(text),
        },
      });
      page.bytes += packed.length;
      bodies.set(`/${number}/${name}`, { packed, type: `${kind(name)}; charset=utf-8` });
    }
  });
  const server = createServer((request, response) => {
    const body = bodies.get(request.url);
    if (!body) { response.writeHead(404).end(); return; }
    response.writeHead(200, {
      "content-type": body.type,
      "content-encoding": "br",
      "content-length": body.packed.length,
      "cache-control": "no-store",
    }).end(body.packed);
  });
  await new Promise((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  return server;
}

/** One visit with an empty cache. */
async function visit(browser, page, address) {
  const { browserContextId } = await browser.send("Target.createBrowserContext");
  const { targetId } = await browser.send("Target.createTarget", {
    url: "about:blank", browserContextId,
  });
  const { sessionId } = await browser.send("Target.attachToTarget", { targetId, flatten: true });
  const send = (method, params) => browser.send(method, params, sessionId);
  const errors = [];
  browser.on("Runtime.exceptionThrown", sessionId, ({ exceptionDetails }) => {
    errors.push(exceptionDetails.exception?.description ?? exceptionDetails.text);
  });
  const evaluate = async (expression) => {
    const { result, exceptionDetails } = await send("Runtime.evaluate", {
      expression, awaitPromise: true, returnByValue: true,
    });
    if (exceptionDetails) { throw new Error(`${page.name}: ${exceptionDetails.text} ${errors}`); }
    return result.value;
  };
  const limit = setTimeout(() => {
    console.error(`${page.name}: no answer in a minute. ${errors.join(" ")}`);
    process.exit(1);
  }, 60_000);
  const probe = read(here, "probe.js").replace("HOW", () => page.probe);
  await send("Page.enable");
  await send("Runtime.enable");
  await send("Network.enable");
  await send("Emulation.setDeviceMetricsOverride", {
    width: 360, height: 640, deviceScaleFactor: 2, mobile: true,
  });
  await send("Network.emulateNetworkConditions", NETWORK);
  await send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
  await send("Page.addScriptToEvaluateOnNewDocument", { source: probe });
  await send("Page.navigate", { url: address });
  while (!(await evaluate("!!self.probe").catch(() => false))) { /* Not there yet. */ }
  const { first, paint } = await evaluate("probe.started()");
  await send("HeapProfiler.collectGarbage");
  const { usedSize } = await send("Runtime.getHeapUsage");
  const wasm = await evaluate("probe.wasm()");
  const { turns, starting, after } = await evaluate(`probe.turns(${TURNS})`);
  clearTimeout(limit);
  await browser.send("Target.closeTarget", { targetId });
  await browser.send("Target.disposeBrowserContext", { browserContextId });
  if (errors.length > 0) { throw new Error(`${page.name}: ${errors.join("; ")}`); }
  return { first, paint, turns, starting, after, memory: usedSize + wasm };
}

const all = await pages();
const server = await serve(all);
const browser = chromium(program);
for (let run = 0; run < Number(runs); run += 1) {
  for (const [number, page] of all.entries()) {
    const address = `http://127.0.0.1:${server.address().port}/${number}/`;
    (page.visits ??= []).push(await visit(browser, page, address));
  }
}
await browser.close();
server.close();
report(all);
