// Harbour's page for codes in Chromium, with a clock that is the tests': what its tabs, its network and its server can do to it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import test, { after, before, describe } from 'node:test'

import { startHarbour } from '../../web-demo/server.mjs'
import { launchChromium } from './harbour.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const wide = { width: 1180, height: 900 }
const rounds = process.env.COUNTERSIGN_LONG === '1' ? 10_000 : 200

let harbour
let browser
/** By how much the truth is ahead of this machine. */
let ahead = 0
const pauses = []
const now = () => Date.now() + ahead

before(async () => {
  ;[harbour, browser] = await Promise.all([
    startHarbour(0, { now, pause: () => new Promise((resolve) => pauses.push(resolve)) }),
    launchChromium(),
  ])
})
after(async () => {
  await browser?.close()
  await harbour?.close()
})

/** Runs in each page before anything else: its clock is ahead of this machine's as that of the server is. */
function moveClocks(initially) {
  const [wall, steady] = [Date.now.bind(Date), performance.now.bind(performance)]
  window.ahead = initially
  try {
    window.ahead = Number(sessionStorage.getItem('ahead') ?? initially)
  } catch {
    // Without a storage no test reloads.
  }
  const before = window.ahead
  Date.now = () => wall() + window.ahead
  // This one begins with the page.
  performance.now = () => steady() + window.ahead - before
}

/** A browser of its own. */
async function open(options) {
  const context = await browser.newContext({ locale: 'en', viewport: wide, permissions: ['clipboard-read', 'clipboard-write'], ...options })
  const seen = []
  context.on('console', (message) => seen.push(`${message.type()}: ${message.text()}`))
  context.on('weberror', (error) => seen.push(String(error.error())))
  return { context, seen }
}

/** Runs in a page: time passes there. */
function passHere(ms) {
  window.ahead += ms
  try {
    sessionStorage.setItem('ahead', window.ahead)
  } catch {
    // As above.
  }
  document.querySelector('cs-otp').judge()
}

/** Time passes for the server and for these pages; each of them looks. */
async function pass(ms, ...pages) {
  ahead += ms
  await Promise.all(pages.map((page) => page.evaluate(passHere, ms)))
}

async function go(context, query = {}) {
  const page = await context.newPage()
  await page.addInitScript(moveClocks, ahead)
  await page.goto(`${harbour.address}/verify?${new URLSearchParams({ lang: 'en', ...query })}`)
  await settled(page)
  return page
}

const settled = (page) => page.waitForSelector('form[data-check=live], form[data-check=failed]', { state: 'attached' })
/** As they are now. */
const details = (page) =>
  page.evaluate(() => {
    const otp = document.querySelector('cs-otp')
    otp.judge()
    return otp.details
  })
const card = (page) => page.locator('#verdict .card:not(.room)')

async function sessionOf(context) {
  const [{ value }] = await context.cookies()
  return harbour.desk.find(value)
}

async function visit(query, act, { options, clean = true } = {}) {
  const { context, seen } = await open(options)
  try {
    const page = await go(context, query)
    await act(page, context)
    if (clean) assert.deepEqual(seen, [])
  } finally {
    await context.close()
  }
}

test(`R13: ${rounds} times, two tabs pressed twice each at the same moment: one message each time, counted by the server`, { timeout: 1_800_000 }, () =>
  visit({ rule: 'fixed', message: 'lost' }, async (first, context) => {
    const second = await go(context)
    const session = await sessionOf(context)
    /** Runs in a page: two presses, and what came of them. */
    const press = async (sends) => {
      const otp = document.querySelector('cs-otp')
      const button = document.getElementById('resend')
      button.click()
      button.click()
      while (otp.details.state.sends < sends) await new Promise((next) => setTimeout(next, 1))
    }
    for (let round = 1; round <= rounds; round++) {
      // The wait is over, and so is the window, so that the cap is never reached: for both, as they have one clock.
      await pass(3_600_001, first, second)
      await Promise.all([first, second].map((page) => page.evaluate(press, round + 1)))
      assert.equal(session.sends.length, round + 1)
    }
  }))

