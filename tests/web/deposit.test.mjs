import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import test, { after, before, describe } from 'node:test'

import { examples, exampleCalled } from '../../web-demo/public/examples.js'
import { cardOf, settled, startBoth } from './harbour.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const longEnoughToSpeak = 1100

let harbour
before(async () => {
  harbour = await startBoth()
})
after(() => harbour.end())

/** Opens a page, does something there, closes it; whatever it does, the page must stay clean. */
async function visit(query, act, { clean = true, ...how } = {}) {
  const page = await harbour.open(query, how)
  try {
    await act(page)
    if (clean) {
      assert.deepEqual(page.seen.console, [])
      assert.deepEqual(page.seen.violations, [])
    }
    for (const request of page.seen.requests) assert.ok(request.includes(` ${harbour.address}/`), request)
  } finally {
    await page.context().close()
  }
}

/** One page, taken from example to example. */
function tour(some, act, how) {
  return visit({}, async (page) => {
    for (const example of some) {
      await page.goto(`${harbour.address}/deposit?lang=en&example=${example.id}`)
      if (how?.options?.javaScriptEnabled !== false) await settled(page)
      await act(page, example)
    }
  }, how)
}

async function paste(page, text) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate((text) => navigator.clipboard.writeText(text), text)
  await page.locator('#address').focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+v')
}

describe('without JavaScript', () => {
  const options = { javaScriptEnabled: false }

  test('the form is whole, and says what happens', () =>
    visit({}, async (page) => {
      for (const name of ['Coin', 'Network', 'Address']) assert.ok(await page.getByLabel(name, { exact: true }).isVisible(), name)
      assert.ok(await page.getByText('Nothing is checked while you type.').isVisible())
      assert.equal(await page.getByText('Checked on this device').isVisible(), false)
      assert.equal(await page.getByRole('button', { name: 'Clear' }).isVisible(), false)
    }, { options, clean: false }))

  test('a sent form comes back with the verdict and the text', () =>
    visit({}, async (page) => {
      const { coin, network, address } = exampleCalled('wrong-network')
      await page.getByLabel('Coin').selectOption(coin)
      await page.getByLabel('Network').selectOption(network)
      await page.getByLabel('Address', { exact: true }).fill(address)
      await page.getByRole('button', { name: 'Continue' }).click()
      assert.deepEqual((await cardOf(page)).reasons, ['deposit.wrong-network'])
      assert.equal(await page.locator('#address').inputValue(), address)
      await page.getByRole('button', { name: 'Choose TRON instead' }).click()
      assert.equal((await cardOf(page)).outcome, 'accept')
      assert.equal(await page.locator('#network').inputValue(), 'tron')
      assert.equal(await page.locator('#confirm').count(), 0)
      await page.getByRole('button', { name: 'Continue' }).click()
      assert.ok(await page.getByRole('heading', { name: 'This is what you confirm' }).isVisible())
    }, { options, clean: false }))

  test('a language button keeps what was typed', () =>
    visit({}, async (page) => {
      await page.locator('#address').fill('bc1qw508')
      await page.getByRole('button', { name: '中文' }).click()
      assert.equal(await page.locator('#address').inputValue(), 'bc1qw508')
      assert.equal(await page.locator('html').getAttribute('lang'), 'zh-Hans')
    }, { options, clean: false }))

  test('each example shows its verdict', () =>
    tour(examples, async (page, { id, outcome, reasons }) => {
      const card = await cardOf(page)
      assert.equal(card.outcome, outcome, id)
      assert.deepEqual(card.reasons, reasons, id)
    }, { options, clean: false }))
})

