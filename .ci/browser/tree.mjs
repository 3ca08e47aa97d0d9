// Compares Chromium's accessibility tree of each fixture, and of each corpus page where there is a corpus, with that of
// its HTML text version: what assistive technology learns from the page must be in the version too. Prints the share that
// is kept of each group and the first losses; exit 1 where a share is below its bound.
//
//   node .ci/browser/tree.mjs [--all] [PART]   --all prints each loss; PART of a name picks pages
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const ROOT = resolve(import.meta.dirname, "../..");
const TOOLS = join(ROOT, "target/browser");
const TEXTIFY = process.env.TEXTIFY ?? join(ROOT, "target/debug/textify");
const CORPUS = process.env.TEXTIFY_CORPUS ?? join(ROOT, "../shared/corpus/pages");
const TABS = 2;

/** The most words before the title, in the median of the pages. */
const MOST_BEFORE = 20;

/** The groups that are compared, and the least percentage of each that a version must keep; without a bound it is reported. */
const GROUPS = {
  landmarks: 97,
  "landmarks of the same role": null,
  "names of landmarks, tables, lists and groups": 97,
  "states of controls that stay": 95,
  "controls that stay": null,
  "aria-current": 100,
  descriptions: null,
  headings: null,
  "header cells": null,
};

const LANDMARKS = ["banner", "complementary", "contentinfo", "main", "navigation", "search", "region", "form"];
/** Roles that mean the same to a listener, by the name of the family. */
const FAMILIES = {
  landmark: [...LANDMARKS, "Section", "SectionHeader", "SectionFooter", "dialog", "alertdialog", "tabpanel"],
  table: ["table", "grid", "treegrid"],
  list: ["list", "feed", "tree", "menu", "menubar", "tablist", "listbox", "toolbar", "directory"],
  group: ["group", "radiogroup", "figure", "article", "Details", "alert", "status", "log", "note"],
  field: ["textbox", "searchbox", "spinbutton", "slider", "Date", "DateTime", "InputTime", "ColorWell", "combobox", "MenuListPopup"],
  choice: ["checkbox", "switch", "menuitemcheckbox"],
  radio: ["radio", "menuitemradio"],
  list_of_choices: ["listbox", "combobox", "ComboBoxSelect"],
  option: ["option", "MenuListOption", "treeitem"],
  button: ["button", "ToggleButton", "PopUpButton", "tab", "menuitem"],
  disclosure: ["DisclosureTriangle"],
  link: ["link"],
  range: ["meter", "progressbar", "ProgressIndicator", "scrollbar"],
};
const NAMED = ["landmark", "table", "list", "group"];
const CONTROLS = ["field", "choice", "radio", "list_of_choices", "option", "button", "range", "link"];
const STATES = ["checked", "selected", "pressed", "expanded", "disabled", "required", "readonly", "invalid", "multiselectable"];

const require = createRequire(join(TOOLS, "package.json"));
const run = promisify(execFile);
const all = process.argv.includes("--all");
const part = process.argv.slice(2).find((word) => !word.startsWith("--")) ?? "";

const folded = (text) => (text ?? "").normalize("NFKC").replaceAll(/[\u00ad\u200b-\u200f\u2060-\u2064\ufeff\p{Co}]/gu, "").toLowerCase();
const words = (text) => folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];
const line = (text) => words(text).join(" ");
const family = (role) => Object.keys(FAMILIES).filter((name) => FAMILIES[name].includes(role));

/** What Chromium tells assistive technology of a page, by group. */
async function look(tab, file) {
  await tab.goto(pathToFileURL(file).href, { waitUntil: "domcontentloaded" });
  const session = await tab.context().newCDPSession(tab);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const speaks = speaking(nodes);
  const elements = [];
  let before = 0, titled = false;
  for (const node of inOrder(nodes)) {
    const role = node.role?.value;
    if (node.ignored || !role) continue;
    if (role === "heading") titled = true;
    if (role === "StaticText" && !titled) before += words(node.name?.value).length;
    const properties = Object.fromEntries((node.properties ?? []).map(({ name, value }) => [name, value.value]));
    const [name, description] = [line(node.name?.value), line(node.description?.value)];
    elements.push({ speaks: speaks.has(node.nodeId), role, families: family(role), name, description, properties });
  }
  const current = await tab.evaluate(() => {
    const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('[aria-hidden="true"]');
    const found = [...document.querySelectorAll("[aria-current]")].filter((element) => element.ariaCurrent !== "false" && element.ariaCurrent && shown(element));
    return found.map((element) => `${element.ariaCurrent} ${element.textContent}`);
  });
  return { elements, current: current.map(line), before };
}