test('R13 R45: what another tab sent, was answered and verified is known here', () =>
  visit({}, async (first, context) => {
    const second = await go(context)
    await pass(30_000, first, second)
    await first.locator('#resend').click()
    await second.waitForFunction(() => document.querySelector('cs-otp').details.state.sends === 2)
    const [a, b] = await Promise.all([details(first), details(second)])
    assert.ok(Math.abs(a.secondsLeft - b.secondsLeft) <= 1)
    assert.equal(b.secondsLeft > 50, true)
    await first.locator('#code').fill((await sessionOf(context)).code)
    await first.locator('#continue').click()
    await second.waitForFunction(() => document.querySelector('cs-otp').matches(':state(verified)'))
  }))

test('R15: another browser with the same sign-in waits as long as the first', () =>
  visit({}, async (first, context) => {
    await pass(30_000, first)
    await first.locator('#resend').click()
    await first.waitForFunction(() => document.querySelector('cs-otp').details.state.sends === 2)
    await pass(20_000, first)
    const { context: other } = await open()
    await other.addCookies(await context.cookies())
    const page = await go(other)
    // It is shown at some moment between these two, rounded up; on its way the server's clock may lose a second.
    const session = await sessionOf(context)
    const most = harbour.desk.allowance(session).wait / 1000
    const left = (await details(page)).secondsLeft
    const least = harbour.desk.allowance(session).wait / 1000
    assert.ok(least > 30 && left >= least && left <= Math.ceil(most + 1), `${left} instead of ${least} to ${most}`)
    await page.locator('#resend').click({ force: true })
    await page.locator('#announcer.unseen', { hasText: 'You can ask for a new code in' }).waitFor({ state: 'attached' })
    assert.equal((await sessionOf(context)).sends.length, 2)
    await other.close()
  }))

test('R45: after a reload, and with everything stored gone, the page knows what the server knows', () =>
  visit({}, async (page, context) => {
    await pass(10_000, page)
    for (const clear of [false, true]) {
      if (clear) await page.evaluate(() => localStorage.clear())
      await page.reload()
      await settled(page)
      const right = harbour.desk.allowance(await sessionOf(context)).wait / 1000
      assert.ok(right > 5 && Math.abs((await details(page)).secondsLeft - right) <= 1)
    }
    assert.equal((await sessionOf(context)).sends.length, 1)
  }))

test('R45: a storage and a channel that throw are done without', async () => {
  const { context, seen } = await open()
  await context.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('no', 'SecurityError') } })
    delete window.BroadcastChannel
    Object.defineProperty(navigator, 'locks', { value: undefined })
  })
  const page = await go(context)
  await pass(30_000, page)
  await page.locator('#resend').click()
  await page.waitForFunction(() => document.querySelector('cs-otp').details.state.sends === 2)
  assert.equal((await sessionOf(context)).sends.length, 2)
  assert.deepEqual(seen, [])
  await context.close()
})

test('R13: where there are no locks and no channel, the storage keeps two tabs from sending twice', async () => {
  const { context } = await open()
  await context.addInitScript(() => {
    delete window.BroadcastChannel
    Object.defineProperty(navigator, 'locks', { value: undefined })
  })
  const [first, second] = [await go(context), await go(context)]
  for (let round = 1; round <= 5; round++) {
    await pass(3_600_001, first, second)
    await Promise.all([first, second].map((page) => page.evaluate(() => document.getElementById('resend').click())))
    await Promise.all([first, second].map((page) => page.waitForFunction((sends) => document.querySelector('cs-otp').details.state.sends === sends, round + 1)))
    assert.equal((await sessionOf(context)).sends.length, round + 1)
  }
  await context.close()
})

