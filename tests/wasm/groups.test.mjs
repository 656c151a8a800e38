// Entries whose module knows one group of kinds alone. That each answers as the whole module does is for tests/equality.
import assert from 'node:assert/strict'
import { readFileSync, statSync } from 'node:fs'
import { test } from 'node:test'
import { languages, load } from '../../wasm/dist/index.js'
import { groups as kindsOf } from '../../wasm/tools/groups.mjs'

const dist = new URL('../../wasm/dist/', import.meta.url)
const names = Object.keys(kindsOf)
const whole = await load()
const from = async (folder) =>
  Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await (await import(new URL(`${folder}${name}.js`, dist))).load()])),
  )
const groups = await from('')

test('the groups share out the kinds', () => {
  assert.deepEqual(
    Object.values(groups).flatMap(({ kinds }) => [...kinds]).sort(),
    [...whole.kinds].sort(),
  )
  assert.deepEqual(groups.deposit.kinds, ['deposit.address'])
  for (const kind of groups.account.kinds) assert.match(kind, /^(otp|password|signin)\./)
  for (const kind of groups.payment.kinds) assert.match(kind, /^payment\./)
})

test('a kind of another group is unknown', () => {
  for (const [name, countersign] of Object.entries(groups))
    for (const kind of whole.kinds)
      if (!countersign.kinds.includes(kind))
        assert.throws(() => countersign.prepare(kind, {}), { name: 'CountersignError', slug: 'unknown-kind' }, `${name} ${kind}`)
})

test('what is inside the script answers as what is beside it', async () => {
  const inside = await from('inline/')
  for (const name of names) assert.deepEqual(inside[name].kinds, groups[name].kinds)
  const judge = (countersign) => {
    const verdict = countersign.prepare('deposit.address', { coin: 'BTC' }).run('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb')
    return [verdict.json, verdict.headline(), verdict.explain()]
  }
  assert.deepEqual(judge(inside.deposit), judge(whole))
})

test('a group says what the whole says, in every language', async () => {
  const reasons = new Set()
  for (const [name, countersign] of Object.entries(groups)) {
    for (const language of languages) await Promise.all([whole, countersign].map((one) => one.loadWords(language)))
    for (const kind of countersign.kinds) {
      const { rows } = JSON.parse(readFileSync(new URL(`../vectors/${kind}.json`, import.meta.url), 'utf8'))
      for (const { subject, text, copied, now = { wall: 0, steady: 0 }, events } of rows) {
        if (events) continue
        const moment = { ...now, wall: typeof now.wall === 'number' ? now.wall : Date.parse(now.wall) }
        const said = [whole, countersign].map((one) => {
          const check = one.prepare(kind, subject)
          try {
            const verdict = check.run(text, { copied, now: moment })
            const found = verdict.findings.map(({ reason }) => reason)
            for (const reason of found) reasons.add(reason)
            return [found, ...languages.flatMap((language) => [verdict.headline(language), verdict.explain(language)])]
          } finally {
            check.release()
          }
        })
        assert.deepEqual(said[1], said[0], `${name} ${kind} ${JSON.stringify(subject)}`)
      }
    }
  }
  assert(reasons.size > 150, `only ${reasons.size} reasons were met`)
})

test('a policy may speak of kinds that a module does not have', () => {
  const said = (countersign, policy) => {
    try {
      return countersign.loadUnsignedPolicy(policy)
    } catch (error) {
      return error.message
    }
  }
  const policy = { version: 1, coins: [{ coin: 'BTC' }], lockZone: 'Asia/Shanghai', hosts: ['example.com'] }
  const wrong = { ...policy, password: { minLength: -1 } }
  assert.equal(said(whole, policy), undefined)
  assert.match(said(whole, wrong), /^policy/)
  for (const countersign of Object.values(groups))
    for (const one of [policy, wrong]) assert.equal(said(countersign, one), said(whole, one))
})

test('a group weighs less than the whole', () => {
  const size = (name) => statSync(new URL(name, dist)).size
  for (const name of names) assert(size(`countersign-${name}.wasm`) < 0.7 * size('countersign.wasm'), name)
})
