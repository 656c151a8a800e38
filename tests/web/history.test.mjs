// Harbour's history in Chromium: what was paid is kept in the browser, and whatever is changed there later is found.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test, { after, before } from 'node:test'

import { historyWrongs, statements } from '../../web-demo/pages/history.mjs'
import { axeFindsNothing, judgedOf, nothingIsWider, startBoth } from './harbour.mjs'


let harbour
let page
before(async () => {
  harbour = await startBoth()
  page = await harbour.blank({ options: { viewport: { width: 320, height: 700 }, bypassCSP: true, acceptDownloads: true } })
  page.seen = { console: [], requests: [], violations: [] }
})
after(() => harbour.end())

const visit = (query) => harbour.go(page, query, '/history')
async function card() {
  const { outcome, reasons } = await judgedOf(page)
  return [outcome, ...reasons]
}
const notes = () => page.locator('#records .bill-note').allInnerTexts()
const clean = () => assert.deepEqual(page.seen.console, [])

/** Buys something, and pays it. */
async function pay(query) {
  await page.goto(`${harbour.address}/pay?${new URLSearchParams({ lang: 'en', currency: 'EUR', country: 'DE', ...query })}`)
  await page.waitForSelector('form[data-check=live]')
  for (let i = 0; i < 2; i++) await page.getByRole('button', { name: 'Pay', exact: true }).click()
  await page.getByText('Kept in the history of this browser.').waitFor()
}

/** Runs in the page: does this to what is kept there. */
const meddle = (act) =>
  page.evaluate(
    (body) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('harbour')
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('payments', 'readwrite')
          const store = transaction.objectStore('payments')
          new Function('store', body)(store)
          transaction.oncomplete = () => {
            opening.result.close()
            resolve()
          }
          transaction.onabort = () => reject(transaction.error)
        }
      }),
    act,
  )

test('what is paid is kept here, once, and whatever is changed afterwards is found', async () => {
  await pay({ tea: '1' })
  await page.reload()
  await page.getByText('Kept in the history of this browser.').waitFor()
  await pay({ mug: '2' })
  await visit({})
  assert.deepEqual(await card(), ['accept'])
  assert.deepEqual(await page.locator('#records td').allInnerTexts(), ['18.50 EUR', '26.40 EUR'])
  await meddle("store.get(1).onsuccess = ({ target: { result } }) => { result.payment.amount = '8.50'; store.put(result, 1) }")
  await visit({})
  assert.deepEqual(await card(), ['reject', 'payment.history-changed'])
  assert.deepEqual(await notes(), ['not as it was written'])
  await meddle("store.get(1).onsuccess = ({ target: { result } }) => { result.payment.amount = '18.50'; store.put(result, 1) }; store.delete(2)")
  await visit({})
  assert.deepEqual(await card(), ['reject', 'payment.history-cut'])
  // Nothing is written after what is not intact.
  await page.goto(`${harbour.address}/pay?lang=en&tea=2&currency=EUR&country=DE`)
  await page.waitForSelector('form[data-check=live]')
  for (let i = 0; i < 2; i++) await page.getByRole('button', { name: 'Pay', exact: true }).click()
  await page.getByText('This could not be added').waitFor()
  await visit({})
  await page.getByRole('button', { name: 'Forget all' }).click()
  await page.getByText('Nothing was paid in this browser yet.').waitFor()
  clean()
})

const found = {
  wrong: {
    none: [['accept'], []],
    changed: [['reject', 'payment.history-changed'], ['not as it was written']],
    removed: [['reject', 'payment.history-changed'], ['not as it was written']],
    cut: [['reject', 'payment.history-cut'], []],
  },
  statement: {
    none: [['accept'], []],
    right: [['accept'], ['on the statement', 'on the statement', 'on the statement']],
    missing: [['caution', 'payment.statement-missing'], ['on the statement', 'on the statement', 'not on the statement']],
    duplicate: [['reject', 'payment.statement-duplicate'], ['on the statement', 'on the statement', 'on the statement', 'charged more than once']],
    different: [['reject', 'payment.statement-different'], ['charged otherwise, by 100.00', 'on the statement', 'on the statement']],
    unknown: [['reject', 'payment.statement-unknown'], ['on the statement', 'on the statement', 'on the statement', 'not yours']],
  },
}

test('all that may go wrong with a history and a statement is found', async () => {
  assert.deepEqual([Object.keys(found.wrong), Object.keys(found.statement)], [historyWrongs, statements])
  for (const [name, all] of Object.entries(found))
    for (const [value, [says, marks]] of Object.entries(all)) {
      await visit({ example: '1', [name]: value })
      assert.deepEqual(await card(), says, value)
      assert.deepEqual(await notes(), marks, value)
      clean()
    }
  await axeFindsNothing(page)
  await nothingIsWider(page)
})

test('the history is saved as a file, unless it is not intact', async () => {
  await visit({ example: '1' })
  const saved = async (name) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()])
    return readFileSync(await download.path(), 'utf8')
  }
  const records = JSON.parse(await saved('Save as JSON'))
  assert.match(JSON.stringify(records), /"amount":"240\.00"/)
  assert.equal((await saved('Save as CSV')).trim().split(/\r?\n/).length, 4)
  await visit({ example: '1', wrong: 'changed' })
  await page.getByRole('button', { name: 'Save as CSV' }).focus()
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate(() => document.activeElement.id), 'verdict')
})
