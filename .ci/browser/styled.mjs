// Compares what Chromium shows of the pages in fixtures/styled, with their style sheets and generated content, with
// their text versions: words and their order, links, headings. Each difference has to be listed with its reason in
// the file NAME.explained beside the page; a listed one that is no difference any more is reported, too.
//
//   .ci/browser/styled.mjs [PART]   PART of a name picks pages
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const ROOT = resolve(import.meta.dirname, "../..");
const TOOLS = join(ROOT, "target/browser");
const TEXTIFY = process.env.TEXTIFY ?? join(ROOT, "target/debug/textify");
const STYLED = join(ROOT, "fixtures/styled");
const require = createRequire(join(TOOLS, "package.json"));
const part = process.argv[2] ?? "";

/** Words, numbers and signs; bullets and quotation marks of code are none. */
function tokens(text) {
  const all = text.normalize("NFC").match(/[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}\u00ad\u200b-\u200f\ue000-\uf8ff]/gu) ?? [];
  return all.filter((token) => !/^[•◦▪■○\[\]]$/u.test(token));
}

/** What the accessibility tree of a page has: its text in order, its links and its headings. */
async function heard(page, file) {
  await page.goto(pathToFileURL(file).href);
  const session = await page.context().newCDPSession(page);
  await session.send("Accessibility.enable");
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const found = { text: [], links: [], headings: [] };
  const property = (node, name) => node.properties?.find((it) => it.name === name)?.value.value;
  const visit = (id) => {
    const node = byId.get(id);
    if (!node) return;
    const role = node.ignored ? "" : node.role?.value;
    const name = node.name?.value ?? "";
    if (role === "navigation" && property(node, "describedby") === undefined && isOwn(node)) return;
    if (role === "StaticText" || role === "ListMarker" || role === "image") return void found.text.push(name);
    if (role === "link") found.links.push(`${last(property(node, "url") ?? "")} ${tokens(name).join(" ")}`);
    if (role === "heading") found.headings.push(`${property(node, "level")} ${tokens(name).join(" ")}`);
    node.childIds?.forEach(visit);
  };
  // The ways of the text version to others are no part of the page.
  const isOwn = (node) => ["Text version", "Textová verze"].includes(node.name?.value);
  visit(nodes[0]?.nodeId);
  return found;
}

/** The end of an address: the text version has absolute ones where the page has relative ones. */
function last(url) {
  return url.replace(/^file:\/\/.*?(?=[^/]*$)/, "").replace(/^.*\/(?=.)/, "");
}

/** The words of the plain text, without what its layout adds. */
function plain(file) {
  const args = ["--width", "0", "--links", "none", "--order", "source", file];
  const text = execFileSync(TEXTIFY, args, { encoding: "utf8" });
  const lines = text.split("\n").filter((line) => !/^\s*[-=]+(\s+-+)*\s*$|^== .* ==$/.test(line));
  return lines.map((line) => line.replace(/^\s*(#+ |- )+/, "")).join("\n");
}

/** The differences of two sequences, as runs that only one of them has. */
function differences(kind, wanted, got) {
  const rows = wanted.length + 1, columns = got.length + 1;
  const common = Array.from({ length: rows }, () => new Uint16Array(columns));
  for (let i = rows - 2; i >= 0; i--) {
    for (let j = columns - 2; j >= 0; j--) {
      common[i][j] = wanted[i] === got[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  const found = [];
  let i = 0, j = 0, only = [], extra = [];
  const flush = () => {
    if (only.length) found.push(`${kind} lacks: ${only.join(" ")}`);
    if (extra.length) found.push(`${kind} adds: ${extra.join(" ")}`);
    only = [], extra = [];
  };
  while (i < wanted.length || j < got.length) {
    if (i < wanted.length && j < got.length && wanted[i] === got[j]) {
      flush();
      i++, j++;
    } else if (j >= got.length || (i < wanted.length && common[i + 1][j] >= common[i][j + 1])) only.push(wanted[i++]);
    else extra.push(got[j++]);
  }
  flush();
  return found;
}

/** The listed differences of a page: a line each, its reason after a tab. */
function explained(name) {
  const file = join(STYLED, `${name}.explained`);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n").filter((line) => line.trim() && !line.startsWith("#"));
  return lines.map((line) => line.split("\t"));
}

const { chromium } = require("playwright-core");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
});
const page = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 800 } })).newPage();
const folder = mkdtempSync(join(tmpdir(), "styled-"));
let faults = 0, count = 0;
for (const name of readdirSync(STYLED).filter((it) => it.endsWith(".html") && it.includes(part)).sort()) {
  const stem = name.replace(/\.html$/, ""), from = join(STYLED, name), to = join(folder, name);
  const source = await heard(page, from);
  execFileSync(TEXTIFY, ["--to", "html", "--order", "source", "-o", to, from]);
  const version = await heard(page, to);
  const found = [
    ...differences("text", tokens(source.text.join(" ")), tokens(plain(from))),
    ...differences("html", tokens(source.text.join(" ")), tokens(version.text.join(" "))),
    ...differences("links", source.links, version.links),
    ...differences("headings", source.headings, version.headings),
  ];
  const reasons = explained(stem);
  const open = found.filter((it) => !reasons.some(([what, why]) => what === it && why));
  const stale = reasons.filter(([what]) => !found.includes(what)).map(([what]) => `no longer so: ${what}`);
  for (const fault of [...open, ...stale]) console.log(`${name}: ${fault}`);
  faults += open.length + stale.length;
  count++;
}
await browser.close();
rmSync(folder, { recursive: true });
console.log(`styled: ${count} pages, ${faults} unexplained differences`);
process.exit(faults ? 1 : 0);
