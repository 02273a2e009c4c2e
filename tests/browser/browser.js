// A headless browser, and the pages that the program writes.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
export const root = resolve(here, "../..");
const program = process.env.DETENTE ?? join(root, "target/release/detente");
const folder = mkdtempSync(join(tmpdir(), "detente-browser-"));

/** The report on a scenario file, as the path of its page. */
export function report(file, name, ...options) {
  const out = join(folder, `${name}.html`);
  execFileSync(program, ["report", join(root, file), "-o", out, ...options], { stdio: ["ignore", "ignore", "inherit"] });
  return out;
}

/** The text of a PDF, page by page. */
export function pages(pdf) {
  const text = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8", maxBuffer: 1 << 28 });
  return text.split("\f").slice(0, -1);
}

export const scratch = (name) => join(folder, name);
export const source = (path) => readFileSync(path, "utf8");

/** A browser without a word to the outside. */
export function launch() {
  const known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const executablePath = process.env.CHROMIUM ?? known.find(existsSync);
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  return chromium.launch({ executablePath, args });
}

/** Opens a page; `seen` collects every request, message and error. */
export async function open(browser, path, options = {}) {
  const { hash = "", ...context } = options;
  const made = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...context });
  const page = await made.newPage();
  const seen = { requests: [], errors: [] };
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) seen.errors.push(message.text()); });
  page.on("pageerror", (error) => seen.errors.push(error.message));
  const url = pathToFileURL(path).href;
  await page.goto(url + hash);
  return { page, seen, url };
}
