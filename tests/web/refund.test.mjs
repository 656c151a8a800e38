// Harbour's orders in Chromium: what can be paid back of one is said for each line, and paid back once, whatever the page was told or the
// form says.
import assert from 'node:assert/strict'
import test, { after, before, describe } from 'node:test'

import { orderStates } from '../../web-demo/orders.mjs'
import { axeFindsNothing, judgedOf, nothingIsWider, startBoth } from './harbour.mjs'

let harbour
let scripted
let plain
before(async () => {
  harbour = await startBoth()
  scripted = await harbour.blank({ options: { bypassCSP: true, viewport: { width: 1180, height: 900 } } })
  plain = await harbour.blank({ options: { javaScriptEnabled: false, viewport: { width: 320, height: 640 } } })
})
after(() => harbour.end())

/** Opens an order; afterwards its page must have been clean, but for the browser's note that the server refused. */
async function visit(query, act, { javaScript = true } = {}) {
  const page = javaScript ? scripted : plain
  await harbour.go(page, query, '/refund')
  await act(page)
  assert.deepEqual(page.seen.console.filter((line) => !/a status of 4(04|22)/.test(line)), [])
  assert.deepEqual(page.seen.violations, [])
}

const button = (page) => page.getByRole('button', { name: 'Ask for the money back' })
const decisions = (page) => page.locator('[data-line]').evaluateAll((lines) => lines.map(({ dataset }) => dataset.decision))
const notes = (page) => page.locator('.refund-line .bill-note').allInnerTexts()
const trouble = (page) => page.locator('#trouble:not([hidden])').innerText()
const done = (page) => page.locator('#done').innerText()
const orderOn = async (page) => {
  const id = await page.locator('#refund [name=id]').inputValue()
  const buyer = (await page.context().cookies()).find(({ name }) => name === 'harbour-buyer').value
  return harbour.orders.find(id, buyer)
}
/** What came of an example without a browser: its page, the order, and a way to send its form. */
async function open(state) {
  const answer = await fetch(`${harbour.address}/refund?lang=en&state=${state}`)
  const [own, buyer] = /^harbour-buyer=([0-9a-f]{32})(?=; Path=\/; HttpOnly; SameSite=Strict$)/.exec(answer.headers.get('set-cookie'))
  const html = await answer.text()
  const order = harbour.orders.find(/name="id" value="([^"]+)"/.exec(html)[1], buyer)
  const { version } = order
  const ask = (fields, Cookie = own) =>
    fetch(`${harbour.address}/refund`, { method: 'POST', headers: { Cookie }, body: new URLSearchParams({ id: order.id, version, lang: 'en', ...fields }), redirect: 'manual' })
  return { html, order, ask }
}
const back = (order) => order.refunds.map(({ amount }) => amount)

const [may, not, ask] = ['eligible', 'not-eligible', 'ask']
const allMay = [may, may, may, may]
/** What each state says of tea, mug, chart and berth, and on the card; and what is paid back when all is asked for. */
const found = {
  packed: [allMay, 'accept', [], ['201.20']],
  label: [allMay, 'accept', [], ['201.20']],
  'one-shipped': [[not, may, may, may], 'caution', ['payment.refund-partly'], ['145.70']],
  unknown: [[ask, ask, may, may], 'unknown', ['payment.refund-ask'], ['132.50']],
  key: [[may, may, not, may], 'caution', ['payment.refund-partly'], ['178.70']],
  'one-signed': [allMay, 'accept', [], ['201.20']],
  signed: [[may, may, may, not], 'caution', ['payment.refund-partly'], ['91.20']],
  cancelled: [[may, may, may, not], 'caution', ['payment.refund-partly'], ['91.20']],
  void: [allMay, 'accept', [], ['201.20']],
  mixed: [[not, ask, may, not], 'unknown', ['payment.refund-ask', 'payment.refund-partly'], ['22.50']],
  part: [allMay, 'accept', [], ['18.50', '182.70']],
  gift: [allMay, 'reject', ['payment.refund-exceeds'], []],
  meanwhile: [allMay, 'accept', [], []],
}

test('every state of an order is one that is tested here', () => assert.deepEqual(Object.keys(found), orderStates))

describe('on this device', () => {
  for (const [state, [lines, outcome, reasons, paid]] of Object.entries(found))
    test(`an order that is "${state}" is ${outcome}`, () =>
      visit({ state }, async (page) => {
        assert.deepEqual(await decisions(page), lines)
        assert.deepEqual(await judgedOf(page), { outcome, reasons })
        if (outcome !== 'reject') assert.equal(await page.locator('#amount').innerText(), `${paid.at(-1) ?? '201.20'} EUR`)
        else {
          // The card already says why, and nothing is sent.
          await button(page).focus()
          await page.keyboard.press('Enter')
          assert.equal(await page.evaluate(() => document.activeElement.id), 'verdict')
        }
      }))
})

