// Harbour's pages to sign in and to choose a password, in Chromium and without a browser: what is answered, to whom, and where a
// password gets to.
import assert from 'node:assert/strict'
import test, { after, before, describe } from 'node:test'

import { demoAccounts, demoPassword, mostAttempts } from '../../web-demo/accounts.mjs'
import { passwordStates } from '../../web-demo/password.mjs'
import { startHarbour } from '../../web-demo/server.mjs'
import { signinStates } from '../../web-demo/signin.mjs'
import { axeFindsNothing, cardOf, launchChromium, nothingIsWider } from './harbour.mjs'

const wide = { width: 1180, height: 900 }
const noon = Date.UTC(2026, 3, 22, 12)
const hour = 3_600_000

let harbour, browser
let now = noon
before(async () => {
  ;[harbour, browser] = await Promise.all([startHarbour(0, { now: () => now }), launchChromium()])
})
after(async () => {
  await browser?.close()
  await harbour?.close()
})

/** A name that no other test uses, so that no other one's attempts count. */
let names = 0
const nobody = () => `nobody-${++names}@harbour.example`

async function send(path, fields, headers = {}) {
  return fetch(harbour.address + path, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams({ lang: 'en', ...fields }) })
}

const attempt = async (name, password) => (await send('/signin', { name, password }, { Accept: 'application/json' })).json()

async function create(name, password = demoPassword) {
  const answer = await send('/password', { name, password })
  assert.match(await (await fetch(new URL(answer.headers.get('location'), harbour.address))).text(), /That is done/)
  return name
}

describe('the server', () => {
  test('names that there are and names that there are not are answered in the same words, and are locked alike', async () => {
    const known = await create(nobody())
    const said = { known: [], unknown: [] }
    const unknown = nobody()
    for (let i = 0; i < mostAttempts + 1; i++)
      for (const [which, name] of Object.entries({ known, unknown })) said[which].push((await attempt(name, `not it ${i}`)).subject)
    assert.deepEqual(said.known, said.unknown)
    assert.deepEqual(said.known.map(({ state, attemptsLeft }) => attemptsLeft ?? state), [4, 3, 2, 1, 'locked', 'locked'])
    // The right one does not end the lock, and is not told from a wrong one.
    assert.equal((await attempt(known, demoPassword)).subject.state, 'locked')
    // It was begun on 22 April 2026 in Berlin, and ends there with that day.
    now = Date.UTC(2026, 3, 22, 21, 59, 59)
    assert.equal((await attempt(known, demoPassword)).subject.state, 'locked')
    now = Date.UTC(2026, 3, 22, 22)
    assert.equal((await attempt(known, demoPassword)).subject.state, 'active')
    now = noon
  })

  test('many attempts at once are no more than one after the other', async () => {
    const name = nobody()
    const all = await Promise.all(Array.from({ length: 20 }, (_, i) => attempt(name, `guess ${i}`)))
    assert.equal(all.filter(({ subject }) => subject.state === 'wrong').length, mostAttempts - 1)
  })

  test('who is proven hears the state of the account, whoever is not hears nothing of it', async () => {
    for (const { email, state } of demoAccounts) {
      assert.equal((await attempt(email, 'not it')).subject.state, 'wrong', email)
      assert.equal((await attempt(email, demoPassword)).subject.state, state, email)
    }
  })

  test('a password that other devices type in another form is the same; a longer one is not cut', async () => {
    const name = await create(nobody(), 'caf\u00e9 lagoon tractor zebra 9')
    assert.equal((await attempt(name, 'cafe\u0301\u3000lagoon\u00a0tractor zebra 9')).subject.state, 'active')
    const long = await create(nobody(), 'velvet lagoon tractor 9 '.repeat(6))
    assert.equal((await attempt(long, 'velvet lagoon tractor 9 '.repeat(5))).subject.state, 'wrong')
    assert.equal((await attempt(long, 'velvet lagoon tractor 9 '.repeat(6))).subject.state, 'active')
  })

  test('an account that there is is not taken by whoever creates it again, and the answer is the same', async () => {
    const name = await create(nobody())
    await create(name, 'another lagoon zebra 77')
    assert.equal((await attempt(name, 'another lagoon zebra 77')).subject.state, 'wrong')
    assert.equal((await attempt(name, demoPassword)).subject.state, 'active')
  })

  test('a password is changed by whoever knows the present one, and not to the same', async () => {
    const name = await create(nobody())
    const change = async (present, password) => {
      const { headers } = await send('/password', { name, present, password, change: '1' })
      return (await fetch(new URL(headers.get('location'), harbour.address))).text()
    }
    assert.match(await change(demoPassword, demoPassword), /This is the password that you have now/)
    assert.match(await change('not it', 'orchid tunnel kettle 31'), /do not belong together/)
    assert.match(await change(demoPassword, 'orchid tunnel kettle 31'), /Your password is changed/)
    assert.equal((await attempt(name, 'orchid tunnel kettle 31')).subject.state, 'active')
  })

  test('no answer has the password in it, nor its address', async () => {
    const secret = 'zanzibar-quokka-1234567'
    for (const [path, fields] of [['/signin', { name: nobody() }], ['/password', { name: nobody(), 'display-name': secret.slice(0, 8) }], ['/password', { name: 'a', password: 'quokka' }]]) {
      const { status, headers } = await send(path, { password: secret, ...fields })
      assert.equal(status, 303)
      assert.ok(!headers.get('location').includes('quokka'))
      assert.ok(!(await (await fetch(new URL(headers.get('location'), harbour.address))).text()).includes('quokka'))
    }
    const { status } = await fetch(`${harbour.address}/signin?name=ada@harbour.example&password=${encodeURIComponent(demoPassword)}`)
    assert.equal(status, 200)
    assert.ok(!(await (await fetch(`${harbour.address}/signin?name=x&password=quokka`)).text()).includes('quokka'))
  })

  test('of the ways to reach somebody, only the ends are shown', async () => {
    const { email, phone } = demoAccounts.find(({ state }) => state === 'recovered')
    const { answer } = await attempt(email, demoPassword)
    const text = await (await fetch(`${harbour.address}/signin?answer=${answer}&lang=en`)).text()
    for (const whole of [phone, phone.replaceAll(' ', ''), phone.slice(-4)]) assert.ok(!text.includes(whole), whole)
    assert.match(text, /b\*\*\*@harbour\.example/)
  })
})

