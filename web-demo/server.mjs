// Harbour, the web demo: serves its pages and the package to this machine, and judges forms with the same package when a
// browser sends them without JavaScript.
//
//   node web-demo/server.mjs [PORT]      without a port: a free one
//
// COUNTERSIGN_PACKAGE   the folder of the package; by default wasm/, built by `npm run build` there
import { createServer } from 'node:http'
import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Accounts } from './accounts.mjs'
import { CodeDesk } from './codes.mjs'
import { judge } from './judge.mjs'
import { depositPage } from './pages/deposit.mjs'
import { firstPage } from './pages/first.mjs'
import { stylesheet } from './pages/layout.mjs'
import { historyPage } from './pages/history.mjs'
import { plainPage } from './pages/plain.mjs'
import { mayContinue } from './public/deposit-view.js'
import { exampleCalled } from './public/examples.js'
import { coins, networks } from './public/offers.js'
import { toHtml } from './public/tree.js'
import { Orders } from './orders.mjs'
import { PasswordPages } from './password.mjs'
import { PayPages } from './pay.mjs'
import { RefundPages } from './refund.mjs'
import { ShopPages } from './shop.mjs'
import { SigninPages } from './signin.mjs'
import { hostOf, VerifyPages } from './verify.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const packageFolder = process.env.COUNTERSIGN_PACKAGE ?? join(here, '../wasm')
const mostBody = 64 << 10

export const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

const everyAnswer = {
  'Content-Security-Policy': policy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
}

const types = {
  '.bin': 'application/octet-stream',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
}

const languages = Object.fromEntries(
  ['en', 'zh-Hans'].map((tag) => [tag, JSON.parse(readFileSync(join(here, `public/words/${tag}.json`), 'utf8'))]),
)

/** Every file that is served, by its address. A request is looked up here and never becomes a path. */
function filesOf(folder, prefix) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && types[extname(entry.name)] !== undefined)
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .map((path) => [prefix + path.slice(join(folder, '/').length).replaceAll('\\', '/'), path])
}

/** The language of the page: asked for, or else what the browser prefers. */
function languageOf(wanted, accepted = '') {
  if (Object.hasOwn(languages, wanted)) return wanted
  for (const part of accepted.split(',')) {
    const tag = part.split(';')[0].trim().toLowerCase()
    if (/^zh\b/.test(tag)) return 'zh-Hans'
    if (/^en\b/.test(tag)) return 'en'
  }
  return 'en'
}

/** What the page is to show, from a query or a form. Of a name that comes twice, the last counts: the pressed button. */
function stateOf(fields, accepted) {
  const last = (name) => fields.getAll(name).at(-1) ?? ''
  const example = exampleCalled(last('example'))
  const coin = Object.hasOwn(coins, last('coin')) ? last('coin') : 'BTC'
  const network = Object.hasOwn(networks, last('network')) ? last('network') : ''
  const only = coins[coin].networks.length === 1 && !fields.has('network') ? coins[coin].networks[0] : network
  return {
    language: languageOf(last('speak') || last('lang'), accepted),
    direction: last('dir') === 'rtl' ? 'rtl' : 'ltr',
    example: example?.id ?? '',
    coin: example?.coin ?? coin,
    network: example?.network ?? only,
    // A form sends line breaks as CR LF; the field has LF.
    address: example?.address ?? last('address').replaceAll('\r\n', '\n'),
    copied: example?.copied ?? last('copied'),
    seen: last('seen') === '1',
    open: last('open') === '1',
    // What should go wrong: 'module' is not loaded, 'script' is not there.
    fault: ['module', 'script'].includes(last('fault')) ? last('fault') : '',
    withheld: false,
    confirmed: false,
  }
}

const pages = { '/': firstPage, '/deposit': depositPage, '/plain': plainPage }

