// What the page says itself, against what the package knows.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'

import { book, coins, networks } from '../../web-demo/public/offers.js'
import { examples } from '../../web-demo/public/examples.js'
import { importPackage } from '../../web-demo/server.mjs'

const languages = ['en', 'zh-Hans']
const { load } = await importPackage()
const countersign = await load({ languages })
const words = Object.fromEntries(
  languages.map((tag) => [tag, JSON.parse(readFileSync(new URL(`../../web-demo/public/words/${tag}.json`, import.meta.url)))]),
)
const vectors = JSON.parse(readFileSync(new URL('../vectors/deposit.address.json', import.meta.url)))

test('both languages have the same words, and none is empty', () => {
  assert.deepEqual(Object.keys(words['zh-Hans']), Object.keys(words.en))
  for (const tag of languages) for (const [key, text] of Object.entries(words[tag])) assert.ok(text !== '' || key === 'sentence.gap', `${tag} ${key}`)
})

test('every place for a value is in both languages', () => {
  const places = (text) => (text.match(/\{\w+\}/g) ?? []).sort()
  for (const key of Object.keys(words.en)) assert.deepEqual(places(words['zh-Hans'][key]), places(words.en[key]), key)
})

test('Harbour offers each pair of coin and network that exists, and no other', () => {
  for (const coin of Object.keys(coins))
    for (const network of Object.keys(networks)) {
      const offered = coins[coin].networks.includes(network)
      const prepare = () => countersign.prepare('deposit.address', { coin, network }).release()
      if (offered) assert.doesNotThrow(prepare, `${coin} on ${network}`)
      else assert.throws(prepare, { slug: 'bad-subject' }, `${coin} on ${network}`)
    }
})

test('a network is called by the name that the verdicts use', () => {
  const own = (network) => book.find((entry) => entry.networks.includes(network)).address
  for (const network of Object.keys(networks)) {
    const coin = Object.keys(coins).find((id) => coins[id].networks.includes(network))
    const verdict = countersign.prepare('deposit.address', { coin, network }).run(own(network))
    assert.equal(verdict.outcome, 'accept')
    for (const tag of languages) assert.ok(verdict.headline(tag).includes(networks[network][tag]), `${network} ${tag}`)
  }
})

test('formats, kinds and networks that verdicts name have words', () => {
  for (const { subject, text } of vectors.rows) {
    const verdict = countersign.prepare('deposit.address', subject).run(text)
    const { format, addressKind, memo } = verdict.details
    const named = [`memo.${memo.rule}`]
    if (format !== null) named.push(`format.${format}`)
    // Witness versions without a meaning have no name but their own.
    if (addressKind !== null && !addressKind.startsWith('witness-')) named.push(`kind.${addressKind}`)
    for (const { params } of verdict.findings)
      for (const id of [params.network, params.found, params.chosen])
        if (id !== undefined && !(id in networks)) named.push(`network.${id}`)
    for (const tag of languages)
      verdict.findings.forEach(({ params: { found } }, i) => {
        if (found === undefined) return
        const name = networks[found]?.[tag] ?? words[tag][`network.${found}`]
        assert.ok(verdict.explain(tag)[i].text.includes(name), `${found} ${tag}`)
      })
    for (const key of named) assert.ok(key in words.en, key)
  }
})

test('every example has a name', () => {
  for (const { id } of examples) assert.ok(`example.${id}` in words.en, id)
})
