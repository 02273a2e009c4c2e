// The report as its readers meet it.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { launch, open, pages, report, scratch, source } from "./browser.js";

const axe = source(createRequire(import.meta.url).resolve("axe-core/axe.min.js"));
const WIDTHS = { desk: { width: 1200, height: 900 }, phone: { width: 360, height: 760 } };
const HOSTILE = "crates/report/tests/scenarios/hostile.toml";

// Every file that is looked at: a name, the scenario, and further options.
const FILES = [
  ["hanoi", "examples/hanoi-2019.toml"],
  ["hanoi-fr", "examples/hanoi-2019.toml", "--lang", "fr"],
  ["hanoi-redacted", "examples/hanoi-2019.toml", "--redact"],
  ["ceasefire", "examples/ceasefire.toml"],
  ["dilemma", "examples/prisoners-dilemma.toml"],
  ["panama", "examples/panama-1977.toml"],
  ["elmira", "catalog/hipel-fang-kilgour-haight-1993/elmira.toml"],
  ["hostile", HOSTILE],
];

let browser;
const paths = {};
before(async () => {
  browser = await launch();
  for (const [name, file, ...options] of FILES) paths[name] = report(file, name, ...options);
});
after(() => browser?.close());

for (const [name] of FILES) {
  describe(name, () => {
    test("asks for nothing and has no error", async () => {
      const { page, seen, url } = await open(browser, paths[name]);
      await page.mouse.move(300, 300);
      await page.waitForLoadState("networkidle");
      assert.deepEqual(seen.requests, [url]);
      assert.deepEqual(seen.errors, []);
      await page.context().close();
    });

    for (const [size, viewport] of Object.entries(WIDTHS)) {
      for (const colorScheme of ["light", "dark"]) {
        // Looking at a long page takes a quarter of a minute: the others are looked at once each way.
        if (!["hanoi", "hostile"].includes(name) && (size === "desk") !== (colorScheme === "light")) continue;
        test(`labels and contrast, ${size}, ${colorScheme}`, async () => {
          const { page } = await open(browser, paths[name], { viewport, colorScheme });
          await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
          await page.evaluate(axe);
          const { violations } = await page.evaluate(() =>
            globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] }));
          const found = violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html).join(" | ")}`);
          assert.deepEqual(found, []);
          await page.context().close();
        });
      }

      test(`nothing overlaps, nothing is cut, ${size}`, async () => {
        const { page } = await open(browser, paths[name], { viewport });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(wide <= 0, `the page is ${wide} px wider than the window`);
        assert.deepEqual(await page.evaluate(pictures), []);
        await page.context().close();
      });
    }

    test("prints as two pages and an annex, the marking on each", async () => {
      const { page } = await open(browser, paths[name]);
      const marking = await page.locator("header .marking").textContent({ timeout: 100 }).catch(() => null);
      const titles = await page.locator("main > section > h2").allTextContents();
      const pdf = scratch(`${name}.pdf`);
      await page.pdf({ path: pdf, preferCSSPageSize: true, printBackground: true });
      const printed = pages(pdf).map((text) => text.replace(/[\u2066-\u2069]/g, ""));
      // Words are compared without white space: a PDF breaks lines, and may lose a ligature's space.
      const bare = (text) => text.normalize("NFKC").replace(/\s+/g, "");
      const has = (at, text) => bare(printed[at]).includes(bare(text));
      assert.ok(printed.length > 2);
      assert.ok(has(0, titles[0]) && !has(0, titles[1]), "the first page");
      assert.ok(has(1, titles[1]) && !has(1, titles[0]), "the second page");
      assert.ok(has(2, titles[2]), "the annex begins on the third page");
      if (marking && /^[\x20-\x7e]+$/.test(marking)) {
        printed.forEach((text, at) => assert.ok(has(at, marking), `page ${at + 1} is not marked`));
      }
      await page.context().close();
    });

    test("tells the same without its script", async () => {
      const { page } = await open(browser, paths[name], { javaScriptEnabled: false });
      assert.equal(await page.locator(".filters:visible").count(), 0);
      assert.ok(await page.locator("#page-1").isVisible());
      assert.ok((await page.locator("main svg").count()) >= 1);
      await page.context().close();
    });

    test("every picture has a title and its table, every link leads somewhere", async () => {
      const { page } = await open(browser, paths[name]);
      const wrong = await page.evaluate(() => {
        const wrong = [];
        for (const figure of document.querySelectorAll("figure")) {
          if (!figure.querySelector("svg > title")?.textContent) wrong.push(`${figure.id}: no title`);
          if (!figure.querySelector("table")) wrong.push(`${figure.id}: no table`);
        }
        const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
        if (new Set(ids).size !== ids.length) wrong.push("an id stands twice");
        for (const link of document.querySelectorAll("a")) {
          const to = link.getAttribute("href");
          if (!to?.startsWith("#") || !document.getElementById(to.slice(1))) wrong.push(`link to ${to}`);
        }
        return wrong;
      });
      assert.deepEqual(wrong, []);
      await page.context().close();
    });
  });
}

describe("what the script does", () => {
  test("filters leave the rows that they name, and give the others back", async () => {
    const { page } = await open(browser, paths.hanoi);
    const bars = await page.locator(".filters").all();
    assert.ok(bars.length >= 2, "there are filters");
    for (const bar of bars) {
      await bar.evaluate((e) => { for (let up = e; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true; });
      const rows = page.locator(`#${await bar.getAttribute("data-for")} tbody tr`);
      const all = await rows.count();
      const button = bar.locator("button").first();
      const tag = await button.getAttribute("data-tag");
      await button.click();
      assert.equal(await button.getAttribute("aria-pressed"), "true");
      const shown = await rows.evaluateAll((list) => list.filter((row) => !row.hidden).map((row) => row.dataset.tags ?? ""));
      assert.ok(shown.length > 0 && shown.every((tags) => tags.split(" ").includes(tag)), `${tag}: ${shown}`);
      const missing = await rows.evaluateAll((list, tag) => list.filter((row) => row.hidden && (row.dataset.tags ?? "").split(" ").includes(tag)).length, tag);
      assert.equal(missing, 0);
      assert.match(await bar.locator("output").textContent(), new RegExp(`${shown.length}.*${all}`));
      await button.click();
      assert.equal(await rows.evaluateAll((list) => list.filter((row) => row.hidden).length), 0);
      const search = bar.locator("input");
      if (await search.count()) {
        await search.fill("no row contains this");
        assert.equal(await rows.evaluateAll((list) => list.filter((row) => !row.hidden).length), 0);
        await search.fill("");
      }
    }
    await page.context().close();
  });

  test("what belongs together lights up, and a link into a closed table opens it", async () => {
    const { page } = await open(browser, paths.hanoi, { hash: "#package-2" });
    assert.ok(await page.locator("#package-2").isVisible());
    const lit = page.locator("[data-key=package-1].lit");
    await page.locator("#package-2").hover();
    assert.ok((await lit.count()) >= 3);
    await page.context().close();
  });

  test("the keyboard reaches the answers first, and every picture", async () => {
    const { page } = await open(browser, paths.hanoi);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "answers");
    await page.locator("figure summary").first().focus();
    await page.keyboard.press("Enter");
    assert.ok(await page.locator("figure details").first().evaluate((e) => e.open));
    await page.context().close();
  });
});

