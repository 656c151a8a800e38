// Signing, and what a check accepts as signed.
import assert from 'node:assert/strict'
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { tmpdir } from 'node:os'
import { test } from 'node:test'
import { bitcoin, folder, good, run } from './command.mjs'

const dir = folder()
const seed = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60' // RFC 8032, section 7.1, TEST 1
const publicKey = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'
const secret = dir.file('operator.seed', `\n  ${seed}\r\n\n`)
const policy = '{"version":3,"coins":[{"coin":"ETH"}]}\n'
const policyFile = dir.file('policy.json', policy)
const signing = ['--key-id', 'operator-1', '--secret', secret]
const address = ['check', 'deposit.address', '--subject', bitcoin]

const edSeed = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(seed, 'hex')])
const privateKey = createPrivateKey({ key: edSeed, format: 'der', type: 'pkcs8' })
const signedBytes = (type, payload) => Buffer.concat([Buffer.from(`countersign.${type}.v1\0`), Buffer.from(payload)])

const key = (await run(['sign', '--public', ...signing])).stdout
const keyFile = dir.file('operator.key', key)
const envelope = (await run(['sign', 'policy', ...signing, policyFile])).stdout

test('--public prints the key as check takes it', () => {
  assert.equal(key, `{"id":"operator-1","publicKey":"${publicKey}"}\n`)
})

test('an envelope holds the exact bytes and a signature that others can check', async () => {
  for (const type of ['policy', 'schedule', 'table', 'quote', 'voucher', 'challenge']) {
    const { status, stdout } = await run(['sign', type, ...signing, policyFile])
    assert.equal(status, 0)
    assert.match(stdout, /^\{"payload":"[\w-]+","key":"operator-1","signature":"[\w-]{86}"\}\n$/)
    const made = JSON.parse(stdout)
    assert.equal(Buffer.from(made.payload, 'base64url').toString(), policy)
    const signature = Buffer.from(made.signature, 'base64url')
    assert.ok(verify(null, signedBytes(type, policy), createPublicKey(privateKey), signature))
    assert.deepEqual(signature, sign(null, signedBytes(type, policy), privateKey))
  }
})

test('the payload may come from standard input, nothing is dropped, it may be empty or no text at all', async () => {
  for (const args of [[], ['-']]) {
    assert.equal((await run(['sign', 'policy', ...signing, ...args], { input: policy })).stdout, envelope)
  }
  for (const input of [Buffer.alloc(0), Buffer.from([0, 255, 13, 10])]) {
    const { stdout } = await run(['sign', 'table', ...signing], { input })
    assert.deepEqual(Buffer.from(JSON.parse(stdout).payload, 'base64url'), input)
  }
})

test('a check takes a policy signed by the key, and judges by it', async () => {
  const signed = dir.file('policy.signed', envelope)
  assert.equal((await run([...address, good])).status, 0)
  const judged = await run([...address, '--policy', signed, '--key', keyFile, good])
  assert.equal(judged.status, 1)
  assert.equal(JSON.parse(judged.stdout).findings[0].reason, 'deposit.not-offered')
  const unsigned = await run([...address, '--unsigned', policyFile, good])
  assert.deepEqual(unsigned, judged)
})

test('--jsonl judges by the policy, too', async () => {
  const signed = dir.file('policy.signed', envelope)
  const input = `{"subject":${bitcoin},"text":"${good}"}\n`
  const judged = await run(['check', 'deposit.address', '--jsonl', '--policy', signed, '--key', keyFile], { input })
  assert.equal(judged.status, 0)
  assert.equal(JSON.parse(judged.stdout).outcome, 'reject')
})

test('a policy that was changed, signed for another purpose, or signed by another key is refused', async () => {
  const made = JSON.parse(envelope)
  const refuse = async (name, content, sentence, keyPath = keyFile) => {
    const answer = await run([...address, '--policy', dir.file(name, content), '--key', keyPath, good])
    assert.equal(answer.status, 2)
    assert.equal(answer.stdout, '')
    assert.match(answer.stderr, new RegExp(`^countersign: .*${name}: .*\n$`))
    assert.match(answer.stderr, sentence)
  }
  const changed = Buffer.from(policy.replace('ETH', 'BTC')).toString('base64url')
  await refuse('changed.json', JSON.stringify({ ...made, payload: changed }), /signature/)
  await refuse('voucher.json', (await run(['sign', 'voucher', ...signing, policyFile])).stdout, /signature/)
  await refuse('stranger.json', JSON.stringify({ ...made, key: 'operator-2' }), /"operator-2"/)
  await refuse('plain.json', policy, /envelope/)
  const otherKey = dir.file('other.key', key.replace('d75a', 'd75b'))
  await refuse('policy.signed', envelope, /signature/, otherKey)
})

test('a key file that is none is named', async () => {
  const signed = dir.file('policy.signed', envelope)
  for (const [content, sentence] of [
    ['nothing', /bad\.key: key/],
    ['{"id":"operator-1"}', /bad\.key: key\.publicKey/],
    [`{"id":"operator-1","publicKey":"${publicKey.slice(2)}"}`, /bad\.key: key\.publicKey: .*64/],
    [`{"id":"operator-1","publicKey":"${publicKey}","extra":1}`, /bad\.key: key.*"extra"/],
  ]) {
    const answer = await run([...address, '--policy', signed, '--key', dir.file('bad.key', content), good])
    assert.equal(answer.status, 2)
    assert.match(answer.stderr, sentence)
  }
})

test('sign refuses what it cannot do', async () => {
  const refused = async (args, sentence) => {
    const answer = await run(['sign', ...args])
    assert.equal(answer.status, 2, args.join(' '))
    assert.equal(answer.stdout, '')
    assert.match(answer.stderr, sentence)
    assert.doesNotMatch(answer.stderr, new RegExp(seed.slice(0, 8)))
  }
  await refused(signing, /TYPE/)
  await refused(['letter', ...signing, policyFile], /"letter".*policy, schedule, table, quote, voucher, challenge/)
  await refused(['policy', '--secret', secret, policyFile], /--key-id/)
  await refused(['policy', '--key-id', '', '--secret', secret, policyFile], /--key-id/)
  await refused(['policy', '--key-id', 'k', policyFile], /--secret FILE/)
  await refused(['policy', '--public', ...signing], /too many/)
  await refused(['policy', ...signing, dir.file('nowhere')], /nowhere/)
  for (const bad of [seed.slice(1), `${seed}0`, `${seed.slice(1)}g`, `${seed.slice(0, 32)} ${seed.slice(32)}`, '']) {
    await refused(['policy', '--key-id', 'k', '--secret', dir.file('bad.seed', bad), policyFile], /bad\.seed: .*64/)
  }
})

test('a secret that cannot be read is named', async () => {
  // A folder cannot be read as a file, not even by root.
  const answer = await run(['sign', 'policy', '--key-id', 'k', '--secret', tmpdir(), policyFile])
  assert.equal(answer.status, 2)
  assert.match(answer.stderr, /cannot be read: .*directory/)
  assert.equal(answer.stdout, '')
})
