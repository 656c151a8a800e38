// Harbour's desk for codes and what its server answers, with a clock that is the tests'.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'

import { attemptsEach, cap, goodFor, lookAlike, windowMs } from '../../web-demo/codes.mjs'
import { policy, startHarbour } from '../../web-demo/server.mjs'
import { stateNames } from '../../web-demo/verify.mjs'

let now = Date.UTC(2026, 10, 22, 9)
let waited = 0
let harbour
before(async () => {
  harbour = await startHarbour(0, { now: () => now, pause: async (ms) => void (waited += ms) })
})
after(() => harbour.close())

const host = '127.0.0.1'
const begin = (chosen) => {
  const session = harbour.desk.open(chosen)
  harbour.desk.send(session, { host })
  return session
}
const again = (session, key) => harbour.desk.send(session, { key, host })
const wrongFor = ({ code }) => (code === '000000' ? '000001' : '000000')

/** A sign-in as a browser has it: what it sends carries its cookie. */
async function browser(query = '') {
  const page = await fetch(`${harbour.address}/verify${query}`)
  const cookie = page.headers.get('set-cookie').split(';')[0]
  const session = harbour.desk.find(cookie.split('=')[1])
  const post = (path, fields = {}) =>
    fetch(`${harbour.address}/verify${path}`, { method: 'POST', body: new URLSearchParams({ lang: 'en', ...fields }), headers: { cookie } })
  return { page, html: await page.text(), session, post, get: () => fetch(`${harbour.address}/verify`, { headers: { cookie } }) }
}

test('R14: five minutes are 300 s: 299,999 ms are too early, 300,000 are not', () => {
  const session = begin({ rule: 'fixed' })
  now += 299_999
  assert.equal(again(session).status, 429)
  now += 1
  assert.equal(again(session).status, 202)
  assert.equal(session.sends.length, 2)
})

test('a ladder climbs: 30 s, 60 s, 5 minutes, 5 minutes', () => {
  const session = begin()
  for (const seconds of [30, 60, 300, 300]) {
    const early = again(session)
    assert.equal(early.status, 429)
    assert.equal(early.headers['Retry-After'], String(seconds))
    now += seconds * 1000
    assert.equal(again(session).status, 202)
  }
})

test('R13: the same key sends once, and is answered as before', () => {
  const session = begin()
  now += 30_000
  for (let i = 0; i < 50; i++) assert.equal(again(session, 'k').status, 202)
  assert.equal(session.sends.length, 2)
})

test('R17: after the last send nothing goes out until the window ends, but a call and a mail, once each', () => {
  const session = begin()
  const first = now
  for (let i = 1; i < cap; i++) {
    now += 300_000
    assert.equal(again(session).status, 202)
  }
  assert.equal(harbour.desk.sendBy(session, 'voice', 'en').status, 202)
  assert.equal(harbour.desk.sendBy(session, 'voice', 'en').status, 429)
  assert.equal(harbour.desk.sendBy(session, 'email', 'en').status, 202)
  now = first + windowMs - 1
  assert.equal(again(session).status, 429)
  now = first + windowMs
  assert.equal(again(session).status, 202)
  assert.equal(session.sends.length, cap + 1)
})

test('no other way before that', () => {
  const session = begin()
  now += 600_000
  assert.equal(harbour.desk.sendBy(session, 'voice', 'en').status, 429)
  assert.equal(harbour.desk.sendBy(session, 'pigeon', 'en').status, 429)
})

test('R12: what is sent while the carrier has trouble is not counted', () => {
  const session = begin({ carrier: 'trouble' })
  for (let i = 0; i < 9; i++) {
    now += 30_000
    assert.equal(again(session).status, 202)
  }
  assert.equal(harbour.desk.allowance(session).left, cap)
})

test('a code is taken until it is 5 minutes old, and the one before it not at all', () => {
  const session = begin()
  now += goodFor - 1
  const { code } = session
  assert.equal(harbour.desk.verify(session, ` ${code.slice(0, 3)}-${code.slice(3)}`).ok, true)
  const late = begin()
  now += goodFor
  assert.equal(harbour.desk.verify(late, late.code).ok, false)
  const renewed = begin()
  const old = renewed.code
  now += 30_000
  again(renewed)
  if (old !== renewed.code) assert.equal(harbour.desk.verify(renewed, old).ok, false)
  assert.equal(harbour.desk.verify(renewed, renewed.code).ok, true)
})

test('three wrong codes, and even the right one is taken no more; what is no code costs nothing', () => {
  const session = begin()
  for (const text of ['', '12', '1234567', 'abcdef']) assert.deepEqual([harbour.desk.verify(session, text).taken, session.attempts], [false, attemptsEach])
  for (let left = attemptsEach - 1; left >= 0; left--) assert.equal(harbour.desk.verify(session, wrongFor(session)).attemptsLeft, left)
  assert.equal(harbour.desk.verify(session, session.code).ok, false)
})

test('messages are late, lost, doubled, or bound to a look-alike, as was chosen', () => {
  const arrived = (session) => harbour.desk.inbox(session).messages.map(({ text }) => text)
  assert.equal(arrived(begin())[0].split('\n').at(-1).replace(/\d{6}/, ''), `@${host} #`)
  const late = begin({ message: 'late' })
  assert.deepEqual(harbour.desk.inbox(late), { messages: [], next: 20_000 })
  now += 20_000
  assert.equal(arrived(late).length, 1)
  assert.deepEqual(harbour.desk.inbox(begin({ message: 'lost' })), { messages: [], next: null })
  const twice = begin({ message: 'twice' })
  now += 1000
  assert.deepEqual(arrived(twice), [arrived(twice)[0], arrived(twice)[0]])
  assert.match(arrived(begin({ message: 'look-alike' }))[0], new RegExp(`\\n@${lookAlike.replaceAll('.', '\\.')} #\\d{6}$`))
})

