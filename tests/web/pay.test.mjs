// Harbour's pay page in Chromium: whatever the shop, the page or somebody in between does to the offer is caught before it is
// confirmed; what is confirmed is paid once.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import test, { after, before, describe } from 'node:test'

import { tamperings } from '../../web-demo/pay.mjs'
import { startHarbour } from '../../web-demo/server.mjs'
import { goodFor } from '../../web-demo/shop.mjs'
import { axeFindsNothing, judgedOf, launchChromium, nothingIsWider } from './harbour.mjs'

const wide = { width: 1180, height: 900 }
const cart = { tea: '3', mug: '1', currency: 'EUR', country: 'DE' }
/** Long enough for a slow machine between two presses, short enough for a test. */
const hold = 1200

let harbour
let browser
let ahead = 0
const shared = {}
before(async () => {
  ;[harbour, browser] = await Promise.all([startHarbour(0, { now: () => Date.now() + ahead }), launchChromium()])
})
after(async () => {
  await browser?.close()
  await harbour?.close()
})

async function blank(options) {
  const context = await browser.newContext({ locale: 'en', viewport: wide, ...options })
  const page = await context.newPage()
  page.on('console', (message) => page.seen.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => page.seen.push(String(error)))
  return page
}

async function visit(query, act, { javaScript = true, options } = {}) {
  const page = options !== undefined ? await blank(options) : (shared[javaScript] ??= await blank({ javaScriptEnabled: javaScript }))
  page.seen = []
  try {
    await page.goto(`${harbour.address}/pay?${new URLSearchParams({ lang: 'en', ...cart, ...query })}`)
    if (javaScript) await page.waitForSelector('form[data-check=live]')
    await act(page)
    assert.deepEqual(page.seen, [])
  } finally {
    if (options !== undefined) await page.context().close()
  }
}

const button = (page) => page.getByRole('button', { name: 'Pay', exact: true })
const keyOf = (page) => page.locator('#question').getAttribute('idempotency-key')
const paid = (page) => page.waitForURL('**/pay/receipt?*')
const marked = (page) => page.locator('[data-wrong]').evaluateAll((all) => all.map(({ dataset }) => dataset.field ?? ''))

/** What the card of the offer, and that of the bill, say of each; and what of it is marked. */
const found = {
  none: [['accept', []], ['accept', []], []],
  'old-cart': [['accept', []], ['reject', ['payment.unexplained-difference']], []],
  fee: [['accept', []], ['caution', ['payment.unexpected-fee', 'payment.expected-differs']], []],
  'hidden-fee': [['reject', ['payment.unshown-field']], ['caution', ['payment.unexpected-fee', 'payment.expected-differs']], []],
  amount: [['reject', ['payment.shown-differs']], ['accept', []], ['total']],
  account: [['reject', ['payment.shown-differs']], ['accept', []], ['payee.account']],
  'look-alike': [['caution', ['payment.lookalike-payee']], ['accept', []], []],
  first: [['caution', ['payment.first-payee']], ['accept', []], []],
  forged: [['reject', ['payment.bad-signature']], ['accept', []], []],
  stranger: [['reject', ['payment.unknown-signer']], ['accept', []], []],
  expired: [['reject', ['payment.quote-expired']], ['accept', []], []],
  twice: [['reject', ['payment.duplicate']], ['accept', []], []],
}

test('every tampering of the drawer is one that is tested here', () => assert.deepEqual([...Object.keys(found), 'late'], tamperings))

