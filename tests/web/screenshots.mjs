// node tests/web/screenshots.mjs [WORD]: a picture of every state of Harbour, in every light, into build/screenshots. With
// a word, only those whose name contains it. Nothing is compared: the pictures are for people.
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { examples } from '../../web-demo/public/examples.js'
import { passwordStates } from '../../web-demo/password.mjs'
import { startHarbour } from '../../web-demo/server.mjs'
import { historyWrongs, statements } from '../../web-demo/pages/history.mjs'
import { shopExamples } from '../../web-demo/pages/shop.mjs'
import { orderStates } from '../../web-demo/orders.mjs'
import { tamperings } from '../../web-demo/pay.mjs'
import { wrongs } from '../../web-demo/shop.mjs'
import { signinStates } from '../../web-demo/signin.mjs'
import { stateNames } from '../../web-demo/verify.mjs'
import { launchChromium, settled } from './harbour.mjs'

const folder = fileURLToPath(new URL('../../build/screenshots/', import.meta.url))
const wanted = process.argv[2] ?? ''

const wide = { width: 1180, height: 900 }
const lights = [
  { name: 'light', options: { viewport: wide } },
  { name: 'dark', options: { viewport: wide, colorScheme: 'dark' } },
  { name: 'narrow', options: { viewport: { width: 320, height: 640 } } },
  { name: 'narrow-dark', options: { viewport: { width: 320, height: 640 }, colorScheme: 'dark' } },
  { name: 'rtl', query: { dir: 'rtl' }, options: { viewport: wide } },
  { name: 'zh-Hans', query: { lang: 'zh-Hans' }, options: { viewport: wide } },
  { name: 'zh-Hans-narrow', query: { lang: 'zh-Hans' }, options: { viewport: { width: 320, height: 640 } } },
  { name: 'forced-colors', options: { viewport: wide, forcedColors: 'active' } },
  { name: 'large-text', options: { viewport: wide }, args: ['--blink-settings=defaultFontSize=32,defaultFixedFontSize=26'] },
]

const button = '#continue'
const judged = (page) => page.waitForSelector('cs-deposit-address:is(:state(ready), :state(failed))')
const states = [
  { name: 'empty', query: {} },
  ...examples.map(({ id }) => ({ name: id, query: { example: id } })),
  { name: 'evidence', query: { example: 'lower-case' }, act: (page) => page.locator('summary').click() },
  {
    name: 'confirm',
    query: { example: 'lower-case' },
    act: async (page) => {
      await page.locator('#seen').check()
      await page.locator(button).click()
    },
  },
  {
    name: 'invisible',
    query: { coin: 'BTC', network: 'bitcoin', address: '1A1zP1eP 5QGefi2DM\u200bPTfTL5SLmv7DivfNa' },
  },
  { name: 'memo-evidence', query: { example: 'memo-needed' }, act: (page) => page.locator('summary').click() },
  { name: 'no-checksum-evidence', query: { example: 'program-account' }, act: (page) => page.locator('summary').click() },
  {
    name: 'longest-address', // CIP-19
    query: {
      coin: 'ADA',
      network: 'cardano',
      address: 'addr1qx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzer3n0d3vllmyqwsx5wktcd8cc3sq835lu7drv2xwl2wywfgse35a3x',
    },
  },
  { name: 'long-address', query: { coin: 'BTC', address: 'bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3' } },
  { name: 'focus', query: { example: 'wrong-network' }, act: (page) => page.locator('#address').focus() },
  { name: 'no-javascript', query: { example: 'wrong-network' }, options: { javaScriptEnabled: false } },
  { name: 'no-module', query: { example: 'wrong-network', fault: 'module' } },
  { name: 'first', path: '/', query: {} },
  { name: 'first-wrong-network', path: '/', query: { example: 'wrong-network' } },
  { name: 'first-good', path: '/', query: { example: 'good' } },
  { name: 'first-no-javascript', path: '/', query: { example: 'one-letter' }, options: { javaScriptEnabled: false } },
  ...['wrong-network', 'look-alike-letter', 'memo-needed', 'good'].map((id) => ({
    name: `plain-${id}`,
    path: '/plain',
    query: { example: id },
    settled: judged,
  })),
  {
    name: 'plain-private-key',
    path: '/plain',
    query: { coin: 'BTC' },
    settled: judged,
    // No key stands in an address bar.
    act: (page) => page.locator('[name=address]').fill('5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ'),
  },
]

const verify = (name, query, more) => ({ name: `verify-${name}`, path: '/verify', query, ...more })
states.push(
  ...stateNames.map((show) => verify(show, { show })),
  verify('drawer', { show: 'waiting', open: '1' }),
  verify('focus', { show: 'waiting' }, {
    act: async (page) => {
      await page.locator('#code').focus()
      await page.keyboard.type('482')
    },
  }),
  verify('spaced', { show: 'waiting' }, { act: (page) => page.locator('#code').pressSequentially('48 29 1') }),
  verify('bad-character', { show: 'waiting' }, { act: (page) => page.locator('#code').pressSequentially('48a') }),
  verify('no-javascript', { show: 'wrong' }, { options: { javaScriptEnabled: false } }),
  verify('no-javascript-exhausted', { show: 'exhausted' }, { options: { javaScriptEnabled: false } }),
  verify('no-module', { show: 'waiting', fault: 'module' }),
)