/** The nodes of a tree in the order in which they are read. */
function inOrder(nodes) {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const order = [], open = nodes.length > 0 ? [nodes[0].nodeId] : [];
  while (open.length > 0) {
    const node = byId.get(open.pop());
    if (!node) continue;
    order.push(node);
    // What stands in a player is the browser's own.
    if (/^(Video|Audio)$/.test(node.role?.value)) continue;
    open.push(...(node.childIds ?? []).toReversed());
  }
  return order;
}

/** The nodes that hold something to be said: text, a named image, a control. */
function speaking(nodes) {
  const parents = new Map(nodes.map(({ nodeId, parentId }) => [nodeId, parentId]));
  const found = new Set();
  for (const node of nodes) {
    const says = !node.ignored && (CONTROLS.some((name) => FAMILIES[name].includes(node.role?.value)) || /^(StaticText|image)$/.test(node.role?.value));
    if (!says || words(node.name?.value).length === 0) continue;
    for (let id = node.nodeId; id !== undefined && !found.has(id); id = parents.get(id)) found.add(id);
  }
  return found;
}

// No link can be disabled; Chromium says so of those in the fallback of what it does not load.
const states = ({ role, properties }) =>
  STATES.filter((name) => ![undefined, false, "false"].includes(properties[name]) && !(role === "link" && name === "disabled"))
    .map((name) => `${name}=${properties[name]}`);

// Landmarks that the version has on purpose in another way, by fixture and role.
const EXPLAINED = {
  // The source of a quotation, not the footer of the page: it stays with the quotation.
  "html/quotes.html": ["contentinfo"],
  // A page has one main content (HTML Standard, 4.4.14): two are read as one.
  "html/two-mains.html": ["main"],
};

/** What the page tells by group, as texts that a version must have too; `has` says whether one is there. */
function compare(page, version, explained, note) {
  const there = (families, fits) => version.elements.find((it) => !it.taken && it.families.some((name) => families.includes(name)) && fits(it));
  const landmarks = page.elements.filter(({ role, speaks }) => speaks && LANDMARKS.includes(role));
  const lost = landmarks.filter(({ role }) => {
    const same = version.elements.find((it) => !it.landed && it.role === role);
    if (same) same.landed = true;
    note("landmarks of the same role", same !== undefined, role);
    return !same;
  });
  // A page has one main content, banner and footer, and no aside in its main content (axe-core's best practices): where it
  // has more, the version names a region after what it is.
  for (const { role } of landmarks.filter((it) => !lost.includes(it))) note("landmarks", true, role);
  for (const { role } of lost.filter((it) => !explained.includes(it.role))) {
    const region = version.elements.find((it) => !it.landed && it.name && (it.role === "region" || (role === "form" && it.role === "search")));
    if (region) region.landed = true;
    note("landmarks", region !== undefined, role);
  }
  for (const element of page.elements) {
    const kinds = element.families.filter((name) => NAMED.includes(name));
    if (kinds.length === 0 || element.name === "") continue;
    // A region is named with its kind before it, a table by its caption.
    const same = there(NAMED, (it) => !it.named && ` ${it.name} `.includes(` ${element.name} `));
    if (same) same.named = true;
    note("names of landmarks, tables, lists and groups", same !== undefined, `${element.role} “${element.name}”`);
  }
  for (const element of page.elements) {
    const kinds = element.families.filter((name) => CONTROLS.includes(name));
    if (kinds.length === 0) continue;
    const same = there(kinds, (it) => it.name === element.name) ?? there(kinds, (it) => element.name && it.name.includes(element.name));
    if (same) same.taken = true;
    if (!kinds.includes("link")) note("controls that stay", same !== undefined, `${element.role} “${element.name}”`);
    if (!same) continue;
    const has = states(same);
    for (const state of states(element)) note("states of controls that stay", has.includes(state), `${element.role} “${element.name}” ${state}`);
  }
  matched(page.current, version.current, (kept, what) => note("aria-current", kept, what));
  const described = ({ elements }) => elements.filter(({ description }) => description).map(({ description }) => description);
  const said = ` ${version.elements.map(({ name, description }) => `${name} ${description}`).join(" ")} `;
  for (const text of described(page)) note("descriptions", said.includes(` ${text} `), text);
  const headings = ({ elements }) => elements.filter(({ role, name }) => role === "heading" && name).map(({ properties, name }) => `${properties.level} ${name}`);
  matched(headings(page), headings(version), (kept, what) => note("headings", kept, what));
  const headers = ({ elements }) => elements.filter(({ role, name }) => /^(columnheader|rowheader)$/.test(role) && name).map(({ role, name }) => `${role} ${name}`);
  matched(headers(page), headers(version), (kept, what) => note("header cells", kept, what));
}

