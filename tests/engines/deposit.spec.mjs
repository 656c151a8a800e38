// Harbour's deposit page, as a person meets it. What the page must say is asked of the package in Node.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'

import { exampleCalled } from '../../web-demo/public/examples.js'
import { networks } from '../../web-demo/public/offers.js'
import { importPackage } from '../../web-demo/server.mjs'

const languages = ['en', 'zh-Hans']
const words = Object.fromEntries(
  languages.map((tag) => [tag, JSON.parse(readFileSync(new URL(`../../web-demo/public/words/${tag}.json`, import.meta.url)))]),
)
const [{ load }, { labelsFor }] = await Promise.all([importPackage(), importPackage('elements/html.js')])
const countersign = await load({ languages })

const literal = (text) => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
const heading = (text) => ({ role: 'heading', name: literal(text) })

/** What the package says of an example: the headline, the first sentence, the first step. */
function saidOf({ coin, network, address }, language) {
  const check = countersign.prepare('deposit.address', network === '' ? { coin } : { coin, network })
  const verdict = check.run(address)
  const headline = verdict.headline(language)
  const [first] = verdict.explain(language)
  check.release()
  return { headline, text: first?.text, next: first?.next }
}

/** Waits until the page says that of this text, and that what it says stands where it is seen. */
async function says(page, example, language = 'en') {
  const { headline, text, next } = saidOf(example, language)
  await page.find(heading(headline))
  for (const sentence of [text, next]) if (sentence) await page.find({ text: literal(sentence) })
}

const live = (page, language = 'en') => page.find({ text: words[language]['service.live'] })
const button = (key, language = 'en') => ({ role: 'button', name: words[language][key] })

export default ({ visit }) => {
  test('an address is judged while it is typed and when it is pasted', () =>
    visit('/deposit?lang=en&coin=BTC&network=bitcoin', async (page) => {
      await live(page)
      const field = await page.find({ label: words.en['label.address'] })
      const [half, wrong, good] = ['half-typed', 'one-letter', 'good'].map(exampleCalled)
      await field.type(half.address)
      await says(page, half)
      await page.type(wrong.address.slice(half.address.length))
      assert.equal(await field.value(), wrong.address)
      await says(page, wrong)
      await field.paste(good.address)
      assert.equal(await field.value(), good.address)
      await says(page, good)
      await page.gone(heading(saidOf(wrong, 'en').headline))
      await (await page.find(button('continue'))).click()
      await page.find(heading(words.en['confirm.title']))
    }))

  for (const [language, ids] of [
    ['en', ['wrong-network', 'private-key']],
    ['zh-Hans', ['lower-case', 'no-network']],
  ])
    test(`examples are judged in ${language}`, () =>
      visit(`/deposit?lang=${language}`, async (page) => {
        await live(page, language)
        for (const id of ids) {
          await (await page.find({ role: 'link', name: words[language][`example.${id}`] })).click()
          await page.until((id) => new URL(location.href).searchParams.get('example') === id, id)
          await live(page, language)
          await says(page, exampleCalled(id), language)
        }
      }))

  test('the page speaks the language that the browser asks for, and changes it without losing the text', () =>
    visit('/deposit', async (page) => {
      await live(page, 'zh-Hans')
      assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-Hans')
      const example = exampleCalled('half-typed')
      await (await page.find({ label: words['zh-Hans']['label.address'] })).type(example.address)
      await says(page, example, 'zh-Hans')
      await (await page.find({ role: 'button', name: words.en['language.name'] })).click()
      await says(page, example)
      assert.equal(await (await page.find({ label: words.en['label.address'] })).value(), example.address)
      assert.equal(await page.evaluate(() => document.documentElement.lang), 'en')
    }, { languages: ['zh-CN'], colorScheme: 'dark' }))

  test('a deposit is confirmed by the keyboard alone', () =>
    visit('/deposit?lang=en', async (page) => {
      await live(page)
      const { coin, address } = exampleCalled('lower-case')
      /** Presses Tab until this has the focus. */
      const reach = async (role, name) => {
        for (let i = 0; i < 12; ++i) {
          await page.press('Tab')
          const now = await page.focused()
          if (now.role === role && now.name === name) return
        }
        assert.fail(`no Tab leads to ${name}`)
      }
      await reach('combobox', words.en['label.coin'])
      await page.type('ETH')
      assert.equal(await (await page.find({ label: words.en['label.coin'] })).value(), coin)
      await reach('combobox', words.en['label.network'])
      await page.press('ArrowDown')
      await reach('textbox', words.en['label.address'])
      await page.type(address)
      const { headline } = saidOf({ coin, network: 'ethereum', address }, 'en')
      await page.find(heading(headline))
      // A caution waits for the person's word: Enter leads to what must be ticked, and only then on.
      await page.press('Enter')
      await page.until(() => document.activeElement.type === 'checkbox')
      await page.press('Space')
      await reach('button', words.en.continue)
      await page.press('Enter')
      await page.find(heading(words.en['confirm.title']))
      assert.match(await page.evaluate(() => document.activeElement.innerText), literal(words.en['confirm.title']))
    }))

  for (const language of languages)
    test(`without JavaScript a form is sent and comes back judged, in ${language}`, () =>
      visit(`/deposit?lang=${language}`, async (page) => {
        assert.equal(await page.evaluate(() => matchMedia('(scripting: none)').matches), true)
        await page.find({ text: words[language]['service.plain'] })
        assert.equal(await page.count({ text: words[language]['service.live'] }), 0)
        const send = async (example) => {
          await (await page.find({ label: words[language]['label.network'] })).choose(networks[example.network][language])
          await (await page.find({ label: words[language]['label.address'] })).fill(example.address)
          await (await page.find(button('continue', language))).click()
          await says(page, example, language)
        }
        // What was wrong once can be put right in the page that came back.
        if (language === 'en') await send(exampleCalled('one-letter'))
        await send(exampleCalled('good'))
        await page.find(heading(words[language]['confirm.title']))
      }, { javaScript: false }))

  for (const colorScheme of ['light', 'dark'])
    test(`axe finds nothing, in ${colorScheme}`, () =>
      visit(`/deposit?lang=en`, async (page) => {
        await live(page)
        assert.equal(await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches), colorScheme === 'dark')
        assert.deepEqual(await page.axe(), [])
        for (const id of ['wrong-network', 'good']) {
          await page.goto(`/deposit?lang=en&example=${id}`)
          await live(page)
          await says(page, exampleCalled(id))
          await (await page.find({ text: labelsFor('en')['evidence.summary'] })).click()
          if (id === 'good') await (await page.find(button('continue'))).click()
          // In the dark these are the same elements in other colours.
          assert.deepEqual(await page.axe(colorScheme === 'dark' ? ['color-contrast'] : undefined), [], id)
        }
      }, { colorScheme }))
}
