import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import { load, languages, CountersignError, CountersignLoadError } from '../../wasm/dist/index.js'
import { bitcoin, dist } from './package_under_test.mjs'

const file = new URL('countersign.wasm', dist)
const bytes = readFileSync(file)
const wasmHeaders = { 'Content-Type': 'application/wasm' }

async function judges(options) {
  const countersign = await load(options)
  return countersign.prepare('deposit.address', { coin: 'BTC' }).run(bitcoin).outcome
}

test('loads from its own folder without being told where', async () => {
  assert.equal(await judges(), 'accept')
})

for (const [name, wasm] of Object.entries({
  'a URL': file,
  'the text of a URL': file.href,
  'a path': fileURLToPath(file),
  'the bytes': bytes,
  'an ArrayBuffer': new Uint8Array(bytes).buffer,
  'a compiled module': new WebAssembly.Module(bytes),
  'a data: address': `data:application/wasm;base64,${bytes.toString('base64')}`,
}))
  test(`loads from ${name}`, async () => assert.equal(await judges({ wasm }), 'accept'))

test('loads from a response, streamed if it says that it is WebAssembly, and from a promise of one', async () => {
  assert.equal(await judges({ wasm: new Response(bytes, { headers: wasmHeaders }) }), 'accept')
  assert.equal(await judges({ wasm: new Response(bytes) }), 'accept')
  assert.equal(await judges({ wasm: Promise.resolve(new Response(bytes)) }), 'accept')
})

test('an HTML page in place of the module is named, with what to change', async () => {
  const page = new TextEncoder().encode('\n<!doctype html><title>app</title>')
  for (const wasm of [page, new Response(page, { headers: { 'Content-Type': 'text/html' } })])
    await assert.rejects(load({ wasm }), (error) => {
      assert(error instanceof CountersignLoadError)
      assert.match(error.message, /HTML page.*optimizeDeps.*load\(\{ wasm \}\)/s)
      return true
    })
})

test('other bytes, a missing file and a refusing server are named', async () => {
  await assert.rejects(load({ wasm: new Uint8Array([1, 2, 3, 4]) }), /not WebAssembly/)
  await assert.rejects(load({ wasm: new URL('nowhere.wasm', dist) }), /nowhere\.wasm could not be read/)
  await assert.rejects(load({ wasm: new Response('', { status: 404 }) }), /status 404/)
})

for (const message of [
  // as Chromium, Firefox and WebKit word it
  "WebAssembly.compile(): Refused to compile or instantiate WebAssembly module because neither 'wasm-eval' nor 'unsafe-eval' is an allowed source of script",
  'call to WebAssembly.compile() blocked by CSP',
  "Refused to create a WebAssembly object because 'unsafe-eval' or 'wasm-unsafe-eval' is not an allowed source of script",
])
  test(`a content security policy without wasm-unsafe-eval is named: ${message.slice(0, 40)}…`, async (t) => {
    t.mock.method(WebAssembly, 'instantiate', () => Promise.reject(new WebAssembly.CompileError(message)))
    await assert.rejects(load({ wasm: bytes }), (error) => {
      assert(error instanceof CountersignLoadError)
      assert.match(error.message, /add 'wasm-unsafe-eval' to script-src/)
      assert.equal(error.cause.message, message)
      return true
    })
  })

test('words are loaded for the languages asked for, and later ones when asked for', async () => {
  assert.deepEqual(languages, ['en', 'zh-Hans'])
  const countersign = await load({ languages: ['zh-CN'] })
  assert.deepEqual(countersign.languages, ['zh-Hans'])
  const verdict = countersign.prepare('deposit.address', { coin: 'BTC' }).run(bitcoin)
  assert.match(verdict.headline(), /\p{Script=Han}/u)
  assert.throws(() => verdict.headline('en'), { slug: 'unknown-language' })
  await countersign.loadWords('en-GB')
  assert.match(verdict.headline('en'), /Bitcoin/)
  await assert.rejects(
    countersign.loadWords('tlh'),
    (error) => error instanceof CountersignError && error.slug === 'unknown-language',
  )
})

test('the document’s own language comes first where there is a document', async (t) => {
  globalThis.document = { documentElement: { lang: 'zh-SG' }, baseURI: 'http://localhost/' }
  t.after(() => delete globalThis.document)
  const countersign = await load()
  assert.deepEqual([...countersign.languages].sort(), ['en', 'zh-Hans'])
  assert.match(countersign.prepare('deposit.address', { coin: 'BTC' }).run(bitcoin).headline(), /\p{Script=Han}/u)
})

test('a seed must be 32 bytes', async () => {
  await assert.rejects(load({ seed: new Uint8Array(31) }), { slug: 'bad-key' })
  await load({ seed: new Uint8Array(32) })
})

test('every file of the package can be imported where there is no DOM', async () => {
  for (const name of readdirSync(dist, { recursive: true }))
    if (name.endsWith('.js')) await import(new URL(name.replaceAll('\\', '/'), dist))
})

test('the module asks its host for nothing but to be stopped', () => {
  const wanted = WebAssembly.Module.imports(new WebAssembly.Module(bytes)).map(({ name }) => name)
  assert.deepEqual(
    wanted.filter((name) => name !== 'proc_exit'),
    [],
  )
})
