// An ECharts page with the charts of our report: counts once, then draws. `draw(lines)` answers
// when everything is painted.
import { init, use } from "echarts/core";
import { BarChart, HeatmapChart } from "echarts/charts";
import { GridComponent, VisualMapComponent } from "echarts/components";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, HeatmapChart, GridComponent, VisualMapComponent, CanvasRenderer]);

const painted = () => new Promise((resolve) => {
  requestAnimationFrame(() => { setTimeout(resolve); });
});

function chart(option, height = 220) {
  const place = document.createElement("div");
  place.style.height = `${height}px`;
  document.body.append(place);
  init(place).setOption({ animation: false, ...option });
}

function bars(names, values) {
  chart({
    xAxis: { type: "category", data: names },
    yAxis: { type: "value" },
    series: [{ type: "bar", data: values }],
  });
}

/** One chart an item, one a category, the profile, and a heat map of level and category. */
function draw(records) {
  const items = Object.keys(SCORES);
  const categories = [...new Set(Object.values(CATEGORIES))];
  const counts = Object.fromEntries(items.map((item) => [item, SCORES[item].map(() => 0)]));
  const bins = Object.fromEntries(categories.map((category) => [category, [0, 0, 0, 0, 0]]));
  const levels = new Map();
  for (const { background, answers } of records) {
    const sums = {};
    for (const item of items) {
      const score = SCORES[item][answers[item]];
      if (score === undefined) { continue; }
      counts[item][answers[item]] += 1;
      const sum = sums[CATEGORIES[item]] ??= { n: 0, sum: 0 };
      sum.n += 1;
      sum.sum += score;
    }
    for (const [category, { n, sum }] of Object.entries(sums)) {
      bins[category][Math.min(4, Math.floor(sum / n / 20))] += 1;
      const key = `${background.bg_level}|${category}`;
      const cell = levels.get(key) ?? { n: 0, sum: 0 };
      cell.n += 1;
      cell.sum += sum / n;
      levels.set(key, cell);
    }
  }
  const total = (category) => [...levels].filter(([key]) => key.endsWith(`|${category}`))
    .reduce((a, [, cell]) => ({ n: a.n + cell.n, sum: a.sum + cell.sum }), { n: 0, sum: 0 });
  bars(categories, categories.map(total).map(({ n, sum }) => sum / n));
  categories.forEach((category) => bars([0, 20, 40, 60, 80], bins[category]));
  items.forEach((item) => bars(SCORES[item].map((_, option) => option), counts[item]));
  const rows = [...new Set([...levels.keys()].map((key) => key.split("|")[0]))];
  chart({
    xAxis: { type: "category", data: categories },
    yAxis: { type: "category", data: rows },
    visualMap: { min: 0, max: 100 },
    series: [{
      type: "heatmap",
      data: [...levels].map(([key, { n, sum }]) => {
        const [row, category] = key.split("|");
        return [categories.indexOf(category), rows.indexOf(row), sum / n];
      }),
    }],
  }, 320);
}

self.dashboard = async ([file]) => {
  const text = await file.text();
  const began = performance.now();
  const records = text.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  draw(records);
  await painted();
  const first = performance.now() - began;
  const again = performance.now();
  document.body.querySelectorAll("div").forEach((place) => place.remove());
  draw(records.filter(({ background }) => background.bg_level === 1));
  await painted();
  return { records: records.length, groups: 0, first, change: performance.now() - again };
};