describe('where the check cannot be loaded', () => {
  const says = (page) => page.getByText('The check could not be loaded.').isVisible()

  test('without the module the form stays, says so, and is judged by the server', () =>
    visit({}, async (page) => {
      assert.ok(await says(page))
      await page.locator('#address').fill(exampleCalled('one-letter').address)
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.waitForLoadState()
      assert.deepEqual((await cardOf(page)).reasons, ['deposit.checksum'])
    }, { clean: false, before: (page) => page.route('**/countersign.wasm', (route) => route.abort()) }))

  test('under a policy without wasm-unsafe-eval the form stays and says so', () =>
    visit({}, async (page) => {
      assert.ok(await says(page))
      assert.match(page.seen.console.join('\n'), /wasm-unsafe-eval/)
      assert.ok(await page.getByRole('button', { name: 'Continue' }).isEnabled())
    }, {
      clean: false,
      before: (page) =>
        page.route('**/deposit?*', async (route) => {
          const response = await route.fetch()
          const headers = response.headers()
          headers['content-security-policy'] = headers['content-security-policy'].replace(" 'wasm-unsafe-eval'", '')
          await route.fulfill({ response, headers })
        }),
    }))

  test('while the script is on its way nothing claims that there is none', async () => {
    const page = await harbour.open({}, {
      before: async (page) => {
        await page.route('**/deposit.js', async (route) => {
          assert.equal(await page.getByText('Nothing is checked while you type.').isVisible(), false)
          await new Promise((done) => setTimeout(done, 3000))
          assert.ok(await page.getByText('Nothing is checked while you type.').isVisible())
          await route.continue()
        })
      },
    })
    assert.ok(await page.getByText('Checked on this device while you type.').isVisible())
    await page.context().close()
  })
})

describe('each example', () => {
  for (const { id, coin, network, address, outcome, reasons } of examples)
    test(`${id} is judged ${outcome}`, () =>
      visit({ example: id }, async (page) => {
        const card = await cardOf(page)
        assert.equal(card.outcome, outcome)
        assert.deepEqual(card.reasons, reasons)
        assert.equal(await page.locator('#coin').inputValue(), coin)
        assert.equal(await page.locator('#network').inputValue(), network)
        assert.equal(await page.locator('#address').inputValue(), address)
        const blocked = (await page.locator('#continue').getAttribute('aria-disabled')) === 'true'
        assert.equal(blocked, outcome !== 'accept')
      }))

  test('is one click away', () =>
    visit({}, async (page) => {
      await page.getByRole('link', { name: 'The wrong network' }).click()
      await settled(page)
      assert.deepEqual((await cardOf(page)).reasons, ['deposit.wrong-network'])
      assert.match(page.url(), /example=wrong-network/)
    }))

  test('looks the same before and after the script takes over', () =>
    visit({}, async (page) => {
      const plain = await harbour.open({}, { options: { javaScriptEnabled: false } })
      const parts = (of) => of.locator('#line, #slot, .actions').allInnerTexts()
      // The secret one differs by design: the server does not send it.
      for (const { id } of examples.filter(({ id }) => id !== 'private-key')) {
        for (const one of [plain, page]) await one.goto(`${harbour.address}/deposit?lang=en&example=${id}`)
        await settled(page)
        assert.deepEqual(await parts(page), await parts(plain), id)
      }
      await plain.context().close()
    }))
})

describe('the place', () => {
  test('is marked in the text, told in words, and made visible', () =>
    visit({ coin: 'BTC', network: 'bitcoin', address: '1A1zP1eP 5QGefi2DM\u200bPTfTL5SLmv7DivfNa' }, async (page) => {
      assert.deepEqual(await page.locator('#line mark').allInnerTexts(), ['␣', 'U+200B'])
      assert.match((await cardOf(page)).text, /character 9,\s*␣/)
    }))

  test('far into a long text is still in sight', () =>
    visit({ coin: 'BTC', network: 'bitcoin' }, async (page) => {
      await page.locator('#address').fill(`${'q'.repeat(300)} ${'q'.repeat(300)}`)
      assert.equal(await page.locator('#line mark').innerText(), '␣')
      const seen = await page.locator('#line').evaluate((line) => line.scrollHeight <= line.clientHeight)
      assert.ok(seen)
    }))

  test('runs left to right on a page that runs right to left', () =>
    visit({ example: 'one-letter', dir: 'rtl' }, async (page) => {
      for (const selector of ['#address', '#line'])
        assert.equal(await page.locator(selector).evaluate((node) => getComputedStyle(node).direction), 'ltr')
      assert.equal(await page.locator('main').evaluate((node) => getComputedStyle(node).direction), 'rtl')
    }))
})