// --- in Chromium ---

async function visit(address, act, { options, clean = true } = {}) {
  const context = await browser.newContext({ locale: 'en', viewport: wide, timezoneId: 'Africa/Cairo', ...options })
  const page = await context.newPage()
  const seen = []
  page.requests = []
  page.on('console', (message) => seen.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => seen.push(String(error)))
  page.on('request', (request) => page.requests.push(request))
  try {
    await page.goto(harbour.address + address)
    if (options?.javaScriptEnabled !== false) await live(page)
    await act(page)
    if (clean) assert.deepEqual(seen, [])
  } finally {
    await context.close()
  }
}

const live = (page) => page.waitForSelector('form[data-check=live]', { state: 'attached' })
const fill = async (page, name, password) => {
  await page.locator('#name').fill(name)
  await page.locator('#password').fill(password)
}

test('a wrong password is answered on the page, with advice; the same is not sent again; the right one signs in', async () => {
  const name = await create(nobody())
  await visit('/signin?lang=en', async (page) => {
    await fill(page, name, demoPassword.toUpperCase())
    await page.locator('#continue').click()
    await page.locator('#status .card', { hasText: '4 attempts are left' }).waitFor()
    const { reasons } = await cardOf(page)
    assert.ok(reasons.includes('password.try-swap-case'), reasons.join())
    assert.equal(await page.locator('#password').evaluate((field) => field === document.activeElement), true)
    // The same once more: the field is invalid, and nothing is sent.
    const sent = page.requests.length
    await page.keyboard.press('Enter')
    assert.equal(page.requests.length, sent)
    await page.locator('#password').fill(demoPassword)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'You are signed in' }).waitFor()
    const gates = await page.locator('.gate').evaluateAll((all) => all.map((one) => [one.dataset.outcome, [...one.querySelectorAll('[data-reason]')].map(({ dataset }) => dataset.reason)]))
    assert.deepEqual(gates, [['accept', []], ['reject', ['signin.identity-needed']], ['reject', ['signin.identity-needed', 'signin.address-needed']]])
    for (const request of page.requests) assert.ok(!decodeURIComponent(request.url()).includes('velvet'), request.url())
    assert.equal(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }).includes('velvet')), false)
    // Whoever goes back finds an empty field.
    await page.goBack()
    await live(page)
    assert.equal(await page.locator('#password').inputValue(), '')
    assert.equal(await page.locator('#password').getAttribute('type'), 'password')
  })
})