describe("a hostile scenario", () => {
  test("injects nothing", async () => {
    const evil = report("tests/browser/hostile.toml", "evil");
    const { page, seen, url } = await open(browser, evil);
    await page.waitForTimeout(200);
    assert.equal(await page.evaluate(() => globalThis.pwned), undefined);
    assert.deepEqual(seen.requests, [url]);
    assert.deepEqual(seen.errors, []);
    const odd = await page.evaluate(() => {
      const known = new Set(("html head meta title style body a header p h1 h2 h3 nav ol ul li main section div dl dt dd "
        + "figure figcaption svg desc g rect circle line polyline polygon path text details summary table thead tbody tr th td "
        + "span button label input output footer script bdi").split(" "));
      const odd = [...document.querySelectorAll("*")].map((e) => e.tagName.toLowerCase()).filter((name) => !known.has(name));
      for (const e of document.querySelectorAll("*"))
        for (const a of e.attributes) if (/^on/i.test(a.name) || /javascript:/i.test(a.value)) odd.push(a.name);
      if (document.scripts.length !== 1) odd.push("a script too many");
      if (document.querySelectorAll("style").length !== 1) odd.push("a style too many");
      return odd;
    });
    assert.deepEqual(odd, []);
    await page.context().close();
  });

  test("writing from right to left stands apart from what surrounds it", async () => {
    const { page } = await open(browser, report("tests/browser/hostile.toml", "evil"));
    const apart = await page.locator("bdi").allTextContents();
    assert.ok(apart.some((text) => /[\u0590-\u08ff]/.test(text)));
    const loose = await page.evaluate(() => {
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const loose = [];
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const up = node.parentElement;
        const mixed = /[\u0590-\u08ff]/.test(node.data) && /[A-Za-z0-9]/.test(up.closest("p,li,td,th,dd,dt,h1,h2,h3,figcaption,a")?.textContent ?? "");
        if (mixed && !up.closest("bdi, svg, title, button, script, summary")) loose.push(node.data);
      }
      return loose;
    });
    assert.deepEqual(loose, []);
    await page.context().close();
  });
});

/** Runs in the page: words of a picture that overlap each other or leave it. */
function pictures() {
  const wrong = [];
  for (const svg of document.querySelectorAll("main figure svg")) {
    const frame = svg.getBoundingClientRect();
    const words = [...svg.querySelectorAll("text")].map((e) => ({ e, box: e.getBoundingClientRect() }));
    for (const { e, box } of words) {
      const out = Math.max(frame.left - box.left, box.right - frame.right, frame.top - box.top, box.bottom - frame.bottom);
      if (out > 1.5) wrong.push(`${svg.closest("figure").id}: “${e.textContent}” leaves the picture by ${out.toFixed(1)} px`);
    }
    words.sort((a, b) => a.box.left - b.box.left);
    for (let i = 0; i < words.length; i++) {
      for (let j = i + 1; j < words.length && words[j].box.left < words[i].box.right; j++) {
        const [a, b] = [words[i].box, words[j].box];
        const x = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        // Lines of one paragraph share a little of their height.
        if (x > 1 && y > 0.35 * Math.min(a.height, b.height)) {
          wrong.push(`${svg.closest("figure").id}: “${words[i].e.textContent}” and “${words[j].e.textContent}” overlap`);
        }
      }
    }
  }
  return wrong;
}
