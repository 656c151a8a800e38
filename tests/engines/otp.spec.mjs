// <cs-otp> on a page of the tests' own, whose clock and server are the tests', and Harbour's page for codes.
import assert from 'node:assert/strict'
import test from 'node:test'

const here = '/the-tests/otp.html'
const code = '482913'
const bound = (host) => `Your code is ${code}. Never tell it to anyone.\n\n@${host} #${code}`

let made = 0

/**
 * The truth is what a clock says that nobody moves; it is in the storage, so that it outlives a reload and is the same in
 * every frame. The device's clock is wrong by `error`; the one that never goes back begins with the page, and stands still
 * while the device sleeps.
 */
const script = (begun) => `
  import { useCountersign } from '/countersign/elements/otp.js'
  import { load } from '/countersign/index.js'
  // Engines that have one storage for all tests: each begins with none.
  if (window === top && sessionStorage.getItem('begun') !== '${begun}') {
    localStorage.clear()
    sessionStorage.setItem('begun', '${begun}')
  }
  const number = (name) => Number(localStorage.getItem(name) ?? 0)
  const began = number('truth')
  const slept = number('slept')
  window.otp = document.querySelector('cs-otp')
  // A frame is to the storage, the channel and the locks what another tab is.
  window.tabs = [window]
  if (document.body.dataset.frame === 'true' && window === top) {
    const frame = document.createElement('iframe')
    frame.title = 'Another tab'
    frame.src = location.pathname
    document.body.append(frame)
    tabs.push(frame.contentWindow)
  }
  useCountersign(() => load({
    languages: ['en', 'zh-Hans'],
    now: () => ({ wall: Date.UTC(2026, 10, 22) + number('truth') + number('error'), steady: 5000 + number('truth') - began - (number('slept') - slept) }),
  }))
  const server = () => new Date(Date.UTC(2026, 10, 22) + number('truth')).toISOString()
  window.said = []
  window.asked = []
  window.completed = 0
  document.addEventListener('cs-send', (event) => {
    event.preventDefault()
    window.asked.push(event.detail.idempotencyKey)
    if (window.deaf) return
    otp.acknowledge({ index: event.detail.index, retryAfter: Number(document.body.dataset.period), date: server() })
  })
  document.addEventListener('cs-clock', () => otp.clock(server()))
  document.addEventListener('cs-complete', () => window.completed++)
  document.addEventListener('submit', (event) => { event.preventDefault(); window.sent = true })
  await otp.ready
  const announcer = otp.shadowRoot.getElementById('announcer')
  new MutationObserver(() => window.said.push(announcer.textContent)).observe(announcer, { childList: true, subtree: true, characterData: true })
  window.ready = true`

const files = ({ lang = 'en', period = 300, attributes = '', frame = false } = {}) => ({
  [here]:
    `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Code</title><link rel="icon" href="/favicon.svg">` +
    '<meta name="color-scheme" content="light dark"><link rel="stylesheet" href="/the-tests/otp.css">' +
    `<script type="module" src="/the-tests/otp.js"></script></head><body data-period="${period}" data-frame="${frame}"><main><h1>Code</h1><form>` +
    `<cs-otp session="spec" resend-rule="server" fallbacks="ticket" ${attributes}><label for="code">Code</label><input id="code" slot="code" name="code">` +
    '<button slot="resend" type="button" name="resend">Send again</button><a slot="fallbacks" data-fallback="ticket" href="#x">Write to us</a></cs-otp>' +
    `<button>Continue</button></form></main></body></html>`,
  '/the-tests/otp.js': script(++made),
  '/the-tests/otp.css': 'html { background: Canvas; color: CanvasText }',
})

const ready = (page) => page.until(() => window.tabs?.every((tab) => tab.ready))
const field = (page) => page.find({ label: 'Code' })
const outcome = (page, wanted) => page.until((wanted) => window.otp.outcome === wanted, wanted)

