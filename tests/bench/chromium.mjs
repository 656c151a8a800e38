// The same in Chromium: a page from this machine, without a network, and how soon a page has its first verdict.
//
//   node tests/bench/chromium.mjs [VISITS]    only how strong a password is: how soon a page knows, and what it takes
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { make, Random } from '../equality/addresses.mjs'
import { home } from '../equality/home.mjs'
import { path } from '../equality/hosts.mjs'
import { typicalRows } from '../password/rows.mjs'
import { launchChromium } from '../web/harbour.mjs'
import { isUnchecked, peersOf } from './kinds.mjs'
import { median } from './race.mjs'

const modules = '/tests/node_modules'
const inPages = [
  'multicoin-address-validator',
  'bitcoin-address-validation',
  '@ensdomains/address-encoder',
  'viem',
  '@trustwallet/wallet-core',
  '@scure/base with @noble/hashes',
]
const kinds = [
  'p2pkh',
  'p2wpkh',
  'p2tr',
  'eip-55',
  'tron',
  'xrp classic',
  'bitcoincash',
  'cosmos',
  'polkadot',
  'monero standard',
]

// What a bundler would do with names of packages.
const importMap = {
  imports: {
    '@noble/curves/': `${modules}/@noble/curves/esm/`,
    '@noble/hashes/': `${modules}/@noble/hashes/esm/`,
    '@scure/base': `${modules}/@scure/base/lib/esm/index.js`,
    '@scure/bip32': `${modules}/@scure/bip32/lib/esm/index.js`,
    '@scure/bip39': `${modules}/@scure/bip39/esm/index.js`,
    '@scure/bip39/': `${modules}/@scure/bip39/esm/`,
    '@ensdomains/address-encoder/coins': `${modules}/@ensdomains/address-encoder/dist/esm/coins.js`,
    abitype: `${modules}/abitype/dist/esm/exports/index.js`,
    'base58-js': `${modules}/base58-js/index.js`,
    bech32: '/bech32.mjs',
    'bitcoin-address-validation': `${modules}/bitcoin-address-validation/dist/index.js`,
    isows: `${modules}/isows/_esm/native.js`,
    'ox/': `${modules}/ox/_esm/core/`,
    ...Object.fromEntries(
      ['erc6492', 'erc8010', 'erc8021'].map((name) => [`ox/${name}`, `${modules}/ox/_esm/${name}/index.js`]),
    ),
    'sha256-uint8array': `${modules}/sha256-uint8array/dist/sha256-uint8array.mjs`,
    viem: `${modules}/viem/_esm/index.js`,
  },
  scopes: Object.fromEntries(
    ['viem', 'ox'].map((name) => [
      `${modules}/${name}/`,
      { '@noble/curves/': `${modules}/${name}/node_modules/@noble/curves/esm/` },
    ]),
  ),
}

// The one package among them that is no module yet; what a bundler would make of it.
const bech32 = `const exports = {}
${readFileSync(path('tests/node_modules/bech32/dist/index.js'), 'utf8')}
export const { bech32, bech32m } = exports`

const text = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'
const countersign = (entry, options = '{ languages: [] }') => `<script type="module">
import { load } from '/wasm/dist/${entry}.js'
const check = (await load(${options})).prepare('deposit.address', { coin: 'BTC' })
if (check.run('${text}').outcome === 'accept') window.first = performance.now()
</script>`
/** As wasm/README.md tells pages that want it sooner. */
const preload = (entry, ...tables) =>
  `<link rel="modulepreload" href="/wasm/dist/${entry}.js">${[`countersign-${entry}.wasm`, ...tables]
    .map((name) => `<link rel="preload" href="/wasm/dist/${name}" as="fetch" crossorigin>`)
    .join('')}`
const firsts = {
  'an empty page': '<script type="module">window.first = performance.now()</script>',
  'a script of one line': '<script type="module" src="/line.mjs"></script>',
  Countersign: countersign('index'),
  'Countersign, ./deposit': countersign('deposit'),
  'Countersign, ./deposit, files named in the head': preload('deposit') + countersign('deposit'),
  'Countersign, ./deposit, compiled in the head': `<script>window.compiling = WebAssembly.compileStreaming(fetch('/wasm/dist/countersign-deposit.wasm'))</script>
<link rel="modulepreload" href="/wasm/dist/deposit.js">${countersign('deposit', '{ languages: [], wasm: window.compiling }')}`,
  'Countersign, ./inline': countersign('inline'),
  'Countersign, ./js': countersign('js'),
  'multicoin-address-validator': `<script src="${modules}/multicoin-address-validator/dist/wallet-address-validator.min.js"></script>
<script type="module">if (WAValidator.validate('${text}', 'BTC')) window.first = performance.now()</script>`,
  '@trustwallet/wallet-core, without its messages': `<script src="${modules}/@trustwallet/wallet-core/dist/lib/wallet-core.js"></script>
<script type="module">
const { AnyAddress, CoinType } = await Module()
if (AnyAddress.isValid('${text}', CoinType.bitcoin)) window.first = performance.now()
</script>`,
}