function page(path, core, state, { goOn = false } = {}) {
  const shown = judge(core, state)
  state.confirmed = goOn && mayContinue(shown, state.seen)
  if (shown.secret) {
    state.address = ''
    state.withheld = true
  }
  return `<!doctype html>${toHtml(pages[path](state, shown, languages, core.html))}`
}

async function bodyOf(request) {
  const pieces = []
  let length = 0
  for await (const piece of request) {
    length += piece.length
    if (length > mostBody) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

/** The fields of a form that was sent; nothing where it was none, which is then said. */
async function formOf(request, response) {
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '')) {
    say(response, 415, 'Send a form.')
    return undefined
  }
  const body = await bodyOf(request)
  if (body !== undefined) return new URLSearchParams(body)
  say(response, 413, 'This is more than any form here holds.', { Connection: 'close' })
  return undefined
}

function respond(response, status, headers, body) {
  response.writeHead(status, { ...everyAnswer, 'Content-Length': Buffer.byteLength(body), ...headers })
  response.end(response.req.method === 'HEAD' ? undefined : body)
}

function say(response, status, text, headers = {}) {
  respond(response, status, { 'Content-Type': 'text/plain; charset=utf-8', ...headers }, `${text}\n`)
}

/** What every page is told: its language and direction, and what should go wrong with its script. */
function manner(fields, accepted) {
  const last = (name) => fields.getAll(name).at(-1) ?? ''
  return {
    language: languageOf(last('speak') || last('lang'), accepted),
    direction: last('dir') === 'rtl' ? 'rtl' : 'ltr',
    fault: ['module', 'script'].includes(last('fault')) ? last('fault') : '',
    open: last('open') === '1',
  }
}

/** The shop: all of it stands in its address, so that all of it can be asked for. */
function answerShop(shop, request, response, { pathname, searchParams }) {
  if (request.method !== 'GET' && request.method !== 'HEAD') return say(response, 405, 'Use GET.', { Allow: 'GET, HEAD' })
  const state = manner(searchParams, request.headers['accept-language'])
  const headers = { 'Cache-Control': 'no-store', Vary: 'Accept-Language' }
  if (pathname === '/shop') return respond(response, 200, { 'Content-Type': types['.html'], ...headers }, shop.page(searchParams, state))
  const { bill } = shop.ask(searchParams, state.language)
  if (bill === undefined) return say(response, 404, 'There is nothing in the cart.', headers)
  return respond(response, 200, { 'Content-Type': types['.json'], ...headers }, JSON.stringify(bill))
}

/** Where one pays: an offer, what was confirmed of it, the receipt and its file. */
const payForms = ['/pay', '/pay/code', '/pay/passkey']

async function answerPay(pay, request, response, { pathname, searchParams }) {
  const accepted = request.headers['accept-language']
  const html = { 'Content-Type': types['.html'], 'Cache-Control': 'no-store', Vary: 'Accept-Language' }
  const give = ({ status, headers = {}, body }) => respond(response, status, { ...html, ...headers }, body)
  const host = hostOf(request)
  if (request.method === 'POST' && payForms.includes(pathname)) {
    const fields = await formOf(request, response)
    if (fields === undefined) return undefined
    if (pathname === '/pay') return give(pay.post(request, fields, manner(fields, accepted)))
    const { status, headers, answer } = pay.ask(pathname.slice('/pay/'.length), fields, host)
    return respond(response, status, { 'Content-Type': types['.json'], 'Cache-Control': 'no-store', ...headers }, JSON.stringify(answer))
  }
  const asks = payForms.indexOf(pathname) > 0
  if (asks || (request.method !== 'GET' && request.method !== 'HEAD'))
    return say(response, 405, asks ? 'Use POST.' : 'Use GET.', { Allow: asks ? 'POST' : pathname === '/pay' ? 'GET, HEAD, POST' : 'GET, HEAD' })
  if (pathname === '/pay') return give(pay.get(searchParams, manner(searchParams, accepted), host))
  if (pathname === '/pay/receipt') return give(pay.receipt(searchParams, manner(searchParams, accepted)))
  const file = pay.voucher(searchParams)
  if (file === undefined) return say(response, 404, 'There is no such voucher.')
  const download = { 'Content-Type': types['.json'], 'Content-Disposition': `attachment; filename="${file.name}"`, 'Cache-Control': 'no-store' }
  return respond(response, 200, download, file.body)
}