export default ({ visit }) => {
  test('R21: a code is typed, pasted with spaces, in full-width digits, in a whole message; the field holds the code alone', () =>
    visit(here, async (page) => {
      await ready(page)
      const input = await field(page)
      assert.deepEqual(
        await input.evaluate((node) => [node.getAttribute('autocomplete'), node.inputMode, node.maxLength]),
        ['one-time-code', 'numeric', -1],
      )
      await input.type('48291')
      await outcome(page, 'incomplete')
      await page.type('3')
      await outcome(page, 'accept')
      for (const text of ['482 913', ' 482-913 ', '４８２９１３', '٤٨٢٩١٣', bound('127.0.0.1'), `Code: ${code}`]) {
        await page.evaluate(() => { otp.querySelector('input').value = ''; otp.judge() })
        await input.paste(text)
        await outcome(page, 'accept')
        assert.equal(await input.value(), code, text)
      }
      // Typed with a space, it is written plainly when the person leaves the field.
      await input.fill('482 913')
      await page.press('Tab')
      assert.equal(await input.value(), code)
      assert.equal(await page.evaluate(() => window.sent ?? false), false, 'nothing is sent by itself')
    }, { files: files() }))

  test('R21: a message for another site, or with two codes, does not get into the field; too long is not cut', () =>
    visit(here, async (page) => {
      await ready(page)
      const input = await field(page)
      await input.paste(bound('sh0p.example'))
      await outcome(page, 'reject')
      await page.find({ text: /This code is for sh0p\.example, but you are on 127\.0\.0\.1\./ })
      assert.equal(await input.value(), '')
      assert.equal(await input.attribute('aria-invalid'), 'true')
      await input.paste('Codes 482913 and 905511')
      await outcome(page, 'unknown')
      assert.equal(await input.value(), '')
      await input.fill('4829131')
      await outcome(page, 'reject')
      assert.equal(await input.value(), '4829131')
    }, { files: files() }))

  test('R13 R14 R45: ten minutes hidden, asleep, reloaded, in another tab, with a clock moved by two hours: right to a second', () =>
    visit(here, async (page) => {
      await ready(page)
      await page.evaluate(() => otp.send())
      const period = 1800
      let truth = 0
      /** Time passes; then both tabs look. */
      const pass = async (seconds, what) => {
        truth += seconds
        await page.evaluate(async (truth, seconds, what) => {
          localStorage.setItem('truth', truth * 1000)
          if (what === 'asleep') localStorage.setItem('slept', Number(localStorage.getItem('slept') ?? 0) + seconds * 1000)
          if (what === 'hidden') {
            const { get } = Object.getOwnPropertyDescriptor(Document.prototype, 'hidden')
            Object.defineProperty(document, 'hidden', { get: () => true, configurable: true })
            document.dispatchEvent(new Event('visibilitychange'))
            Object.defineProperty(document, 'hidden', { get, configurable: true })
            document.dispatchEvent(new Event('visibilitychange'))
          }
          for (const tab of tabs) tab.otp.judge()
        }, truth, seconds, what)
        await right(what)
      }
      const right = async (what) => {
        const left = await page.evaluate(() => tabs.map((tab) => tab.otp.details.secondsLeft))
        for (const one of left) assert.ok(Math.abs(one - (period - truth)) <= 1, `${what}: ${one} instead of ${period - truth}`)
      }
      const move = (hours) => page.evaluate((ms) => localStorage.setItem('error', ms), hours * 3_600_000)
      await page.until(() => tabs[1].otp.details.secondsLeft > 0)
      await pass(0.4, 'at once')
      await pass(600, 'hidden')
      await pass(120, 'asleep')
      await move(2)
      await pass(30, 'a clock set forward')
      await page.goto(here)
      await ready(page)
      await right('reloaded')
      await move(-2)
      await pass(30, 'a clock set back')
      await page.goto(here)
      await ready(page)
      await right('reloaded with a clock set back')
      await pass(period - truth - 0.001, 'a millisecond before')
      assert.equal(await page.evaluate(() => otp.details.mayResend), false)
      await pass(0.001, 'the end')
      assert.deepEqual(await page.evaluate(() => tabs.map((tab) => tab.otp.details.mayResend)), [true, true])
    }, { files: files({ period: 1800, frame: true }) }))

  test('R13: two tabs, pressed twice each at the same moment, ask for one code', () =>
    visit(here, async (page) => {
      await ready(page)
      for (let round = 1; round <= 10; round++) {
        const [sent, keys] = await page.evaluate(async () => {
          for (const tab of tabs) tab.asked.length = 0
          const buttons = tabs.map((tab) => tab.document.querySelector('[name=resend]'))
          for (const button of [...buttons, ...buttons]) button.click()
          const asked = () => tabs.flatMap((tab) => tab.asked)
          while (asked().length === 0 || tabs.some((tab) => tab.otp.details.mayResend)) await new Promise((next) => setTimeout(next, 1))
          const keys = asked()
          localStorage.setItem('truth', Number(localStorage.getItem('truth') ?? 0) + 301_000)
          for (const tab of tabs) tab.otp.judge()
          return [otp.details.state.sends, keys]
        })
        assert.equal(keys.length, 1)
        assert.equal(sent, round)
      }
    }, { files: files({ frame: true }) }))

  test('WCAG 4.1.3, R14: the countdown is written each second and spoken at 60, 30, 10 and 0', () =>
    visit(here, async (page) => {
      await ready(page)
      await page.evaluate(() => otp.send())
      await page.until(() => otp.details.secondsLeft === 75)
      const { said, written } = await page.evaluate(async () => {
        window.said.length = 0
        const written = new Set()
        for (let second = 1; second <= 76; second++) {
          localStorage.setItem('truth', second * 1000)
          otp.judge()
          written.add(otp.shadowRoot.querySelector('.countdown').textContent)
          // Observers are told in between.
          await null
        }
        return { said, written: written.size }
      })
      assert.deepEqual(said.map((text) => text.trim()), [
        'You can ask for a new code in 1:00.',
        'You can ask for a new code in 0:30.',
        'You can ask for a new code in 0:10.',
        'You can ask for a new code now.',
      ])
      assert.ok(written >= 75)
    }, { files: files({ period: 75 }) }))

  test('R16: another language keeps the session and its deadline, and sends nothing', () =>
    visit(here, async (page) => {
      await ready(page)
      await page.evaluate(() => otp.send())
      await page.find({ text: /You can ask for a new code in 5:00\./ })
      await (await field(page)).type('482')
      const before = await page.evaluate(() => JSON.stringify(otp.details))
      await page.evaluate(() => (document.documentElement.lang = 'zh-Hans'))
      await page.find({ text: /5:00 后可以重新获取验证码。/ })
      await page.find({ text: '还差 3 位。' })
      assert.equal(await page.evaluate(() => JSON.stringify(otp.details)), before)
      assert.equal(await page.evaluate(() => window.asked.length), 1)
    }, { files: files() }))

  test('a code is in the field and nowhere else', () =>
    visit(here, async (page) => {
      await ready(page)
      await page.evaluate((code) => {
        window.heard = []
        for (const name of ['cs-verdict', 'cs-complete', 'cs-send', 'input'])
          document.addEventListener(name, ({ detail, data }) => window.heard.push(JSON.stringify([detail ?? null, data ?? null])))
        new BroadcastChannel(`countersign.otp.${otp.details.state.session}`).onmessage = ({ data }) => window.heard.push(JSON.stringify(data))
        otp.fill(`Your code is ${code}.`)
        otp.verified({ ok: false, attemptsLeft: 2 })
      }, code)
      await page.evaluate(() => otp.send())
      await page.until(() => window.heard.length > 3)
      assert.equal(await page.evaluate(() => otp.querySelector('input').value), code)
      assert.deepEqual(await page.evaluate((code) => {
        const trees = [document.documentElement.outerHTML]
        for (const host of [otp, otp.shadowRoot.querySelector('cs-verdict')]) trees.push(host.shadowRoot.innerHTML)
        const kept = [...Object.values(localStorage), ...Object.values(sessionStorage)]
        return [...trees, ...window.heard, ...kept, location.href].filter((text) => text.includes(code))
      }, code), [])
    }, { files: files() }))

  test('R17: when no more can be sent, the other ways show, with a draft that holds no whole number', () =>
    visit(here, async (page) => {
      await ready(page)
      assert.equal(await page.count({ role: 'link', name: 'Write to us' }), 0)
      await page.evaluate(() => {
        document.addEventListener('cs-exhausted', ({ detail }) => (window.ticket = detail.ticket))
        return otp.send()
      })
      await page.find({ role: 'link', name: 'Write to us' })
      assert.equal(await page.count({ role: 'button', name: 'Send again' }), 0)
      const ticket = await page.evaluate(() => window.ticket)
      assert.equal(ticket.sends, 1)
      assert.equal(ticket.destination, '***21')
    }, { files: files({ attributes: 'resend-cap="1" destination="+8613800138021"' }) }))

  test('R9 R21: without JavaScript the form is sent, a wrong code is said to be wrong, the right one is taken', () =>
    visit('/verify?lang=en', async (page) => {
      const right = await page.evaluate(() => /#(\d{6})/.exec(document.body.innerText)[1])
      const enter = async (text) => {
        await (await page.find({ label: 'Code' })).fill(text)
        await (await page.find({ role: 'button', name: 'Continue' })).click()
      }
      await enter(right === '111111' ? '222222' : '111111')
      await page.find({ text: /You have 2 more tries\./ })
      await (await page.find({ role: 'button', name: 'Send another code' })).click()
      await page.find({ text: /You can ask for a new code in 0:\d\d\./ })
      await enter(`${right.slice(0, 3)} ${right.slice(3)}`)
      await page.find({ role: 'heading', name: 'That was the code' })
    }, { javaScript: false }))

  test('WCAG 2.1.1: a code is asked for, typed and sent by the keyboard alone', () =>
    visit('/verify?lang=en&anew=1', async (page) => {
      await page.find({ text: /Nothing is sent until you press Continue/ })
      const right = await page.until(() => /#(\d{6})/.exec(document.body.innerText)?.[1])
      for (let i = 0; i < 12 && (await page.focused()).name !== 'Code'; i++) await page.press('Tab')
      await page.type(right)
      await page.press('Tab')
      assert.deepEqual(await page.focused(), { role: 'button', name: 'Continue' })
      // Not yet allowed, it can be reached, and says why.
      await page.press('Tab')
      assert.deepEqual(await page.focused(), { role: 'button', name: 'Send another code' })
      await page.press('Enter')
      await page.until(() => /You can ask for a new code in/.test(document.querySelector('cs-otp').shadowRoot.getElementById('announcer').textContent))
      await page.press('Shift+Tab', 'Enter')
      await page.find({ role: 'heading', name: 'That was the code' })
      assert.equal(await page.until(() => document.activeElement.id), 'done')
    }))

  for (const [colorScheme, shows] of [['light', ['look-alike', 'exhausted']], ['dark', ['wrong']]])
    test(`axe finds nothing on the page for codes, in ${colorScheme}`, () =>
      visit(`/verify?lang=en&show=${shows[0]}`, async (page) => {
        for (const show of shows) {
          if (show !== shows[0]) await page.goto(`/verify?lang=en&show=${show}`)
          await page.until(() => document.querySelector('form[data-check=live]') && document.querySelector('.message'))
          assert.deepEqual(await page.axe(), [], show)
        }
      }, { colorScheme }))
}
