// <cs-amount> on plain pages, in Chromium: what only there can be asked, and all that is asked of many amounts.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test, { after, before, describe } from 'node:test'

import { importPackage, policy, startHarbour } from '../../web-demo/server.mjs'
import { axeFindsNothing, launchChromium } from './harbour.mjs'

const vectors = JSON.parse(readFileSync(new URL('../vectors/payment.amount.json', import.meta.url), 'utf8')).rows
const { labelsFor } = await importPackage('elements/html.js')
const quiet = 700

let harbour
let browser
let shared
before(async () => {
  ;[harbour, browser] = await Promise.all([startHarbour(), launchChromium()])
})
after(async () => {
  await browser?.close()
  await harbour?.close()
})

async function blank(options) {
  const context = await browser.newContext({ locale: 'en', viewport: { width: 700, height: 900 }, ...options })
  const page = await context.newPage()
  page.on('console', (message) => page.seen.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => page.seen.push(String(error)))
  return page
}

/** A page with this body under the strictest policy. It must leave the console clean, unless it says what is not. */
async function visit(body, act, { lang = 'en', dir = 'ltr', wrong = [], options, module = true } = {}) {
  const page = options === undefined ? (shared ??= await blank()) : await blank(options)
  const html =
    `<!doctype html><html lang="${lang}" dir="${dir}"><head><meta charset="utf-8"><title>Plain</title><meta name="color-scheme" content="light dark">` +
    '<link rel="icon" href="/favicon.svg"><link rel="stylesheet" href="/the-tests/plain.css"><script type="module" src="/countersign/elements/amount.js"></script></head>' +
    `<body><main><h1>Plain</h1><form>${body}<button>Pay</button></form></main></body></html>`
  page.seen = []
  await page.unrouteAll()
  await page.route('**/the-tests/**', (route) =>
    route.fulfill({ body: html, headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy } }),
  )
  // What the browser paints anyway, in words that axe understands.
  await page.route('**/the-tests/plain.css', (route) => route.fulfill({ contentType: 'text/css', body: 'html { background: Canvas; color: CanvasText }' }))
  if (!module) await page.route('**/countersign-*.wasm', (route) => route.fulfill({ status: 404, body: '' }))
  try {
    await page.goto(`${harbour.address}/the-tests/page`)
    await page.waitForSelector('cs-amount:is(:state(ready), :state(failed))', { state: 'attached' })
    await act(page)
    const unexpected = page.seen.filter((line) => !wrong.some((one) => one.test(line)))
    assert.deepEqual(unexpected, [])
    for (const one of wrong) assert.ok(page.seen.some((line) => one.test(line)), String(one))
  } finally {
    if (options !== undefined) await page.context().close()
  }
}

const field = '<label>Amount <input name="amount"></label>'
const amount = (attributes, inside = field) => `<cs-amount ${attributes}>${inside}</cs-amount>`
const type = async (page, text) => {
  await page.locator('[name=amount]').fill('')
  await page.locator('[name=amount]').pressSequentially(text)
}
const state = (page) =>
  page.evaluate(() => {
    const element = document.querySelector('cs-amount')
    const root = element.shadowRoot
    const text = (part) => root.querySelector(`.reading:not(.room) .${part}`)?.textContent ?? ''
    return {
      outcome: element.outcome,
      amount: element.amount,
      value: document.querySelector('[name=amount]').value,
      shown: text('amount'),
      words: text('words'),
      marked: [...root.querySelectorAll('mark')].map((mark) => mark.textContent).join('|'),
      reasons: [...root.querySelector('cs-verdict').shadowRoot.querySelectorAll('.finding[data-reason]')].map((one) => one.dataset.reason),
    }
  })

test('the exact amount is shown while it is typed, and in words of the language around', () =>
  visit(amount('currency="EUR"'), async (page) => {
    await type(page, '1,234.5')
    assert.deepEqual(await state(page), {
      outcome: 'accept',
      amount: { currency: 'EUR', minorUnits: '123450', display: '1234.50' },
      value: '1,234.5',
      shown: '1234.50 EUR',
      words: 'one thousand two hundred thirty-four point five zero EUR',
      marked: '',
      reasons: [],
    })
    await page.evaluate(() => (document.documentElement.lang = 'zh-CN'))
    await page.waitForFunction(() => document.querySelector('cs-amount').shadowRoot.querySelector('.reading .words').textContent.startsWith('壹仟'))
    await page.evaluate(() => (document.documentElement.lang = 'de'))
    // The signs are now those of German: what was a number with groups is none.
    await page.waitForFunction(() => document.querySelector('cs-amount').outcome === 'reject')
    await type(page, '1.234,5')
    assert.equal((await state(page)).shown, '1234.50 EUR')
  }))