/** An order, and what is asked back of it. */
async function answerRefund(refund, request, response, { searchParams }) {
  const accepted = request.headers['accept-language']
  const html = { 'Content-Type': types['.html'], 'Cache-Control': 'no-store', Vary: 'Accept-Language' }
  const give = ({ status, headers = {}, body }) => respond(response, status, { ...html, ...headers }, body)
  if (request.method === 'GET' || request.method === 'HEAD') return give(refund.get(request, searchParams, manner(searchParams, accepted)))
  if (request.method !== 'POST') return say(response, 405, 'Use GET or POST.', { Allow: 'GET, HEAD, POST' })
  const fields = await formOf(request, response)
  return fields && give(refund.post(request, fields, manner(fields, accepted)))
}

/** The page for codes, and what its script asks for. */
async function answerVerify(verify, request, response, { pathname, searchParams }) {
  const accepted = request.headers['accept-language']
  const stateFrom = (fields) => ({ ...manner(fields, accepted), open: false })
  const give = ({ status, headers, body }) => respond(response, status, headers, body)
  if (request.method === 'GET' || request.method === 'HEAD') {
    if (pathname === '/verify') return give(verify.get(request, searchParams, stateFrom(searchParams)))
    return say(response, 405, 'Use POST.', { Allow: 'POST' })
  }
  if (request.method !== 'POST') return say(response, 405, 'Use GET or POST.', { Allow: 'GET, HEAD, POST' })
  // What another site makes a browser send has not our cookie (SameSite), so it does nothing to anybody's sign-in.
  const fields = await formOf(request, response)
  if (fields === undefined) return undefined
  const state = stateFrom(fields)
  if (pathname === '/verify') return give(verify.post(request, fields, state))
  return give(await verify.ask(request, pathname.slice('/verify/'.length), fields, state.language))
}

/** Where a password is sent to: by POST alone, and what comes back is a page of its own. */
async function answerPassword(pages, request, response, { pathname, searchParams }) {
  const accepted = request.headers['accept-language']
  const html = { 'Content-Type': types['.html'], 'Cache-Control': 'no-store', Vary: 'Accept, Accept-Language' }
  const give = ({ status, headers = {}, body }) => respond(response, status, { ...html, ...headers }, body)
  const its = pages[pathname]
  if (request.method === 'GET' || request.method === 'HEAD') return give(its.get(searchParams, manner(searchParams, accepted)))
  if (request.method !== 'POST') return say(response, 405, 'Use GET or POST.', { Allow: 'GET, HEAD, POST' })
  const fields = await formOf(request, response)
  return fields && give(await its.post(fields, manner(fields, accepted), { plain: request.headers.accept !== 'application/json' }))
}

const verifyPaths = new Set(['', '/send', '/check', '/clock', '/inbox', '/choose'].map((path) => `/verify${path}`))

const shopPaths = new Set(['/shop', '/shop/bill'])
const payPaths = new Set(['/pay', '/pay/code', '/pay/passkey', '/pay/receipt', '/pay/voucher'])