describe('going on', () => {
  test('with an accepted address shows exactly its canonical text', () =>
    visit({ coin: 'BTC', network: 'bitcoin' }, async (page) => {
      await page.locator('#address').fill(' BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4\n')
      await page.getByRole('button', { name: 'Continue' }).click()
      const shown = await page.locator('#confirm .groups').innerText()
      assert.equal(shown.replace(/\s/g, ''), exampleCalled('good').address)
      assert.deepEqual(shown.split(/\s+/).map((group) => group.length).slice(0, -1), Array(10).fill(4))
      assert.ok(await page.locator('#confirm').evaluate((node) => node === document.activeElement))
    }))

  test('with a caution needs the person’s word, which a change of the text takes back', () =>
    visit({ example: 'lower-case' }, async (page) => {
      const goOn = page.getByRole('button', { name: 'Continue' })
      await goOn.click({ force: true })
      assert.equal(await page.locator('#confirm').count(), 0)
      assert.ok(await page.locator('#seen').evaluate((node) => node === document.activeElement))
      await page.getByLabel('I have compared every group').check()
      await goOn.click()
      assert.equal(await page.locator('#confirm').count(), 1)
      await page.locator('#address').fill(exampleCalled('lower-case').address.replace('aed', 'aee'))
      assert.equal(await page.locator('#confirm').count(), 0)
      assert.equal(await page.locator('#seen').isChecked(), false)
    }))

  test('with anything else leads to the verdict instead, and sends nothing', () =>
    tour(examples.filter(({ outcome }) => !['accept', 'caution'].includes(outcome)), async (page, { id }) => {
      await page.getByRole('button', { name: 'Continue' }).click({ force: true })
      assert.equal(await page.locator('#confirm').count(), 0, id)
      assert.ok(await page.locator('#headline').evaluate((node) => node === document.activeElement), id)
      assert.deepEqual(page.seen.requests.filter((request) => request.startsWith('POST')), [])
    }))
})

test('everything can be done by keyboard', () =>
  visit({}, async (page) => {
    const press = async (...keys) => {
      for (const key of keys) await page.keyboard.press(key)
    }
    const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent)
    const reach = async (id) => {
      for (let i = 0; i < 40 && (await focused()) !== id; i++) await press('Tab')
      assert.equal(await focused(), id)
      assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement.closest('.address-box') ?? document.activeElement).outlineStyle), 'none')
    }
    await press('Tab')
    assert.equal(await focused(), 'Skip to the form')
    await press('Enter')
    await reach('coin')
    await page.keyboard.type('ETH')
    await reach('network')
    await page.keyboard.type('Ethereum')
    await reach('address')
    await page.keyboard.type(exampleCalled('lower-case').address)
    await press('Enter')
    assert.equal(await focused(), 'seen')
    await press('Space')
    await reach('continue')
    await press('Enter')
    assert.equal(await focused(), 'confirm')
    await page.locator('#address').focus()
    await press('Tab')
    await press('Enter')
    assert.ok(await page.getByText('hexadecimal, without a checksum').isVisible())
  }))

describe('languages', () => {
  test('change in place and keep what was typed', () =>
    visit({}, async (page) => {
      const { coin, network, address } = exampleCalled('wrong-network')
      await page.locator('#coin').selectOption(coin)
      await page.locator('#network').selectOption(network)
      await page.locator('#address').fill(address)
      const before = page.seen.requests.length
      await page.getByRole('button', { name: '中文' }).click()
      await page.getByRole('heading', { name: '币要转到哪里？' }).waitFor()
      assert.match((await cardOf(page)).text, /这个地址属于波场（TRON），而您选择的是以太坊。/)
      assert.equal(await page.locator('#address').inputValue(), address)
      assert.equal(await page.locator('#network option:checked').innerText(), '以太坊')
      assert.equal(await page.locator('html').getAttribute('lang'), 'zh-Hans')
      assert.match(page.url(), /lang=zh-Hans/)
      assert.ok(page.seen.requests.slice(before).every((request) => !request.includes('/deposit?')))
      assert.equal(await page.getByRole('button', { name: '中文' }).getAttribute('aria-pressed'), 'true')
      await page.getByRole('button', { name: 'English' }).click()
      await page.getByRole('heading', { name: 'Where should the coins arrive?' }).waitFor()
      assert.equal(await page.locator('#address').inputValue(), address)
    }))

  test('leave no word of the other language', () =>
    visit({ example: 'lower-case' }, async (page) => {
      await page.getByRole('button', { name: '中文' }).click()
      await page.getByRole('heading', { name: '币要转到哪里？' }).waitFor()
      const switched = await page.locator('main, aside, footer').allInnerTexts()
      await page.reload()
      await settled(page)
      assert.deepEqual(await page.locator('main, aside, footer').allInnerTexts(), switched)
    }))
})

