// Asks axe-core in Chromium and the Nu HTML checker, as .ci/browser/run installs them, about one page.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(resolve(import.meta.dirname, "../.."), "target/browser/package.json"));
const file = resolve(process.argv[2]);

const browser = await require("playwright-core").chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});
const tab = await browser.newPage();
await tab.goto(pathToFileURL(file).href);
await tab.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const { violations } = await tab.evaluate((tags) => axe.run(document, { runOnly: tags }), tags);
await browser.close();
for (const { id, help, nodes } of violations) console.error(`axe ${id}: ${help}\n  ${nodes[0].html}`);

const args = ["-Xss8m", "-jar", `${require("vnu-jar")}`, "--errors-only", "--format", "json", "--stdout", "--exit-zero-always", file];
const { stdout, stderr, status } = spawnSync("java", args, { maxBuffer: 1 << 28 });
if (status !== 0) throw new Error(`the Nu HTML checker failed: ${stderr}`);
const { messages } = JSON.parse(stdout);
for (const { message, extract } of messages) console.error(`nu: ${message}\n  ${extract ?? ""}`);

console.log(`HTML report: axe-core ${violations.length} violations, Nu HTML checker ${messages.length} errors`);
process.exit(violations.length + messages.length > 0 ? 1 : 0);
