// Writes the outputs of textify for every fixture, and for every page of the corpus where there is one, and asks
// axe-core in Chromium and the Nu HTML checker about them; what is made for paper is printed to PDF, and all its words
// must be there, within the paper's edges. Prints a summary; exit 1 where either has found anything.
//
//   .ci/browser/run [--all] [PART]   --all prints each finding; PART of a name picks pages; KEEP=1 keeps the files
import { execFile, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";

const ROOT = resolve(import.meta.dirname, "../..");
const TOOLS = join(ROOT, "target/browser");
const TEXTIFY = process.env.TEXTIFY ?? join(ROOT, "target/debug/textify");
const CORPUS = process.env.TEXTIFY_CORPUS ?? join(ROOT, "../shared/corpus/pages");
const TABS = 2;

// What is checked: the command that writes the page `to` from the page `from`. A new output is a new line.
const OUTPUTS = {
  html: (from, to) => ["--to", "html", "-o", to, from],
  print: (from, to) => ["print", "-o", to, from],
  large: (from, to) => ["print", "--size", "large", "--links", "inline", "-o", to, from],
};

// What is made of a whole site: the command that writes a folder of outputs, and the page of it that is checked.
const SITES = { fixtures: join(ROOT, "fixtures/site"), corpus: CORPUS };
const sitemap = (from, to) => ["sitemap", from, "--base-url", "https://www.example.org/", "-o", to];

// The many tiny pages of the rules' fixtures hold one fault each, of which paper knows no more than the HTML text version.
const TINY = /^check[/\\]/;

// Those that are printed; a page with nothing to print is refused, with this message.
const PRINTED = /^(print|large)\//;
const NOTHING = "there is nothing to print";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// Heading levels are the author's and are never changed; skipped ones are in the ledger.
const RULES = { "heading-order": { enabled: false } };
const HEADING_ORDER = /^The heading .* follows the heading .*, skipping \d+ heading levels?\.$/;

const require = createRequire(join(TOOLS, "package.json"));
const run = promisify(execFile);
const all = process.argv.includes("--all");
const part = process.argv.slice(2).find((word) => !word.startsWith("--")) ?? "";

/** Every HTML file below a folder, in the order of names. */
function pages(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(".html") && name.includes(part))
    .sort()
    .map((name) => join(folder, name));
}

/** Runs a job for each item, `width` at a time. */
async function each(items, width, job) {
  const queue = items.entries();
  const worker = async (_, tab) => {
    for (const [, item] of queue) await job(item, tab);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

/** Writes every output of every page; gives the files with the names to report them by. */
async function write(folder) {
  const sources = pages(join(ROOT, "fixtures"));
  if (existsSync(CORPUS)) sources.push(...pages(CORPUS));
  else console.log(`no corpus in ${CORPUS}: fixtures only`);
  // A page without a single character is refused, and rightly so.
  const written = sources.filter((from) => readFileSync(from, "latin1").trim() !== "");
  const base = (from) => relative(from.startsWith(CORPUS) ? CORPUS : join(ROOT, "fixtures"), from);
  const jobs = Object.entries(OUTPUTS)
    .flatMap(([output, args]) => written.map((from) => ({ output, args, from })))
    .filter(({ output, from }) => output === "html" || !TINY.test(base(from)));
  const files = [];
  await each(jobs, TABS, async ({ output, args, from }) => {
    const name = `${output}/${base(from)}`;
    const file = join(folder, name.replaceAll(/[/\\]/g, "~"));
    try {
      await run(TEXTIFY, args(from, file));
    } catch (error) {
      if (PRINTED.test(name) && error.stderr?.includes(NOTHING)) return;
      throw error;
    }
    files.push({ name, file });
  });
  for (const [site, from] of Object.entries(SITES)) {
    const name = `sitemap/${site}.html`;
    if (!existsSync(from) || !name.includes(part)) continue;
    const to = join(folder, `sitemap-${site}`);
    await run(TEXTIFY, sitemap(from, to), { maxBuffer: 1 << 28 });
    files.push({ name, file: join(to, "sitemap.html") });
  }
  return files.sort((a, b) => a.name.localeCompare(b.name));
}

function launch() {
  return require("playwright-core").chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync",
    ],
  });
}

/** axe-core on each file; gives findings. */
async function axe(files) {
  const source = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  const browser = await launch();
  const tabs = await Promise.all(Array.from({ length: TABS }, () => browser.newPage()));
  const found = [];
  await each(files, TABS, async ({ name, file }, tab) => {
    await tabs[tab].goto(pathToFileURL(file).href);
    await tabs[tab].evaluate(source);
    const options = { runOnly: TAGS, rules: RULES, resultTypes: ["violations"], iframes: false };
    const { violations } = await tabs[tab].evaluate((options) => axe.run(document, options), options);
    for (const { id, nodes } of violations) {
      for (const { html, failureSummary } of nodes) found.push({ tool: "axe", rule: id, name, where: html, why: failureSummary });
    }
  });
  await browser.close();
  return found;
}

