// Looks in Chromium at pages whose style sheets hide, move and tear what is put into them (fixtures/links): exported, on a
// small and on a wide screen, the links to the versions are seen, each is what a pointer hits, the page is no wider than
// before and shows what it showed. The same links as a plain list in a `nav` are seen exactly where expected.json says so:
// a test of `textify verify` rests on that file. Exit 1 where one of these does not hold.
//
//   node .ci/browser/links.mjs            checks
//   SHOTS=folder node .ci/browser/links.mjs   and leaves screenshots: each size, dark, in forced colours
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const ROOT = resolve(import.meta.dirname, "../..");
const TOOLS = join(ROOT, "target/browser");
const TEXTIFY = process.env.TEXTIFY ?? join(ROOT, "target/debug/textify");
const SITE = join(ROOT, "fixtures/links");
const SIZES = [{ width: 320, height: 640 }, { width: 1280, height: 800 }];
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** The least size of a target, in CSS pixels (WCAG 2.2, 2.5.8). */
const TARGET = 24;

const require = createRequire(join(TOOLS, "package.json"));
const expected = JSON.parse(readFileSync(join(SITE, "expected.json"), "utf8"));
const faults = [];
const fault = (where, what) => {
  faults.push(where);
  console.log(`${where}: ${what}`);
};

/** The links as somebody writes them who knows nothing of the page's style: what textify inserted in its first versions. */
const PLAIN = (name) =>
  `<nav aria-label="Quick links"><ul><li><a href="text/${name}">Text version</a></li><li><a href="print/${name}">Print version</a></li></ul></nav>`;

/** What a page shows, and of each of its links to versions why it is not seen, if it is not. */
const look = (selector) => {
  const unseen = (link) => {
    link.scrollIntoView({ block: "center", inline: "nearest" });
    const [box] = link.getClientRects();
    if (!box || box.width < 2 || box.height < 2) return "it has no size";
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return "it is off the screen";
    if (box.left < -1 || box.right > innerWidth + 1) return "it reaches out of the screen";
    const hit = document.elementFromPoint(x, y);
    if (!hit || !link.contains(hit)) return `${hit?.localName ?? "nothing"} lies over it`;
    for (let around = link; around; around = around.parentElement) {
      if (Number(getComputedStyle(around).opacity) < 0.1) return `${around.localName} is transparent`;
    }
    const style = getComputedStyle(link);
    if (parseFloat(style.fontSize) < 9) return `its letters have ${style.fontSize}`;
    return "";
  };
  const links = [...document.querySelectorAll(selector)].map((link) => {
    const { width, height } = link.getBoundingClientRect();
    return { name: link.textContent, unseen: unseen(link), width, height };
  });
  scrollTo(0, 0);
  const root = document.scrollingElement;
  const own = document.querySelectorAll(".textify-links");
  const text = (node) => (node?.innerText ?? "").replaceAll(/\s+/g, " ").trim();
  let shown = text(document.body);
  own.forEach((links) => (shown = shown.replace(text(links), "")));
  const boxes = [...document.querySelectorAll("header, main, footer")].map((part) => Math.round(part.getBoundingClientRect().width));
  return { links, boxes, width: root.scrollWidth, shown: shown.replaceAll(/\s+/g, " ").trim() };
};

async function open(tab, path) {
  await tab.goto(pathToFileURL(path).href, { waitUntil: "load" });
}

/** Every page as it was, with the links, and with plain ones, on one size of the screen. */
async function compare(browser, folder, size, axe) {
  const context = await browser.newContext({ viewport: size, javaScriptEnabled: true });
  const tab = await context.newPage();
  const violations = () =>
    tab.evaluate(
      async ({ axe, tags }) => {
        eval(axe);
        const { violations } = await window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
        return Object.fromEntries(violations.map(({ id, nodes }) => [id, nodes.length]));
      },
      { axe, tags: TAGS },
    );
  for (const name of Object.keys(expected)) {
    const where = `${name} at ${size.width}`;
    await open(tab, join(SITE, name));
    const before = await tab.evaluate(look, "none");
    const found = await violations();
    await open(tab, join(folder, name));
    const after = await tab.evaluate(look, ".textify-links a");
    const now = await violations();
    if (after.links.length < 4) fault(where, `only ${after.links.length} links`);
    const unseen = after.links.filter((link) => link.unseen);
    if ((unseen.length === 0) !== expected[name].inserted) {
      fault(where, unseen.map((link) => `${link.name}: ${link.unseen}`).join("; ") || "the links are seen");
    }
    if (expected[name].inserted) {
      const small = after.links.filter((link) => link.width < TARGET || link.height < TARGET);
      if (small.length > 0) fault(where, `targets are small: ${JSON.stringify(small)}`);
    }
    if (after.width > Math.max(before.width, size.width)) fault(where, `is ${after.width} wide, was ${before.width}`);
    if (after.shown !== before.shown) fault(where, `shows “${after.shown}”, showed “${before.shown}”`);
    if (String(after.boxes) !== String(before.boxes)) fault(where, `is torn: ${after.boxes} for ${before.boxes}`);
    for (const [rule, count] of Object.entries(now)) {
      if (count > (found[rule] ?? 0)) fault(where, `axe-core finds more: ${rule}, ${found[rule] ?? 0} before, ${count} now`);
    }
    await open(tab, join(SITE, name));
    await tab.evaluate((html) => document.body.insertAdjacentHTML("afterbegin", html), PLAIN(name));
    const plain = await tab.evaluate(look, "nav[aria-label='Quick links'] a");
    // Seen or not is told of a wide screen: that is the one that style is computed for.
    const seen = plain.links.every((link) => !link.unseen);
    if (size.width > 1000 && seen !== expected[name].plain) {
      fault(where, `plain links: ${plain.links.map((link) => link.unseen || "seen").join("; ")}`);
    }
  }
  await context.close();
}

async function shoot(browser, folder, target) {
  mkdirSync(target, { recursive: true });
  const looks = [
    ...SIZES.map((viewport) => ({ name: String(viewport.width), options: { viewport } })),
    { name: "dark", options: { viewport: SIZES[0], colorScheme: "dark" } },
    { name: "forced", options: { viewport: SIZES[0], forcedColors: "active" } },
  ];
  for (const { name, options } of looks) {
    const context = await browser.newContext(options);
    const tab = await context.newPage();
    for (const page of Object.keys(expected)) {
      await open(tab, join(folder, page));
      await tab.screenshot({ path: join(target, `${page.replace(".html", "")}-${name}.png`) });
    }
    await context.close();
  }
}

const listed = readdirSync(SITE).filter((name) => name.endsWith(".html"));
listed.filter((name) => !expected[name]).forEach((name) => fault(name, "is not in expected.json"));
const scratch = mkdtempSync(join(TOOLS, "links-"));
const browser = await require("playwright-core").chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  execFileSync(TEXTIFY, ["export", SITE, join(scratch, "top"), "--base-url", "https://www.example.org/"], { stdio: "ignore" });
  const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  for (const size of SIZES) await compare(browser, join(scratch, "top"), size, axe);
  if (process.env.SHOTS) await shoot(browser, join(scratch, "top"), process.env.SHOTS);
  console.log(`${Object.keys(expected).length} pages with links in Chromium, at ${SIZES.map((size) => size.width).join(" and ")} pixels: ${faults.length} faults`);
  process.exitCode = faults.length > 0 ? 1 : 0;
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}
