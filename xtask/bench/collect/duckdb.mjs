// DuckDB-wasm on the equivalent CSV: it cannot read JSON without loading an extension from the
// network. The same counts and means as the others.
import { ConsoleLogger, DuckDBDataProtocol, AsyncDuckDB, LogLevel } from "@duckdb/duckdb-wasm";

self.duckdb = async ([file]) => {
  const logger = new ConsoleLogger(LogLevel.ERROR);
  const database = new AsyncDuckDB(logger, new Worker("duckdb-worker.js"));
  await database.instantiate(new URL("duckdb.wasm", location.href).href);
  const protocol = DuckDBDataProtocol.BROWSER_FILEREADER;
  await database.registerFileHandle("records.csv", file, protocol, true);
  const connection = await database.connect();
  const source = "read_csv('records.csv', all_varchar=true)";
  await connection.query(`CREATE TABLE t AS SELECT * FROM ${source}`);
  const items = Object.keys(SCORES);
  for (const item of items) {
    await connection.query(`SELECT ${item}, count(*) FROM t GROUP BY 1`);
  }
  const means = items.map((item) => {
    const cases = SCORES[item].map((score, option) => `WHEN '${option}' THEN ${score}`);
    return `avg(CASE ${item} ${cases.join(" ")} END)`;
  });
  const groups = await connection.query(
    `SELECT bg_level, bg_role, ${means.join(", ")} FROM t GROUP BY 1, 2`,
  );
  const n = await connection.query("SELECT count(DISTINCT id) AS n FROM t");
  const records = Number(n.toArray()[0].n);
  await connection.close();
  await database.terminate();
  return { records, groups: groups.numRows };
};