const shop = (name, query, more) => ({ name: `shop-${name}`, path: '/shop', query, ...more })
states.push(
  ...Object.entries(shopExamples).map(([name, query]) => shop(name, query)),
  ...wrongs.map((wrong) => shop(`bill-${wrong}`, { tea: '3', mug: '1', wrong })),
  shop('empty', { tea: '0' }),
  shop('drawer', { open: '1' }),
  shop('tip-chosen', shopExamples['tip-either'], { act: (page) => page.locator('#tip-question input[type=radio]').first().check() }),
  shop('no-javascript', { ...shopExamples['tip-either'], wrong: 'fee' }, { options: { javaScriptEnabled: false } }),
  shop('no-module', { tea: '3', wrong: 'cent', fault: 'module' }),
)

const pay = (name, query, more) => ({ name: `pay-${name}`, path: '/pay', query: { tea: '3', mug: '1', currency: 'EUR', country: 'DE', ...query }, ...more })
const press = (page) => page.getByRole('button', { name: /^(Pay|付款)$/ }).click()
const receipt = async (page) => {
  await press(page)
  await press(page)
  await page.waitForSelector('#print:not([hidden])')
}
states.push(
  ...tamperings.map((tamper) => pay(tamper, { tamper })),
  pay('drawer', { open: '1' }),
  pay('factor', { berth: '1' }),
  pay('strong-factor', { berth: '5' }),
  pay('armed', {}, { act: press }),
  pay('receipt', {}, { act: receipt }),
  pay('no-javascript', { tamper: 'account' }, { options: { javaScriptEnabled: false } }),
  pay('no-module', { fault: 'module' }),
  pay('nothing', { tea: '0', mug: '0' }, { settled: () => {} }),
)

const history = (name, query, more) => ({ name: `history-${name}`, path: '/history', query: { example: '1', ...query }, ...more })
states.push(
  history('empty', { example: '' }),
  ...historyWrongs.map((wrong) => history(wrong, { wrong })),
  ...statements.map((statement) => history(`statement-${statement}`, { statement })),
  history('drawer', { open: '1' }),
  history('no-javascript', {}, { options: { javaScriptEnabled: false } }),
)

const refund = (name, query, more) => ({ name: `refund-${name}`, path: '/refund', query, ...more })
const askBack = async (page) => {
  await page.locator('#ask').click()
  await page.locator('#trouble:not([hidden]), #done').waitFor()
  await settled(page)
}
states.push(
  ...orderStates.map((state) => refund(state, { state })),
  refund('drawer', { open: '1' }),
  refund('done', { state: 'mixed' }, { act: askBack }),
  refund('stale', { state: 'meanwhile' }, { act: askBack }),
  refund('strangers', { id: 'H-0' }, { settled: () => {} }),
  refund('no-javascript', { state: 'gift' }, { options: { javaScriptEnabled: false } }),
  refund('no-module', { state: 'mixed', fault: 'module' }),
)

const signin = (name, query, more) => ({ name: `signin-${name}`, path: '/signin', query, ...more })
const measured = (page) => page.waitForFunction(() => document.querySelector('cs-password').verdict?.details.lite === false)
const choose = (name, query, more) => ({ name: `password-${name}`, path: '/password', query, ...more })
states.push(
  signin('empty', {}),
  ...signinStates.map((show) => signin(show, { show })),
  signin('revealed', {}, {
    act: async (page) => {
      await page.locator('#password').fill(' velvet lagoon')
      await page.getByRole('button', { name: /^(Show password|显示密码)$/ }).click()
    },
  }),
  signin('no-javascript', { show: 'wrong' }, { options: { javaScriptEnabled: false } }),
  signin('no-module', { fault: 'module' }),
  choose('empty', {}),
  ...passwordStates.map((show) => choose(show, { show }, ['short', 'common', 'own-name', 'weak', 'good', 'change'].includes(show) ? { act: measured } : {})),
  choose('no-javascript', { show: 'refused' }, { options: { javaScriptEnabled: false } }),
  choose('no-module', { fault: 'module' }),
)

mkdirSync(folder, { recursive: true })
const harbour = await startHarbour()
for (const light of lights) {
  const chosen = states.filter(({ name }) => `${name}-${light.name}`.includes(wanted))
  if (chosen.length === 0) continue
  const browser = await launchChromium({ args: light.args })
  for (const state of chosen) {
    const context = await browser.newContext({ locale: 'en', reducedMotion: 'reduce', ...light.options, ...state.options })
    const page = await context.newPage()
    await state.before?.(page)
    await page.goto(`${harbour.address}${state.path ?? '/deposit'}?${new URLSearchParams({ lang: 'en', ...state.query, ...light.query })}`)
    if (state.options?.javaScriptEnabled !== false) await (state.settled ?? settled)(page)
    await state.act?.(page)
    await page.screenshot({ path: `${folder}${state.name}-${light.name}.png`, fullPage: true })
    await context.close()
  }
  await browser.close()
  console.log(`${light.name}: ${chosen.length}`)
}
await harbour.close()
console.log(folder)
