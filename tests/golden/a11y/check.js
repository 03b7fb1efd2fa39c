// SPDX-License-Identifier: Apache-2.0
//
// Opens each page given on the command line in the system's Chromium and runs axe-core over it (WCAG 2.0, 2.1 and 2.2, levels A
// and AA, and its best practices). Every <details> is opened first, so that folded text is judged too, and the page is
// judged wide and narrow. Ends with 1 if anything is found, 2 if something could not be checked.
//
// How: a copy of the page gets axe-core and a few lines at its end, which replace the page by the verdict; Chromium prints what
// the page has become. Needs: npm install in this folder (axe-core alone), and chromium (Debian: apt-get install
// chromium). CHROMIUM names another binary.
'use strict';
const {execFileSync} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const widths = [1280, 500]; // headless Chromium has no narrower window than 500
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--virtual-time-budget=600000', '--dump-dom'];

const judge = `
document.querySelectorAll('details').forEach(d => { d.open = true; });
axe.run(document, {runOnly: ${JSON.stringify(rules)}, resultTypes: ['violations']}).then(
  result => JSON.stringify(result.violations.map(v => ({id: v.id, impact: v.impact, help: v.help,
    nodes: v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)), count: v.nodes.length}))),
  error => JSON.stringify({error: String(error)})).then(text => {
  document.documentElement.innerHTML = '<body></body>';
  document.body.textContent = 'VERDICT' + btoa(unescape(encodeURIComponent(text))) + 'END';
});`;

function violations(file, width, folder) {
  const copy = path.join(folder, 'page.html');
  const page = fs.readFileSync(file, 'utf8');
  const end = page.lastIndexOf('</body>');
  fs.writeFileSync(copy, page.slice(0, end) + `<script>${axe}</script><script>${judge}</script>` + page.slice(end));
  const profile = fs.mkdtempSync(path.join(folder, 'profile-'));
  const dom = execFileSync(process.env.CHROMIUM || '/usr/bin/chromium',
    [...flags, `--user-data-dir=${profile}`, `--window-size=${width},900`, 'file://' + copy],
    {encoding: 'utf8', maxBuffer: 1 << 28, timeout: 600000, stdio: ['ignore', 'pipe', 'ignore']});
  const found = /VERDICT([A-Za-z0-9+/=]*)END/.exec(dom);
  if (!found) throw new Error(`${file}: no verdict came back`);
  const verdict = JSON.parse(Buffer.from(found[1], 'base64').toString('utf8'));
  if (verdict.error) throw new Error(`${file}: ${verdict.error}`);
  return verdict;
}

function main() {
  const files = process.argv.slice(2);
  if (files.length === 0) throw new Error('usage: node check.js PAGE.html...');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'planonce-a11y-'));
  let count = 0;
  try {
    for (const file of files) {
      for (const width of widths) {
        const found = violations(file, width, folder);
        count += found.length;
        console.log(`${file} at ${width}: ${found.length} violations`);
        for (const v of found) {
          console.log(`  ${v.impact}: ${v.id}: ${v.help} (${v.count})`);
          for (const node of v.nodes) console.log(`    ${node}`);
        }
      }
    }
  } finally {
    fs.rmSync(folder, {recursive: true, force: true});
  }
  return count ? 1 : 0;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