for (const javaScript of [true, false])
  describe(javaScript ? 'on this device' : 'without JavaScript', () => {
    for (const [tamper, [offer, bill, places]] of Object.entries(found))
      test(`an offer that is "${tamper}" is seen through, and ${[offer, bill].some(([outcome]) => outcome === 'reject') ? 'not paid' : 'can be paid'}`, () =>
        visit({ tamper }, async (page) => {
          const say = async (id) => Object.values(await judgedOf(page, id))
          assert.deepEqual(await say('verdict'), offer)
          assert.deepEqual(await say('bill-verdict'), bill)
          if (javaScript) assert.deepEqual(await marked(page), places)
          const key = await keyOf(page)
          const may = offer[0] !== 'reject' && bill[0] !== 'reject'
          if (javaScript) {
            // Twice, as by a machine that presses for somebody.
            await button(page).focus()
            await page.keyboard.press('Enter')
            if (offer[0] !== 'reject') await page.keyboard.press('Enter')
          } else await button(page).click()
          if (may) await paid(page)
          else if (!javaScript) await page.getByText('Nothing was paid.').waitFor()
          assert.equal(harbour.pay.chargedFor(key), may ? 1 : 0)
          // The browser notes that the server did not take it.
          page.seen = page.seen.filter((line) => may || javaScript || !line.includes('a status of 422'))
        }, { javaScript }))
  })

describe('the button', () => {
  test('pays when it is held, and not when it is let go', () =>
    visit({}, async (page) => {
      const key = await keyOf(page)
      await button(page).scrollIntoViewIfNeeded()
      const { x, y, width, height } = await button(page).boundingBox()
      await page.mouse.move(x + width / 2, y + height / 2)
      await page.mouse.down()
      await page.waitForFunction(() => document.querySelector('cs-confirm').matches(':state(holding)'))
      await page.mouse.move(x + width / 2, y - 200)
      await page.mouse.up()
      await page.waitForFunction(() => !document.querySelector('cs-confirm').matches(':state(holding)'))
      assert.equal(await page.evaluate(() => document.querySelector('cs-confirm').matches(':state(confirmed)')), false)
      // Its form is sent at once, so the next page may be there before this one is asked.
      await page.evaluate(() => document.addEventListener('cs-confirm', ({ target }) => sessionStorage.setItem('confirmed', target.matches(':state(confirmed)'))))
      await page.mouse.move(x + width / 2, y + height / 2)
      await page.mouse.down()
      await page.waitForURL('**/pay/receipt?*', { timeout: 10 * hold })
      await page.mouse.up()
      assert.equal(await page.evaluate(() => sessionStorage.getItem('confirmed')), 'true')
      assert.equal(harbour.pay.chargedFor(key), 1)
    }))

  test('pays at the second press, says so at the first, and takes no double click for two', () =>
    visit({}, async (page) => {
      await button(page).dblclick()
      assert.equal(await page.evaluate(() => document.querySelector('cs-confirm').matches(':state(confirmed)')), false)
      assert.equal(await page.locator('cs-confirm #announcer').first().innerText(), 'Press once more to confirm.')
      await button(page).click()
      await paid(page)
    }))

  test('is a press of its own again once it was left', () =>
    visit({}, async (page) => {
      await button(page).focus()
      await page.keyboard.press('Space')
      assert.equal(await page.evaluate(() => document.querySelector('cs-confirm').matches(':state(armed)')), true)
      await page.keyboard.press('Tab')
      assert.equal(await page.evaluate(() => document.querySelector('cs-confirm').matches(':state(armed)')), false)
    }))
})

describe('what a script of the page does to the offer', () => {
  const act = (page, body) => page.evaluate(body)
  for (const [what, body, reasons] of [
    ['another total', () => (document.querySelector('[data-field=total]').textContent = '1.00'), ['payment.shown-differs']],
    ['a field that is made invisible', () => (document.querySelector('[data-field="payee.account"]').style.opacity = '0'), ['payment.unshown-field']],
    ['a field that is taken away', () => document.querySelector('[data-field="lines[1].total"]').remove(), ['payment.unshown-field']],
    ['a row with a price that nobody signed', () => document.querySelector('#offer tbody').insertRow().insertCell().append('Insurance 9.99'), ['payment.unsigned-field']],
    ['a field that nobody signed', () => document.querySelector('#offer').insertAdjacentElement('beforeend', Object.assign(document.createElement('p'), { textContent: 'gift' })).setAttribute('data-field', 'gift'), ['payment.unsigned-field']],
    ['a code that was sent for something else', () => document.querySelector('cs-confirm').setAttribute('pending', '0'.repeat(64)), ['payment.stale-code']],
  ])
    test(`${what} is noticed at once, and undone with it`, () =>
      visit({}, async (page) => {
        await button(page).focus()
        await page.keyboard.press('Enter')
        await act(page, body)
        await page.locator('#verdict section.card[data-outcome=reject]').waitFor()
        assert.deepEqual((await judgedOf(page)).reasons, reasons)
        // What was pressed once was another payment.
        assert.equal(await page.evaluate(() => document.querySelector('cs-confirm').matches(':state(armed)')), false)
        await page.keyboard.press('Enter')
        assert.equal(harbour.pay.chargedFor(await keyOf(page)), 0)
        assert.equal(await button(page).getAttribute('aria-disabled'), 'true')
      }))
})