const password = 'correct horse battery'
const bytesOf = (name) => `fetch('/wasm/dist/${name}').then((answer) => answer.arrayBuffer())`
/** The table is asked for beside the module, and before it: behind its stream an answer waits some 20 ms more. */
const strengthPage = (table, head = '') => `${head}<script type="module">
import { load } from '/wasm/dist/account.js'
const [table, countersign] = await Promise.all([
  ${bytesOf(`${table}.bin`)},
  load({ languages: [] }),
])
countersign.loadTable(new Uint8Array(table))
if (countersign.prepare('password.new', {}).run('${password}').details.score > 0) window.first = performance.now()
</script>`
const zxcvbnScript = `<script src="${modules}/zxcvbn/dist/zxcvbn.js"></script>`
const zxcvbnTsScripts = ['core', 'language-common', 'language-en']
  .map((name) => `<script src="${modules}/@zxcvbn-ts/${name}/dist/zxcvbn-ts.js"></script>`)
  .join('')
const zxcvbnTsFactory = `const { core, 'language-common': common, 'language-en': english } = zxcvbnts
const factory = new core.ZxcvbnFactory({
  graphs: common.adjacencyGraphs,
  dictionary: { ...common.dictionary, ...english.dictionary },
  translations: english.translations,
})`
const strengthFirsts = {
  'an empty page': firsts['an empty page'],
  // What no page of ours can be sooner than.
  'a script of one line': firsts['a script of one line'],
  'Countersign\'s files, named in the head, only fetched': `${preload('account', 'strength-en-lite.bin')}<script type="module">
import '/wasm/dist/account.js'
await Promise.all([${bytesOf('strength-en-lite.bin')}, ${bytesOf('countersign-account.wasm')}])
window.first = performance.now()
</script>`,
  'Countersign, strength-en-lite': strengthPage('strength-en-lite'),
  'Countersign, strength-en-lite, files named in the head': strengthPage('strength-en-lite', preload('account', 'strength-en-lite.bin')),
  'Countersign, strength-en': strengthPage('strength-en', preload('account', 'strength-en.bin')),
  zxcvbn: `${zxcvbnScript}
<script type="module">if (zxcvbn('${password}').score > 0) window.first = performance.now()</script>`,
  '@zxcvbn-ts/core, common and en': `${zxcvbnTsScripts}
<script type="module">
${zxcvbnTsFactory}
if (factory.check('${password}').score > 0) window.first = performance.now()
</script>`,
}

/** All three in one page, whose clock goes in steps of 5 µs. No text is judged twice in a row. */
const strengthRace = `${zxcvbnScript}${zxcvbnTsScripts}<script type="module">
import { load } from '/wasm/dist/account.js'
${zxcvbnTsFactory}
const countersign = await load({ languages: [] })
countersign.loadTable(new Uint8Array(await ${bytesOf('strength-en.bin')}))
const check = countersign.prepare('password.new', { secondFactor: true })
const judges = {
  Countersign: (text) => check.run(text).outcome.length,
  zxcvbn: (text) => zxcvbn(text).score,
  '@zxcvbn-ts/core': (text) => factory.check(text).score,
}
window.race = (names, texts, runs) =>
  Object.fromEntries(names.map((name) => {
    const best = texts.map(() => Infinity)
    // A first run that does not count.
    for (let run = -1; run < runs; run++)
      texts.forEach((text, i) => {
        const begin = performance.now()
        judges[name](text)
        if (run >= 0) best[i] = Math.min(best[i], (performance.now() - begin) * 1000)
      })
    best.sort((a, b) => a - b)
    return [name, { median: best[best.length >> 1], most99: best[Math.floor(best.length * 0.99)], most: best.at(-1) }]
  }))
window.ready = true
</script>`

const page = (body) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title><link rel="icon" href="data:,">${body}</html>`
const types = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' }

/** Serves what the pages need of this tree, and counts the bytes. */
async function serve() {
  const pages = {
    '/race': page(
      `<script type="importmap">${JSON.stringify(importMap)}</script><script type="module" src="/tests/bench/page.mjs"></script>`,
    ),
    '/strength': page(strengthRace),
    ...Object.fromEntries(
      Object.entries({ ...firsts, ...strengthFirsts }).map(([name, body]) => [
        `/first/${encodeURIComponent(name)}`,
        page(`<script>window.begin = performance.now()</script>${body}`),
      ]),
    ),
  }
  const seen = { bytes: 0, missing: [] }
  const contents = new Map()
  const server = createServer((request, response) => {
    // Isolated pages have the finer clock.
    const head = {
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    }
    const [name] = request.url.split('?')
    const send = (type, content) => {
      seen.bytes += Buffer.byteLength(content)
      response.writeHead(200, { ...head, 'content-type': type, 'content-length': Buffer.byteLength(content) }).end(content)
    }
    if (name in pages) return send('text/html', pages[name])
    if (name === '/bech32.mjs') return send('text/javascript', bech32)
    if (name === '/line.mjs') return send('text/javascript', 'window.first = performance.now()\n')
    const file = [name, `${name}.js`].map((one) => path(one.slice(1))).find((one) => existsSync(one) && statSync(one).isFile())
    if (!/^\/(wasm\/dist|tests)\//.test(name) || name.includes('..') || file === undefined) {
      seen.missing.push(name)
      return response.writeHead(404, head).end()
    }
    // From memory: what a page waits for is not this machine's disk.
    const content = contents.get(file) ?? readFileSync(file)
    contents.set(file, content)
    send(types[extname(file)] ?? 'text/plain', content)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { address: `http://127.0.0.1:${server.address().port}`, seen, close: () => server.close() }
}

