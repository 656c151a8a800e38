import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from '../../wasm/dist/index.js'
import { testModule } from './package_under_test.mjs'

const secret = 'Tr0ub4dor&3-horse-battery-Ω'

async function loadTestKinds(t) {
  const memories = []
  const instantiate = WebAssembly.instantiate
  t.mock.method(WebAssembly, 'instantiate', async (...given) => {
    const instance = await instantiate(...given)
    memories.push(instance.exports.memory)
    return instance
  })
  const { readFileSync } = await import('node:fs')
  const module = new WebAssembly.Module(readFileSync(testModule))
  const countersign = await load({ wasm: module, languages: ['en', 'zh-Hans'] })
  return { countersign, memory: memories[0] }
}

// Every window of six bytes, as it is, lower-cased and turned round.
function traces(memory, text) {
  const bytes = Buffer.from(memory.buffer)
  const found = []
  for (const form of [
    Buffer.from(text),
    Buffer.from(text.toLowerCase()),
    Buffer.from(text).reverse(),
    Buffer.from(text.toLowerCase()).reverse(),
  ])
    for (let i = 0; i + 6 <= form.length; i++) {
      const window = form.subarray(i, i + 6)
      const at = bytes.indexOf(window)
      if (at >= 0) found.push(`${window} at ${at}`)
    }
  return found
}

test('no trace of a secret is left in memory after a run', async (t) => {
  const { countersign, memory } = await loadTestKinds(t)
  const check = countersign.prepare('test.secret', {})
  const verdict = check.run(secret, { copied: secret })
  assert.equal(verdict.details.bytes, Buffer.byteLength(secret))
  assert.equal(verdict.details.sameAsEarlier, true)
  assert.doesNotMatch(verdict.json, /horse/)
  assert.deepEqual(traces(memory, secret), [])
  check.runBytes(Buffer.from(secret))
  check.runFrom({ value: secret })
  assert.deepEqual(traces(memory, secret), [])
})

test('no trace is left when the buffer had to grow, nor when the call was refused', async (t) => {
  const { countersign, memory } = await loadTestKinds(t)
  const check = countersign.prepare('test.secret', {})
  check.run('x')
  check.run(secret.repeat(200))
  assert.deepEqual(traces(memory, secret), [])
  assert.throws(() => check.run(secret, { now: { wall: NaN } }), { slug: 'bad-moment' })
  assert.deepEqual(traces(memory, secret), [])
  assert.throws(() => check.run(secret.repeat(200_000)), { slug: 'too-large' })
  assert.deepEqual(traces(memory, secret), [])
  assert.throws(() => check.runLines(secret), { slug: 'not-taken' })
  assert.deepEqual(traces(memory, secret), [])
})

test('two secrets that differ in a lone surrogate are not the same', async (t) => {
  const { countersign } = await loadTestKinds(t)
  const check = countersign.prepare('test.secret', {})
  assert.equal(check.run('a\ufffd', { copied: 'a\ud800' }).details.sameAsEarlier, false)
  assert.equal(check.run('a\ud800').findings[0].reason, 'text-ill-formed')
})

test('key events reach the check, and nothing of them stays in memory', async (t) => {
  const { countersign, memory } = await loadTestKinds(t)
  const check = countersign.prepare('test.secret', {})
  check.observe({ type: 'keydown', code: 'KeyQ', key: 'zxcvbn', capsLock: null, shift: true })
  check.observe({
    type: 'keydown',
    code: 'KeyA',
    key: 'A',
    shiftKey: true,
    getModifierState: (name) => name === 'CapsLock',
    target: { value: 'abc', selectionStart: 3, selectionEnd: 3 },
  })
  assert.equal(check.run('x').details.keyEvents, 2)
  assert.deepEqual(traces(memory, 'zxcvbn'), [])
})

test('what a check is told is taken or refused with its place', async (t) => {
  const { countersign } = await loadTestKinds(t)
  const check = countersign.prepare('test.secret', {})
  check.tell({ minimumLength: 3 })
  assert.equal(check.run('ab').outcome, 'incomplete')
  assert.throws(() => check.tell({ minimumLength: 'x' }), { slug: 'bad-subject', message: /^tell\.minimumLength/ })
  const address = countersign.prepare('deposit.address', { coin: 'BTC' })
  assert.throws(() => address.tell({}), { slug: 'not-taken' })
  assert.throws(() => address.observe({ type: 'keydown' }), { slug: 'not-taken' })
})

test('a code found in a message moves to its session, and goes from memory', async (t) => {
  const { countersign, memory } = await loadTestKinds(t)
  const message = countersign.prepare('otp.message', { length: 8, origin: 'https://example.com' })
  const session = countersign.prepare('otp.session', { session: 's', length: 8, resend: { rule: 'fixed' } })
  const code = '83517726'
  for (const before of ['Your code: ', '您的验证码😀是', 'Ω: ']) {
    const found = message.run(`${before}${code}。`)
    assert.deepEqual(found.details.code, [before.length, 8])
    assert.doesNotMatch(found.json, /8351/)
    assert.equal(countersign.move(message, found.details.code, session).outcome, 'accept')
    assert.deepEqual(traces(memory, code), [])
    assert.throws(() => countersign.move(message, [before.length, 8], session), { slug: 'bad-length' })
  }
  const { code: span } = message.run(`Code ${code}\n\n@example.com #${code}`).details
  const address = countersign.prepare('deposit.address', { coin: 'BTC' })
  assert.throws(() => countersign.move(message, span, address), { slug: 'not-taken' })
  message.wipe()
  assert.deepEqual(traces(memory, code), [])
  assert.equal(message.run(`Code ${code}\n\n@examp1e.com #${code}`).outcome, 'reject')
  assert.deepEqual(traces(memory, code), [])
})

