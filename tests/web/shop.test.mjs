// Harbour's shop in Chromium: a bill that is not the one for the cart is caught, whatever the server does to it.
import assert from 'node:assert/strict'
import test, { after, before, describe } from 'node:test'

import { shopExamples } from '../../web-demo/pages/shop.mjs'
import { policy } from '../../web-demo/server.mjs'
import { goodFor, wrongs } from '../../web-demo/shop.mjs'
import { axeFindsNothing, judgedOf, nothingIsWider, startBoth } from './harbour.mjs'

const wide = { width: 1180, height: 900 }

let harbour
let scripted
let plain
before(async () => {
  harbour = await startBoth()
  scripted = await harbour.blank({ options: { viewport: wide } })
  plain = await harbour.blank({ options: { viewport: wide, javaScriptEnabled: false } })
})
after(() => harbour.end())

/** Opens a state of the shop; afterwards its page must have been clean. */
async function visit(query, act, { javaScript = true, options } = {}) {
  const page = options !== undefined ? await harbour.blank({ options }) : javaScript ? scripted : plain
  try {
    await harbour.go(page, query, '/shop')
    await act(page)
    assert.deepEqual(page.seen.console, [])
    assert.deepEqual(page.seen.violations, [])
    for (const request of page.seen.requests) assert.ok(request.includes(` ${harbour.address}/`), request)
  } finally {
    if (options !== undefined) await page.context().close()
  }
}

const marked = (page) => page.locator('#bill tr[data-grade]').evaluateAll((rows) => rows.map(({ dataset }) => dataset.path))

/** What each wrong bill is, and where it is marked. */
const found = {
  right: ['accept', [], []],
  shipping: ['caution', ['payment.expected-differs'], ['shipping']],
  fee: ['caution', ['payment.unexpected-fee', 'payment.expected-differs'], ['fees[0]']],
  'old-cart': ['reject', ['payment.unexplained-difference'], []],
  line: ['reject', ['payment.line-mismatch', 'payment.unexplained-difference'], ['lines[0]']],
  cent: ['reject', ['payment.sum-mismatch', 'payment.unexplained-difference'], ['total']],
  expired: ['reject', ['payment.quote-expired'], []],
}

test('every wrong of the drawer is one that is tested here', () => assert.deepEqual(Object.keys(found), wrongs))

for (const javaScript of [true, false])
  describe(javaScript ? 'on this device' : 'without JavaScript', () => {
    for (const [wrong, [outcome, reasons, places]] of Object.entries(found))
      test(`a bill that is "${wrong}" is ${outcome}`, () =>
        visit({ tea: '3', mug: '1', wrong }, async (page) => {
          assert.deepEqual(await judgedOf(page, 'bill-verdict'), { outcome, reasons })
          assert.deepEqual(await marked(page), places)
        }, { javaScript }))

    test('in every currency the smallest coin too much is noticed', async () => {
      for (const currency of ['EUR', 'CNY', 'JPY', 'KWD'])
        await visit({ tea: '1', currency, wrong: 'cent' }, async (page) => assert.equal((await judgedOf(page, 'bill-verdict')).outcome, 'reject', currency), { javaScript })
    })

    test('a way to pay that does not fit says why, and where none does, the page says so', () =>
      visit(shopExamples.none, async (page) => {
        assert.deepEqual(await judgedOf(page, 'methods-verdict'), { outcome: 'reject', reasons: ['payment.method-country'] })
        assert.equal(await page.locator('#methods input:enabled').count(), 0)
        assert.match(await page.locator('#methods label', { hasText: 'Card' }).innerText(), /Does not take this currency\./)
      }, { javaScript }))
  })

test('the bill follows the cart, and what was seen before does not linger', () =>
  visit({ tea: '3', wrong: 'fee' }, async (page) => {
    await page.locator('#drawer summary').click()
    await page.getByLabel('is right').check()
    await page.locator('#bill-verdict .card[data-outcome=accept]').waitFor()
    await page.getByLabel('Enamel mug').selectOption('2')
    await page.locator('#bill tfoot', { hasText: '88.97 USD' }).waitFor()
    await page.getByLabel('Currency', { exact: true }).selectOption('JPY')
    await page.locator('#bill tfoot', { hasText: '12900 JPY' }).waitFor()
    assert.equal((await judgedOf(page, 'bill-verdict')).outcome, 'accept')
    assert.equal(new URL(page.url()).searchParams.get('mug'), '2')
    await page.getByLabel('Enamel mug').selectOption('0')
    await page.getByLabel('Tea from the harbour').selectOption('0')
    await page.getByText('There is nothing in the cart yet.').waitFor()
    assert.equal(await page.locator('#bill-part').isVisible(), false)
  }))