/** A new profile for each page: nothing is cached. What goes wrong in the page is an error here. */
async function visit(browser, server, place, ask) {
  const context = await browser.newContext()
  const tab = await context.newPage()
  const errors = []
  tab.on('pageerror', (error) => errors.push(String(error)))
  server.seen.bytes = 0
  server.seen.missing.length = 0
  try {
    await tab.goto(`${server.address}${place}`, { waitUntil: 'commit' })
    return await ask(tab)
  } catch (error) {
    throw new Error(`${place}: ${[error.message, ...errors, ...server.seen.missing].join('; ')}`)
  } finally {
    await context.close()
  }
}

async function rateOf(kind, browser, server, { runs, each, warmUp }) {
  const random = new Random(Date.now())
  const names = peersOf(kind).filter((name) => inPages.includes(name))
  const texts = Array.from({ length: (runs + 1) * each }, () => make[kind](random))
  const rates = await visit(browser, server, '/race', async (tab) => {
    await tab.waitForFunction(() => window.ready)
    return tab.evaluate((given) => window.raceKind(given), {
      kind,
      subject: home[kind],
      names,
      texts,
      options: { runs, each, warmUp },
    })
  })
  for (const name of names) rates[name].correct = !isUnchecked(name, kind)
  return rates
}

const quiet = 600
/** By name: milliseconds from navigation to the first answer, and from the page's first line; the bytes that it took. */
async function soonest(names, browser, server, visits) {
  const times = Object.fromEntries(names.map((name) => [name, []]))
  const bytes = {}
  // A first round that does not count: the disk's cache, and the browser's own beginnings.
  for (let round = -1; round < visits; round++)
    for (const name of names) {
      const seen = await visit(browser, server, `/first/${encodeURIComponent(name)}`, async (tab) => {
        // Who asks a page again and again takes the time that it needs.
        await setTimeout(quiet)
        await tab.waitForFunction(() => window.first, undefined, { polling: 100 })
        return tab.evaluate(() => ({ ms: window.first, own: window.first - window.begin }))
      })
      bytes[name] = server.seen.bytes
      if (round >= 0) times[name].push(seen)
    }
  return Object.fromEntries(
    Object.entries(times).map(([name, seen]) => [
      name,
      { ms: median(seen.map(({ ms }) => ms)), own: median(seen.map(({ own }) => own)), bytes: bytes[name] },
    ]),
  )
}

/** By what is judged: who takes how many microseconds, as tests/bench/passwords.mjs says it. */
async function strengthIn(browser, server, runs) {
  const random = new Random(Date.now())
  const typical = typicalRows()
  const texts = Array.from({ length: 30 }, () => random.pick(typical))
  const presses = texts.flatMap((text) => Array.from(text, (_, i) => text.slice(0, i + 1)))
  return visit(browser, server, '/strength', async (tab) => {
    await tab.waitForFunction(() => window.ready)
    const asked = {
      'in Chromium: a password of 8 to 16 characters': [['Countersign', '@zxcvbn-ts/core', 'zxcvbn'], texts],
      'in Chromium: a press of a key': [['Countersign'], presses],
    }
    const found = {}
    for (const [what, [names, list]] of Object.entries(asked))
      found[what] = await tab.evaluate(([names, list, runs]) => window.race(names, list, runs), [names, list, runs])
    return found
  })
}

/** { version, rates: by kind and subject, firsts, strengthFirsts: { name: { ms, own, bytes } }, strength }; `own` begins with the page's first line. */
export async function measureChromium({ runs, each, warmUp, visits }) {
  const [server, browser] = await Promise.all([serve(), launchChromium()])
  try {
    const rates = {}
    for (const kind of kinds) rates[kind] = await rateOf(kind, browser, server, { runs, each, warmUp })
    return {
      version: browser.version(),
      rates,
      firsts: await soonest(Object.keys(firsts), browser, server, visits),
      strengthFirsts: await soonest(Object.keys(strengthFirsts), browser, server, visits),
      strength: await strengthIn(browser, server, runs),
    }
  } finally {
    await browser.close()
    server.close()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [server, browser] = await Promise.all([serve(), launchChromium()])
  console.table(await soonest(Object.keys(strengthFirsts), browser, server, Number(process.argv[2] ?? 5)))
  console.dir(await strengthIn(browser, server, 3), { depth: 3 })
  await browser.close()
  server.close()
}