describe('the address of the page', () => {
  test('leads back to the same state', () =>
    visit({}, async (page) => {
      const { coin, network, address } = exampleCalled('test-network')
      await page.locator('#coin').selectOption(coin)
      await page.locator('#network').selectOption(network)
      await page.locator('#address').fill(address)
      await page.locator('#coin').focus()
      assert.ok(page.url().includes(address))
      await page.reload()
      await settled(page)
      assert.deepEqual((await cardOf(page)).reasons, ['deposit.testnet'])
    }))

  test('never holds a private key, nor a part of one while it is typed', () =>
    visit({}, async (page) => {
      const key = exampleCalled('private-key').address
      const digits = '0xe9873d79c6d87dc0fb6a5778633389f4453213303da61f20bd67fc233aa33262'
      await page.locator('#coin').selectOption('BTC')
      for (const text of [key, digits]) {
        await page.locator('#address').fill('')
        await page.locator('#address').focus()
        for (const character of text) {
          await page.keyboard.type(character)
          assert.ok(!page.url().includes(text.slice(0, 8)), character)
        }
        await page.locator('#coin').focus()
        assert.ok(!page.url().includes(text.slice(0, 8)))
        assert.ok(!(await page.locator('body').innerText()).includes(text.slice(0, 8)))
      }
    }))

  test('never holds a text without a checksum: it may be the beginning of a key', () =>
    visit({ coin: 'ETH', network: 'ethereum' }, async (page) => {
      for (const network of ['ethereum', '']) {
        await page.locator('#network').selectOption(network)
        await page.locator('#address').fill('0xe9873d79c6d87dc0fb6a5778633389f445321330')
        await page.locator('#coin').focus()
        assert.ok(!page.url().includes('0xe9'))
      }
    }))

  test('loses a private key that someone put there', () =>
    visit({ coin: 'BTC', network: 'bitcoin', address: exampleCalled('private-key').address }, async (page) => {
      assert.deepEqual((await cardOf(page)).reasons, ['deposit.private-key'])
      assert.equal(await page.locator('#address').inputValue(), '')
      assert.ok(!page.url().includes('5Hue'))
      await page.locator('#address').fill(exampleCalled('good').address)
      assert.equal((await cardOf(page)).outcome, 'accept')
    }))

  test('forgets an example that was typed over', () =>
    visit({ example: 'good' }, async (page) => {
      await page.locator('#address').focus()
      await page.keyboard.press('End')
      await page.keyboard.type('x')
      assert.ok(!page.url().includes('example='))
    }))
})

test('a private key is covered in the field, and one button removes it', () =>
  visit({ coin: 'BTC', network: 'bitcoin' }, async (page) => {
    await page.locator('#address').fill(exampleCalled('private-key').address)
    assert.equal(await page.locator('#address').evaluate((node) => getComputedStyle(node).webkitTextSecurity), 'disc')
    await page.getByRole('button', { name: 'Clear the field' }).click()
    assert.equal(await page.locator('#address').inputValue(), '')
    assert.equal((await cardOf(page)).outcome, 'incomplete')
    assert.ok(await page.locator('#address').evaluate((node) => node === document.activeElement))
  }))

