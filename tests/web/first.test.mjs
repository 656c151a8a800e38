// The first page: what it promises, it does.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import test, { after, before } from 'node:test'

import { shownFirst } from '../../web-demo/pages/first.mjs'
import { exampleCalled } from '../../web-demo/public/examples.js'
import { cardOf, startBoth } from './harbour.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let harbour
before(async () => {
  harbour = await startBoth()
})
after(() => harbour.end())

async function visit(query, act, options) {
  const page = await harbour.blank({ options })
  try {
    await harbour.go(page, query, '/')
    await act(page)
    assert.deepEqual(page.seen.console, [])
    assert.deepEqual(page.seen.violations, [])
  } finally {
    await page.context().close()
  }
}

test('each example is one click away, and the page needs no network for it', () =>
  visit({}, async (page) => {
    const before = page.seen.requests.length
    await page.context().setOffline(true)
    for (const id of shownFirst) {
      const { outcome, reasons, coin, network } = exampleCalled(id)
      await page.locator(`a[data-example=${id}]`).click()
      const card = await cardOf(page)
      assert.deepEqual([card.outcome, card.reasons], [outcome, reasons], id)
      assert.deepEqual([await page.locator('#coin').inputValue(), await page.locator('#network').inputValue()], [coin, network])
      assert.equal(new URL(page.url()).searchParams.get('example'), id)
      assert.equal(await page.locator('a[aria-current=true]').getAttribute('data-example'), id)
    }
    await page.locator('#address').fill('x')
    await page.waitForURL((url) => !url.searchParams.has('example'))
    assert.equal(await page.locator('a[aria-current=true]').count(), 0)
    // Chromium asks for the icon anew when the address changes, and says that it did not get it.
    assert.deepEqual(page.seen.requests.slice(before).filter((request) => !request.endsWith('/favicon.svg')), [])
    page.seen.console = page.seen.console.filter((line) => !line.endsWith('net::ERR_INTERNET_DISCONNECTED'))
  }))

test('each example has an address of its own, which shows the same', async () => {
  for (const id of shownFirst)
    await visit({ example: id }, async (page) => {
      const { outcome, reasons } = exampleCalled(id)
      const card = await cardOf(page)
      assert.deepEqual([card.outcome, card.reasons], [outcome, reasons], id)
    })
})

test('without JavaScript the form is judged by the server', () =>
  visit({}, async (page) => {
    await page.getByLabel('Address', { exact: true }).fill(exampleCalled('one-letter').address)
    await page.getByRole('button', { name: 'Check' }).click()
    assert.deepEqual((await cardOf(page)).reasons, ['deposit.checksum'])
    assert.ok(await page.getByText('Nothing is checked while you type.').isVisible())
  }, { javaScriptEnabled: false }))

test('the button for those without JavaScript is not there for others', () =>
  visit({}, async (page) => assert.equal(await page.getByRole('button', { name: 'Check' }).isVisible(), false)))

test('a language changes in place, and takes the five answers along', () =>
  visit({ example: 'wrong-network' }, async (page) => {
    await page.getByRole('button', { name: '中文' }).click()
    await page.getByRole('heading', { name: '转出之前，再看一眼' }).waitFor()
    await page.locator('.card:not(.room) .sentence', { hasText: '请不要向这个地址转账' }).waitFor()
    assert.deepEqual(await page.locator('.answers dt').allInnerTexts(), ['没问题', '请留意', '等待输入', '不确定', '请停下'])
  }))

for (const [name, query, options] of [
  ['in light', {}, { viewport: { width: 1180, height: 900 } }],
  ['in dark', { example: 'wrong-network' }, { viewport: { width: 1180, height: 900 }, colorScheme: 'dark' }],
  ['on a narrow page', { example: 'private-key' }, { viewport: { width: 320, height: 640 } }],
  ['in Chinese, from right to left', { example: 'good', lang: 'zh-Hans', dir: 'rtl' }, { viewport: { width: 375, height: 667 } }],
])
  test(`nothing is in anyone's way ${name}`, () =>
    visit(query, async (page) => {
      await page.evaluate(axe)
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'], preload: false }))
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`)}`), [])
      const { width } = options.viewport
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width)
    }, options))