test('a network that is slow: what is typed before the script has come is kept and judged, and the wait counts from the send', async () => {
  const { context, seen } = await open()
  let arrive
  const held = new Promise((resolve) => (arrive = resolve))
  await context.route('**/verify.js', async (route) => {
    await held
    await route.continue()
  })
  const page = await context.newPage()
  await page.addInitScript(moveClocks, ahead)
  await page.goto(`${harbour.address}/verify?lang=en`, { waitUntil: 'commit' })
  await page.locator('#code').fill('482 913')
  await page.locator('#resend').waitFor()
  arrive()
  await settled(page)
  const right = harbour.desk.allowance(await sessionOf(context)).wait / 1000
  const { secondsLeft } = await details(page)
  assert.ok(right > 5 && Math.abs(secondsLeft - right) <= 1, `${secondsLeft} instead of ${right}`)
  assert.equal(await page.locator('#code').inputValue(), '482 913')
  assert.equal(await page.evaluate(() => document.querySelector('cs-otp').outcome), 'accept')
  assert.deepEqual(seen, [])
  await context.close()
})

test('a server that is slow: the button says that it is being asked, and a second press asks nothing', () =>
  visit({}, async (page, context) => {
    await page.locator('#drawer summary').click()
    await page.getByLabel('answers after 3 seconds').check()
    await pass(30_000, page)
    await page.locator('#code').fill('482')
    await page.locator('#resend').click()
    await page.locator('.countdown', { hasText: 'Asking for a code' }).waitFor()
    await page.locator('#resend').click({ force: true })
    // Unanswered for longer than the core lets a send wait, it may be asked again: with the same key.
    await pass(5001, page)
    await page.locator('.countdown', { hasText: 'There was no answer' }).waitFor()
    await page.locator('#resend').click()
    while (pauses.length < 2) await new Promise((resolve) => setTimeout(resolve, 5))
    for (const go of pauses.splice(0)) go()
    await page.waitForFunction(() => document.querySelector('cs-otp').details.state.sends === 2)
    assert.equal((await sessionOf(context)).sends.length, 2)
    assert.equal(await page.locator('#code').inputValue(), '482')
  }))

test('offline: what was typed stays, one next step is said, and with a connection it goes on', () =>
  visit({}, async (page, context) => {
    const session = await sessionOf(context)
    await page.locator('#code').fill(session.code)
    await context.setOffline(true)
    await page.locator('#continue').click()
    await page.getByText('You are offline.').first().waitFor()
    assert.match(await page.locator('#announcer.visually-hidden').textContent(), /^You are offline\. What you typed is still here\. Press the button again/)
    assert.equal(await page.locator('#code').inputValue(), session.code)
    await pass(30_000, page)
    await page.locator('#resend').click()
    await page.locator('.countdown', { hasText: 'No code was sent.' }).waitFor()
    assert.equal(session.sends.length, 1)
    await context.setOffline(false)
    await page.locator('#continue').click()
    await page.locator('#done').waitFor()
  }, { clean: false }))

test('a server that was started anew: what was typed stays, and there is one way on', () =>
  visit({}, async (page, context) => {
    harbour.desk.forget(await sessionOf(context))
    await page.locator('#code').fill('482913')
    await page.locator('#continue').click()
    await page.getByText('no longer knows this sign-in').first().waitFor()
    assert.equal(await page.locator('#code').inputValue(), '482913')
    await page.getByRole('link', { name: 'Start again' }).click()
    await settled(page)
    assert.equal((await sessionOf(context)).sends.length, 1)
    assert.equal(await page.locator('#trouble').isVisible(), false)
  }, { clean: false }))

test('a wrong code is said once, the field is ready to be typed over, and the third ends it', () =>
  visit({}, async (page, context) => {
    const { code } = await sessionOf(context)
    const wrong = code === '111111' ? '222222' : '111111'
    for (const left of [/You have 2 more tries/, /You have 1 more try/, /this one is no longer taken/]) {
      await page.locator('#code').focus()
      await page.keyboard.type(wrong)
      await page.keyboard.press('Enter')
      await card(page).getByText(left).waitFor()
      assert.equal(await page.evaluate(() => getSelection().toString().length || document.activeElement.selectionEnd - document.activeElement.selectionStart), 6)
      assert.equal(await page.locator('#code').getAttribute('aria-invalid'), 'true')
    }
    assert.equal(await page.evaluate(() => document.querySelector('cs-otp').outcome), 'reject')
  }))