test('a lock is counted down in both places’ time, is said once, and lets in when it has ended', async () => {
  const name = nobody()
  for (let i = 1; i < mostAttempts; i++) await attempt(name, 'not it')
  now = Date.UTC(2026, 3, 23, 21, 59, 57)
  await visit('/signin?lang=en', async (page) => {
    await fill(page, name, 'not it')
    await page.locator('#continue').click()
    await page.locator('#status .card', { hasText: 'where you are' }).waitFor()
    const text = await page.locator('#status .card').innerText()
    // Berlin's midnight, which in Cairo was the hour that was left out.
    assert.match(text, /24 Apr 2026, 00:00 \(UTC\+2\)/)
    assert.match(text, /24 Apr 2026, 01:00 \(UTC\+3\) where you are, in \d s/)
    now += 4000
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    assert.equal((await cardOf(page, 'status')).outcome, 'accept')
  })
  now = noon
})

test('Harbour does not answer, or one is offline: what was typed stays, one next step is said', async () => {
  await visit('/signin?lang=en', async (page) => {
    await fill(page, nobody(), 'velvet lagoon')
    await page.route('**/signin', (route) => route.abort())
    await page.locator('#continue').click()
    await page.locator('#trouble', { hasText: 'Harbour does not answer.' }).waitFor()
    assert.equal(await page.locator('#password').inputValue(), 'velvet lagoon')
    await page.unroute('**/signin')
    await page.locator('#continue').click()
    await page.locator('#status .card', { hasText: 'attempts are left' }).waitFor()
    assert.equal(await page.locator('#trouble').isHidden(), true)
  }, { clean: false })
})

test('a page that is left and comes back, or goes out of sight, shows no password', async () => {
  await visit('/signin?lang=en', async (page) => {
    await page.locator('#password').fill('velvet lagoon')
    for (const name of ['pagehide', 'pageshow']) {
      await page.getByRole('button', { name: 'Show password' }).click()
      assert.equal(await page.locator('#password').getAttribute('type'), 'text')
      await page.evaluate((name) => dispatchEvent(new PageTransitionEvent(name, { persisted: true })), name)
      assert.equal(await page.locator('#password').getAttribute('type'), 'password')
    }
    await page.getByRole('button', { name: 'Show password' }).click()
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    assert.equal(await page.locator('#password').getAttribute('type'), 'password')
    // form.submit() tells nobody of a submit.
    await page.getByRole('button', { name: 'Show password' }).click()
    await page.evaluate(() => new FormData(document.getElementById('signin')))
    assert.equal(await page.locator('#password').getAttribute('type'), 'password')
  })
})

test('another language takes over the whole page, and keeps what was typed', () =>
  visit('/signin?lang=en&show=wrong', async (page) => {
    await fill(page, 'ada@harbour.example', ' velvet')
    await page.getByRole('button', { name: '中文' }).click()
    await page.getByRole('heading', { name: '登录', exact: true }).waitFor()
    await page.locator('#status .card', { hasText: '现在不能登录' }).waitFor()
    assert.equal(await page.locator('#password').inputValue(), ' velvet')
    await page.getByRole('button', { name: '显示密码' }).waitFor()
    await axeFindsNothing(page, 'zh-Hans')
  }, { options: { bypassCSP: true } }))

test('an account is created and used by the keyboard alone; what may not be chosen is not sent', async () => {
  const name = nobody()
  await visit('/password?lang=en', async (page) => {
    await page.locator('#display-name').focus()
    await page.keyboard.type('Lin')
    await page.keyboard.press('Tab')
    await page.keyboard.type(name)
    await page.keyboard.press('Tab')
    await page.keyboard.type('qwertyuiop12345')
    await page.locator('#verdict .card', { hasText: 'could be guessed too easily' }).waitFor()
    const sent = page.requests.filter((one) => one.method() === 'POST').length
    await page.keyboard.press('Enter')
    assert.equal(page.requests.filter((one) => one.method() === 'POST').length, sent)
    await page.keyboard.press('Control+a')
    await page.keyboard.type(demoPassword)
    await page.locator('#verdict .card', { hasText: 'This password can be used' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'That is done' }).waitFor()
    for (const request of page.requests) assert.ok(!decodeURIComponent(request.url()).includes('velvet'), request.url())
  })
  assert.equal((await attempt(name, demoPassword)).subject.state, 'active')
})

test('the present password is not chosen again; nobody’s own name is a password', () =>
  visit('/password?lang=en&show=change', async (page) => {
    await page.locator('#verdict .card', { hasText: 'This is the password that you have now' }).waitFor()
    await page.locator('#present').fill('something else')
    await page.keyboard.press('Tab')
    await page.locator('#verdict .card', { hasText: 'This password can be used' }).waitFor()
    await page.locator('#password').fill('barbara@harbour.example')
    await page.locator('#verdict .card', { hasText: 'something of your own data' }).waitFor()
  }))