test('a code that was made moves to its session, or is taken once, and goes from memory', async (t) => {
  const { countersign, memory } = await loadTestKinds(t)
  const key = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
  const code = '14050471' // RFC 6238, appendix B
  const app = countersign.prepare('otp.app', { digits: 8 })
  const session = countersign.prepare('otp.session', { session: 's', length: 8, resend: { rule: 'fixed' } })
  const now = { wall: 1111111111_000 }
  app.tell({ generate: {} })
  // No-break spaces take two bytes each: the place is one of the buffer, not of the text.
  for (const text of [key, key.replace(/.{4}/g, '$&\u00a0'), `otpauth://totp/银行:小明?secret=${key}&digits=8`]) {
    const made = app.run(text, { now })
    assert.deepEqual(made.details.code, { offset: 0, length: 8 })
    assert.doesNotMatch(made.json, /1405|GEZD/)
    assert.deepEqual(traces(memory, key), [])
    assert.deepEqual(traces(memory, '789012'), []) // the key stands for 12345678901234567890
    assert.ok(traces(memory, code).length > 0)
    assert.equal(countersign.move(app, made.details.code, session).outcome, 'accept')
    assert.deepEqual(traces(memory, code), [])
    assert.throws(() => countersign.move(app, made.details.code, session), { slug: 'bad-length' })

    const { details } = app.run(text, { now })
    const taken = app.take(details.code)
    assert.equal(Buffer.from(taken).toString(), code)
    assert.deepEqual(traces(memory, code), [])
    assert.deepEqual(app.take(details.code), new Uint8Array(8))
  }
  assert.throws(() => app.take({ offset: 0, length: 1e6 }), { slug: 'bad-length' })
  assert.throws(() => app.take({ offset: -1, length: 1 }), { slug: 'bad-length' })
  assert.throws(() => countersign.prepare('otp.app', {}).take({ offset: 0, length: 0 }), { slug: 'bad-length' })
  app.tell({ verify: {} })
  assert.equal(app.run(key, { copied: code, now }).outcome, 'accept')
  for (const one of [code, key, '789012']) assert.deepEqual(traces(memory, one), [])
  for (const algorithm of ['SHA256', 'SHA512']) {
    const other = countersign.prepare('otp.app', { algorithm })
    other.tell({ verify: { window: 5 } })
    assert.equal(other.run(key, { copied: code.slice(2), now }).outcome, 'reject')
    for (const one of [code.slice(2), key, '789012']) assert.deepEqual(traces(memory, one), [], algorithm)
  }
})

test('a state told from one session to the next keeps the wait, whatever the language of its words', async (t) => {
  const { countersign } = await loadTestKinds(t)
  const subject = { session: 's', length: 6, resend: { rule: 'fixed', seconds: [300] } }
  const first = countersign.prepare('otp.session', subject)
  first.tell({ acknowledged: { index: 0 } }, { wall: 1e12, steady: 0 })
  const { state } = first.run('', { now: { wall: 1e12 + 48_000, steady: 48_000 } }).details
  assert.equal(state.remainingMs, 252_000)
  const next = countersign.prepare('otp.session', { ...subject, state })
  const verdict = next.run('', { now: { wall: 1e12 + 60_000, steady: 5 } })
  assert.equal(verdict.details.secondsLeft, 240)
  assert.match(verdict.explain('en').map(({ text }) => text).join(), /4:00/)
  assert.match(verdict.explain('zh-Hans').map(({ text }) => text).join(), /4:00/)
  assert.equal(next.run('', { now: { wall: 1e12 + 60_000, steady: 5 } }).details.secondsLeft, 240)
})

test('a piece of a message moves to another check and is wiped where it was', async (t) => {
  const { countersign, memory } = await loadTestKinds(t)
  const message = countersign.prepare('deposit.address', { coin: 'BTC' })
  const target = countersign.prepare('test.secret', {})
  const text = 'Ω😀 code 8351-7726 ok'
  message.run(text)
  const verdict = countersign.move(message, [text.indexOf('8351'), 9], target)
  assert.equal(verdict.details.bytes, 9)
  assert.deepEqual(traces(memory, '8351-7726'), [])
  assert.equal(target.run('ab').details.bytes, 2)

  const long = 'x'.repeat(1000)
  message.run(`${long}!`)
  assert.equal(countersign.move(message, [0, 1000], target).details.bytes, 1000)
  assert.equal(target.run('abc').details.bytes, 3)
  assert.throws(() => countersign.move(message, [0, 5_000_000], target), { slug: 'bad-length' })
})