test('without an answer there is no bill, and nothing that was chosen is lost', () =>
  visit({ tea: '3' }, async (page) => {
    const silent = /\/shop\/bill/
    const answers = [(route) => route.fulfill({ status: 200, contentType: 'application/json', body: '{"total": "1' }), (route) => route.fulfill({ status: 404, body: '{}' })]
    for (const answer of answers) {
      await page.route(silent, answer)
      await page.getByLabel('Enamel mug').selectOption('2')
      await page.getByText('The shop does not answer').waitFor()
      assert.equal(await page.locator('#bill-part').isVisible(), false)
      assert.equal(await page.getByText('There is nothing in the cart yet.').isVisible(), false)
      assert.equal(await page.locator('#tea').inputValue(), '3')
      await page.unroute(silent)
      await page.getByRole('button', { name: 'Ask again' }).click()
      await page.locator('#bill tfoot', { hasText: '88.97 USD' }).waitFor()
      assert.equal(await page.locator('#trouble').isVisible(), false)
      await page.getByLabel('Enamel mug').selectOption('0')
    }
    // That a request failed is the browser's to say.
    page.seen.console = page.seen.console.filter((line) => !/status of 404/.test(line))
  }))

test('a tip is read while it is typed, and is on the bill once it is one amount', () =>
  visit({ tea: '1', currency: 'KWD', country: 'KW' }, async (page) => {
    await page.getByLabel('Tip for the crew').pressSequentially('1,234')
    // "1,23" was an amount for a moment, and a bill with it may still come.
    await page.getByRole('radio', { name: /one point two three four/ }).waitFor()
    await page.locator('#bill tfoot', { hasText: '6.125 KWD' }).waitFor()
    await page.getByRole('radio', { name: /one point two three four/ }).check()
    await page.locator('#bill tfoot', { hasText: '7.359 KWD' }).waitFor()
    assert.equal(await page.locator('#tip').inputValue(), '1,234')
    assert.equal((await judgedOf(page, 'bill-verdict')).outcome, 'accept')
    // The address of this state opens it again, with what was chosen.
    assert.equal(new URL(page.url()).searchParams.get('exact'), '1.234')
  }))

test('a tip that may mean two amounts is chosen without JavaScript, too', () =>
  visit(shopExamples['tip-either'], async (page) => {
    assert.deepEqual(await judgedOf(page, 'tip-verdict'), { outcome: 'unknown', reasons: ['payment.ambiguous'] })
    await page.getByRole('group', { name: 'Which tip do you mean?' }).getByLabel('1.234').check()
    await page.getByRole('button', { name: 'Show the bill' }).click()
    assert.match(await page.locator('#bill tfoot').innerText(), /19\.609 KWD/)
    assert.equal(await page.locator('#tip').inputValue(), '1,234')
  }, { javaScript: false }))

test('a reading that is not one of the text is not believed', async () => {
  const answer = await fetch(`${harbour.address}/shop/bill?tea=1&tip=1%2C234&currency=KWD&exact=99.000`)
  assert.equal((await answer.json()).total, '6.125')
})

test('what the address says wrongly is put right, and comes back as text', async () => {
  const html = await (await fetch(`${harbour.address}/shop?tea=-1&mug=1e9&compass=2&currency=EURO&country=%22%3E%3Cb%3E&tip=%22%3E%3Ci%3E&method=__proto__&wrong=x`)).text()
  for (const markup of ['<b>', '<i>']) assert.ok(!html.includes(markup), markup)
  assert.match(html, /96\.00 USD/)
})

test('the server’s answers keep the policy, are kept by nobody, and take no other method', async () => {
  const page = await fetch(`${harbour.address}/shop`)
  assert.equal(page.headers.get('content-security-policy'), policy)
  assert.equal(page.headers.get('cache-control'), 'no-store')
  assert.equal((await fetch(`${harbour.address}/shop`, { method: 'POST' })).status, 405)
  assert.equal((await fetch(`${harbour.address}/shop/bill?tea=0`)).status, 404)
  const bill = await (await fetch(`${harbour.address}/shop/bill?tea=1`)).json()
  assert.ok(Math.abs(Date.parse(bill.expiresAt) - Date.now() - goodFor) < 60_000)
})

test('the page speaks another language at once, and keeps the cart', () =>
  visit({ tea: '2', wrong: 'line', tip: '5' }, async (page) => {
    await page.getByRole('button', { name: '中文' }).click()
    await page.getByRole('heading', { name: '要给您装点什么？' }).waitFor()
    await page.locator('#bill-verdict', { hasText: '港口茶，100 克' }).waitFor()
    assert.equal(await page.locator('#tea').inputValue(), '2')
    await page.locator('#tip-question .words', { hasText: '伍 USD' }).first().waitFor()
  }))

for (const [name, options, query] of [
  ['light', {}, shopExamples['tip-either']],
  ['dark, narrow', { colorScheme: 'dark', viewport: { width: 320, height: 640 } }, { tea: '3', wrong: 'line', open: '1' }],
  ['from right to left', {}, { tea: '3', wrong: 'fee', dir: 'rtl' }],
])
  test(`axe finds nothing, and nothing is wider than the page: ${name}`, () =>
    visit(query, async (page) => {
      await axeFindsNothing(page)
      await nothingIsWider(page)
    }, { options: { viewport: wide, ...options, bypassCSP: true } }))