async function answer({ core, verify, shop, pay, refund, passwords, files }, request, response) {
  const url = new URL(request.url, 'http://harbour.invalid')
  const { pathname, searchParams } = url
  if (verifyPaths.has(pathname)) return answerVerify(verify, request, response, url)
  if (shopPaths.has(pathname)) return answerShop(shop, request, response, url)
  if (payPaths.has(pathname)) return answerPay(pay, request, response, url)
  if (pathname === '/refund') return answerRefund(refund, request, response, url)
  if (Object.hasOwn(passwords, pathname)) return answerPassword(passwords, request, response, url)
  const reading = request.method === 'GET' || request.method === 'HEAD'
  if (pathname === '/history' && reading) {
    const html = { 'Content-Type': types['.html'], 'Cache-Control': 'no-store', Vary: 'Accept-Language' }
    const state = manner(searchParams, request.headers['accept-language'])
    return respond(response, 200, html, `<!doctype html>${toHtml(historyPage(state, searchParams, languages))}`)
  }
  const accepted = request.headers['accept-language']
  if (Object.hasOwn(pages, pathname)) {
    const html = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', Vary: 'Accept-Language' }
    if (reading) {
      const goOn = searchParams.get('go') === '1'
      return respond(response, 200, html, page(pathname, core, stateOf(searchParams, accepted), { goOn }))
    }
    if (request.method !== 'POST') return say(response, 405, 'Use GET or POST.', { Allow: 'GET, HEAD, POST' })
    const form = await formOf(request, response)
    if (form === undefined) return undefined
    // A press on a language or on "Choose … instead" sends the form too, but does not mean "go on".
    const goOn = !form.has('speak') && form.getAll('network').length < 2
    return respond(response, 200, html, page(pathname, core, stateOf(form, accepted), { goOn }))
  }
  if (!reading) return say(response, 405, 'Use GET.', { Allow: 'GET, HEAD' })
  if (pathname === stylesheet)
    return respond(response, 200, { 'Content-Type': types['.css'], 'Cache-Control': 'no-cache' }, core.html.css)
  const file = files.get(pathname)
  if (file === undefined) return say(response, 404, 'There is nothing here.')
  respond(response, 200, { 'Content-Type': types[extname(file)], 'Cache-Control': 'no-cache' }, await readFile(file))
}

/** A script of the package, as Node imports it. */
export function importPackage(script = 'index.js') {
  return import(pathToFileURL(join(packageFolder, 'dist', script)).href)
}

/**
 * Starts Harbour on this machine only. `address` is where it is, `desk` has its codes; `close` ends it. `now` is its clock, `pause`
 * what it waits with.
 */
export async function startHarbour(port = 0, { now, pause } = {}) {
  const [{ load }, html, { zones }] = await Promise.all([importPackage(), importPackage('elements/html.js'), importPackage('zones.js')])
  const core = { countersign: await load({ languages: Object.keys(languages) }), html }
  core.countersign.loadTable(await zones())
  // What new passwords are compared with: the server has no reason to be content with the small one.
  core.countersign.loadTable(await readFile(join(packageFolder, 'dist/strength-en.bin')))
  const desk = new CodeDesk({ core, now })
  const verify = new VerifyPages({ desk, core, languages, pause })
  const shop = new ShopPages({ core, languages, now })
  const orders = new Orders({ core, now })
  const pay = new PayPages({ core, desk, shop, orders, languages, now })
  const refund = new RefundPages({ core, orders, languages })
  const accounts = await Accounts.open({ core, now })
  const passwords = { '/signin': new SigninPages({ core, accounts, languages }), '/password': new PasswordPages({ core, accounts, languages }) }
  const files = new Map([...filesOf(join(here, 'public'), '/'), ...filesOf(join(packageFolder, 'dist'), '/countersign/')])
  const server = createServer((request, response) => {
    answer({ core, verify, shop, pay, refund, passwords, files }, request, response).catch((error) => {
      // Never the request: it may hold what nobody should keep.
      console.error(`harbour: ${error.stack}`)
      if (!response.headersSent) say(response, 500, 'Something went wrong here.')
      else response.destroy()
    })
  })
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    desk,
    orders,
    pay,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = Number(process.argv[2] ?? 0)
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    console.error('usage: node web-demo/server.mjs [PORT]')
    process.exit(2)
  }
  try {
    console.log((await startHarbour(port)).address)
  } catch (error) {
    console.error(`harbour: ${error.message}`)
    process.exit(1)
  }
}
