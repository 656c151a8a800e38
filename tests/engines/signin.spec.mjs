// Harbour's pages for passwords, from a new account to its first sign-in.
import assert from 'node:assert/strict'
import test from 'node:test'

const live = (page) => page.until(() => document.querySelector('form[data-check=live]') !== null)
const good = 'velvet lagoon tractor 9'

export default ({ visit, engine }) => {
  const name = (what) => `${what}-${engine}@harbour.example`

  test('an account is created, a slip is advised on, and one signs in, by the keyboard', () =>
    visit('/password?lang=en', async (page) => {
      await live(page)
      await (await page.find({ label: 'E-mail address' })).type(name('lin'))
      await page.press('Tab')
      await page.type(good)
      await page.find({ role: 'heading', name: /This password can be used/ })
      await page.press('Enter')
      await page.find({ role: 'heading', name: 'That is done' })
      // A page that is left while it loads says so, in Firefox.
      await live(page)
      await page.goto('/signin?lang=en')
      await live(page)
      await (await page.find({ label: 'E-mail address' })).type(name('lin'))
      await page.press('Tab')
      await page.type(good.toUpperCase())
      await page.press('Enter')
      await page.find({ text: /4 attempts are left/ })
      // Its keys have told that Caps Lock is off: something else is likelier.
      await page.find({ role: 'heading', name: /What may have gone wrong/ })
      assert.equal(await page.count({ text: 'Capital and small letters may be swapped.' }), 0)
      assert.deepEqual(await page.axe(), [])
      await (await page.find({ css: '#password' })).fill(good)
      await page.press('Enter')
      await page.find({ role: 'heading', name: 'You are signed in' })
      await live(page)
      await page.find({ text: /This needs your identity verified first/ })
      assert.equal(await page.evaluate(() => location.href.includes('velvet') || JSON.stringify({ ...localStorage }).includes('velvet')), false)
      assert.deepEqual(await page.axe(), [])
    }))

  test('a lock is told in the time of the place where it ends, from right to left, in the dark', () =>
    visit('/signin?lang=en&show=locked&dir=rtl', async (page) => {
      await live(page)
      await page.find({ text: /Signing in is locked until .*00:00 \(UTC\+[12]\)/ })
      assert.deepEqual(await page.axe(), [])
    }, { colorScheme: 'dark' }))

  test('without JavaScript one is told what may have gone wrong, and signs in', () =>
    visit('/signin?lang=en', async (page) => {
      await (await page.find({ label: 'E-mail address' })).type('ada@harbour.example')
      await (await page.find({ css: '#password' })).type(good.toUpperCase())
      await (await page.find({ role: 'button', name: 'Sign in' })).click()
      await page.find({ text: 'Capital and small letters may be swapped.' })
      await (await page.find({ css: '#password' })).type(good)
      await (await page.find({ role: 'button', name: 'Sign in' })).click()
      await page.find({ role: 'heading', name: 'You are signed in' })
    }, { javaScript: false }))
}