test('R16: the language changes in place; code, deadline and server stay as they are', () =>
  visit({}, async (page, context) => {
    await page.locator('#code').fill('482')
    const before = await details(page)
    await page.getByRole('button', { name: '中文' }).click()
    await card(page).getByText('还差 3 位。').waitFor()
    await page.locator('.countdown', { hasText: '后可以重新获取验证码。' }).waitFor()
    const { state, notBefore } = await details(page)
    assert.deepEqual([state.sends, notBefore], [1, before.notBefore])
    assert.equal(await page.locator('#code').inputValue(), '482')
    assert.equal((await sessionOf(context)).sends.length, 1)
  }))

test('R12: while the carrier has trouble the page says so, and nothing counts', () =>
  visit({}, async (page, context) => {
    await page.locator('#drawer summary').click()
    await page.getByLabel('has trouble').check()
    await card(page).getByText('Codes sent now do not count against you.').waitFor()
    const before = (await details(page)).sendsLeft
    await pass(30_000, page)
    await page.locator('#resend').click()
    await page.waitForFunction(() => document.querySelector('cs-otp').details.state.sends === 2)
    assert.equal((await details(page)).sendsLeft, before)
    assert.equal((await sessionOf(context)).sends.length, 2)
  }))

test('WCAG 3.3.8: a message copied on the phone is pasted; one for a look-alike site is stopped', () =>
  visit({}, async (page, context) => {
    const { code } = await sessionOf(context)
    await page.getByRole('button', { name: 'Copy' }).click()
    await page.getByText('Copied. Now paste it').waitFor({ state: 'attached' })
    await page.locator('#code').focus()
    await page.keyboard.press('Control+v')
    assert.equal(await page.locator('#code').inputValue(), code)
    await page.locator('#code').fill('')
    await page.locator('#drawer summary').click()
    await page.getByLabel('is for a look-alike site').check()
    await pass(30_000, page)
    await page.locator('#resend').click()
    await page.getByText('@harb0ur-login.example').waitFor()
    await page.getByRole('button', { name: 'Fill in' }).first().click()
    await card(page).getByText('This code is for').waitFor()
    assert.equal(await page.locator('#code').inputValue(), '')
  }))

test('WCAG 2.2.1: that a code runs out is said beforehand, and another is there for the asking', () =>
  visit({}, async (page) => {
    const expiry = (text) => page.locator('.expiry', { hasText: text }).waitFor()
    await expiry('The code works for another 5 minutes.')
    await pass(181_000, page)
    await expiry('The code works for another 2 minutes.')
    await pass(60_000, page)
    await expiry('The code works for one more minute at most.')
    await pass(60_000, page)
    await card(page).getByText('This code is probably too old by now.').waitFor()
    assert.equal((await details(page)).mayResend, true)
  }))

test('nothing moves while a code is typed, judged and refused, and the field ends where a password manager has room', () =>
  visit({}, async (page, context) => {
    const places = () => page.evaluate(() => ['code', 'continue', 'resend', 'service'].map((id) => Math.round(document.getElementById(id).getBoundingClientRect().top)))
    const before = await places()
    const { code } = await sessionOf(context)
    for (const text of ['4', '48', '48x', '48 2', '482913777', code]) {
      await page.locator('#code').fill(text)
      assert.deepEqual(await places(), before, text)
    }
    await page.evaluate(() => document.querySelector('cs-otp').fill('482913\n\n@harb0ur.example #482913'))
    await card(page).getByText('This code is for').waitFor()
    assert.deepEqual(await places(), before)
    const [field, last] = await page.evaluate(() => {
      const slots = document.querySelector('cs-otp').shadowRoot.querySelectorAll('.slot')
      return [document.getElementById('code'), slots[slots.length - 1]].map((one) => one.getBoundingClientRect().right)
    })
    assert.ok(field - last >= 24)
  }))