test('the networks on offer are those of the coin', () =>
  visit({}, async (page) => {
    const offered = () => page.locator('#network option').evaluateAll((all) => all.map(({ value }) => value))
    await page.locator('#coin').selectOption('ETH')
    assert.deepEqual(await offered(), ['', 'ethereum', 'arbitrum', 'optimism', 'base'])
    await page.locator('#network').selectOption('base')
    await page.locator('#coin').selectOption('USDC')
    assert.equal(await page.locator('#network').inputValue(), 'base')
    await page.locator('#coin').selectOption('USDT')
    assert.equal(await page.locator('#network').inputValue(), '')
    await page.locator('#coin').selectOption('TRX')
    assert.equal(await page.locator('#network').inputValue(), 'tron')
  }))

describe('the clipboard', () => {
  const permissions = { permissions: ['clipboard-read', 'clipboard-write'] }

  test('what was copied and comes back the same is accepted', () =>
    visit({ coin: 'BTC', network: 'bitcoin' }, async (page) => {
      await page.getByRole('button', { name: 'Copy', exact: true }).click()
      await page.getByText('Copied. Now paste it').waitFor()
      await page.locator('#address').focus()
      await page.keyboard.press('Control+v')
      assert.equal((await cardOf(page)).outcome, 'accept')
    }, { options: permissions }))

  test('what was exchanged on the way is stopped', () =>
    visit({ coin: 'BTC', network: 'bitcoin' }, async (page) => {
      await page.getByRole('button', { name: 'Copy', exact: true }).click()
      await page.getByText('Copied. Now paste it').waitFor()
      await paste(page, exampleCalled('swapped').address)
      assert.deepEqual((await cardOf(page)).reasons, ['deposit.not-as-copied'])
    }, { options: permissions }))

  test('what is typed by hand is not compared', () =>
    visit({ coin: 'BTC', network: 'bitcoin' }, async (page) => {
      await page.getByRole('button', { name: 'Copy', exact: true }).click()
      await page.getByText('Copied. Now paste it').waitFor()
      await page.locator('#address').focus()
      await page.keyboard.type(exampleCalled('swapped').address)
      assert.equal((await cardOf(page)).outcome, 'accept')
    }, { options: permissions }))

  test('a browser that does not let the page copy is no dead end', () =>
    visit({ coin: 'BTC', network: 'bitcoin' }, async (page) => {
      await page.getByRole('button', { name: 'Copy', exact: true }).click()
      await page.getByText('copy it by hand').waitFor()
      assert.match(await page.evaluate(() => getSelection().toString()), /^1BvB/)
    }, {
      before: (page) => page.addInitScript(() => {
        navigator.clipboard.writeText = () => Promise.reject(new Error('no'))
      }),
    }))
})

describe('typing moves nothing', () => {
  for (const [name, viewport, lang] of [
    ['on a wide page', { width: 1180, height: 900 }, 'en'],
    ['on a narrow page', { width: 320, height: 640 }, 'en'],
    ['on a telephone', { width: 375, height: 667 }, 'en'],
    ['in Chinese', { width: 1180, height: 900 }, 'zh-Hans'],
    ['in Chinese on a narrow page', { width: 320, height: 640 }, 'zh-Hans'],
  ])
    test(name, () =>
      visit({ lang }, async (page) => {
        await page.evaluate(() => {
          window.places = new Map()
          document.getElementById('address').addEventListener('input', ({ target }) => {
            const place = ['address', 'line', 'verdict', 'continue']
              .map((id) => Math.round(document.getElementById(id).getBoundingClientRect().top + scrollY))
              .join(' ')
            if (!window.places.has(place)) window.places.set(place, target.value.length)
          })
        })
        // The warning about a private key is longer than the space kept for others, and may push.
        for (const { id, coin, network, address } of examples.filter(({ id }) => id !== 'private-key')) {
          await page.locator('#coin').selectOption(coin)
          await page.locator('#network').selectOption(network)
          await page.locator('#address').focus()
          await page.keyboard.type(address)
          assert.deepEqual(await page.evaluate(() => [...window.places].length), 1, `${id}: ${JSON.stringify(await page.evaluate(() => [...window.places]))}`)
          await page.keyboard.press('Control+a')
          await page.keyboard.press('Delete')
        }
      }, { options: { viewport } }))
})

