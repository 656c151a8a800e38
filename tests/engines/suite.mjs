// Specs that run in every engine. A spec is written once and knows no driver:
//
//   // tests/engines/thing.spec.mjs
//   import assert from 'node:assert/strict'
//   import test from 'node:test'
//
//   export default ({ visit }) => {
//     test('a mistyped letter is shown', () =>
//       visit('/deposit?lang=en', async (page) => {
//         const field = await page.find({ label: 'Address' })
//         await field.fill('bc1qw508d6qejxtdg4y5r3zarvary8c5xw7kv8f3t4')       // real keys
//         await page.find({ role: 'heading', name: /Do not send/ })              // waits until it is there
//         await page.press('Shift+Tab', 'Enter')
//         assert.deepEqual(await page.focused(), { role: 'button', name: 'Clear' })
//         assert.deepEqual(await page.axe(), [])
//       }, { colorScheme: 'dark' }))
//   }
//
// Every `*.spec.mjs` of this folder is run by chromium.test.mjs, firefox.test.mjs and webkit.test.mjs, each in one launch
// of its engine.
//
// visit(address, act, how) opens a tab, does something there, closes it. Afterwards the page must have been clean: no
// error, nothing on the console, no violation of its policy, and nothing asked of another origin; else the test fails.
// An address without an origin is Harbour's. `how`, all of it optional:
//
//   javaScript: false              languages: ['zh-CN']        viewport: { width, height }
//                                                              (1180 by 900; in WebKitGTK never narrower than 447)
//   colorScheme: 'dark'            reducedMotion: true         forcedColors: true             (not in WebKitGTK)
//   files: { '/the-tests/a.html': '<!doctype html>…', '/the-tests/a.js': '…' }
//                                  the test's own, at Harbour's origin; without a policy, unless a file is given as
//                                  { body, headers }. The package is there, too: /countersign/index.js
//   wrong: [/…/, …]                what must have gone wrong, instead of nothing
//   strangers: [/…/, …]            what must have been asked of others, instead of nothing
//
// What a page can do and tell stands in page.mjs: find, count, gone, focused, press, type, copy, evaluate, until, axe,
// screenshot; what an element can, there, too: click, type, fill, paste, choose, focus, text, value, attribute, evaluate.
// `engine` is 'chromium', 'firefox' or 'webkit', for what only one of them can be asked; use it rarely.
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { after, before, describe } from 'node:test'

import { startHarbour } from '../../web-demo/server.mjs'
import { Page } from './page.mjs'
import { startWitness } from './witness.mjs'

const usual = {
  javaScript: true,
  languages: ['en-US'],
  colorScheme: 'light',
  reducedMotion: false,
  forcedColors: false,
  viewport: { width: 1180, height: 900 },
  files: {},
  wrong: [],
  strangers: [],
}

/** Each line that was found is one that was expected, and each that was expected was found. */
function assertThese(found, expected, name) {
  const unexpected = found.filter((line) => !expected.some((one) => one.test(line)))
  assert.deepEqual(unexpected, [], name)
  for (const one of expected) assert.ok(found.some((line) => one.test(line)), `${name}: ${one} is not among them`)
}

/** Runs every spec in this engine. */
export async function runSpecs(engine) {
  const { launch } = await import(`./${engine}.mjs`)
  const specs = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.spec.mjs')).sort()
  const modules = await Promise.all(specs.map((name) => import(`./${name}`)))

  describe(engine, { timeout: 600_000 }, () => {
    let harbour, witness, browser
    before(async () => {
      ;[harbour, witness] = await Promise.all([startHarbour(), startWitness()])
      witness.allow(harbour.address)
      browser = await launch({ proxy: witness.port })
    })
    after(async () => {
      await browser?.close()
      const late = witness.takeStrangers()
      await witness.close()
      await harbour.close()
      assert.deepEqual(late, [], 'asked of others after the last page')
    })

    /** A browser that stopped answering is no fault of a page: what was asked of it is asked of another one, once. */
    async function visit(address, act, how = {}) {
      try {
        await visitOnce(address, act, how)
      } catch (error) {
        if (!error.silent || !browser.drop) throw error
        console.error(`note: ${error.message}; ${address} is asked for anew, in a new browser`)
        await browser.drop({ ...usual, ...how })
        witness.takeStrangers()
        await visitOnce(address, act, how)
      }
    }

    async function visitOnce(address, act, how) {
      const { files, wrong, strangers, ...shown } = { ...usual, ...how }
      witness.serve(harbour.address, files)
      const { driver, close } = await browser.open(shown)
      try {
        const page = new Page(driver, harbour.address)
        await page.goto(address)
        await act(page)
        assertThese(await page.wrong(), wrong, 'what went wrong')
        assertThese(witness.takeStrangers(), strangers, 'what was asked of others')
      } catch (error) {
        if (!error.silent) await close()
        throw error
      }
      await close()
    }

    for (const module of modules) module.default({ visit, engine })
  })
}
