// Runs in each page before its own scripts. run.mjs puts in how the page is started, answered and
// turned, and how to see that its own state has the answer.
(() => {
  const page = HOW;
  const find = (selector) => document.querySelector(selector);
  const tasks = [];
  const memories = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: "longtask" });

  // Every memory that a module brings.
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...given) => {
    const made = await instantiate(...given);
    const memory = (made.instance ?? made).exports.memory;
    if (memory) { memories.push(memory); }
    return made;
  };

  const wait = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
  const frame = () => new Promise((resolve) => { requestAnimationFrame(resolve); });
  // After the frame that is being made has been painted, as far as the main thread knows.
  const painted = () => new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(0);
  });

  // The first frame with text of the first view, not of the frame around it.
  let readable;
  new PerformanceObserver((list) => {
    readable ??= list.getEntries().find(({ element }) => element?.closest(page.view))?.renderTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });

  // Starts and picks the first option of the first question as early as the page lets it.
  async function firstAnswer() {
    let clicked = 0;
    for (let frames = 0; ; frames += 1) {
      await frame();
      // Nobody can tap what is not painted yet.
      if (!readable) { continue; }
      if (page.answered()) { return performance.now(); }
      const option = find(page.option);
      if (option) {
        if (clicked === 0 || frames - clicked > 30) { option.click(); clicked = frames; }
      } else {
        find(page.start)?.click();
      }
    }
  }

  async function turn() {
    const heading = () => find(page.heading)?.textContent;
    const before = heading();
    const from = performance.now();
    find(page.next).click();
    do { await frame(); } while (heading() === before);
    await painted();
    return performance.now() - from;
  }

  const longest = (from, to) => Math.max(0, ...tasks
    .filter((task) => task.startTime >= from && task.startTime < to).map((task) => task.duration));

  self.probe = {
    first: firstAnswer(),
    async started() {
      const first = await this.first;
      return { first, paint: readable };
    },
    wasm: () => memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0),
    async turns(count) {
      const first = await this.first;
      const turns = [];
      while (turns.length < count) {
        await wait(250);
        turns.push(await turn());
      }
      await wait(250);
      return { turns, starting: longest(0, first), after: longest(first, Infinity) };
    },
  };
})();