describe('a message that the browser reads itself', () => {
  const stub = () => {
    // A blank page has none.
    if (navigator.credentials === undefined) return
    window.OTPCredential = class {}
    window.received = []
    navigator.credentials.get = ({ otp, signal }) =>
      new Promise((resolve, reject) => {
        window.received.push(otp.transport)
        window.deliver = (code) => resolve({ code })
        signal.addEventListener('abort', () => {
          window.aborted = true
          reject(signal.reason)
        })
      })
  }
  const withStub = async (act) => {
    const { context, seen } = await open()
    await context.addInitScript(stub)
    const page = await go(context)
    await act(page, context)
    assert.deepEqual(seen, [])
    await context.close()
  }

  test('is put into an empty field, and nothing is sent', () =>
    withStub(async (page, context) => {
      assert.deepEqual(await page.evaluate(() => window.received), [['sms']])
      await page.evaluate(() => window.deliver('482913'))
      await page.waitForFunction(() => document.querySelector('cs-otp').outcome === 'accept')
      assert.equal(await page.locator('#code').inputValue(), '482913')
      assert.equal((await sessionOf(context)).attempts, 3)
    }))

  test('does not replace what is being typed', () =>
    withStub(async (page) => {
      await page.locator('#code').fill('12')
      await page.evaluate(() => window.deliver('482913'))
      await page.evaluate(() => new Promise((next) => setTimeout(next)))
      assert.equal(await page.locator('#code').inputValue(), '12')
    }))

  for (const [what, act] of [
    ['the form is sent', (page) => page.evaluate(() => document.getElementById('verify').requestSubmit(document.getElementById('continue')))],
    ['the element is taken away', (page) => page.evaluate(() => document.querySelector('cs-otp').remove())],
    ['the page is left', (page) => page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')))],
  ])
    test(`is waited for no more when ${what}`, () =>
      withStub(async (page) => {
        await act(page)
        assert.equal(await page.evaluate(() => window.aborted), true)
      }))
})

test('a page that is kept for the way back knows, when it comes back, what was sent meanwhile', () =>
  visit({}, async (page, context) => {
    const second = await go(context)
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })))
    await pass(30_000, page, second)
    await second.locator('#resend').click()
    await second.waitForFunction(() => document.querySelector('cs-otp').details.state.sends === 2)
    assert.equal((await details(page)).state.sends, 1)
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
    assert.equal((await details(page)).state.sends, 2)
  }))

test('R45: a page that is gone back to counts on', () =>
  visit({}, async (page, context) => {
    await pass(10_000, page)
    await page.goto(`${harbour.address}/?lang=en`)
    await page.goBack()
    await settled(page)
    const right = harbour.desk.allowance(await sessionOf(context)).wait / 1000
    assert.ok(right > 5 && Math.abs((await details(page)).secondsLeft - right) <= 1)
    assert.equal((await sessionOf(context)).sends.length, 1)
  }))

test('where the check cannot be loaded, the form works as without JavaScript', () =>
  visit({ fault: 'module' }, async (page, context) => {
    await page.getByText('The check could not be loaded.').waitFor()
    await page.locator('#code').fill((await sessionOf(context)).code)
    await page.locator('#continue').click()
    await page.getByRole('heading', { name: 'That was the code' }).waitFor()
  }, { clean: false }))

for (const [name, lang, dir, options, chosen] of [
  ['in light', 'en', 'ltr', {}, ['ready', 'complete', 'locked', 'expired', 'exhausted', 'two-codes']],
  ['in the dark', 'zh-Hans', 'ltr', { colorScheme: 'dark' }, ['wrong', 'incident', 'done']],
  ['on a narrow page, from right to left', 'en', 'rtl', { viewport: { width: 320, height: 640 } }, ['exhausted', 'twice', 'offline']],
])
  test(`nothing is in anyone's way in any state, ${name}`, async () => {
    const { context, seen } = await open(options)
    const page = await context.newPage()
    for (const show of chosen) {
      await page.goto(`${harbour.address}/verify?${new URLSearchParams({ lang, dir, show, open: '1' })}`)
      await settled(page)
      await page.evaluate(axe)
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'], preload: false }))
      assert.deepEqual(violations.map(({ id, nodes }) => `${show} ${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`)}`), [])
      const [inside, outside] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
      assert.equal(inside, outside, show)
    }
    assert.deepEqual(seen, [])
    await context.close()
  })