describe('what is said aloud', () => {
  const said = (page) => page.locator('#announcer').textContent()

  /** Everything the announcer says from here on. */
  const listen = (page) =>
    page.evaluate(() => {
      window.said = []
      new MutationObserver(() => window.said.push(document.getElementById('announcer').textContent)).observe(
        document.getElementById('announcer'),
        { childList: true, characterData: true, subtree: true },
      )
    })

  test('is said once, after a pause, and not for every key', () =>
    visit({ coin: 'BTC', network: 'bitcoin' }, async (page) => {
      await listen(page)
      await page.locator('#address').focus()
      await page.keyboard.type(exampleCalled('one-letter').address, { delay: 5 })
      await page.waitForTimeout(longEnoughToSpeak)
      assert.deepEqual(await page.evaluate(() => window.said.length), 1)
      const [headline, sentence, next] = await page.locator('.headline, .finding p').allInnerTexts()
      assert.equal(await said(page), `${headline}. ${sentence.replace(/ Marked: .*/, '')} ${next}`)
    }))

  test('is not said when the page opens', () =>
    visit({ example: 'wrong-network' }, async (page) => {
      await page.waitForTimeout(longEnoughToSpeak)
      assert.equal(await said(page), '')
    }))

  test('waits for a composition to end, and so does the card', () =>
    visit({ coin: 'BTC', network: 'bitcoin' }, async (page) => {
      await listen(page)
      await page.locator('#address').focus()
      const before = await cardOf(page)
      const devtools = await page.context().newCDPSession(page)
      await devtools.send('Input.imeSetComposition', { text: 'ni hao', selectionStart: 6, selectionEnd: 6 })
      await page.waitForTimeout(longEnoughToSpeak)
      assert.deepEqual(await page.evaluate(() => window.said), [])
      assert.deepEqual(await cardOf(page), before)
      await devtools.send('Input.insertText', { text: '你好' })
      await page.waitForTimeout(longEnoughToSpeak)
      assert.equal(await page.locator('#address').inputValue(), '你好')
      assert.deepEqual((await cardOf(page)).reasons, ['deposit.foreign-character'])
      assert.equal(await page.evaluate(() => window.said.length), 1)
    }))

  test('is said again for a second paste of the same kind', () =>
    visit({ coin: 'BTC', network: 'bitcoin' }, async (page) => {
      await listen(page)
      for (const id of ['one-letter', 'test-network']) {
        await paste(page, exampleCalled(id).address.replace('tb1', 'bc1'))
        await page.waitForTimeout(longEnoughToSpeak)
      }
      assert.equal(await page.evaluate(() => window.said.length), 2)
    }))
})

describe('axe finds nothing', () => {
  const states = [
    {},
    ...examples.map(({ id }) => ({ example: id })),
    { example: 'good', dir: 'rtl' },
    { example: 'lower-case', lang: 'zh-Hans' },
  ]
  const looks = [
    ['in light', { colorScheme: 'light' }, states],
    ['in dark', { colorScheme: 'dark' }, states],
    ['on a narrow page', { viewport: { width: 320, height: 640 } }, states.slice(0, 3)],
  ]
  for (const [name, options, states] of looks)
    test(name, async () => {
      const page = await harbour.open({}, { options })
      for (const state of states) {
        await page.goto(`${harbour.address}/deposit?${new URLSearchParams({ lang: 'en', ...state })}`)
        await settled(page)
        await page.locator('summary').click()
        if (state.example === 'good') await page.locator('#continue').click()
        await page.evaluate(axe)
        const { violations } = await page.evaluate(() =>
          window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
        )
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join('; ')}`),
          [],
          JSON.stringify(state),
        )
      }
      await page.context().close()
    })
})

test('everything that is touched is 44 px high, and nothing hangs over a 320 px page', () =>
  tour(examples, async (page, { id }) => {
    const low = await page
      .locator('button:visible, select:visible, textarea:visible, summary:visible, a:visible, label.seen:visible')
      .evaluateAll((all) =>
        all
          .filter((one) => !one.matches('.first-button, .skip') && one.getBoundingClientRect().height < 44)
          .map((one) => one.outerHTML),
      )
    assert.deepEqual(low, [])
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, id)
  }, { options: { viewport: { width: 320, height: 640 } } }))
