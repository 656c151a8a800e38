// The core beside every library that people ask the same question. COUNTERSIGN_LONG=1: 4,000 addresses of each kind.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import { unchecked } from '../bench/peers.mjs'
import { make, Random } from '../equality/addresses.mjs'
import { home } from '../equality/home.mjs'
import { packageEntry } from '../equality/hosts.mjs'
import { documentFile, documentOf, run, usualCount } from './document.mjs'

const long = process.env.COUNTERSIGN_LONG === '1'
const few = (list) =>
  list
    .slice(0, 20)
    .map((one) => JSON.stringify(one))
    .join('\n')
const name = ({ peer, coin, clause }) => `${peer}, ${coin}: ${clause}`

/** What is not simply accepted, and why. */
const expected = {
  'segwit of a later version': ['caution', 'deposit.future-version'],
  hshare: ['caution', 'deposit.retired-network'],
  'substrate generic': ['caution', 'deposit.generic-prefix'],
  'evm, lower case': ['caution', 'deposit.no-checksum'],
  'evm, upper case': ['caution', 'deposit.no-checksum'],
  'ton, raw': ['caution', 'deposit.no-checksum'],
  'stellar c': ['reject', 'deposit.contract-address'],
  'cardano stake': ['reject', 'deposit.stake-address'],
  'cosmos validator': ['reject', 'deposit.validator-address'],
}

test('an address of every kind gets the outcome, and the first reason, that its kind deserves', async () => {
  const { load } = await import(packageEntry)
  const countersign = await load({ languages: [] })
  const random = new Random(2)
  for (const [kind, subject] of Object.entries(home)) {
    const check = countersign.prepare('deposit.address', subject)
    const [outcome, reason] = expected[kind] ?? ['accept']
    for (let i = 0; i < usualCount; i++) {
      const text = make[kind](random)
      const verdict = check.run(text)
      assert.equal(verdict.outcome, outcome, `${kind}: ${text}`)
      if (reason !== undefined) assert.equal(verdict.findings[0].reason, reason, `${kind}: ${text}`)
    }
    check.release()
  }
})

let result
before(async () => {
  const seed = long ? Date.now() % 0x1_0000_0000 : 1
  result = await run(long ? 4_000 : usualCount, seed)
  console.log(`note: ${result.judged} judged, seed ${seed}`)
})

test('the core and a checker put together from @scure and @noble agree on every text', () => {
  assert.equal(result.wrong.length, 0, few(result.wrong))
})

test('every difference from a peer has its reason in rules.mjs', () => {
  assert.equal(result.unexplained.length, 0, few(result.unexplained))
})

// The document is made of the usual texts.
if (!long) test('every reason in rules.mjs is met, and disagreements.md is what was found', () => {
    const idle = [...result.met].filter(([, { count }]) => count === 0).map(([rule]) => name(rule))
    assert.deepEqual(idle, [])
    const written = existsSync(documentFile) ? readFileSync(documentFile, 'utf8') : ''
    assert.equal(written, documentOf(result), 'run node tests/differential/document.mjs')
  })

test('the bench marks the peers that take spoiled addresses of a kind with a checksum', () => {
  const without = [
    'solana',
    'evm, lower case',
    'evm, upper case',
    'eos',
    'gxchain',
    'near named',
    'near implicit',
    'ton, raw',
  ]
  const found = Object.entries(result.slips).flatMap(([peer, kinds]) =>
    Object.entries(kinds)
      .filter(([kind, { taken, asked }]) => taken > asked / 10 && !without.includes(kind))
      .map(([kind]) => `${peer}: ${kind}`),
  )
  const marked = Object.entries(unchecked).flatMap(([peer, kinds]) => kinds.map((kind) => `${peer}: ${kind}`))
  assert.deepEqual(found.sort(), marked.sort())
})