describe('on the server', () => {
  for (const [state, [lines, outcome, reasons, paid]] of Object.entries(found))
    test(`of an order that is "${state}" ${paid.at(-1) ?? 'nothing'} is paid back`, async () => {
      const { html, order, ask: send } = await open(state)
      const all = (expression) => [...html.matchAll(expression)].map(([, text]) => text)
      assert.deepEqual(all(/data-decision="([^"]*)"/g), lines)
      assert.deepEqual(all(/<section [^>]*data-outcome="([^"]*)"/g), [outcome])
      assert.deepEqual(all(/data-reason="([^"]*)"/g), reasons)
      const answer = await send({})
      assert.deepEqual(back(order), paid)
      assert.equal(answer.status, state === 'gift' || state === 'meanwhile' ? 422 : 303)
    })
})

for (const javaScript of [true, false])
  describe(javaScript ? 'with JavaScript' : 'without JavaScript', () => {
    test('what may be is paid back, and about what is not known the sales partner is asked', () =>
      visit({ state: 'mixed' }, async (page) => {
        const order = await orderOn(page)
        await button(page).focus()
        await page.keyboard.press('Enter')
        await page.locator('#done').waitFor()
        assert.match(await done(page), /^22\.50 EUR goes back to you, the way it was paid\.\s+We have asked the sales partner about: Enamel mug\./)
        assert.deepEqual(back(order), ['22.50'])
        assert.match((await notes(page))[1], /is being asked$/)
      }, { javaScript }))

    test('an order that changes after it was opened is looked at again, and what is left of it is paid back', () =>
      visit({ state: 'meanwhile' }, async (page) => {
        const order = await orderOn(page)
        await button(page).click()
        assert.match(await trouble(page), /nothing was paid back/)
        assert.deepEqual(await judgedOf(page), { outcome: 'unknown', reasons: ['payment.recheck', 'payment.refund-partly'] })
        assert.deepEqual(await decisions(page), [not, may, may, may])
        assert.deepEqual(back(order), [])
        await button(page).click()
        await page.locator('#done').waitFor()
        assert.deepEqual(back(order), ['145.70'])
      }, { javaScript }))

    test('what does not go by itself is taken to people', () =>
      visit({ state: 'signed', tea: '0', berth: '1' }, async (page) => {
        assert.deepEqual(await judgedOf(page), { outcome: 'reject', reasons: ['payment.not-refundable'] })
        await page.getByRole('button', { name: 'Ask people to look at it' }).click()
        assert.match(await done(page), /^Somebody looks at this order\. Your case: C-[0-9A-F]{8}$/)
        assert.deepEqual(back(await orderOn(page)), [])
      }, { javaScript }))
  })

test('each line says all that stands against it', () =>
  visit({ state: 'mixed' }, async (page) => {
    assert.deepEqual(await notes(page), [
      'Not without asking: handed to the carrier',
      'We do not know yet, and ask the sales partner',
      'Can be paid back',
      'Not without asking: contract signed by all sides and in use',
    ])
  }))

test('the card and the sum follow what is chosen, by the keyboard alone', () =>
  visit({ state: 'one-shipped' }, async (page) => {
    const tea = page.getByLabel('Tea from the harbour')
    await tea.focus()
    await page.keyboard.press('0')
    await page.locator('#verdict section.card[data-outcome=accept]').waitFor()
    assert.equal(await page.locator('#amount').innerText(), '145.70 EUR')
    assert.equal(new URL(page.url()).searchParams.get('tea'), '0')
    for (const label of ['Enamel mug', 'Sea chart', 'Berth']) {
      await page.getByLabel(label).focus()
      await page.keyboard.press('0')
    }
    assert.equal(await page.locator('#verdict').isVisible(), false)
    await button(page).focus()
    await page.keyboard.press('Enter')
    assert.equal(await page.evaluate(() => document.activeElement.id), 'tea')
    await page.getByLabel('Enamel mug').focus()
    await page.keyboard.press('1')
    await button(page).focus()
    await page.keyboard.press('Enter')
    await page.locator('#done').waitFor()
    await page.waitForFunction(() => document.activeElement.id === 'done')
    assert.deepEqual(back(await orderOn(page)), ['13.20'])
  }))

test('the page speaks another language, and keeps what was chosen', () =>
  visit({ state: 'gift', tea: '2', berth: '0' }, async (page) => {
    await page.getByRole('button', { name: '中文' }).click()
    await page.getByRole('heading', { name: '您想退哪些？' }).waitFor()
    assert.deepEqual(await page.locator('.refund-line select').evaluateAll((all) => all.map(({ value }) => value)), ['2', '0', '0', '0'])
    assert.equal(await page.locator('#amount').innerText(), '37.00 EUR')
  }))

