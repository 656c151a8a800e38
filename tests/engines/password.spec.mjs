// <cs-password> on a page without anything else, under the strictest policy. Lock keys are simulated here: a driver has none.
import assert from 'node:assert/strict'
import test from 'node:test'

import { policy } from '../../web-demo/server.mjs'

const here = '/the-tests/password.html'
const there = '/the-tests/sent.html'

const page = (body, { lang = 'en', dir = 'ltr' } = {}) => {
  const html = (body) =>
    `<!doctype html><html lang="${lang}" dir="${dir}"><head><meta charset="utf-8"><title>Plain</title><link rel="icon" href="/favicon.svg">` +
    '<meta name="color-scheme" content="light dark"><link rel="stylesheet" href="/the-tests/plain.css"><script type="module" src="/countersign/elements/password.js"></script></head>' +
    `<body><main><h1>Plain</h1>${body}</main></body></html>`
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy }
  return {
    [here]: { body: html(body), headers },
    [there]: { body: html('<p>It was sent.</p>'), headers },
    '/the-tests/plain.css': 'html { background: Canvas; color: CanvasText }',
  }
}

const field = (more = '') => `<label for="p">Password</label> <input id="p" slot="password" type="password" name="password" ${more}>`
const form = (attributes = '', more = '') =>
  `<form method="post" action="${there}"><label>Name <input name="name" autocomplete="username"></label>` +
  `<cs-password ${attributes}>${field(more)}</cs-password><button>Send</button></form>`
const ready = (page) => page.until(() => document.querySelector('cs-password').matches(':state(ready)'))
const password = (page) => page.find({ css: '#p' })
const card = { css: '.card:not(.room)' }

/** Runs in the page: an event as a keyboard makes it whose Caps Lock is on, or off. */
function press(field, type, key, code, capsLock) {
  field.dispatchEvent(new KeyboardEvent(type, { key, code, modifierCapsLock: capsLock, bubbles: true, composed: true }))
}

/** Runs in the page: everything that a text could have got into, shadow trees, values of attributes and storages among it. */
function everythingBut(text) {
  const found = []
  const look = (root) => {
    for (const node of root.querySelectorAll('*')) {
      for (const { name, value } of node.attributes) if (value.includes(text)) found.push(`${node.localName} ${name}`)
      if (node.shadowRoot) look(node.shadowRoot)
    }
    if ((root.textContent ?? root.documentElement.textContent).includes(text)) found.push('text')
  }
  look(document.documentElement)
  for (const storage of [localStorage, sessionStorage]) if (JSON.stringify({ ...storage }).includes(text)) found.push('storage')
  if (location.href.includes(text)) found.push('address')
  const { verdict, details } = document.querySelector('cs-password')
  if ((verdict.json + JSON.stringify(verdict) + JSON.stringify(details)).includes(text)) found.push('verdict')
  return found
}

