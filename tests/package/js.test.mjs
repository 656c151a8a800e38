// The entries that hold the core themselves answer as the one beside its module does, byte for byte: ./inline, and ./js,
// which is not WebAssembly at all.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import * as external from '../../wasm/dist/index.js'
import * as inline from '../../wasm/dist/inline.js'
import * as js from '../../wasm/dist/js.js'

const { kind, rows } = JSON.parse(readFileSync(new URL('../vectors/deposit.address.json', import.meta.url), 'utf8'))
const now = { wall: 0 }
const languages = ['en', 'zh-Hans']

function judge(countersign) {
  return rows.map(({ subject, text, copied }) => {
    const check = countersign.prepare(kind, subject)
    const verdict = check.run(text, { copied, now })
    const line = [verdict.json, ...languages.flatMap((one) => [verdict.headline(one), ...verdict.explain(one)])]
    check.release()
    return JSON.stringify(line)
  })
}

const expected = judge(await external.load({ languages }))

for (const [name, { load }] of Object.entries({ './inline': inline, './js': js }))
  test(`${name} gives the verdicts and sentences of ".", for every vector`, async () => {
    assert(rows.length > 700)
    const seen = judge(await load({ languages }))
    for (const [i, line] of expected.entries()) assert.equal(seen[i], line)
  })

test('what is told, asked and refused is the same in JavaScript', async () => {
  const [one, other] = await Promise.all([external.load({ seed: new Uint8Array(32) }), js.load({ seed: new Uint8Array(32) })])
  const tried = (call) => {
    try {
      return call()
    } catch (error) {
      return `${error.name}: ${error.slug} ${error.message}`
    }
  }
  for (const call of [
    (c) => c.kinds.join(),
    (c) => c.version,
    (c) => c.prepare('deposit.addres', {}),
    (c) => c.prepare(kind, { coin: 'BTC', network: 'tronn' }),
    (c) => c.prepare(kind, '{'),
    (c) => c.loadUnsignedPolicy({ version: 3, coins: [{ coin: 'NONE' }] }),
    (c) => c.loadPolicy('{}', 2 ** 40),
    (c) => c.trust('x', new Uint8Array(31)),
    (c) => c.trust('x', '00'.repeat(32)),
    ...[-1, -0.5, 0.5, 1e300, -1e300, NaN, Infinity, -Infinity, 2 ** 53 - 1, 2 ** 53, 2 ** 32, 1.7e12].map(
      (wall) => (c) => c.prepare(kind, { coin: 'BTC' }).run('x', { now: { wall } }).json,
    ),
    (c) => c.prepare(kind, { coin: 'BTC' }).run('x'.repeat(3 << 20)).json,
    (c) => c.prepare(kind, { coin: 'BTC' }).runLines(`${rows.map(({ text }) => text.replaceAll('\n', ' ')).join('\n')}\n`).join(),
  ])
    assert.equal(tried(() => call(other)), tried(() => call(one)), String(call))
})

test('signatures are verified in JavaScript as in the module', async () => {
  const { createPublicKey, generateKeyPairSync, sign } = await import('node:crypto')
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const policy = Buffer.from(JSON.stringify({ version: 3, coins: [{ coin: 'ETH' }] }))
  const signature = sign(null, Buffer.concat([Buffer.from('countersign.policy.v1\0'), policy]), privateKey)
  const envelope = { payload: policy.toString('base64url'), key: 'operator', signature: signature.toString('base64url') }
  const bad = { ...envelope, signature: Buffer.from(signature.map((byte, i) => byte ^ (i === 40 ? 1 : 0))).toString('base64url') }
  for (const { load } of [external, js]) {
    const countersign = await load()
    countersign.trust('operator', createPublicKey(publicKey.export({ format: 'pem', type: 'spki' })).export({ format: 'der', type: 'spki' }).subarray(-32))
    assert.throws(() => countersign.loadPolicy(bad), { name: 'CountersignError' })
    const judge = () => countersign.prepare(kind, { coin: 'BTC' }).run('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa').outcome
    assert.equal(judge(), 'accept')
    countersign.loadPolicy(envelope)
    assert.equal(judge(), 'reject')
  }
})

test('two programs in JavaScript do not see each other’s memory', async () => {
  const [one, other] = await Promise.all([js.load(), js.load()])
  const first = one.prepare(kind, { coin: 'BTC' })
  const verdict = first.run('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa')
  const second = other.prepare(kind, { coin: 'ETH' })
  second.run('0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed')
  assert.equal(verdict.canonical, '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa')
  assert.match(first.run('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb').outcome, /reject/)
})

test('each entry takes a module from the caller, too', async () => {
  const bytes = readFileSync(new URL('../../wasm/dist/countersign.wasm', import.meta.url))
  for (const { load } of [external, inline, js])
    for (const wasm of [bytes, new WebAssembly.Module(bytes), new URL('../../wasm/dist/countersign.wasm', import.meta.url)]) {
      const countersign = await load({ wasm, languages: ['zh-Hans'] })
      assert.equal(countersign.prepare(kind, { coin: 'BTC' }).run('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa').outcome, 'accept')
    }
})