test('the place of what is wrong is marked in the text, and no amount is there', () =>
  visit(amount('currency="USD"'), async (page) => {
    await type(page, '1,234.567')
    const { outcome, amount: exact, marked, shown, reasons } = await state(page)
    assert.deepEqual({ outcome, exact, marked, shown, reasons }, { outcome: 'reject', exact: undefined, marked: '7', shown: '', reasons: ['payment.too-precise'] })
    assert.equal(await page.locator('[name=amount]').getAttribute('aria-invalid'), 'true')
    await page.locator('[name=amount]').press('Backspace')
    assert.equal(await page.locator('[name=amount]').getAttribute('aria-invalid'), null)
  }))

describe('what may mean two amounts', () => {
  const open = amount('currency="KWD" locale=""', `${field}<input type="hidden" name="exact" data-cs="amount">`)

  test('is a choice, and what was typed stays as it is', () =>
    visit(open, async (page) => {
      await type(page, '1,234')
      assert.equal((await state(page)).outcome, 'unknown')
      assert.equal(await page.locator('[name=exact]').inputValue(), '')
      const choices = page.getByRole('group', { name: labelsFor('en')['choices.legend'] }).getByRole('radio')
      assert.equal(await choices.count(), 2)
      await page.getByRole('radio', { name: 'one point two three four KWD' }).check()
      const { outcome, value, amount: exact, shown } = await state(page)
      assert.deepEqual({ outcome, value, exact, shown }, {
        outcome: 'accept',
        value: '1,234',
        exact: { currency: 'KWD', minorUnits: '1234', display: '1.234' },
        shown: '1.234 KWD',
      })
      assert.equal(await page.locator('[name=exact]').inputValue(), '1.234')
      // Another text is another question.
      await page.locator('[name=amount]').press('End')
      await page.locator('[name=amount]').press('Backspace')
      await type(page, '1,234')
      assert.equal((await state(page)).outcome, 'unknown')
      assert.equal(await page.locator('[name=exact]').inputValue(), '')
    }))

  test('is chosen by the keyboard, with the focus staying where it is', () =>
    visit(open, async (page) => {
      await type(page, '1.234')
      // Past the fold of the card.
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Space')
      assert.equal((await state(page)).shown, '1234.000 KWD')
      await page.keyboard.press('ArrowDown')
      assert.equal((await state(page)).shown, '1.234 KWD')
      assert.equal(await page.evaluate(() => document.querySelector('cs-amount').shadowRoot.activeElement.value), '1.234')
    }))

  test('a reading that is no amount in this currency says why, and cannot be chosen', () =>
    visit(amount('currency="USD" locale=""'), async (page) => {
      await type(page, '1,234')
      assert.equal(await page.getByRole('radio').count(), 1)
      assert.equal(await page.locator('cs-amount .impossible').innerText(), '1.234\nAmounts in US dollars have at most 2 decimals.')
      assert.equal((await state(page)).outcome, 'unknown')
    }))
})

test('every amount of the vectors is read as the core reads it, and the field keeps it', () =>
  visit(amount('currency="USD"'), async (page) => {
    const rows = vectors.filter(({ subject, text }) => (subject.currency ?? subject.coin) && subject.mode !== 'machine' && !/[\r\n]/.test(text) && text.length < 300)
    assert.ok(rows.length > 100)
    const found = await page.evaluate(
      (rows) =>
        rows.map(({ subject, text }) => {
          const element = document.querySelector('cs-amount')
          const [attributes, all] = [{ ...subject, locale: subject.locale ?? '' }, ['currency', 'coin', 'network', 'locale']]
          for (const name of all)
            if (attributes[name] === undefined) element.removeAttribute(name)
            else element.setAttribute(name, attributes[name])
          element.toggleAttribute('allow-negative', subject.allowNegative === true)
          const field = document.querySelector('[name=amount]')
          field.value = text
          const outcome = element.judge()
          return [outcome, element.amount?.minorUnits ?? null, field.value === text]
        }),
      rows,
    )
    found.forEach(([outcome, minorUnits, kept], i) => {
      const { subject, text, details } = rows[i]
      assert.equal(outcome, rows[i].outcome, `${JSON.stringify(subject)} ${text}`)
      if (details?.minorUnits) assert.equal(minorUnits, details.minorUnits, text)
      if (outcome !== 'accept') assert.equal(minorUnits, null, text)
      assert.ok(kept, text)
    })
  }))

test('nothing moves while an amount is typed that is neither ambiguous nor very long', () =>
  visit(amount('currency="EUR"'), async (page) => {
    const button = page.getByRole('button', { name: 'Pay' })
    const top = async () => Math.round((await button.boundingBox()).y)
    // There is room from the moment on in which the field is entered.
    await page.locator('[name=amount]').focus()
    const before = await top()
    for (const text of ['1', '12', '12.', '12.3', '12.34', '12.345', '1,2', '1,234.56', 'x', '']) {
      await page.locator('[name=amount]').fill(text)
      assert.equal(await top(), before, text)
    }
  }))

