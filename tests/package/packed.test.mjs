// The package as it would be published, in Chromium, through every tool and under every policy that README's table names:
// three lines of code, no configuration, no word on the console.
//
// COUNTERSIGN_LONG=1: every tool with every entry. Otherwise every tool with ".", and the others where they differ.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { load } from '../../wasm/dist/index.js'
import { launchChromium } from '../web/harbour.mjs'
import { address, buildAll, policies, tools } from './projects.mjs'

const entries = ['.', './deposit', './inline', './js']
const everything = tools.flatMap((tool) => entries.map((entry) => [tool, entry]))
const usual = ['esbuild', 'no bundler']
const wanted = process.env.COUNTERSIGN_LONG
  ? everything
  : everything.filter(([tool, entry]) => entry === '.' || usual.includes(tool))

// WebAssembly needs the policy's leave; JavaScript does not.
const mayRun = (entry, policy) => entry === './js' || policy !== 'self'

let projects, browser, headline
before(async () => {
  const countersign = await load({ languages: ['zh-Hans'] })
  headline = countersign.prepare('deposit.address', { coin: 'BTC' }).run(address).headline()
  ;[projects, browser] = await Promise.all([buildAll(wanted), launchChromium()])
})
after(() => Promise.all([projects?.close(), browser?.close()]))

async function visit(place, until) {
  const context = await browser.newContext({ locale: 'en' })
  const seen = []
  const files = []
  try {
    const tab = await context.newPage()
    // What Vite's development server says of itself is not the package's.
    tab.on('console', (message) => message.text().startsWith('[vite]') || seen.push(`${message.type()}: ${message.text()}`))
    tab.on('pageerror', (error) => seen.push(String(error)))
    tab.on('request', (request) => /\.(wasm|bin)/.test(request.url()) && files.push(request.url()))
    await tab.goto(place)
    await until(tab, seen)
    return { text: await tab.locator('output').textContent(), seen, files }
  } catch (error) {
    throw new Error(`${place}: ${[error.message, ...seen].join('\n')}`)
  } finally {
    await context.close()
  }
}

const answered = (tab) => tab.waitForFunction(() => document.querySelector('output')?.textContent)
const refused = async (tab, seen) => {
  if (!seen.some((text) => text.includes('CountersignLoadError'))) await tab.waitForEvent('pageerror')
}

for (const [tool, entry] of wanted)
  test(`${tool}, '${entry}'`, async () => {
    assert.ifError(projects.failed.get(`${tool} ${entry}`))
    await Promise.all(
      Object.keys(policies).map(async (policy) => {
        const place = projects.address(tool, entry, policy)
        if (mayRun(entry, policy)) {
          const { text, seen, files } = await visit(place, answered)
          assert.deepEqual({ text, seen }, { text: headline, seen: [] }, policy)
          if (entry === './inline' || entry === './js') assert.deepEqual(files, [], policy)
          if (entry === './deposit') assert(!files.some((file) => file.endsWith('/countersign.wasm')), policy)
        } else {
          const { text, seen } = await visit(place, refused)
          assert.equal(text, '')
          assert.match(seen.join('\n'), /add 'wasm-unsafe-eval' to script-src .* or import from 'countersign\/js'/)
        }
      }),
    )
  })

for (const [server, said] of Object.entries({
  page: /(countersign\.wasm|words-zh-Hans\.bin) gave an HTML page.*'countersign\/inline'.*optimizeDeps.*load\(\{ wasm \}\)/,
  absent: /(countersign\.wasm|words-zh-Hans\.bin) answered with status 404.*'countersign\/inline'.*optimizeDeps.*load\(\{ wasm \}\)/,
}))
  test(`a server that has no module (${server}) is named, with what to change`, async () => {
    const { text, seen } = await visit(projects.address('no bundler', '.', server), refused)
    assert.equal(text, '')
    assert.match(seen.join('\n'), said)
  })
