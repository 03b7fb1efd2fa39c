// SPDX-License-Identifier: Apache-2.0
//
// Opens each page given on the command line in the system's Chromium and runs axe-core over it (WCAG 2.0, 2.1 and 2.2, levels A
// and AA, and its best practices). Every <details> is opened first, so that folded text is judged too, and the page is
// judged wide and narrow. Ends with 1 if anything is found, 2 if nothing could be checked.
//
// Needs: npm install in this folder, and chromium (Debian: apt-get install chromium). CHROMIUM names another binary.
'use strict';
const fs = require('fs');
const path = require('path');
const puppeteer = require('puppeteer-core');

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const widths = [1280, 375];
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

async function judge(browser, file, width) {
  const page = await browser.newPage();
  await page.setViewport({width, height: 900});
  await page.goto('file://' + path.resolve(file), {waitUntil: 'load', timeout: 120000});
  await page.evaluate(() => document.querySelectorAll('details').forEach(d => { d.open = true; }));
  await page.evaluate(axe);
  const result = await page.evaluate(() => axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations']}));
  await page.close();
  return result.violations;
}

async function main() {
  const files = process.argv.slice(2);
  if (files.length === 0) {
    console.error('usage: node check.js PAGE.html...');
    return 2;
  }
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: flags, protocolTimeout: 600000});
  let found = 0;
  for (const file of files) {
    for (const width of widths) {
      const violations = await judge(browser, file, width);
      found += violations.length;
      console.log(`${file} at ${width}: ${violations.length} violations`);
      for (const v of violations) {
        console.log(`  ${v.impact}: ${v.id}: ${v.help} (${v.nodes.length})`);
        for (const node of v.nodes.slice(0, 3)) console.log(`    ${node.html.slice(0, 160)}`);
      }
    }
  }
  await browser.close();
  return found ? 1 : 0;
}

main().then(code => process.exit(code), error => { console.error(error); process.exit(2); });