test('without JavaScript one signs in, is told what may have gone wrong, and creates an account', async () => {
  const name = nobody()
  const options = { javaScriptEnabled: false }
  await visit('/password?lang=en', async (page) => {
    await fill(page, name, '1qaz2wsx3edc4rfv')
    await page.locator('#continue').click()
    await page.getByText('Many people use this password').waitFor()
    assert.equal(await page.locator('#password').inputValue(), '')
    assert.equal(await page.locator('#name').inputValue(), name)
    await page.locator('#password').fill(demoPassword)
    await page.locator('#continue').click()
    await page.getByRole('heading', { name: 'That is done' }).waitFor()
    await page.locator('#done a').click()
    await fill(page, name, demoPassword.toUpperCase())
    await page.locator('#continue').click()
    await page.getByText('4 attempts are left').waitFor()
    await page.getByText('Capital and small letters may be swapped').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Show password' }).count(), 0)
    await page.getByRole('button', { name: '中文' }).click()
    await page.getByText('大小写').first().waitFor()
    await page.getByRole('button', { name: 'English' }).click()
    await page.locator('#password').fill(demoPassword)
    await page.locator('#continue').click()
    await page.getByRole('heading', { name: 'You are signed in' }).waitFor()
    await page.goto(`${harbour.address}/signin?lang=en&show=recovered`)
    await page.getByRole('radio', { name: /By e-mail/ }).check()
    await page.locator('#continue').click()
    await page.getByText('A code can be sent').waitFor()
  }, { options })
})

/** What each link shows, of the status or of the password's card. */
const statusOf = {
  wrong: 'reject', 'last-attempt': 'reject', retry: 'reject', locked: 'reject', 'lock-ended': 'accept', 'changed-while-locked': 'reject',
  pending: 'reject', overdue: 'reject', frozen: 'reject', recovered: 'caution', 'recovered-sent': 'caution', done: undefined, 'done-new': undefined, recover: undefined, 'recover-sent': undefined,
}
const cards = {
  short: ['incomplete', 'password.too-short'], common: ['reject', 'password.common'], 'own-name': ['reject', 'password.only-own-words'], weak: ['caution', 'password.weak'],
  good: ['accept', undefined], caps: ['caution', 'password.caps-lock'], change: ['reject', 'password.same-as-before'], compromised: undefined, refused: undefined, done: undefined,
}

/** Those with a colour of their own. */
const inDark = ['retry', 'locked', 'recovered', 'done', 'weak', 'good', 'caps', 'common']

describe('every state that a link opens is whole, in light, dark and narrow, from right to left', () => {
  const lights = [
    ['', { viewport: wide, bypassCSP: true }],
    ['&dir=rtl', { viewport: { width: 320, height: 640 }, colorScheme: 'dark', bypassCSP: true }],
  ]
  for (const [query, options] of lights)
    test(options.colorScheme ?? 'light', async () => {
      assert.deepEqual(Object.keys(statusOf), signinStates)
      assert.deepEqual(Object.keys(cards), passwordStates)
      await visit(`/signin?lang=en${query}`, async (page) => {
        const look = async (path, show, [first]) => {
          await page.goto(`${harbour.address}${path}?lang=en&show=${show}${query}`)
          await live(page)
          if (path === '/signin' && statusOf[show] !== undefined) assert.equal((await cardOf(page, 'status')).outcome, statusOf[show], show)
          if (path === '/password' && cards[show] !== undefined) {
            const [outcome, reason] = cards[show]
            await page.waitForSelector(`#verdict .card:not(.room)[data-outcome=${outcome}]`)
            assert.equal((await cardOf(page)).reasons[0], reason, show)
          }
          if (options.colorScheme !== 'dark' || inDark.includes(show)) await axeFindsNothing(page, show, show === first ? 'html' : 'main')
          await nothingIsWider(page)
        }
        for (const show of signinStates) await look('/signin', show, signinStates)
        for (const show of passwordStates) await look('/password', show, passwordStates)
      }, { options })
    })
})

test('the module cannot be loaded: the form says so, and works', () =>
  visit('/signin?lang=en', async (page) => {
    await page.goto(`${harbour.address}/signin?lang=en&fault=module`)
    await page.waitForSelector('form[data-check=failed]')
    await fill(page, nobody(), 'not it at all')
    await page.locator('#continue').click()
    await page.getByText('4 attempts are left').waitFor()
  }, { clean: false }))