test('nothing is said aloud of what is not finished; an amount is said in words, once it is another one', () =>
  visit(amount('currency="EUR"'), async (page) => {
    await page.clock.install()
    await page.reload()
    await page.waitForSelector('cs-amount:state(ready)')
    const said = () => page.evaluate(() => document.querySelector('cs-amount').shadowRoot.querySelector('cs-verdict').shadowRoot.getElementById('announcer')?.textContent ?? '')
    const hear = async (text) => {
      await page.locator('[name=amount]').fill(text)
      await page.clock.runFor(quiet)
      return (await said()).trim()
    }
    assert.equal(await hear('12.'), '')
    assert.equal(await hear('12'), 'This is the amount. twelve EUR.')
    assert.equal(await hear('12.'), 'This is the amount. twelve EUR.')
    assert.equal(await hear('12.5'), 'This is the amount. twelve point five zero EUR.')
    assert.match(await hear('12.555'), /^This amount cannot be used\. Amounts in euros have at most 2 decimals\./)
    assert.match(await page.evaluate(() => document.getElementById(document.querySelector('[name=amount]').getAttribute('aria-describedby')).textContent), /^This amount cannot be used/)
  }, { options: {} }))

test('a currency that the page offers as a choice is followed', () =>
  visit(amount('', `${field}<label>Currency <select name="currency"><option>USD<option>JPY<option value="">none</select></label>`), async (page) => {
    await type(page, '12.5')
    assert.equal((await state(page)).shown, '12.50 USD')
    await page.getByLabel('Currency').selectOption('JPY')
    assert.deepEqual((await state(page)).reasons, ['payment.too-precise'])
    await page.getByLabel('Currency').selectOption('none')
    assert.equal((await state(page)).outcome, 'unknown')
    assert.deepEqual((await state(page)).reasons, ['element.amount.unitless'])
  }))

test('with enforce the form is not sent with what is no amount, and is once it is one', () =>
  visit(amount('currency="EUR" enforce'), async (page) => {
    const valid = () => page.evaluate(() => document.forms[0].checkValidity())
    await type(page, '12.345')
    assert.equal(await valid(), false)
    await type(page, '12.34')
    assert.equal(await valid(), true)
  }))

test('an input method is let finish', () =>
  visit(amount('currency="CNY"'), async (page) => {
    const at = (name, data) => page.evaluate(([name, data]) => document.querySelector('[name=amount]').dispatchEvent(new CompositionEvent(name, { bubbles: true, data })), [name, data])
    await page.locator('[name=amount]').focus()
    await at('compositionstart', '')
    await page.evaluate(() => {
      const field = document.querySelector('[name=amount]')
      field.value = 'yi'
      field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true, data: 'yi' }))
    })
    assert.equal((await state(page)).outcome, 'incomplete')
    await page.evaluate(() => (document.querySelector('[name=amount]').value = '１２'))
    await at('compositionend', '１２')
    assert.equal((await state(page)).shown, '12.00 CNY')
  }))

test('a form that is put back is read anew', () =>
  visit(amount('currency="EUR"', '<label>Amount <input name="amount" value="5"></label>'), async (page) => {
    assert.equal((await state(page)).shown, '5.00 EUR')
    await type(page, '7')
    await page.evaluate(() => document.forms[0].reset())
    await page.waitForFunction(() => document.querySelector('cs-amount').amount.display === '5.00')
  }))

test('nothing of the element stays on a field that leaves it', () =>
  visit(amount('currency="EUR" enforce'), async (page) => {
    await type(page, '1.234')
    const left = await page.evaluate(() => {
      const field = document.querySelector('[name=amount]')
      document.querySelector('cs-amount').remove()
      return [field.getAttributeNames(), field.validationMessage]
    })
    assert.deepEqual(left, [['name'], ''])
  }))

test('where the check cannot be loaded, the card says so and the form can be sent', () =>
  visit(amount('currency="EUR" enforce'), async (page) => {
    await type(page, '12')
    assert.deepEqual((await state(page)).reasons, ['element.amount.failed'])
    assert.equal((await state(page)).outcome, 'unknown')
    assert.equal(await page.evaluate(() => document.forms[0].checkValidity()), true)
  }, { module: false, options: {}, wrong: [/404/, /<cs-amount>: the check could not be loaded/] }))

test('what a page asks wrongly for is told to its maker', () =>
  visit(amount('currency="EURO"') + '<cs-amount currency="EUR"><input type="number" name="other" aria-label="Other"></cs-amount>', async (page) => {
    assert.deepEqual((await state(page)).reasons, ['element.amount.misused'])
  }, { wrong: [/<cs-amount>: subject\.currency: no currency with a minor unit "EURO"/, /found no field for the amount/] }))

for (const [name, options] of Object.entries({
  light: {},
  dark: { colorScheme: 'dark' },
  forced: { forcedColors: 'active' },
}))
  test(`axe finds nothing: ${name}`, () =>
    visit(amount('currency="KWD" locale=""'), async (page) => {
      for (const text of ['1,234', '12.5', '1.2345', '']) {
        await page.locator('[name=amount]').fill(text)
        await axeFindsNothing(page, text)
      }
    }, { options: { ...options, bypassCSP: true }, dir: name === 'dark' ? 'rtl' : 'ltr' }))
