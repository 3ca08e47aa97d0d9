// Exports sites and looks at them in Chromium: a page with links to its versions shows what it showed before and these
// links, axe-core finds no more in it than before, and whoever follows links of a site served by a plain file server comes
// from a page to its text version, on to another one, and back. Exit 1 where one of these does not hold.
//
//   node .ci/browser/site.mjs [SEED]   SEED picks the 20 ways that are walked
//   ONLY=part node .ci/browser/site.mjs   looks at pages with this in their names, while working on them
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, relative, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");
const TOOLS = join(ROOT, "target/browser");
const TEXTIFY = process.env.TEXTIFY ?? join(ROOT, "target/debug/textify");
const CORPUS = process.env.TEXTIFY_CORPUS ?? join(ROOT, "../shared/corpus/pages");
const WAYS = 20;
const WEB = "https://www.example.org/";
/** The most that a page's own skip links say before the links of an export, in characters. */
const FIRST = 250;
/** Looks at pages with this in their names only and walks no ways; `ways`: walks only. */
const ONLY = process.env.ONLY;

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const TYPES = { ".html": "text/html", ".htm": "text/html", ".xml": "text/xml", ".txt": "text/plain; charset=utf-8", ".png": "image/png", ".css": "text/css" };

const require = createRequire(join(TOOLS, "package.json"));
const faults = [];
const fault = (where, what) => {
  faults.push(where);
  console.log(`${where}: ${what}`);
};