/** Prints each file to PDF; gives what is cut off or missing there. */
async function pdf(files) {
  const browser = await launch();
  const tabs = await Promise.all(Array.from({ length: TABS }, () => browser.newPage()));
  const found = [];
  await each(files, TABS, async ({ name, file }, tab) => {
    await tabs[tab].emulateMedia({ media: "print" });
    await tabs[tab].goto(pathToFileURL(file).href);
    const said = await tabs[tab].evaluate(() => document.body.innerText);
    const paper = file.replace(/html$/, "pdf");
    await tabs[tab].pdf({ path: paper, preferCSSPageSize: true });
    const { stdout } = await run("pdftotext", ["-bbox", paper, "-"], { maxBuffer: 1 << 28 });
    const { printed, outside } = words(stdout);
    for (const word of outside) found.push({ tool: "pdf", rule: "cut off at the paper's edge", name, where: word, why: "" });
    const missing = lacks(said, printed);
    if (missing) found.push({ tool: "pdf", rule: "letters are missing", name, where: missing, why: "" });
  });
  await browser.close();
  return found;
}

/** The words of a PDF that are its document's, and those that reach over the edge of the paper. */
function words(bbox) {
  const MARGIN = 50; // within 20 mm, in points, stand the title and the number of the page
  const printed = [], outside = [];
  for (const page of bbox.split("<page ").slice(1)) {
    const [, width, height] = page.match(/width="([\d.]+)" height="([\d.]+)"/).map(Number);
    for (const [, left, top, right, bottom, text] of page.matchAll(
      /<word xMin="(-?[\d.]+)" yMin="(-?[\d.]+)" xMax="(-?[\d.]+)" yMax="(-?[\d.]+)">(.*?)<\/word>/gs,
    )) {
      if (+bottom < MARGIN || +top > height - MARGIN) continue;
      const word = text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
      printed.push(word);
      if (+left < 0 || +right > width || +top < 0 || +bottom > height) outside.push(word);
    }
  }
  return { printed: printed.join(""), outside };
}

/** The letters and digits that are in a text more often than in what was printed of it. */
function lacks(said, printed) {
  const counts = new Map();
  // Han letters are left out: without a font for them a PDF has no text of them, and pages elsewhere may be without one.
  const letters = (text) => (text.normalize("NFKD").match(/[\p{L}\p{N}]/gu) ?? []).filter((it) => !/\p{sc=Han}/u.test(it));
  for (const letter of letters(printed)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  const missing = [];
  for (const letter of letters(said)) {
    const count = counts.get(letter) ?? 0;
    if (count > 0) counts.set(letter, count - 1);
    else missing.push(letter);
  }
  return missing.join("");
}

/** The Nu HTML checker on all files in one run; gives findings. Its warnings and notes are left out: advice on style. */
function nu(files) {
  const names = new Map(files.map(({ name, file }) => [file, name]));
  const args = ["-Xss8m", "-jar", `${require("vnu-jar")}`, "--errors-only", "--format", "json", "--stdout", "--exit-zero-always"];
  const { stdout, stderr, status } = spawnSync("java", [...args, ...files.map(({ file }) => file)], { maxBuffer: 1 << 30 });
  if (status !== 0) throw new Error(`the Nu HTML checker failed: ${stderr}`);
  const messages = JSON.parse(stdout).messages.filter(({ message }) => !HEADING_ORDER.test(message));
  return messages.map(({ url, message, extract }) => ({
    tool: "nu",
    // What is quoted in a message differs from place to place.
    rule: message.replaceAll(/“[^”]*”/g, "“…”").slice(0, 150),
    name: names.get(fileURLToPath(url ?? "file:///")) ?? url,
    where: extract ?? "",
    why: message,
  }));
}

/** Prints the findings by rule, with the pages and the first places of each. */
function report(found, files, seconds) {
  const rules = new Map();
  for (const finding of found) {
    const rule = `${finding.tool} ${finding.rule}`;
    rules.set(rule, [...(rules.get(rule) ?? []), finding]);
  }
  for (const [rule, hits] of [...rules].sort((a, b) => b[1].length - a[1].length)) {
    const names = [...new Set(hits.map(({ name }) => name))];
    console.log(`${hits.length} × ${rule}\n      on ${names.length}: ${names.slice(0, 8).join(", ")}${names.length > 8 ? " …" : ""}`);
    for (const { name, where, why } of hits.slice(0, all ? hits.length : 2)) {
      console.log(`      ${name}: ${where.slice(0, 200).replaceAll("\n", " ")}\n         ${why.slice(0, 300).replaceAll("\n", " ")}`);
    }
  }
  const count = (tool) => found.filter((finding) => finding.tool === tool).length;
  console.log(`${files.length} files: axe-core ${count("axe")} violations, Nu HTML checker ${count("nu")} errors, PDF ${count("pdf")} faults (${seconds.join(", ")} s)`);
}

const folder = mkdtempSync(join(TOOLS, "pages-"));
const seconds = [];
/** Notes how long a step takes. */
async function timed(name, step) {
  const start = Date.now();
  const result = await step();
  seconds.push(`${name} ${Math.round((Date.now() - start) / 1000)}`);
  return result;
}
try {
  const files = await timed("writing", () => write(folder));
  const printed = files.filter(({ name }) => PRINTED.test(name));
  const found = [
    ...(await timed("axe", () => axe(files))),
    ...(await timed("nu", () => nu(files))),
    ...(await timed("pdf", () => pdf(printed))),
  ];
  report(found, files, seconds);
  process.exitCode = found.length > 0 ? 1 : 0;
} finally {
  if (!process.env.KEEP) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
