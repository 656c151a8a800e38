// The elements on a page without anything else, under the strictest policy.
import assert from 'node:assert/strict'
import test from 'node:test'

import { exampleCalled } from '../../web-demo/public/examples.js'
import { policy } from '../../web-demo/server.mjs'

const good = exampleCalled('good').address
const wrong = exampleCalled('one-letter').address
const here = '/the-tests/plain.html'

const page = (body, { lang = 'en', dir = 'ltr' } = {}) => ({
  [here]: {
    body:
      `<!doctype html><html lang="${lang}" dir="${dir}"><head><meta charset="utf-8"><title>Plain</title><link rel="icon" href="/favicon.svg">` +
      '<meta name="color-scheme" content="light dark"><link rel="stylesheet" href="/the-tests/plain.css"><script type="module" src="/countersign/elements/deposit-address.js"></script></head>' +
      `<body><main><h1>Plain</h1>${body}</main></body></html>`,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy },
  },
  // What engines paint anyway, in words that axe understands everywhere.
  '/the-tests/plain.css': 'html { background: Canvas; color: CanvasText }',
})

const field = '<label>Address <input name="address" size="46"></label>'
const form = `<form action="${here}"><cs-deposit-address coin="BTC">${field}</cs-deposit-address><button>Send</button></form>`
const ready = (page) => page.until(() => document.querySelector('cs-deposit-address').matches(':state(ready)'))
const address = (page) => page.find({ label: 'Address' })
const says = (page, headline) => page.find({ role: 'heading', name: new RegExp(headline) })

export default ({ visit }) => {
  test('an address is judged on a plain page, while it is typed and when it is pasted', () =>
    visit(here, async (page) => {
      await ready(page)
      await (await address(page)).type(wrong)
      await says(page, 'Do not send to this address')
      assert.equal(await page.evaluate(() => document.querySelector('cs-deposit-address').matches(':state(reject)')), true)
      assert.equal(await (await page.find({ css: 'mark' })).text(), '8')
      await (await address(page)).paste(good)
      await says(page, 'A well-formed address on Bitcoin')
      assert.equal(await (await address(page)).value(), good)
    }, { files: page(form) }))

  test('the form is sent as it would be without', () =>
    visit(here, async (page) => {
      await ready(page)
      await (await address(page)).type(good)
      await page.press('Enter')
      assert.equal(await page.until(() => new URL(location.href).searchParams.get('address')), good)
    }, { files: page(form) }))

  test('a form that is put back is judged as it then is', () =>
    visit(here, async (page) => {
      await ready(page)
      await (await address(page)).type(wrong)
      await says(page, 'Do not send to this address')
      await page.evaluate(() => document.forms[0].reset())
      await says(page, 'Not finished yet')
    }, { files: page(form) }))

  test('the card speaks the language around it, and changes with it', () =>
    visit(here, async (page) => {
      await ready(page)
      await (await address(page)).type(wrong)
      await says(page, '请不要向这个地址转账')
      await page.evaluate(() => (document.documentElement.lang = 'en'))
      await says(page, 'Do not send to this address')
    }, { files: page(form, { lang: 'zh-CN' }) }))

  for (const colorScheme of ['light', 'dark'])
    test(`axe finds nothing on a plain page, in ${colorScheme}, from right to left`, () =>
      visit(here, async (page) => {
        await ready(page)
        await (await address(page)).type(wrong)
        await says(page, 'Do not send to this address')
        await (await page.find({ text: 'What was checked' })).click()
        assert.equal(await page.evaluate(() => {
          const line = document.querySelector('cs-deposit-address').shadowRoot.querySelector('.line')
          return getComputedStyle(line).direction
        }), 'ltr')
        assert.deepEqual(await page.axe(), [])
      // Without the button: WebKitGTK's own is too pale in the dark.
      }, { files: page(form.replace(/<button.*button>/, ''), { dir: 'rtl' }), colorScheme }))

  test('what is said aloud is said once, politely, after a pause', () =>
    visit(here, async (page) => {
      await ready(page)
      await page.evaluate(() => {
        const card = document.querySelector('cs-deposit-address').shadowRoot.querySelector('cs-verdict')
        const announcer = card.shadowRoot.querySelector('[role=status]')
        window.said = []
        const watch = new MutationObserver(() => window.said.push(announcer.textContent))
        watch.observe(announcer, { childList: true, subtree: true, characterData: true })
      })
      await (await address(page)).type(wrong)
      await page.until(() => window.said.some((text) => text.startsWith('Do not send to this address. There is a mistake')))
      assert.equal(await page.evaluate(() => window.said.length), 1)
    }, { files: page(form) }))

  test('without JavaScript there is a plain form', () =>
    visit(here, async (page) => {
      await (await address(page)).type(good)
      await (await page.find({ role: 'button', name: 'Send' })).click()
      assert.equal(await page.until(() => new URL(location.href).searchParams.get('address')), good)
    }, { files: page(form), javaScript: false }))
}