test('what the package is told of the past agrees with what the server allows', () => {
  for (const rule of ['ladder', 'fixed', 'server']) {
    const session = begin({ rule })
    for (let i = 0; i < 7; i++) {
      const { wait, left } = harbour.desk.allowance(session)
      const { details } = harbour.desk.judge(session, '', host)
      assert.equal(details.secondsLeft, Math.ceil(wait / 1000), `${rule} ${i}`)
      assert.equal(details.sendsLeft, left, `${rule} ${i}`)
      assert.equal(details.exhausted, left === 0)
      now += wait
      again(session)
    }
  }
})

test('the answers to a send carry Retry-After, and the Date of the same clock', async () => {
  const { post, session } = await browser()
  const early = await post('/send', { key: 'a' })
  assert.equal(early.status, 429)
  assert.equal(early.headers.get('retry-after'), '30')
  assert.equal(Date.parse(early.headers.get('date')), Math.floor(now / 1000) * 1000)
  now += 30_000
  assert.equal((await post('/send', { key: 'a' })).status, 202)
  assert.equal((await post('/send', { key: 'a' })).status, 202)
  assert.equal(session.sends.length, 2)
})

test('no answer, page or cookie holds a code that was not typed or delivered; the cookie is for this page alone', async () => {
  const { page, html, session, post } = await browser('?message=lost')
  assert.ok(!html.includes(session.code))
  assert.match(page.headers.get('set-cookie'), /^harbour-code=[0-9a-f]{32}; Path=\/verify; HttpOnly; SameSite=Strict$/)
  assert.equal(page.headers.get('cache-control'), 'no-store')
  assert.equal(page.headers.get('content-security-policy'), policy)
  now += 30_000
  const answers = [await post('/send', { key: 'b' }), await post('/check', { code: wrongFor(session) }), await post('/inbox'), await post('/clock')]
  for (const answer of answers) assert.ok(!(await answer.text()).includes(session.code))
})

test('without JavaScript the form verifies, sends again when it may, and says how long to wait when it may not', async () => {
  const { post, session } = await browser()
  const early = await (await post('', { resend: '1' })).text()
  assert.match(early, /You can ask for a new code in 0:30\./)
  assert.equal(session.sends.length, 1)
  now += 30_000
  await post('', { resend: '1' })
  assert.equal(session.sends.length, 2)
  assert.match(await (await post('', { code: wrongFor(session), go: '1' })).text(), /You have 2 more tries\./)
  assert.match(await (await post('', { code: '12', go: '1' })).text(), /You have 2 more tries/)
  assert.match(await (await post('', { code: [...session.code].join(' '), go: '1' })).text(), /That was the code/)
})

test('R16: another language, chosen without JavaScript, sends nothing and loses nothing', async () => {
  const { post, session } = await browser()
  const html = await (await post('', { speak: 'zh-Hans', code: '48' })).text()
  assert.match(html, /<html lang="zh-Hans"/)
  assert.match(html, /value="48"/)
  assert.equal(session.sends.length, 1)
})

test('a server that was started anew says so, with what was typed still in the field', async () => {
  const { post, session } = await browser()
  harbour.desk.forget(session)
  assert.equal((await post('/send', { key: 'c' })).status, 410)
  const html = await (await post('', { code: '482913', go: '1' })).text()
  assert.match(html, /no longer knows this sign-in/)
  assert.match(html, /value="482913"/)
})

test('a slow server waits, and one that does not answer sends nothing', async () => {
  const { post, session } = await browser()
  now += 30_000
  await post('/choose', { answers: 'none' })
  assert.equal((await post('/send', { key: 'd' })).status, 503)
  await post('/choose', { answers: 'slow' })
  assert.equal((await post('/send', { key: 'd' })).status, 202)
  assert.equal(waited, 3000)
  assert.equal(session.sends.length, 2)
})

test('every state has an address, in both languages, and is what its name says', async () => {
  const outcomes = { complete: 'accept', forgotten: 'accept', offline: 'accept', locked: 'reject', 'look-alike': 'reject', 'two-codes': 'unknown', done: undefined }
  assert.ok(stateNames.length >= 16)
  for (const lang of ['en', 'zh-Hans'])
    for (const show of stateNames) {
      const { html } = await browser(`?show=${show}&lang=${lang}`)
      const outcome = /id="verdict"><template.*?data-outcome="(\w+)"/.exec(html)?.[1]
      assert.equal(outcome, show in outcomes ? outcomes[show] : 'incomplete', show)
      assert.doesNotMatch(html.replaceAll(/<input[^>]*>/g, ''), /undefined|null<|NaN|\[object/, show)
    }
})

test('names that every object has are no state, no fault and no question', async () => {
  const { post } = await browser('?show=constructor&message=toString&rule=__proto__')
  assert.equal((await post('/constructor')).status, 405)
  assert.equal((await post('/choose', { message: 'constructor', rule: '__proto__' })).status, 200)
  assert.equal((await post('', { via: '__proto__' })).status, 200)
})