/** Pairs texts with equal ones. */
function matched(texts, others, note) {
  const rest = [...others];
  for (const text of texts) {
    const at = rest.indexOf(text);
    if (at >= 0) rest.splice(at, 1);
    note(at >= 0, text);
  }
}

/** The pages to look at, with the names to report them by. */
function pages() {
  const below = (folder, base) =>
    readdirSync(folder, { recursive: true })
      .filter((name) => name.endsWith(".html"))
      .map((name) => ({ name: join(relative(base, folder), name), file: join(folder, name) }));
  const fixtures = join(ROOT, "fixtures");
  const found = ["html", "mvcr", "site"].flatMap((folder) => below(join(fixtures, folder), fixtures).map((page) => ({ ...page, of: "fixtures" })));
  if (existsSync(CORPUS)) found.push(...below(CORPUS, CORPUS).map((page) => ({ ...page, of: "corpus" })));
  else console.log(`no corpus in ${CORPUS}: fixtures only`);
  const written = found.filter(({ name, file }) => name.includes(part) && readFileSync(file, "latin1").trim() !== "");
  return written.sort((a, b) => a.name.localeCompare(b.name));
}

/** Compares all pages; gives for each group of pages what was kept and what was lost, and the words before the titles. */
async function compareAll(folder) {
  const browser = await require("playwright-core").chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  const results = {};
  const queue = pages().entries();
  const worker = async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, offline: true });
    const tab = await context.newPage();
    // Nothing is fetched, and no page moves on to another one: answered by 204, a browser stays where it is.
    await context.route((url) => url.protocol !== "file:", (route) =>
      route.request().isNavigationRequest() ? route.fulfill({ status: 204 }) : route.abort());
    for (const [number, { name, file, of }] of queue) {
      const written = join(folder, `${number}.html`);
      await run(TEXTIFY, ["--to", "html", "-o", written, file]);
      const [page, version] = [await look(tab, file), await look(tab, written)];
      const result = (results[of] ??= { groups: {}, before: [] });
      result.before.push(version.before);
      compare(page, version, EXPLAINED[name] ?? [], (group, kept, what) => {
        const { total, lost } = (result.groups[group] ??= { total: 0, lost: [] });
        result.groups[group].total = total + 1;
        if (!kept) lost.push(`${name}: ${what}`);
      });
    }
    await context.close();
  };
  await Promise.all(Array.from({ length: TABS }, worker));
  await browser.close();
  return results;
}

function report(results) {
  let faults = 0;
  for (const [of, { groups, before }] of Object.entries(results)) {
    const words = before.toSorted((a, b) => a - b)[before.length >> 1];
    const many = words > MOST_BEFORE;
    faults += many;
    console.log(`${of}: ${before.length} pages; words before the title, median: ${words}, at most ${MOST_BEFORE}${many ? ": FAILED" : ""}`);
    for (const [group, bound] of Object.entries(GROUPS)) {
      const { total, lost } = groups[group] ?? { total: 0, lost: [] };
      const percent = total === 0 ? 100 : (100 * (total - lost.length)) / total;
      const failed = bound !== null && percent < bound;
      faults += failed;
      const wanted = bound === null ? "" : `, at least ${bound}${failed ? ": FAILED" : ""}`;
      console.log(`  ${group}: ${total - lost.length} of ${total} (${percent.toFixed(1)} %${wanted})`);
      for (const what of lost.sort().slice(0, all ? lost.length : failed ? 20 : 3)) console.log(`      ${what.slice(0, 200)}`);
    }
  }
  return faults;
}

const folder = mkdtempSync(join(TOOLS, "tree-"));
try {
  process.exitCode = report(await compareAll(folder)) > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