export default ({ visit }) => {
  test('a password is shown and hidden by the keyboard, and hidden again when the form is sent', () =>
    visit(here, async (page) => {
      await ready(page)
      const its = await password(page)
      await its.type('correct horse')
      assert.equal(await its.attribute('type'), 'password')
      await page.press('Tab')
      assert.deepEqual(await page.focused(), { role: 'button', name: 'Show password' })
      await page.press('Enter')
      assert.equal(await its.attribute('type'), 'text')
      assert.deepEqual(await page.focused(), { role: 'button', name: 'Hide password' })
      await page.find({ role: 'status', text: 'Your password can be seen.', hidden: true })
      assert.equal(await page.evaluate(() => document.querySelector('cs-password').revealed), true)
      await page.evaluate(() => document.forms[0].addEventListener('submit', () => sessionStorage.setItem('type', document.getElementById('p').type)))
      await (await page.find({ role: 'button', name: 'Send' })).click()
      await page.find({ text: 'It was sent.' })
      assert.equal(await page.evaluate(() => sessionStorage.getItem('type')), 'password')
    }, { files: page(form()) }))

  test('the page\'s own tokens, names and labels stay; what a password manager needs is there', () =>
    visit(here, async (page) => {
      await ready(page)
      const its = await password(page)
      assert.equal(await its.attribute('autocomplete'), 'section-a current-password')
      assert.equal(await its.attribute('spellcheck'), 'false')
      await page.evaluate(() => document.querySelector('cs-password').replaceWith(document.getElementById('p')))
      assert.equal(await its.attribute('spellcheck'), null)
      assert.equal(await its.attribute('aria-describedby'), null)
    }, { files: page(form('', 'autocomplete="section-a current-password"')) }))

  test('Caps Lock is said before the first letter, once, and not from its own key', () =>
    visit(here, async (page) => {
      await ready(page)
      const its = await password(page)
      await its.evaluate(press, 'keydown', 'CapsLock', 'CapsLock', true)
      await its.evaluate(press, 'keyup', 'CapsLock', 'CapsLock', true)
      assert.equal(await page.evaluate(() => document.querySelector('cs-password').details.capsLock), 'unknown')
      await its.evaluate(press, 'keyup', 'Tab', 'Tab', true)
      await page.find({ role: 'heading', name: /Is this as you mean it\?/ })
      await page.find({ role: 'status', text: 'Caps Lock is on. Do you mean to type capital letters? If not, press Caps Lock and type the password again.', hidden: true })
      assert.equal(await page.evaluate(() => document.querySelector('cs-password').matches(':state(caps-lock)')), true)
      await its.evaluate(press, 'keyup', 'Tab', 'Tab', false)
      await page.gone(card)
      // A second time it is seen, and not heard.
      await page.evaluate(() => document.querySelector('cs-password').shadowRoot.getElementById('announcer').replaceChildren())
      await its.evaluate(press, 'keyup', 'Tab', 'Tab', true)
      await page.find(card)
      await its.paste('a ')
      await its.evaluate(press, 'keyup', 'Tab', 'Tab', true)
      await page.find({ css: '.finding[data-reason="password.caps-lock"]' })
      const heard = await page.until(() => document.querySelector('cs-password').shadowRoot.getElementById('announcer').textContent)
      assert.equal(heard, 'There is a space at the beginning or the end. Does it belong to the password? If not, remove it.')
      // What happens elsewhere is not known.
      await its.evaluate((field) => field.dispatchEvent(new FocusEvent('blur')))
      await page.gone({ css: '.finding[data-reason="password.caps-lock"]' })
    }, { files: page(form()) }))

  test('what may be wrong with a pasted text is asked; nothing is changed, nothing gets out of the field', () =>
    visit(here, async (page) => {
      await ready(page)
      const its = await password(page)
      await its.paste(' Zq7-velvet-lagoon')
      await page.find({ text: /There is a space at the beginning or the end/ })
      assert.equal(await its.value(), ' Zq7-velvet-lagoon')
      assert.deepEqual(await page.evaluate(everythingBut, 'velvet'), [])
      await page.press('Home', 'Delete')
      await page.gone(card)
    }, { files: page(form()) }))

  test('after a refusal there is advice; the same text is refused here, and with another name it is not', () =>
    visit(here, async (page) => {
      await ready(page)
      const its = await password(page)
      await its.type('Sesame47')
      await page.evaluate(() => document.querySelector('cs-password').refused())
      await page.find({ role: 'heading', name: /What may have gone wrong/ })
      assert.ok(await page.count({ css: '.finding' }) <= 3)
      assert.equal(await page.evaluate(() => document.forms[0].checkValidity()), false)
      await page.press('Backspace')
      await page.gone({ role: 'heading', name: /What may have gone wrong/ })
      assert.equal(await page.evaluate(() => document.forms[0].checkValidity()), true)
      await page.type('7')
      await page.find({ text: /You tried this very password before/ })
      await page.find({ role: 'status', text: /^You tried this very password before, and it was refused\./, hidden: true })
      assert.equal(await page.evaluate(() => document.forms[0].checkValidity()), false)
      await (await page.find({ label: 'Name' })).type('ada')
      await page.press('Tab')
      await page.gone(card)
      assert.equal(await page.evaluate(() => document.forms[0].checkValidity()), true)
      assert.deepEqual(await page.evaluate(everythingBut, 'Sesame'), [])
    }, { files: page(form('enforce')) }))

  test('a new password is measured once somebody is about to choose one, first by the small table', () =>
    visit(here, async (page) => {
      await ready(page)
      const asked = () => performance.getEntriesByType('resource').map(({ name }) => name.split('/').at(-1)).filter((name) => name.startsWith('strength'))
      assert.deepEqual(await page.evaluate(asked), [])
      const its = await password(page)
      await its.type('password12')
      await page.find({ text: /A password here has at least 15 characters; 5 are missing/ })
      await page.until(() => document.querySelector('cs-password').verdict.details.lite === false && document.querySelector('cs-password').verdict.details.score !== null)
      assert.deepEqual(await page.evaluate(asked), ['strength-en-lite.bin', 'strength-en.bin'])
      await page.find({ text: 'Strength: very weak' })
      assert.equal(await page.evaluate(() => document.forms[0].checkValidity()), false)
      await its.fill('velvet lagoon tractor 9 zebra')
      await page.find({ text: 'Strength: strong' })
      const meter = await page.find({ role: 'meter', name: 'Strength of the password' })
      assert.deepEqual([await meter.attribute('aria-valuenow'), await meter.attribute('aria-valuetext')], ['4', 'strong'])
      await page.find({ role: 'heading', name: /This password can be used/ })
      await page.find({ role: 'status', text: /This password can be used\. strong\./, hidden: true })
      assert.equal(await page.evaluate(() => document.forms[0].checkValidity()), true)
      // What others know of the person is not to be in it.
      await (await page.find({ label: 'Name' })).type('velvet')
      await page.press('Tab')
      await page.find({ text: 'Something that others know of you is in it.' })
      assert.deepEqual(await page.evaluate(everythingBut, 'lagoon'), [])
    }, { files: page(form('new enforce')) }))

  test('on a page in German the words of German are known, too, and in another language those of that one', () =>
    visit(here, async (page) => {
      await ready(page)
      const its = await password(page)
      await its.type('Schmetterling Sonnenschein')
      const known = (lists) => page.until((lists) => document.querySelector('cs-password').verdict.details.wordLists?.includes(lists), lists)
      await known(' de:')
      assert.deepEqual(
        await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name.split('/').at(-1)).filter((name) => name.startsWith('strength'))),
        ['strength-en-lite.bin', 'strength-en.bin', 'strength-de.bin'],
      )
      const guesses = () => document.querySelector('cs-password').verdict.details.guessesLog10
      assert.ok(Number(await page.evaluate(guesses)) < 11)
      await page.evaluate(() => (document.documentElement.lang = 'fr-CA'))
      await known(' fr:')
      assert.ok(Number(await page.evaluate(guesses)) > 18)
      await page.evaluate(() => document.querySelector('cs-password').setAttribute('languages', 'fr de'))
      await known(' de:')
      assert.ok(Number(await page.evaluate(guesses)) < 11)
    }, { files: page(form('new'), { lang: 'de-AT' }) }))

  test('where the table does not come, a new password is judged by its length, and no form is held up', () =>
    visit(here, async (page) => {
      await ready(page)
      const its = await password(page)
      await its.type('four words of mine')
      await page.find({ text: 'How easily this password is guessed could not be checked.' })
      assert.equal(await page.evaluate(() => document.forms[0].checkValidity()), true)
      await page.until(() => window.whatWentWrong().length > 0)
    }, { files: page(form('new enforce tables="/nowhere"')), wrong: [/could not be loaded/] }))

  for (const colorScheme of ['light', 'dark'])
    test(`axe finds nothing around passwords, in ${colorScheme}, from right to left`, () =>
      visit(here, async (page) => {
        await ready(page)
        const its = await password(page)
        await its.type('password12345678')
        await page.find({ text: /Strength: (guessed|very)/ })
        await its.evaluate(press, 'keyup', 'Tab', 'Tab', true)
        await page.find({ text: /Caps Lock is on/ })
        assert.deepEqual(await page.axe(), [])
        await (await page.find({ role: 'button', name: 'Show password' })).click()
        assert.deepEqual(await page.axe(), [])
      // Without the button: WebKitGTK's own is too pale in the dark.
      }, { files: page(form('new').replace(/<button>.*button>/, ''), { dir: 'rtl' }), colorScheme }))

  test('without JavaScript the field for a password is a plain one', () =>
    visit(here, async (page) => {
      await (await password(page)).type('Sesame47')
      assert.equal(await page.count({ role: 'button', name: 'Show password' }), 0)
      await (await page.find({ role: 'button', name: 'Send' })).click()
      await page.find({ text: 'It was sent.' })
    }, { files: page(form()), javaScript: false }))
}