test('from the payment over the history to the refund; and its order is put into another state', () =>
  visit({}, async (page) => {
    await page.goto(`${harbour.address}/pay?lang=en&tea=2&currency=EUR&country=DE&tip=1,50`)
    await page.waitForSelector('form[data-check=live]')
    for (let i = 0; i < 2; i++) await page.getByRole('button', { name: 'Pay', exact: true }).click()
    await page.getByText('Kept in the history of this browser.').waitFor()
    await page.getByRole('link', { name: 'Your payments' }).click()
    await page.getByRole('link', { name: 'Ask for money back' }).click()
    await page.waitForSelector('form[data-check=live]')
    assert.deepEqual(await page.locator('.refund-line .good-name').allInnerTexts(), ['Tea from the harbour, 100 g', 'Tip for the crew'])
    await page.getByText('What should go wrong?').click()
    await page.getByLabel('has one of its items shipped').check()
    assert.equal(await page.getByLabel('has its key shown').count(), 0)
    await page.getByRole('button', { name: 'Use this' }).click()
    await page.waitForSelector('[data-line=tea][data-decision=not-eligible]')
    await page.waitForSelector('form[data-check=live]')
    await button(page).click()
    assert.match(await done(page), /^1\.50 EUR goes back to you/)
  }))

describe('the server believes no form', () => {
  const refused = async ({ order, ask }, fields, says) => {
    const answer = await ask(fields)
    assert.equal(answer.status, 422, JSON.stringify(fields))
    assert.match(await answer.text(), says)
    assert.deepEqual(back(order), [])
  }

  test('that asks for more than was bought, for something else, or for nothing', async () => {
    const opened = await open('packed')
    for (const fields of [{ tea: '4' }, { tea: '-1' }, { tea: '1e1' }, { tea: '3.0' }, { compass: '1' }, { tip: '1' }, { tea: '' }])
      await refused(opened, fields, /more than is left of the order/)
    await refused(opened, { tea: '0' }, /Choose at least one item/)
  })

  test('that asks for more than was captured, whatever it says was', async () => {
    const opened = await open('gift')
    const { order, ask } = opened
    await refused(opened, { tea: '3', berth: '1', captured: '999.00', amount: '1.00', currency: 'USD' }, /payment\.refund-exceeds/)
    assert.equal((await ask({ tea: '3', mug: '1', chart: '1' })).status, 303)
    assert.deepEqual(back(order), ['91.20'])
    // 8.80 is left.
    assert.match(await (await ask({ berth: '1', version: order.version })).text(), /payment\.refund-exceeds/)
    assert.deepEqual(back(order), ['91.20'])
  })

  test('that knows another version of the order, or none', async () => {
    const opened = await open('one-shipped')
    for (const version of ['1', '99', '', '-2', 'x', '2e0', '9'.repeat(40)]) await refused(opened, { mug: '1', version }, /payment\.recheck/)
  })

  test('that comes twice', async () => {
    const { order, ask } = await open('packed')
    const answers = await Promise.all([1, 2, 3].map(() => ask({ mug: '1', tea: '1' })))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422, 422])
    assert.deepEqual(back(order), ['31.70'])
    assert.match(await (await ask({ mug: '1', version: order.version })).text(), /more than is left of the order/)
    assert.deepEqual(back(order), ['31.70'])
  })

  test('about the order of somebody else', async () => {
    const { order, ask } = await open('packed')
    for (const cookie of ['', `harbour-buyer=${'0'.repeat(32)}`, 'harbour-buyer=x'])
      for (const fields of [{ mug: '1' }, { contact: '1' }, { speak: 'zh-Hans' }]) assert.equal((await ask(fields, cookie)).status, 404)
    const page = await fetch(`${harbour.address}/refund?id=${order.id}&state=void`)
    assert.equal(page.status, 404)
    assert.doesNotMatch(await page.text(), /201\.20|value="H-/)
    assert.deepEqual([order.refunds, order.case, order.version], [[], '', 1])
    assert.equal((await fetch(`${harbour.address}/refund`, { method: 'PUT' })).status, 405)
  })
})

for (const [name, query, options] of [
  ['light', { state: 'mixed' }, {}],
  ['dark, narrow, from right to left', { state: 'mixed', dir: 'rtl', open: '1' }, { colorScheme: 'dark', viewport: { width: 320, height: 640 } }],
  ['in Chinese, narrow', { state: 'gift', lang: 'zh-Hans' }, { viewport: { width: 320, height: 640 } }],
  ['somebody else’s order', { id: 'H-0' }, {}],
])
  test(`axe finds nothing, and nothing is wider than the page: ${name}`, () =>
    visit(query, async (page) => {
      await page.emulateMedia({ colorScheme: options.colorScheme ?? 'light' })
      await page.setViewportSize(options.viewport ?? { width: 1180, height: 900 })
      await axeFindsNothing(page)
      await nothingIsWider(page)
    }))
