import assert from 'node:assert/strict'
import { connect } from 'node:net'
import test, { after, before } from 'node:test'

import { examples } from '../../web-demo/public/examples.js'
import { policy, startHarbour } from '../../web-demo/server.mjs'

let harbour
before(async () => {
  harbour = await startHarbour()
})
after(() => harbour.close())

const get = (path, options) => fetch(harbour.address + path, { redirect: 'manual', ...options })
const post = (fields, options) =>
  get('/deposit', { method: 'POST', body: new URLSearchParams({ lang: 'en', ...fields }), ...options })

/** A request as it is: fetch would tidy the path. */
function raw(text) {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(harbour.address)
    const socket = connect(Number(port), hostname)
    let answer = ''
    socket.on('data', (piece) => (answer += piece)).on('end', () => resolve(answer)).on('error', reject)
    socket.end(text)
  })
}

test('every answer carries the strict headers', async () => {
  for (const path of ['/', '/deposit', '/plain', '/elements.css', '/deposit.js', '/countersign/index.js', '/countersign/countersign.wasm', '/nothing']) {
    const { headers } = await get(path)
    assert.equal(headers.get('content-security-policy'), policy, path)
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
    assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin')
    assert.equal(headers.get('referrer-policy'), 'no-referrer')
  }
})

test('the policy is the strictest under which the module runs', () => {
  assert.equal(
    policy,
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; img-src 'self'; " +
      "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  )
})

test('files come with their types', async () => {
  const types = {
    '/deposit.js': 'text/javascript; charset=utf-8',
    '/harbour.css': 'text/css; charset=utf-8',
    '/elements.css': 'text/css; charset=utf-8',
    '/countersign/elements/deposit-address.js': 'text/javascript; charset=utf-8',
    '/favicon.svg': 'image/svg+xml',
    '/words/en.json': 'application/json; charset=utf-8',
    '/countersign/index.js': 'text/javascript; charset=utf-8',
    '/countersign/countersign.wasm': 'application/wasm',
    '/countersign/words-en.bin': 'application/octet-stream',
  }
  for (const [path, type] of Object.entries(types)) {
    const answer = await get(path)
    assert.equal(answer.status, 200, path)
    assert.equal(answer.headers.get('content-type'), type)
  }
})

test('no path leads out of what is served', async () => {
  const paths = [
    '/../server.mjs',
    '/..%2fserver.mjs',
    '/%2e%2e/server.mjs',
    '/countersign/../../package.json',
    '/countersign/..%5c..%5cpackage.json',
    '/public/deposit.js',
    '/server.mjs',
    '//etc/passwd',
    '/deposit.js%00.css',
    '/words',
    '/__proto__',
  ]
  for (const path of paths)
    assert.match(await raw(`GET ${path} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n`), /^HTTP\/1\.1 404 /, path)
})

test('other methods, other bodies and endless bodies are refused', async () => {
  assert.equal((await get('/deposit', { method: 'PUT' })).status, 405)
  assert.equal((await get('/deposit.js', { method: 'POST' })).status, 405)
  assert.equal((await post({}, { body: '{}', headers: { 'Content-Type': 'application/json' } })).status, 415)
  assert.equal((await post({ address: 'x'.repeat(70_000) })).status, 413)
  assert.equal((await get('/deposit', { method: 'HEAD' })).status, 200)
})

test('the server listens on this machine only', () => {
  assert.match(harbour.address, /^http:\/\/127\.0\.0\.1:\d+$/)
})

test('a form is judged as the page would judge it', async () => {
  for (const { id, coin, network, address, copied = '', outcome, reasons } of examples) {
    const html = await (await post({ coin, network, address, copied })).text()
    assert.match(html, new RegExp(`<cs-verdict slot="verdict" id="verdict"><template shadowrootmode="open">.*?data-outcome="${outcome}"`), id)
    for (const reason of reasons) assert.ok(html.includes(`data-reason="${reason}"`), id)
  }
})

test('what was typed comes back as text and never as markup', async () => {
  const address = `</textarea><script>alert(1)</script>"'&`
  const html = await (await post({ coin: 'BTC', network: 'bitcoin', address, copied: '"><b>', lang: '"><i>', dir: '"><u>' })).text()
  assert.ok(html.includes('&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;</textarea>'))
  for (const markup of ['<script>', '<b>', '<i>', '<u>']) assert.ok(!html.includes(markup), markup)
})

test('a private key is never sent back, whole or broken into lines', async () => {
  const { address: key } = examples.find(({ id }) => id === 'private-key')
  const words = `${'abandon '.repeat(11)}about`
  const digits = 'e9873d79c6d87dc0fb6a5778633389f4453213303da61f20bd67fc233aa33262'
  const texts = [key, ` ${key}\n`, `${key.slice(0, 26)}\r\n${key.slice(26)}`, words, words.replace(/ /g, '\n'), digits, `0x${digits}`]
  for (const address of texts) {
    const piece = address.trim().slice(3, 20)
    for (const answer of [
      await post({ coin: 'BTC', network: 'tron', address }),
      await post({ coin: 'BTC', network: 'bitcoin', address }),
      await get(`/deposit?${new URLSearchParams({ coin: 'BTC', network: 'bitcoin', address })}`),
      await get(`/?${new URLSearchParams({ coin: 'BTC', network: 'bitcoin', address })}`),
    ]) {
      const html = await answer.text()
      assert.match(html, /class="card" part="card" data-outcome="reject"/)
      assert.ok(!html.includes(piece), address)
      assert.match(answer.headers.get('cache-control'), /no-store/)
    }
  }
})

test('an accepted address is shown for confirmation, a caution only with the person’s word', async () => {
  const good = examples.find(({ id }) => id === 'good')
  const careful = examples.find(({ id }) => id === 'lower-case')
  const html = async (fields) => (await post(fields)).text()
  assert.match(await html(good), /id="confirm"/)
  assert.doesNotMatch(await html(careful), /id="confirm"/)
  assert.match(await html({ ...careful, seen: '1' }), /id="confirm"/)
  for (const { id, coin, network, address, copied = '', outcome } of examples)
    if (outcome !== 'accept' && outcome !== 'caution')
      assert.doesNotMatch(await html({ coin, network, address, copied, seen: '1' }), /id="confirm"/, id)
})

test('the language buttons keep what was typed, and mean no confirmation', async () => {
  const { coin, network, address } = examples.find(({ id }) => id === 'good')
  const html = await (await post({ coin, network, address, speak: 'zh-Hans' })).text()
  assert.match(html, /<html lang="zh-Hans"/)
  assert.ok(html.includes(`${address}</textarea>`))
  assert.doesNotMatch(html, /id="confirm"/)
})

test('a coin on a network where it does not exist is said to be so', async () => {
  const html = await (await post({ coin: 'BTC', network: 'tron', address: 'x' })).text()
  assert.match(html, /data-outcome="unknown"/)
  assert.match(html, /BTC does not exist on TRON\./)
})

test('names that every object has are no coin, network or language', async () => {
  for (const name of ['constructor', '__proto__', 'toString'])
    assert.equal((await post({ coin: name, network: name, lang: name, speak: name, example: name })).status, 200, name)
})

test('the browser’s language is taken when none is asked for', async () => {
  const of = async (header) => /<html lang="([^"]+)"/.exec(await (await get('/deposit', { headers: { 'Accept-Language': header } })).text())[1]
  assert.equal(await of('zh-CN,zh;q=0.9,en;q=0.8'), 'zh-Hans')
  assert.equal(await of('fr,en;q=0.8'), 'en')
  assert.equal(await of('fr'), 'en')
})
