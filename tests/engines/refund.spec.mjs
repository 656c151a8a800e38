// An order of Harbour's, and what is paid back of it.
import assert from 'node:assert/strict'
import test from 'node:test'

const live = (page) => page.until(() => document.querySelector('form[data-check=live]') !== null)
const ask = { role: 'button', name: 'Ask for the money back' }

export default ({ visit }) => {
  test('an order is paid back line by line, by the keyboard; what has changed meanwhile is looked at again', () =>
    visit('/refund?lang=en&state=meanwhile', async (page) => {
      await live(page)
      await (await page.find({ label: /^Berth/ })).choose('0')
      await page.find({ text: '91.20 EUR' })
      await (await page.find(ask)).focus()
      await page.press('Enter')
      await page.find({ text: /nothing was paid back/ })
      await live(page)
      await page.find({ text: 'Not without asking: handed to the carrier' })
      assert.deepEqual(await page.axe(), [])
      await (await page.find(ask)).focus()
      await page.press('Enter')
      await page.find({ text: /^35\.70 EUR goes back to you/ })
    }))

  test('without JavaScript the server says of each line why not', () =>
    visit('/refund?lang=en&state=mixed', async (page) => {
      await page.find({ text: 'Not without asking: contract signed by all sides and in use' })
      await (await page.find(ask)).click()
      await page.find({ text: /^22\.50 EUR goes back to you/ })
      await (await page.find({ role: 'button', name: 'Ask people to look at it' })).click()
      await page.find({ text: /Your case: C-/ })
    }, { javaScript: false }))
}