test('a price that ends while one looks at it is not confirmed', () =>
  visit({}, async (page) => {
    await page.clock.install()
    await page.goto(`${harbour.address}/pay?${new URLSearchParams({ lang: 'en', ...cart })}`)
    await page.waitForSelector('form[data-check=live]')
    assert.match(await page.locator('cs-confirm .expiry').innerText(), /^This price is good for another 1[45]:\d\d\.$/)
    await page.clock.fastForward(goodFor)
    await page.locator('#verdict section.card[data-outcome=reject]').waitFor()
    assert.deepEqual((await judgedOf(page)).reasons, ['payment.quote-expired'])
  }, { options: {} }))

test('the server takes the same offer once, however often it is sent', () =>
  visit({}, async (page) => {
    const key = await keyOf(page)
    const offer = await page.locator('#confirm-form [name=offer]').inputValue()
    const send = (digest = '') => fetch(`${harbour.address}/pay`, { method: 'POST', body: new URLSearchParams({ offer, lang: 'en', digest }), redirect: 'manual' })
    // What was confirmed is not what was offered.
    assert.equal((await send('0'.repeat(64))).status, 422)
    assert.equal(harbour.pay.chargedFor(key), 0)
    const digest = await page.evaluate(() => document.querySelector('cs-confirm').details.digest)
    assert.deepEqual(await Promise.all([1, 2, 3].map(async () => (await send(digest)).status)), [303, 303, 303])
    assert.equal(harbour.pay.chargedFor(key), 1)
    assert.equal((await fetch(`${harbour.address}/pay`, { method: 'POST', body: new URLSearchParams({ offer: 'H-0' }) })).status, 410)
  }))

test('a voucher is given for what was paid: signed, and with the digest that was confirmed', () =>
  visit({}, async (page) => {
    const digest = await page.evaluate(() => document.querySelector('cs-confirm').details.digest)
    await button(page).click()
    await button(page).click()
    await paid(page)
    assert.deepEqual(await judgedOf(page), { outcome: 'accept', reasons: [] })
    const answer = await fetch(`${harbour.address}${await page.getByRole('link', { name: 'Save the voucher' }).getAttribute('href')}`)
    assert.match(answer.headers.get('content-disposition'), /^attachment; filename="voucher-H-[0-9A-F]{8}\.json"$/)
    const voucher = await answer.json()
    const payload = Buffer.from(voucher.payload, 'base64url')
    assert.equal(createHash('sha256').update(payload).digest('hex'), voucher.digest)
    assert.equal(JSON.parse(payload).confirmation, digest)
    assert.equal(JSON.parse(payload).amount, '68.70')
  }))

