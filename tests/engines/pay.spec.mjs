// Harbour's shop and its pay page, from the cart to the receipt.
import assert from 'node:assert/strict'
import test from 'node:test'

const cart = '/pay?lang=en&tea=3&mug=1&currency=EUR&country=DE'
const live = (page) => page.until(() => document.querySelector('form[data-check=live]') !== null)
const pay = { role: 'button', name: 'Pay' }

export default ({ visit }) => {
  test('what is in the cart is billed, offered, confirmed by the keyboard, and paid', () =>
    visit('/shop?lang=en&tea=2&country=DE&currency=EUR', async (page) => {
      await live(page)
      await (await page.find({ label: 'Tip for the crew' })).type('1,5')
      await page.find({ text: 'one point five zero EUR' })
      await page.until(() => document.querySelector('#bill tfoot').textContent.includes('38.50 EUR'))
      await (await page.find({ role: 'button', name: 'Go on to pay' })).click()
      await page.find({ role: 'heading', name: /What you see is what is confirmed/ })
      // The server has written that, too; before the check is there, one press sends the form.
      await live(page)
      await (await page.find(pay)).focus()
      await page.press('Enter')
      await page.find({ text: 'Press once more to confirm.' })
      await page.press('Enter')
      await page.find({ role: 'heading', name: /This voucher is genuine/ })
      await page.find({ text: /38\.50 EUR paid to Harbour Trading/ })
      await page.find({ text: 'Kept in the history of this browser.' })
      await (await page.find({ role: 'link', name: 'Your payments' })).click()
      await page.find({ role: 'heading', name: /The history is complete and unchanged/ })
      await page.find({ text: '38.50 EUR' })
      assert.deepEqual(await page.axe(), [])
    }))

  test('a code confirms what it was sent for', () =>
    visit(`${cart}&step=code`, async (page) => {
      await live(page)
      await (await page.find(pay)).focus()
      await page.press('Enter')
      await page.press('Enter')
      const text = await (await page.find({ text: /confirms 68\.70 EUR to Harbour Trading/ })).text()
      const code = await page.find({ label: 'Code from the message' })
      await code.type(/^\[Harbour\] (\d{6})/.exec(text)[1])
      await page.find({ text: 'Ready to send' })
      assert.deepEqual(await page.axe(), [])
      await page.press('Enter')
      await page.find({ text: /68\.70 EUR paid to Harbour Trading/ })
    }))

  test('an offer that is shown otherwise than it was signed is not paid', () =>
    visit(`${cart}&tamper=account`, async (page) => {
      await live(page)
      await page.find({ role: 'heading', name: /Do not confirm this payment/ })
      await page.find({ text: /DE89370400440532013000 is what was signed/ })
      assert.deepEqual(await page.axe(), [])
      await (await page.find(pay)).focus()
      await page.press('Enter')
      await page.press('Enter')
      assert.equal(await page.evaluate(() => document.querySelector('cs-confirm').matches(':state(confirmed)')), false)
    }))

  test('what a script takes out of sight is missed', () =>
    visit(cart, async (page) => {
      await live(page)
      await page.find({ role: 'heading', name: /What you see is what is confirmed/ })
      await page.evaluate(() => (document.querySelector('[data-field="payee.account"]').style.visibility = 'hidden'))
      await page.find({ text: /Something that you would agree to is not shown here: payee\.account/ })
    }))

  test('without JavaScript the server sees through it, and takes what is right', () =>
    visit(`${cart}&tamper=amount`, async (page) => {
      await page.find({ role: 'heading', name: /Do not confirm this payment/ })
      await (await page.find(pay)).click()
      await page.find({ text: /Nothing was paid/ })
      await page.goto(cart)
      await (await page.find(pay)).click()
      await page.find({ text: /68\.70 EUR paid to Harbour Trading/ })
    // An answer of 422 is told on the console by some.
    }, { javaScript: false }))
}
