import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { load, CountersignError } from '../../wasm/dist/index.js'
import { Core, imports } from '../../wasm/dist/command.js'
import { bitcoin, dist, ethereum } from './package_under_test.mjs'

const policy = { version: 3, coins: [{ coin: 'ETH' }] }

function envelope(type, payload, key, id) {
  const bytes = Buffer.from(payload)
  const signature = sign(null, Buffer.concat([Buffer.from(`countersign.${type}.v1\0`), bytes]), key)
  return JSON.stringify({ payload: bytes.toString('base64url'), key: id, signature: signature.toString('base64url') })
}

function operator() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return { privateKey, publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32) }
}

test('a wrong call is an error with a number, a name and a place', async () => {
  const countersign = await load()
  for (const [call, status, slug, message] of [
    [() => countersign.prepare('deposit.addres', {}), -4, 'unknown-kind', /"deposit.addres"/],
    [() => countersign.prepare('deposit.address', {}), -6, 'bad-subject', /^subject\.coin: is missing/],
    [
      () => countersign.prepare('deposit.address', { coin: 'BTC', network: 'tronn' }),
      -6,
      'bad-subject',
      /^subject\.network: unknown network "tronn"/,
    ],
    [() => countersign.prepare('deposit.address', { coin: 7 }), -6, 'bad-subject', /^subject\.coin: must be a string/],
    [() => countersign.prepare('deposit.address', '{'), -5, 'bad-json', /^subject: not well-formed JSON/],
    [
      () => countersign.prepare('deposit.address', { coin: 'BTC', known: [{ address: 'x'.repeat(1 << 20) }] }),
      -7,
      'too-large',
      /^subject/,
    ],
  ])
    assert.throws(call, (error) => {
      assert(error instanceof CountersignError)
      assert.equal(error.status, status)
      assert.equal(error.slug, slug)
      assert.match(error.message, message)
      return true
    })
})

test('the clock is the caller’s: a moment that is no time is refused', async () => {
  const moments = []
  const countersign = await load({ now: () => (moments.push(1), { wall: 0 }) })
  const check = countersign.prepare('deposit.address', { coin: 'BTC' })
  // No moment matters to this kind (kinds.def, timeless), so the clock is not even read.
  assert.equal(check.run(bitcoin).outcome, 'accept')
  assert.equal(check.run(bitcoin, { now: { wall: 1, steady: 2 } }).outcome, 'accept')
  assert.equal(moments.length, 0)
  assert.throws(() => check.run(bitcoin, { now: { wall: NaN } }), { slug: 'bad-moment' })
})

test('a timeless kind says the same at any moment', async () => {
  const countersign = await load()
  const { kind, rows } = JSON.parse(readFileSync(new URL('../vectors/deposit.address.json', import.meta.url), 'utf8'))
  for (const { subject, text } of rows) {
    const check = countersign.prepare(kind, subject)
    const line = check.run(text, { now: { wall: 0 } }).json
    for (const wall of [-1, 1e12, Number.MAX_SAFE_INTEGER])
      assert.equal(check.run(text, { now: { wall, steady: wall / 2 } }).json, line)
    check.release()
  }
})

test('a policy nobody signed decides what is offered', async () => {
  const countersign = await load()
  countersign.loadUnsignedPolicy(policy)
  assert.equal(
    countersign.prepare('deposit.address', { coin: 'BTC' }).run(bitcoin).findings[0].reason,
    'deposit.not-offered',
  )
  assert.equal(countersign.prepare('deposit.address', { coin: 'ETH' }).run(ethereum).outcome, 'accept')
  assert.throws(() => countersign.loadUnsignedPolicy('{"version":1,"coin":[]}'), {
    slug: 'bad-subject',
    message: /coin/,
  })
})

test('a signed policy is taken with the right key, version and type, and only then', async () => {
  const countersign = await load()
  const { privateKey, publicKey } = operator()
  const signed = envelope('policy', JSON.stringify(policy), privateKey, 'op-1')
  assert.throws(() => countersign.loadPolicy(signed), { slug: 'unknown-key' })
  assert.throws(() => countersign.trust('op-1', publicKey.subarray(1)), { slug: 'bad-key' })
  assert.throws(() => countersign.trust('op-1', 'ab'), { slug: 'bad-key' })
  countersign.trust('op-1', publicKey)
  assert.throws(() => countersign.loadPolicy(envelope('quote', JSON.stringify(policy), privateKey, 'op-1')), {
    slug: 'bad-signature',
  })
  assert.throws(() => countersign.loadPolicy(signed, 4), { slug: 'older-version' })
  countersign.loadPolicy(signed, 3)
  countersign.loadPolicy(new TextEncoder().encode(signed))
  countersign.loadPolicy(JSON.parse(signed))
  assert.throws(() => countersign.loadPolicy(envelope('policy', '{"version":2}', privateKey, 'op-1')), {
    slug: 'older-version',
  })
  assert.equal(countersign.prepare('deposit.address', { coin: 'BTC' }).run(bitcoin).outcome, 'reject')
})

