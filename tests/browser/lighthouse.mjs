// Measures the pages that everybody meets with Lighthouse, as a cheap phone sees them: each of the four marks must be 95 or
// more. A machine that builds beside it is noisy, so a low mark for speed is measured again, and the best of three runs counts.
//
// Arguments: address of a fresh demo, folder in which npm installed lighthouse.

import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const WANTED = 95;
const RUNS = 3;
const FLAGS = ["--headless", "--no-sandbox", "--disable-quic", "--disable-background-networking"];
const MARKS = ["performance", "accessibility", "best-practices", "seo"];
const PAGES = ["/", "/layanan", "/layanan/sip-dokter", "/verifikasi", "/masuk", "/indeks-kepuasan", "/daftar"];

const [base, folder] = process.argv.slice(2);
const require = createRequire(join(folder, "package.json"));
const load = (name) => import(pathToFileURL(require.resolve(name)));
const { default: lighthouse } = await load("lighthouse");
const { launch } = await load("chrome-launcher");

// The permit that the guide of the demo has people check first.
const guide = await (await fetch(`${base}/demo`)).text();
const verified = guide.match(/\/verifikasi\/[A-Z0-9]+/);

let passed = 0;
let failed = 0;
const check = (good, words) => {
    if (good) { passed += 1; return; }
    failed += 1;
    console.log(`FAILED ${words}`);
};

const profile = mkdtempSync(join(tmpdir(), "satupintu-lighthouse-"));
const chrome = await launch({ chromePath: "/usr/bin/chromium", chromeFlags: FLAGS, userDataDir: profile });
check(verified, "the guide of the demo names no permit to check");
for (const path of verified ? [...PAGES, verified[0]] : PAGES) {
    const address = base + path;
    let best = null;
    for (let run = 0; run < RUNS && !(best && best.marks.performance >= WANTED); run += 1) {
        // The mobile preset is the default: a small screen, a slow processor and a slow line.
        const { lhr } = await lighthouse(address, { port: chrome.port, onlyCategories: MARKS, logLevel: "error" });
        const marks = Object.fromEntries(MARKS.map((name) => [name, Math.round((lhr.categories[name].score ?? 0) * 100)]));
        if (!best || marks.performance > best.marks.performance) best = { lhr, marks };
    }
    const weight = Math.round((best.lhr.audits["total-byte-weight"]?.numericValue ?? 0) / 1000);
    console.log(`${path}: ${MARKS.map((name) => `${name} ${best.marks[name]}`).join(", ")}; ${weight} kB`);
    for (const name of MARKS) {
        const low = best.lhr.categories[name].auditRefs
            .filter((ref) => ref.weight > 0 && (best.lhr.audits[ref.id].score ?? 1) < 0.9)
            .map((ref) => `${ref.id} (${best.lhr.audits[ref.id].displayValue ?? best.lhr.audits[ref.id].title})`);
        check(best.marks[name] >= WANTED, `${path}: ${name} ${best.marks[name]}, below ${WANTED}: ${low.join("; ")}`);
    }
}
await chrome.kill();
rmSync(profile, { recursive: true, force: true });
console.log(`lighthouse: ${passed} passed, ${failed} failed, 0 skipped`);
process.exit(failed ? 1 : 0);
