// The ratios, and the goals that they are held against.

const megabytes = (result) => Math.round((result?.before ?? NaN) / 1e6);

/** Prints each goal with "met", "missed" or "not measured". */
export function report(results, { count, bytes }) {
  const time = (key) => results[key]?.milliseconds ?? NaN;
  const ours = results["ours, bundle"];
  const rival = results["one pass"];
  const above = (result) => (result ? result.peak - result.before : NaN);
  const goals = [
    ["bundle / four workers, time", time("ours, bundle") / time("four workers"), 0.4],
    ["bundle / one pass, peak memory", (ours?.peak ?? NaN) / (rival?.peak ?? NaN), 0.5],
    ["  / above the idle page", above(ours) / above(rival), Infinity],
    ["longest frame while reading, ms", ours?.longest ?? NaN, 100],
    ["longest frame, first report, ms", ours?.painting ?? NaN, 100],
    ["opened again, ms", ours?.again ?? NaN, 2_000],
  ];
  for (const many of [10_000, 50_000]) {
    const each = (key) => time(`ours, ${key} ${many}`) / many;
    const text = time(`File.text(), ${many} files`);
    goals.push(
      [`${many} files / File.text()`, time(`ours, ${many} files`) / text, 1.2],
      [`zip / bundle of ${many}, a record`, each("zip of") / each("bundle of"), 3],
    );
  }
  for (const [n, limit] of [[1_000, 450], [10_000, 900], [100_000, 2_000]]) {
    const { first, change } = results[`ours, report at ${n}`] ?? {};
    goals.push(
      [`first report at ${n}, ms`, first ?? NaN, limit],
      [`  / ECharts`, (first ?? NaN) / (results[`ECharts at ${n}`]?.first ?? NaN), Infinity],
      [`change of scope at ${n}, ms`, change ?? NaN, 100],
    );
  }
  console.log(`\n${count} records, ${Math.round(bytes / 1e6)} MB; bytes alone `
    + `${Math.round(time("bytes alone"))} ms`);
  goals.forEach(([name, value, limit]) => {
    if (Number.isNaN(value)) { console.log(`${name.padEnd(36)} not measured`); return; }
    const shown = value < 20 ? value.toFixed(2) : String(Math.round(value));
    const met = value <= limit ? "met" : "missed";
    const verdict = limit === Infinity ? "" : `at most ${limit}  ${met}`;
    console.log(`${name.padEnd(36)} ${shown.padStart(8)}  ${verdict}`);
  });
  console.log("\nPeak memory: the highest resident size of the page's process with its workers;"
    + "\nabove the idle page: less that of the page before it got the file (ours "
    + `${megabytes(ours)} MB, with its workers; one pass ${megabytes(rival)} MB).`);
}