test('a table that this release does not know is refused', async () => {
  const countersign = await load()
  assert.throws(() => countersign.loadTable(new Uint8Array(200)), { slug: 'bad-table' })
  const words = readFileSync(new URL('words-zh-Hans.bin', dist))
  countersign.loadTable(words)
  words[words.length - 1] ^= 1
  assert.throws(() => countersign.loadTable(words), { slug: 'bad-table' })
})

test('zones are a table of their own, and without it no time of day is shown', async () => {
  const { zones } = await import('../../wasm/dist/zones.js')
  const countersign = await load()
  const check = () => countersign.prepare('signin.status', { state: 'locked', lockedAt: '2026-06-15T12:48:00Z', policyZone: 'Asia/Shanghai' })
  const now = { wall: Date.parse('2026-06-15T13:00:00Z'), steady: 0 }
  const without = check().run(undefined, { now })
  assert.deepEqual(without.findings.map(({ reason }) => reason), ['signin.locked', 'signin.table-missing', 'signin.reset-while-locked'])
  assert.equal(without.details.unlockAt, null)
  const table = await zones()
  assert.deepEqual(Buffer.from(table), readFileSync(new URL('zones.bin', dist)))
  countersign.loadTable(table)
  const { details } = check().run(undefined, { now })
  assert.equal(details.unlockAt, '2026-06-15T16:00:00Z')
  assert.equal(details.remainingSeconds, 10800)
})

test('layouts are a table of their own, and without it a layout that is needed is not known', async () => {
  const { layouts } = await import('../../wasm/dist/layouts.js')
  const countersign = await load()
  const judge = () => {
    const check = countersign.prepare('password.entry', { enrolledLayout: 'us' })
    check.observe({ type: 'keydown', code: 'KeyY', key: 'z', shift: false, capsLock: false })
    return check.run('z')
  }
  assert.deepEqual(judge().findings.map(({ reason }) => reason), ['password.table-missing'])
  const table = await layouts()
  assert.deepEqual(Buffer.from(table), readFileSync(new URL('layouts.bin', dist)))
  countersign.loadTable(table)
  assert.deepEqual(judge().findings.map(({ reason }) => reason), ['password.other-layout'])
  assert.equal(judge().details.layout, 'de')
})

test('words of passwords are a table for each language, and one that is asked for and absent leaves a new password unknown', async () => {
  const countersign = await load()
  const table = (name) => countersign.loadTable(readFileSync(new URL(`strength-${name}.bin`, dist)))
  const judge = () => {
    const verdict = countersign.prepare('password.new', { languages: ['de'] }).run('Schmetterling Sonnenschein')
    return [verdict.outcome, verdict.findings.map(({ reason }) => reason), verdict.details.wordLists, Number(verdict.details.guessesLog10)]
  }
  const missing = ['password.strength-table-missing']
  assert.deepEqual(judge(), ['unknown', missing, null, 0])
  table('de')
  // Nothing without English, where passwords and keyboards are.
  assert.deepEqual(judge(), ['unknown', missing, null, 0])
  table('en-lite')
  const [outcome, reasons, lists, guesses] = judge()
  assert.deepEqual([outcome, reasons, lists], ['accept', [], '4.1.3+4.1.1 de:3.0.2'])
  const other = await load()
  other.loadTable(readFileSync(new URL('strength-en.bin', dist)))
  const without = other.prepare('password.new', { languages: ['de', 'fr'] }).run('Schmetterling Sonnenschein')
  assert.deepEqual([without.outcome, without.findings.map(({ reason }) => reason), without.details.wordLists], ['unknown', missing, '4.1.3+4.1.1'])
  assert.ok(guesses < Number(without.details.guessesLog10) - 5)
  assert.throws(() => other.prepare('password.new', { languages: ['xx'] }), { slug: 'bad-subject' })
})

test('a sealed verdict opens with the desk’s key and with no other', async () => {
  const countersign = await load()
  const check = countersign.prepare('deposit.address', { coin: 'BTC' })
  const desk = generateKeyPairSync('x25519')
  const secret = desk.privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32)
  const key = createPublicKey(desk.privateKey).export({ format: 'der', type: 'spki' }).subarray(-32)
  assert.throws(() => countersign.seal(check, key), { slug: 'not-run' })
  const { json } = check.run(bitcoin)
  const sealed = countersign.seal(check, key.toString('hex'))
  assert.notDeepEqual(countersign.seal(check, key), sealed)
  const core = new Core(
    new WebAssembly.Instance(new WebAssembly.Module(readFileSync(new URL('countersign-command.wasm', dist))), imports).exports,
  )
  const open = (opener) =>
    core.with([sealed, opener], ([at, of]) =>
      Buffer.from(
        core.answer((out, length) => core.door.countersign_open(core.context, at, sealed.length, of, 32, out, length)),
      ).toString(),
    )
  assert.equal(open(secret), json)
  secret[0] ^= 8
  assert.throws(() => open(secret), { slug: 'cannot-open' })
})

test('version and kinds are those of the module', async () => {
  const countersign = await load()
  const { version } = JSON.parse(readFileSync(new URL('../../wasm/package.json', import.meta.url)))
  assert.equal(countersign.version, version)
  assert(countersign.kinds.includes('deposit.address'))
})
