// <cs-amount> on a page without anything else, under the strictest policy.
import assert from 'node:assert/strict'
import test from 'node:test'

import { policy } from '../../web-demo/server.mjs'

const here = '/the-tests/amount.html'

const page = (body, { lang = 'en', dir = 'ltr' } = {}) => ({
  [here]: {
    body:
      `<!doctype html><html lang="${lang}" dir="${dir}"><head><meta charset="utf-8"><title>Plain</title><link rel="icon" href="/favicon.svg">` +
      '<meta name="color-scheme" content="light dark"><link rel="stylesheet" href="/the-tests/plain.css"><script type="module" src="/countersign/elements/amount.js"></script></head>' +
      `<body><main><h1>Plain</h1>${body}</main></body></html>`,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy },
  },
  '/the-tests/plain.css': 'html { background: Canvas; color: CanvasText }',
})

const field = '<label>Amount <input name="amount"></label>'
const form = (attributes) => `<form action="${here}"><cs-amount ${attributes}>${field}<input type="hidden" name="exact" data-cs="amount"></cs-amount><button>Send</button></form>`
const ready = (page) => page.until(() => document.querySelector('cs-amount').matches(':state(ready)'))
const amount = (page) => page.find({ label: 'Amount' })
const sent = (page, name) => page.until((name) => new URL(location.href).searchParams.get(name), name)

export default ({ visit }) => {
  test('an amount is read while it is typed, in figures and in words, and is sent as it was typed', () =>
    visit(here, async (page) => {
      await ready(page)
      await (await amount(page)).type('1,234.5')
      await page.find({ text: 'one thousand two hundred thirty-four point five zero EUR' })
      assert.equal(await page.evaluate(() => document.querySelector('cs-amount').matches(':state(accept)')), true)
      await page.press('Enter')
      assert.equal(await sent(page, 'amount'), '1,234.5')
      assert.equal(await sent(page, 'exact'), '1234.50')
    }, { files: page(form('currency="EUR"')) }))

  test('what may mean two amounts is chosen by the keyboard, and stays as it was typed', () =>
    visit(here, async (page) => {
      await ready(page)
      await (await amount(page)).type('1,234')
      await page.find({ role: 'heading', name: /Which amount do you mean/ })
      const second = await page.find({ role: 'radio', name: /one point two three four KWD/ })
      await second.focus()
      await page.press('Space')
      await page.find({ role: 'heading', name: /This is the amount/ })
      assert.equal((await page.focused()).role, 'radio')
      assert.equal(await (await amount(page)).value(), '1,234')
      await (await page.find({ role: 'button', name: 'Send' })).click()
      assert.equal(await sent(page, 'exact'), '1.234')
      assert.equal(await sent(page, 'amount'), '1,234')
    }, { files: page(form('currency="KWD" locale=""')) }))

  test('amounts are read in the signs and the words of the language around', () =>
    visit(here, async (page) => {
      await ready(page)
      await (await amount(page)).paste('１，２３４．５')
      await page.find({ text: '人民币壹仟贰佰叁拾肆元伍角整' })
      await page.evaluate(() => (document.documentElement.lang = 'en'))
      await page.find({ text: 'one thousand two hundred thirty-four point five zero CNY' })
    }, { files: page(form('currency="CNY"'), { lang: 'zh-CN' }) }))

  for (const colorScheme of ['light', 'dark'])
    test(`axe finds nothing around an amount, in ${colorScheme}, from right to left`, () =>
      visit(here, async (page) => {
        await ready(page)
        await (await amount(page)).type('1,234')
        await page.find({ role: 'heading', name: /Which amount do you mean/ })
        assert.deepEqual(await page.axe(), [])
        await (await amount(page)).fill('12,345')
        await (await page.find({ text: 'What was checked' })).click()
        assert.deepEqual(await page.axe(), [])
      // Without the button: WebKitGTK's own is too pale in the dark.
      }, { files: page(form('currency="KWD" locale=""').replace(/<button.*button>/, ''), { dir: 'rtl' }), colorScheme }))

  test('without JavaScript the field for an amount is a plain one', () =>
    visit(here, async (page) => {
      await (await amount(page)).type('12,50')
      await (await page.find({ role: 'button', name: 'Send' })).click()
      assert.equal(await sent(page, 'amount'), '12,50')
    }, { files: page(form('currency="EUR"')), javaScript: false }))
}