/** Numbers from 0 to 1, the same for the same seed. */
function* random(seed) {
  for (let state = seed >>> 0; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** A file server that knows nothing but files. */
function serve(folder) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost/").pathname);
    let file = join(folder, path);
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
    if (!file.startsWith(folder) || !existsSync(file)) return response.writeHead(404).end("not found");
    const type = TYPES[extname(file)];
    response.writeHead(200, type ? { "content-type": type } : {}).end(readFileSync(file));
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

const pages = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(".html") && !/^(text|print)\//.test(name) && name !== "sitemap.html")
    .filter((name) => readFileSync(join(folder, name), "latin1").trim() !== "")
    .sort();

/** What a page shows and what axe-core finds in it, by rule. */
async function look(tab, url, axe) {
  await tab.goto(url, { waitUntil: "domcontentloaded" });
  return tab.evaluate(
    async ({ axe, tags }) => {
      const lines = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);
      const root = document.body ?? document.documentElement;
      const shown = lines(root.innerText ?? "");
      const own = document.querySelector("textify-links");
      const links = own ? lines(own.innerText) : [];
      eval(axe);
      const { violations } = await window.axe.run(document, { runOnly: tags, resultTypes: ["violations"], iframes: false });
      const found = Object.fromEntries(violations.map(({ id, nodes }) => [id, nodes.length]));
      const where = Object.fromEntries(violations.map(({ id, nodes }) => [id, nodes[0].html.slice(0, 120)]));
      return { shown, links, found, where };
    },
    { axe, tags: TAGS },
  );
}

/** Looks at every page before and after. */
async function compare(browser, before, after) {
  const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  const names = pages(before).filter((name) => name.includes(ONLY ?? ""));
  const servers = [await serve(before), await serve(after)];
  const base = (server) => `http://127.0.0.1:${server.address().port}/`;
  // Scripts of pages that were made for other places would only tell of those.
  const context = await browser.newContext({ javaScriptEnabled: true, bypassCSP: true });
  await context.route((url) => url.hostname !== "127.0.0.1", (route) => route.abort());
  const tab = await context.newPage();
  let linked = 0;
  const bare = [], violations = [0, 0];
  for (const name of names) {
    const path = name.split("/").map(encodeURIComponent).join("/");
    const most = {}, least = {};
    let looks, worse;
    // Scripts of pages move things while they are looked at, so that counts differ from one look to the next: worse is
    // what every look with the links finds more of than any look without.
    for (let times = 0; times < 4 && (worse ?? [name]).length > 0; times++) {
      looks = [];
      for (const server of servers) looks.push(await look(tab, base(server) + path, axe));
      const [before, after] = looks.map(({ found }) => found);
      for (const [rule, count] of Object.entries(before)) most[rule] = Math.max(most[rule] ?? 0, count);
      for (const [rule, count] of Object.entries(after)) least[rule] = Math.min(least[rule] ?? count, count);
      worse = Object.entries(least).filter(([rule, count]) => after[rule] && count > (most[rule] ?? 0));
    }
    const [old, now] = looks;
    looks.forEach(({ found }, at) => Object.values(found).forEach((count) => (violations[at] += count)));
    if (now.links.length === 0) {
      bare.push(name);
      continue;
    }
    linked++;
    // The links stand first or behind the page's own skip links, each on its own or all on one line.
    const said = (lines) => lines.join(" ").replaceAll(/\s+/g, " ").trim();
    const [was, is, links] = [said(old.shown), said(now.shown), said(now.links)];
    const at = Math.max(0, is.indexOf(links));
    const expected = said([was.slice(0, at), links, was.slice(at)]);
    if (is !== expected) fault(name, `shows other text: ${first(is, expected)}`);
    if (at > FIRST) fault(name, `shows ${at} characters before the links: ${is.slice(0, at)}`);
    for (const [rule, count] of worse) {
      fault(name, `axe-core finds more: ${rule}, ${most[rule] ?? 0} before, ${count} now: ${now.where[rule]}`);
    }
  }
  await context.close();
  servers.forEach((server) => server.close());
  console.log(`${names.length} pages of ${relative(ROOT, before)}: ${linked} with links, looked at before and after; without: ${bare.join(", ") || "none"}; axe-core finds ${violations.join(" and ")}`);
}

/** Where two texts begin to differ. */
function first(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return `“${one.slice(at, at + 60)}” for “${other.slice(at, at + 60)}”`;
}

/** Follows links: from an original to its text version, on to another text version, and back. */
async function walk(browser, folder, seed) {
  const server = await serve(folder);
  const base = `http://127.0.0.1:${server.address().port}/`;
  const context = await browser.newContext({ javaScriptEnabled: false });
  await context.route((url) => url.hostname !== "127.0.0.1", (route) => route.abort());
  const tab = await context.newPage();
  const numbers = random(seed);
  const pick = (list) => list[Math.floor(numbers.next().value * list.length)];
  const names = pages(folder);
  const version = (name) => `text/${name}`;
  const go = async (link) => {
    const response = await tab.goto(link, { waitUntil: "domcontentloaded" });
    return response?.status() ?? 200;
  };
  // The site map names pages by their addresses on the web.
  const links = async (selector) => (await tab.$$eval(selector, (all) => all.map((a) => a.href))).map((href) => href.replace(WEB, base));
  const here = () => decodeURIComponent(tab.url().slice(base.length).split("#")[0]);
  const path = (href) => decodeURIComponent(href.slice(base.length).split("#")[0]);
  const forth = async (name) => (await links("a")).find((href) => decodeURIComponent(href) === base + version(name));
  // Whoever is sent on by the page itself is on another way.
  const sent = (name) => /http-equiv=["']?refresh/i.test(readFileSync(join(folder, name), "latin1"));
  /** From the text version of a page to one that it links to, or back and through the site map to another. */
  const on = async (name) => {
    const others = (await links("main a, nav a")).filter((href) => href.startsWith(`${base}text/`) && here() !== path(href));
    if (others.length > 0) return pick(others);
    const original = (await links("nav a")).find((href) => path(href) === name);
    if (!original) return fault(here(), "has no link to its original");
    await go(original);
    const map = (await links("a")).find((href) => path(href) === "sitemap.html");
    if (!map || (await go(map)) !== 200) return fault(name, "has no way to the site map");
    const listed = (await links("main a, ul a")).filter((href) => names.includes(path(href)) && path(href) !== name && !sent(path(href)));
    const other = pick(listed);
    if (!other) return fault("sitemap.html", "leads to no other page");
    if ((await go(other)) !== 200) fault("sitemap.html", `leads to ${other}, which is not there`);
    maps++;
    return forth(path(other));
  };
  let walked = 0, maps = 0;
  for (let tries = 0; walked < WAYS && tries < 40 * WAYS; tries++) {
    const name = pick(names);
    if (sent(name)) continue;
    await go(base + name.split("/").map(encodeURIComponent).join("/"));
    const text = await forth(name);
    // Framesets and UTF-16 pages have no links inserted.
    if (!text) continue;
    if ((await go(text)) !== 200) fault(name, "its text version is not there");
    const other = await on(name);
    if (!other) continue;
    if ((await go(other)) !== 200) fault(name, `leads to ${other}, which is not there`);
    const original = base + here().slice("text/".length);
    const back = (await links("nav a")).find((href) => decodeURIComponent(href) === original);
    if (!back) fault(here(), "has no link to its original");
    else if ((await go(back)) !== 200) fault(here(), "its original is not there");
    walked++;
  }
  if (walked < WAYS) fault(folder, `only ${walked} ways found from a page to two text versions and back`);
  await context.close();
  server.close();
  console.log(`${walked} ways from a page to its text version, on to another one (${maps} through the site map), and back (seed ${seed})`);
}

const seed = Number(process.argv[2] ?? 20);
const scratch = mkdtempSync(join(TOOLS, "site-"));
const browser = await require("playwright-core").chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  const sites = [join(ROOT, "fixtures/site")];
  if (existsSync(CORPUS)) sites.push(CORPUS);
  else console.log(`no corpus in ${CORPUS}: the fixture site only`);
  for (const [number, site] of sites.entries()) {
    const out = join(scratch, `${number}`);
    execFileSync(TEXTIFY, ["export", site, out, "--base-url", WEB], { stdio: "ignore" });
    if (ONLY !== "ways") await compare(browser, site, out);
    if (!ONLY || ONLY === "ways") await walk(browser, out, seed);
  }
  console.log(`${faults.length} faults`);
  process.exitCode = faults.length > 0 ? 1 : 0;
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}