test('from the cart to the receipt, by the keyboard alone', () =>
  visit({}, async (page) => {
    await page.goto(`${harbour.address}/shop?lang=en&tea=2&country=DE&currency=EUR&tip=1,50`)
    await page.waitForSelector('form[data-check=live]')
    await page.getByRole('button', { name: 'Go on to pay' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/pay?*')
    await page.waitForSelector('form[data-check=live]')
    assert.equal(await page.locator('[data-field=total]').innerText(), '38.50')
    await button(page).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await paid(page)
    assert.match(await page.locator('.lead').innerText(), /^38\.50 EUR paid to Harbour Trading for offer H-/)
  }))

/** Presses the button as keys do: twice. */
async function pressTwice(page) {
  await button(page).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
}
const code = (page) => page.getByLabel('Code from the message')
const confirmCode = (page) => page.getByRole('button', { name: 'Confirm with this code' })
const codeIn = (text) => /^\[Harbour\] (\d{6}) confirms 68\.70 EUR to Harbour Trading, account ending 3000\./.exec(text)[1]
const messageOf = (page) => page.locator('#phone .message-text').first().innerText()

describe('a code for one payment', () => {
  const asked = (page) => code(page).waitFor()

  test('says what it is for, and pays that', () =>
    visit({ step: 'code' }, async (page) => {
      const key = await keyOf(page)
      await pressTwice(page)
      await asked(page)
      assert.equal(harbour.pay.chargedFor(key), 0)
      const right = codeIn(await messageOf(page))
      await confirmCode(page).click()
      assert.equal(await page.locator('main > #announcer').textContent(), 'The code is not whole yet.')
      await code(page).fill(right === '000000' ? '000001' : '000000')
      await code(page).press('Enter')
      await page.getByText('This is not the code for this payment.').waitFor()
      await page.waitForSelector('form[data-check=live]')
      assert.equal(harbour.pay.chargedFor(key), 0)
      await page.getByRole('button', { name: 'Fill in' }).click()
      await confirmCode(page).click()
      await paid(page)
      assert.equal(harbour.pay.chargedFor(key), 1)
      page.seen = page.seen.filter((line) => !line.includes('a status of 422'))
    }))

  test('counts no longer when the payment becomes another one, on the page and on the server', () =>
    visit({ tamper: 'late' }, async (page) => {
      const key = await keyOf(page)
      await pressTwice(page)
      await page.locator('#verdict section.card[data-outcome=reject]').waitFor()
      assert.deepEqual(await judgedOf(page), { outcome: 'reject', reasons: ['payment.stale-code', 'payment.other-account'] })
      assert.equal(await code(page).isVisible(), false)
      const offer = await page.locator('#code-form [name=offer]').inputValue()
      const sent = await fetch(`${harbour.address}/pay`, { method: 'POST', body: new URLSearchParams({ offer, step: 'code', code: codeIn(await messageOf(page)) }), redirect: 'manual' })
      assert.equal(sent.status, 422)
      assert.equal(harbour.pay.chargedFor(key), 0)
    }))

  test('counts no longer when a script changes what is shown', () =>
    visit({ step: 'code', sent: '1' }, async (page) => {
      await code(page).fill(codeIn(await messageOf(page)))
      await page.evaluate(() => (document.querySelector('[data-field=total]').textContent = '1.00'))
      await page.locator('#verdict section.card[data-outcome=reject]').waitFor()
      assert.deepEqual((await judgedOf(page)).reasons, ['payment.shown-differs', 'payment.stale-code'])
      assert.equal(await code(page).isVisible(), false)
    }))

  test('is asked for again once it may be', () =>
    visit({ step: 'code' }, async (page) => {
      await pressTwice(page)
      await asked(page)
      const first = codeIn(await messageOf(page))
      assert.equal(await page.getByRole('button', { name: 'Send another code' }).getAttribute('aria-disabled'), 'true')
      const offer = await page.locator('#code-form [name=offer]').inputValue()
      const digest = await page.evaluate(() => document.querySelector('cs-confirm').details.digest)
      const ask = (fields) => fetch(`${harbour.address}/pay/code`, { method: 'POST', body: new URLSearchParams({ offer, ...fields }) })
      assert.equal((await ask({ digest })).status, 429)
      assert.equal((await ask({ digest: '0'.repeat(64) })).status, 422)
      assert.equal((await fetch(`${harbour.address}/pay/code`)).status, 405)
      ahead = 31_000
      const again = await ask({ digest })
      assert.equal(again.status, 202)
      assert.notEqual(codeIn((await again.json()).code.messages[0].text), first)
      ahead = 0
    }))

  test('works without JavaScript, too', () =>
    visit({ step: 'code' }, async (page) => {
      const key = await keyOf(page)
      await button(page).click()
      await asked(page)
      assert.equal(harbour.pay.chargedFor(key), 0)
      await code(page).fill(codeIn(await messageOf(page)))
      await confirmCode(page).click()
      await paid(page)
      assert.equal(harbour.pay.chargedFor(key), 1)
    }, { javaScript: false }))

  test('that was sent for something else is seen through without JavaScript, too', () =>
    visit({ tamper: 'late' }, async (page) => {
      const key = await keyOf(page)
      await button(page).click()
      assert.deepEqual((await judgedOf(page)).reasons, ['payment.stale-code', 'payment.other-account'])
      assert.equal(await code(page).isVisible(), false)
      assert.equal(harbour.pay.chargedFor(key), 0)
    }, { javaScript: false }))
})

describe('what an amount needs', () => {
  const dear = { tea: '0', mug: '0', berth: '2' }
  const dearest = { tea: '0', mug: '0', berth: '5' }
  const steps = (page) => page.locator('#steps input').evaluateAll((all) => all.filter(({ disabled }) => !disabled).map(({ value, checked }) => [value, checked]))
  const send = async (page, fields, path = '/pay') => {
    const offer = await page.locator('#confirm-form [name=offer]').inputValue()
    const digest = await page.evaluate(() => document.querySelector('cs-confirm')?.details?.digest ?? '')
    return fetch(`${harbour.address}${path}`, { method: 'POST', body: new URLSearchParams({ offer, digest, lang: 'en', ...fields }), redirect: 'manual' })
  }

  test('is nothing below the limit, to the cent', async () => {
    for (const [tip, first] of [['39,99', 'hold'], ['40,00', 'code']])
      await visit({ tea: '0', mug: '0', berth: '1', tip }, async (page) => {
        assert.equal((await steps(page))[0][0], first)
        assert.equal(await page.locator('#factors-verdict').isVisible(), first === 'code')
      })
  })

  for (const javaScript of [true, false])
    test(`is more than the button from the limit on${javaScript ? '' : ', without JavaScript, too'}`, () =>
      visit({ ...dear, step: 'hold' }, async (page) => {
        const key = await keyOf(page)
        assert.deepEqual(await steps(page), [['code', true], ['passkey', false]])
        assert.deepEqual(await judgedOf(page, 'factors-verdict'), { outcome: 'accept', reasons: ['payment.weak-factor'] })
        const answer = await send(page, { step: 'hold' })
        assert.equal(answer.status, 422)
        assert.match(await answer.text(), /This amount needs more to be confirmed with\.[^]*value="code" checked/)
        assert.equal(harbour.pay.chargedFor(key), 0)
        if (javaScript) await pressTwice(page)
        else await button(page).click()
        await page.getByText('confirms 220.00 EUR').waitFor()
        assert.equal(harbour.pay.chargedFor(key), 0)
      }, { javaScript }))

  test('is a strong factor for a large one: no code is sent for it, and none is taken', () =>
    visit({ ...dearest, step: 'code' }, async (page) => {
      const key = await keyOf(page)
      assert.deepEqual(await steps(page), [['passkey', false]])
      assert.deepEqual(await judgedOf(page, 'factors-verdict'), { outcome: 'reject', reasons: ['payment.strong-factor-needed', 'payment.weak-factor'] })
      assert.match(await page.locator('#no-step').innerText(), /^Nothing here is enough/)
      await pressTwice(page)
      assert.equal(await page.evaluate(() => document.activeElement.id), 'factors-verdict')
      assert.equal((await send(page, {}, '/pay/code')).status, 422)
      for (const step of ['hold', 'code']) assert.equal((await send(page, { step, code: '000000' })).status, 422)
      assert.equal(harbour.pay.chargedFor(key), 0)
    }))
})

describe('what the device itself confirms', () => {
  const passkey = (page) => page.getByRole('radio', { name: 'With this device: finger, face or PIN' })

  test('is not offered where there are no passkeys: at an address of numbers', () =>
    visit({ step: 'passkey' }, async (page) => {
      assert.equal(await passkey(page).isVisible(), false)
      assert.equal(await page.getByRole('radio', { name: 'With the button alone' }).isChecked(), true)
    }))

  test('is signed for this payment and no other', () =>
    visit({}, async (page) => {
      const devtools = await page.context().newCDPSession(page)
      await devtools.send('WebAuthn.enable')
      await devtools.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } })
      const open = async (more) => {
        await page.goto(`${harbour.address.replace('127.0.0.1', 'localhost')}/pay?${new URLSearchParams({ lang: 'en', ...cart, step: 'passkey', ...more })}`)
        await page.waitForSelector('form[data-check=live]')
      }
      // A new passkey the first time, and the same one the second time, for an amount that needs one.
      const used = []
      for (const more of [{}, { berth: '5', step: 'hold' }]) {
        await open(more)
        const key = await keyOf(page)
        await pressTwice(page)
        await paid(page)
        assert.equal(harbour.pay.chargedFor(key), 1)
        used.push(await page.evaluate(() => localStorage.getItem('harbour-passkey')))
      }
      assert.equal(used[0], used[1])
      // A script hands the device another challenge: what comes back is of another payment.
      await open()
      await page.evaluate(() => {
        const get = navigator.credentials.get.bind(navigator.credentials)
        navigator.credentials.get = ({ publicKey }) => get({ publicKey: { ...publicKey, challenge: new Uint8Array(32) } })
      })
      await pressTwice(page)
      await page.locator('#verdict section.card[data-outcome=reject]').waitFor()
      assert.deepEqual((await judgedOf(page)).reasons, ['payment.confirmed-other'])
      assert.equal(harbour.pay.chargedFor(await keyOf(page)), 0)
      // The person says no.
      await open()
      await page.evaluate(() => (navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError'))))
      await pressTwice(page)
      await page.getByText('This device did not confirm.').waitFor()
      assert.equal(harbour.pay.chargedFor(await keyOf(page)), 0)
      // The server does not take what nobody signed.
      const offer = await page.locator('#confirm-form [name=offer]').inputValue()
      const challenge = await page.evaluate(() => document.querySelector('cs-confirm').details.challenge)
      const origin = harbour.address.replace('127.0.0.1', 'localhost')
      const encoded = (bytes) => Buffer.from(bytes).toString('base64url')
      const clientData = encoded(JSON.stringify({ type: 'webauthn.get', challenge, origin, crossOrigin: false }))
      const authenticatorData = encoded(Buffer.concat([createHash('sha256').update('localhost').digest(), Buffer.from([5, 0, 0, 0, 9])]))
      for (const more of [{}, { clientData }, { clientData, credential: used[0], authenticatorData, signature: encoded(Buffer.alloc(70)) }]) {
        const answer = await fetch(`${origin}/pay`, { method: 'POST', body: new URLSearchParams({ offer, step: 'passkey', ...more }), redirect: 'manual' })
        assert.equal(answer.status, 422)
        assert.match(await answer.text(), /This device did not confirm\./)
      }
      assert.equal(harbour.pay.chargedFor(await keyOf(page)), 0)
    }, { options: {} }))
})

for (const [name, options, query] of [
  ['light', {}, { tamper: 'account' }],
  ['dark, narrow', { colorScheme: 'dark', viewport: { width: 320, height: 640 } }, { tamper: 'fee', open: '1' }],
  ['from right to left', {}, { tamper: 'look-alike', dir: 'rtl' }],
  ['a code that was sent', {}, { step: 'code', sent: '1' }],
  ['a code that was sent, dark and narrow', { colorScheme: 'dark', viewport: { width: 320, height: 640 } }, { step: 'code', sent: '1', dir: 'rtl' }],
  ['a code for something else', {}, { tamper: 'late', sent: '1' }],
  ['an amount that needs a passkey', {}, { berth: '5' }],
])
  test(`axe finds nothing, and nothing is wider than the page: ${name}`, () =>
    visit(query, async (page) => {
      await axeFindsNothing(page)
      await nothingIsWider(page)
    }, { options: { ...options, bypassCSP: true } }))
