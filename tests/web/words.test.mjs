// What the page says itself, against what the package knows.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'

import { judge } from '../../web-demo/judge.mjs'
import { shownFirst } from '../../web-demo/pages/first.mjs'
import { stepsView } from '../../web-demo/public/deposit-view.js'
import { examples } from '../../web-demo/public/examples.js'
import { book, coinGroups, coins, networks } from '../../web-demo/public/offers.js'
import { toHtml } from '../../web-demo/public/tree.js'
import { importPackage } from '../../web-demo/server.mjs'

const languages = ['en', 'zh-Hans']
const [{ load }, html] = await Promise.all([importPackage(), importPackage('elements/html.js')])
const countersign = await load({ languages })
const labels = Object.fromEntries(languages.map((tag) => [tag, html.labelsFor(tag)]))

/** What a card shows of a text. */
function show({ coin, network = '' }, text, { copied = '', language = 'en' } = {}) {
  return judge({ countersign, html }, { coin, network, address: text, copied, language })
}
const textOf = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const words = Object.fromEntries(languages.map((tag) => [tag, JSON.parse(textOf(`web-demo/public/words/${tag}.json`))]))
const vectors = JSON.parse(textOf('tests/vectors/deposit.address.json'))

/** The texts in quotes of each row of a list of the core. */
function rowsOf(path, name) {
  const [, ...rows] = textOf(path).split(`\n${name}(`)
  return rows.map((row) => [...row.matchAll(/"([^"]*)"/g)].map(([, text]) => text))
}
const networkRows = rowsOf('core/deposit/networks.def', 'COUNTERSIGN_NETWORK').map(([id, , home, testOf]) => ({ id, home, testOf }))
const mainRows = networkRows.filter(({ testOf }) => testOf === '')

test('both languages have the same words, and none is empty', () => {
  for (const list of [words, labels]) {
    assert.deepEqual(Object.keys(list['zh-Hans']).sort(), Object.keys(list.en).sort())
    for (const tag of languages)
      for (const [key, text] of Object.entries(list[tag])) assert.ok(text !== '' || key === 'sentence.gap', `${tag} ${key}`)
  }
})

test('every place for a value is in both languages', () => {
  const places = (text) => (text.match(/\{\w+\}/g) ?? []).sort()
  for (const list of [words, labels])
    for (const key of Object.keys(list.en)) assert.deepEqual(places(list['zh-Hans'][key]), places(list.en[key]), key)
})

test('no word of the page is there for nobody', () => {
  const sources = ['pages/layout.mjs', 'pages/first.mjs', 'pages/deposit.mjs', 'pages/verify.mjs', 'public/harbour.js', 'public/deposit.js', 'public/verify.js', 'public/messages.js', 'public/verify-view.js', 'pages/shop.mjs', 'shop.mjs', 'public/shop.js', 'public/shop-view.js', 'public/goods.js', 'pay.mjs', 'pages/pay.mjs', 'public/pay-view.js', 'public/pay.js', 'public/receipt.js', 'pages/refund.mjs', 'pages/history.mjs', 'public/history-view.js', 'pages/signin.mjs', 'public/signin.js', 'pages/password.mjs', 'password.mjs']
  const all = [...sources, 'public/deposit-view.js', 'public/offers.js'].map((path) => textOf(`web-demo/${path}`)).join('\n')
  const made = /^(language$|coins\.|example\.|answers\.|service\.|verify\.service\.|from\.|trouble\.|wrong\.|way\.|goods\.|label\.(currency|country)\.|pay\.(service|trouble|step)\.|refund\.(service|trouble|where|contract|example)\.|history\.(service\.|matched|missing|duplicate|different|unknown)|shop\.(example|service)\.|method\.|signin\.(account|show|service|by|gate)\.|signin\.((done|recover)\.)?lead$|password\.(show|service)\.|password\.(created|changed)|(phone|mailbox)\.)/
  for (const key of Object.keys(words.en)) assert.ok(made.test(key) || all.includes(`'${key}'`), key)
})

test('Harbour offers every coin and every main network that the core lists', () => {
  const others = rowsOf('core/deposit/coins.def', 'COUNTERSIGN_COIN').map(([ticker]) => ticker)
  const tickers = new Set([...mainRows.map(({ home }) => home), ...others])
  tickers.delete('')
  assert.ok(tickers.size > 40)
  assert.deepEqual(Object.keys(coins).sort(), [...tickers].sort())
  assert.deepEqual(Object.keys(networks).sort(), mainRows.map(({ id }) => id).sort())
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

test('coins are listed by use, the others by their tickers; each has a name', () => {
  assert.deepEqual(coinGroups.most.slice(0, 3), ['BTC', 'ETH', 'USDT'])
  assert.deepEqual(coinGroups.others, [...coinGroups.others].sort())
  assert.deepEqual([...coinGroups.most, ...coinGroups.others], Object.keys(coins))
  for (const [id, coin] of Object.entries(coins)) for (const tag of languages) assert.ok(coin[tag], `${id} ${tag}`)
})

test('each pair has an address in the book, which is accepted, by a network of the name that the verdicts use', () => {
  const own = (network) => book.find((entry) => entry.networks.includes(network)).address
  for (const coin of Object.keys(coins))
    for (const network of coins[coin].networks) {
      const check = countersign.prepare('deposit.address', { coin, network })
      const verdict = check.run(own(network))
      // Nobody takes Hshare any more, so no address there is simply accepted; the finding names the network instead.
      const retired = network === 'hshare'
      assert.equal(verdict.outcome, retired ? 'caution' : 'accept', `${coin} on ${network}`)
      for (const tag of languages) {
        const says = retired ? verdict.explain(tag)[0].text : verdict.headline(tag)
        assert.ok(says.includes(networks[network][tag]), `${network} ${tag}: ${says}`)
      }
      check.release()
    }
})

test('test networks are called by the names that the verdicts use', () => {
  const named = new Set()
  for (const { subject, text } of vectors.rows) {
    const check = countersign.prepare('deposit.address', subject)
    const verdict = check.run(text)
    verdict.findings.forEach(({ params: { found } }, i) => {
      if (found === undefined) return
      named.add(found)
      for (const tag of languages) {
        const name = html.networkName(found, tag)
        assert.ok(verdict.explain(tag)[i].text.includes(name), `${found} ${tag}`)
      }
    })
    check.release()
  }
  for (const { id, testOf } of networkRows)
    if (testOf !== '') for (const tag of languages) assert.notEqual(html.networkName(id, tag), id)
  for (const { id } of mainRows)
    for (const tag of languages) assert.equal(html.networkName(id, tag), networks[id][tag])
  assert.ok(named.size > 20)
})

// What only a policy brings, or only a program that calls wrongly; the page has no policy.
const neverHere = ['deposit.not-offered', 'not-prepared', 'text-ill-formed']

test('each answer has labels for all that it names, in both languages; each reason is among them', () => {
  const shownReasons = new Set()
  for (const { subject, text, copied } of vectors.rows) {
    for (const language of languages) {
      const its = labels[language]
      const shown = show(subject, text, { copied, language })
      const { format, addressKind, memo } = shown.details
      const named = [`outcome.${shown.outcome}`, `memo.${memo.rule}`]
      if (memo.type !== null) named.push(`memo.${memo.rule}.typed`, `memo.type.${memo.type}`)
      if (format !== null) named.push(`format.${format}`)
      // Witness versions without a meaning have no name but their own.
      if (addressKind !== null && !addressKind.startsWith('witness-')) named.push(`kind.${addressKind}`)
      for (const { reason, params } of shown.findings) {
        shownReasons.add(reason)
        for (const id of [params.network, params.found, params.chosen])
          if (id !== undefined) assert.ok(id in networks || html.networkName(id, language) !== id, `${id} (${text})`)
      }
      for (const key of named) assert.ok(key in its, `${key} (${text})`)
      const card = html.verdictTemplate(shown, { text, stylesheet: '/x.css' })
      const state = { coin: subject.coin, network: subject.network ?? '', address: text, language }
      const steps = toHtml(stepsView(shown, state, words[language]))
      if (!shown.secret)
        assert.doesNotMatch(card + steps, /undefined|null|NaN|\[object|\{(?:type|memo|network|position)\}/, text)
    }
  }
  // Those of this room, and those that belong to none.
  const reasons = rowsOf('core/vocabulary/reasons.def', 'COUNTERSIGN_REASON')
    .map(([slug]) => slug)
    .filter((slug) => slug.startsWith('deposit.') || !slug.includes('.'))
  assert.ok(reasons.length > 40)
  assert.deepEqual(reasons.filter((slug) => !shownReasons.has(slug) && !neverHere.includes(slug)), [])
})

test('the card says that a checksum is correct only where there is one', () => {
  const bare = ['deposit.no-checksum', 'deposit.network-without-checksum']
  const told = { fits: new Set(), none: new Set(), unknown: new Set() }
  for (const { subject, text } of vectors.rows) {
    const { checksum, details, findings } = show(subject, text)
    told[checksum].add(`${details.format} ${details.addressKind}`)
    if (findings.some(({ reason }) => bare.includes(reason))) assert.equal(checksum, 'none', text)
  }
  // Solana's addresses, NEAR's by key, account names, TON's raw ones.
  for (const form of ['base58 account', 'hex implicit', 'name name', 'raw raw']) {
    assert.ok(told.none.has(form), form)
    assert.ok(!told.fits.has(form), form)
  }
  for (const form of ['base58 standard', 'base58 byron', 'hex account', 'ss58 account', 'base64 bounceable'])
    assert.ok(told.fits.has(form), form)
  // The same text, offered where it does not belong: nothing is claimed.
  for (const text of ['0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed', 'HzqnaMjWFbK2io6WgV2Z5uBguCBU21RMUS16wsDUHkon'])
    assert.equal(show({ coin: 'BTC', network: 'bitcoin' }, text).checksum, 'unknown', text)
})

test('the card shows which memo is asked for, or which one is in the address', () => {
  const rowOf = (coin, text, language = 'en') => {
    const card = html.verdictTemplate(show({ coin }, text, { language }), { text, stylesheet: '/x.css' })
    return new RegExp(`<dt>${labels[language]['evidence.memo']}</dt><dd>([^<]*)</dd>`).exec(card)[1]
  }
  assert.equal(rowOf('BTC', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'), 'none needed')
  assert.equal(rowOf('XRP', 'rJrRMgiRgrU6hDF4pgu5DXQdWyPbY35ErN'), 'destination tag, only if you were given one')
  assert.equal(rowOf('XRP', 'X7AcgcsBL6XDcUb289X4mJ8djcdyKaLFuhLRuNXPrDeJd9A'), '11747, already in the address')
  assert.equal(rowOf('TON', 'EQCKhieGGl3ZbJ2zzggHsSLaXtRzk0znVopbSxw2HLsorkdl'), 'comment, only if you were given one')
  assert.equal(rowOf('XLM', 'GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ', 'zh-Hans'), '备注（Memo），对方给了才需要填写')
})

test('every example has a name', () => {
  for (const { id } of examples) assert.ok(`example.${id}` in words.en, id)
  for (const id of shownFirst) assert.ok(`example.${id}.what` in words.en, id)
})
