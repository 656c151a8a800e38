// The elements on plain pages, without Harbour: what a page that has only a form gets from them.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { extname } from 'node:path'
import test, { after, before, describe } from 'node:test'

import { exampleCalled, examples } from '../../web-demo/public/examples.js'
import { launchChromium } from './harbour.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const dist = new URL('../../wasm/dist/', import.meta.url)
const quiet = 700
const good = exampleCalled('good').address
const wrong = exampleCalled('one-letter').address
const key = exampleCalled('private-key').address

const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; img-src data:; form-action 'self'; " +
  "base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
const types = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.bin': 'application/octet-stream', '.css': 'text/css' }

const field = '<label>Address <input name="address" size="46"></label>'
const bitcoin = `<cs-deposit-address coin="BTC">${field}</cs-deposit-address>`
const scripts = {
  '/elements.js': "import '/countersign/elements/deposit-address.js'",
  '/otp.js': "import '/countersign/elements/otp.js'",
  '/given.js': `
    import { useCountersign } from '/countersign/elements/deposit-address.js'
    import { load } from '/countersign/index.js'
    window.alive = 0
    const counted = (countersign) =>
      new Proxy(countersign, {
        get(target, name) {
          if (name !== 'prepare') {
            const value = target[name]
            return typeof value === 'function' ? value.bind(target) : value
          }
          return (...asked) => {
            const check = target.prepare(...asked)
            const release = check.release
            window.alive++
            check.release = () => {
              window.alive--
              release.call(check)
            }
            return check
          }
        },
      })
    useCountersign(() => load().then(counted))
    window.late = () => useCountersign(load())`,
  '/labels.js': `
    import { setLabels } from '/countersign/elements/deposit-address.js'
    window.setLabels = setLabels`,
  '/verdict.js': `
    import '/countersign/elements/verdict.js'
    import { load } from '/countersign/index.js'
    window.countersign = load({ languages: ['en', 'zh-Hans'] })`,
}

let browser
let server
let origin
let shared
const pages = new Map()

before(async () => {
  server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://plain.invalid')
    const give = (type, body) => response.writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': policy }).end(body)
    if (pages.has(pathname)) return give('text/html; charset=utf-8', pages.get(pathname))
    if (scripts[pathname] !== undefined) return give('text/javascript', scripts[pathname])
    const file = pathname.startsWith('/countersign/') && new URL(`.${pathname.slice('/countersign'.length)}`, dist)
    const body = file && (await readFile(file).catch(() => undefined))
    if (body) give(types[extname(pathname)], body)
    else response.writeHead(404).end()
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${server.address().port}`
  browser = await launchChromium()
})
after(async () => {
  await browser?.close()
  server.close()
  server.closeAllConnections()
})

async function blank(options) {
  const context = await browser.newContext({ locale: 'en', permissions: ['clipboard-read', 'clipboard-write'], ...options })
  const page = await context.newPage()
  page.on('console', (message) => page.seen.console.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => page.seen.console.push(String(error)))
  page.on('request', (request) => page.seen.requests.push(request.url().slice(origin.length)))
  return page
}

/** A page with this body. It must leave the console clean, unless it is `clean: false`. */
async function visit(body, act, { script = '/elements.js', lang = 'en', dir = 'ltr', clean = true, waits = false, options, prepare } = {}) {
  const own = options !== undefined || prepare !== undefined
  const page = own ? await blank(options) : (shared ??= await blank())
  const path = `/page-${pages.size}`
  pages.set(
    path,
    `<!doctype html><html lang="${lang}" dir="${dir}"><head><meta charset="utf-8"><title>Plain</title><link rel="icon" href="data:,">` +
      `<meta name="color-scheme" content="light dark"><script type="module" src="${script}"></script></head>` +
      `<body><main><h1>Plain</h1>${body}</main></body></html>`,
  )
  page.seen = { console: [], requests: [] }
  try {
    await prepare?.(page)
    await page.goto(origin + path, { waitUntil: waits ? 'commit' : 'load' })
    await act(page)
    if (clean) assert.deepEqual(page.seen.console, [])
  } finally {
    if (own) await page.context().close()
  }
}

const ready = (page) => page.waitForFunction(() => [...document.querySelectorAll('cs-deposit-address')].every((one) => one.matches(':state(ready)')))

/** What the card of the first element says. */
async function cardOf(page) {
  return page.locator('cs-verdict section').first().evaluate((card) => ({
    outcome: card.dataset.outcome,
    reasons: [...card.querySelectorAll('.finding')].map((one) => one.dataset.reason),
    text: card.innerText,
  }))
}

/** Waits until the card says this. */
const headline = (page, text) => page.locator('.card:not(.room) .sentence', { hasText: text }).waitFor()

/** Collects what the page's elements tell, from here on. */
const listen = (page) =>
  page.evaluate(() => {
    window.told = []
    for (const name of ['cs-verdict', 'cs-error'])
      document.addEventListener(name, ({ type, detail }) => window.told.push([type, detail.outcome ?? detail.message]))
  })
const told = (page) => page.evaluate(() => window.told)

test('importing the elements where there is no document defines nothing and throws nothing', async () => {
  for (const name of ['verdict', 'deposit-address', 'otp', 'html']) {
    const module = await import(new URL(`elements/${name}.js`, dist))
    assert.ok(Object.keys(module).length > 0, name)
  }
  assert.equal(globalThis.customElements, undefined)
})

describe('the field stays the page’s', () => {
  test('without JavaScript it is a labelled field whose form is sent', () =>
    visit(
      `<form>${bitcoin}<button>Send</button></form>`,
      async (page) => {
        await page.getByLabel('Address', { exact: true }).fill(good)
        await page.getByRole('button').click()
        await page.waitForURL(/\?/)
        assert.equal(new URL(page.url()).searchParams.get('address'), good)
      },
      { options: { javaScriptEnabled: false } },
    ))

  test('a text that was typed before the script came is kept, and judged', async () => {
    let arrive
    const held = new Promise((resolve) => (arrive = resolve))
    await visit(
      bitcoin,
      async (page) => {
        await page.getByLabel('Address', { exact: true }).fill(wrong)
        arrive()
        await ready(page)
        assert.equal(await page.getByLabel('Address', { exact: true }).inputValue(), wrong)
        assert.deepEqual((await cardOf(page)).reasons, ['deposit.checksum'])
      },
      {
        waits: true,
        prepare: (page) =>
          page.route('**/elements.js', async (route) => {
            await held
            await route.continue()
          }),
      },
    )
  })

  test('it is sent with its form, put back with it, and left out when it is disabled', () =>
    visit(`<form><fieldset>${bitcoin.replace('size', `value="${good}" size`)}</fieldset><button type="reset">Reset</button></form>`, async (page) => {
      await ready(page)
      const sent = () => page.evaluate(() => [...new FormData(document.forms[0])])
      await page.getByLabel('Address', { exact: true }).fill(wrong)
      assert.deepEqual(await sent(), [['address', wrong]])
      assert.equal((await cardOf(page)).outcome, 'reject')
      await page.getByRole('button').click()
      await page.locator('[data-outcome=accept]').waitFor()
      assert.deepEqual(await sent(), [['address', good]])
      await page.evaluate(() => (document.querySelector('fieldset').disabled = true))
      assert.deepEqual(await sent(), [])
      assert.ok(await page.getByLabel('Address', { exact: true }).isDisabled())
    }))

  test('its validity is its own, and what is pasted arrives', () =>
    visit(`<form>${bitcoin.replace('size', 'required size')}</form>`, async (page) => {
      await ready(page)
      const validity = () => page.evaluate(() => [document.forms[0].checkValidity(), document.querySelector('input').validationMessage !== ''])
      assert.deepEqual(await validity(), [false, true])
      await page.evaluate((text) => navigator.clipboard.writeText(text), wrong)
      await page.getByLabel('Address', { exact: true }).focus()
      await page.keyboard.press('Control+v')
      assert.equal(await page.getByLabel('Address', { exact: true }).inputValue(), wrong)
      assert.equal((await cardOf(page)).outcome, 'reject')
      assert.deepEqual(await validity(), [true, false])
    }))

  test('with enforce it is invalid while its text may not be used, and says why', () =>
    visit(`<form>${bitcoin.replace('coin', 'enforce coin')}</form>`, async (page) => {
      await ready(page)
      const says = () => page.evaluate(() => document.querySelector('input').validationMessage)
      const input = page.getByLabel('Address', { exact: true })
      assert.equal(await says(), '')
      await input.fill(wrong)
      assert.match(await says(), /^Do not send to this address\. There is a mistake/)
      await input.fill(good.slice(0, 20))
      assert.match(await says(), /^Not finished yet/)
      await input.fill(good)
      assert.equal(await says(), '')
    }))

  test('it is described by its verdict, beside what describes it already', () =>
    visit(`<p id="hint">Ask for it.</p>${bitcoin.replace('size', 'aria-describedby="hint" size')}`, async (page) => {
      await ready(page)
      await page.getByLabel('Address', { exact: true }).fill(wrong)
      const input = page.getByLabel('Address', { exact: true })
      assert.equal(await input.getAttribute('aria-invalid'), 'true')
      const ids = (await input.getAttribute('aria-describedby')).split(' ')
      assert.equal(ids[0], 'hint')
      assert.match(await page.locator(`#${ids[1]}`).textContent(), /^Do not send to this address\./)
      await input.fill(good)
      assert.equal(await input.getAttribute('aria-invalid'), null)
    }))

  test('a value that a script has set is judged when the page says so', () =>
    visit(bitcoin, async (page) => {
      await ready(page)
      const outcome = await page.evaluate((text) => {
        document.querySelector('input').value = text
        return document.querySelector('cs-deposit-address').judge()
      }, wrong)
      assert.equal(outcome, 'reject')
    }))
})

describe('coin and network', () => {
  const option = (...names) => names.map((name) => `<option>${name}</option>`).join('')

  test('are the choices inside, or where selectors say, or attributes', async () => {
    const choices = `<select name="coin" aria-label="Coin">${option('BTC', 'USDT')}</select>`
    const networks = `<select name="network" aria-label="Network"><option value="">–</option>${option('bitcoin', 'tron', 'ethereum')}</select>`
    const radios = ['ethereum', 'tron'].map((id) => `<label><input type="radio" name="on" value="${id}"> ${id}</label>`).join('')
    const tron = exampleCalled('wrong-network').address
    await visit(`<cs-deposit-address>${choices}${networks}${field}</cs-deposit-address>`, async (page) => {
      await ready(page)
      await page.getByLabel('Coin', { exact: true }).selectOption('USDT')
      await page.getByLabel('Address', { exact: true }).fill(tron)
      assert.deepEqual((await cardOf(page)).reasons, ['deposit.network-needed'])
      await page.getByLabel('Network', { exact: true }).selectOption('ethereum')
      assert.deepEqual((await cardOf(page)).reasons, ['deposit.wrong-network'])
      await page.getByLabel('Network', { exact: true }).selectOption('tron')
      assert.equal((await cardOf(page)).outcome, 'accept')
      await page.getByLabel('Coin', { exact: true }).selectOption('BTC')
      assert.deepEqual(await cardOf(page), {
        outcome: 'unknown',
        reasons: ['element.unpaired'],
        text: (await cardOf(page)).text,
      })
      assert.match((await cardOf(page)).text, /BTC does not exist on TRON\./)
    })
    const outside = `<cs-deposit-address coin="USDT" network-field="#far input" address-field="#to">${field.replace('name', 'id="to" name').replace('"address"', '"x"')}<input aria-label="Other"></cs-deposit-address>`
    await visit(`<div id="far">${radios}</div>${outside}`, async (page) => {
      await ready(page)
      await page.getByLabel('tron').check()
      await page.getByLabel('Address', { exact: true }).fill(tron)
      assert.equal((await cardOf(page)).outcome, 'accept')
      await page.getByLabel('ethereum').check()
      assert.deepEqual((await cardOf(page)).reasons, ['deposit.wrong-network'])
    })
  })

  test('that a script exchanges are judged anew', () =>
    visit(`<cs-deposit-address><select name="coin" aria-label="Coin">${option('BTC')}</select>${field}</cs-deposit-address>`, async (page) => {
      await ready(page)
      await page.getByLabel('Address', { exact: true }).fill(good)
      assert.equal((await cardOf(page)).outcome, 'accept')
      await page.evaluate(() => document.querySelector('select').replaceChildren(new Option('LTC')))
      assert.deepEqual((await cardOf(page)).reasons, ['deposit.wrong-network'])
    }))

  test('a coin that is not chosen is asked for, and a private key is stopped all the same', () =>
    visit(`<cs-deposit-address><select name="coin" aria-label="Coin"><option value="">–</option>${option('BTC')}</select>${field}</cs-deposit-address>`, async (page) => {
      await ready(page)
      await page.getByLabel('Address', { exact: true }).fill(good)
      assert.deepEqual((await cardOf(page)).reasons, ['element.coinless'])
      await page.getByLabel('Address', { exact: true }).fill(key)
      assert.deepEqual((await cardOf(page)).reasons, ['deposit.private-key'])
      await page.getByLabel('Address', { exact: true }).fill(good)
      await page.getByLabel('Coin', { exact: true }).selectOption('BTC')
      assert.equal((await cardOf(page)).outcome, 'accept')
    }))
})

describe('mistakes of the page', () => {
  const says = (page, pattern) => assert.match(page.seen.console.join('\n'), pattern)

  test('no field inside', () =>
    visit('<cs-deposit-address coin="BTC"></cs-deposit-address>', async (page) => {
      await ready(page)
      says(page, /<cs-deposit-address>: found no field for the address inside; expected one <input> or <textarea>.*and there are 0/)
    }, { clean: false }))

  test('two fields, neither of which is named', () =>
    visit('<cs-deposit-address coin="BTC"><input aria-label="A"><input aria-label="B"></cs-deposit-address>', async (page) => {
      await ready(page)
      says(page, /matches address-field, \[name=address\] or \[data-cs=address\], and there are 2/)
    }, { clean: false }))

  test('a selector that finds nothing', () =>
    visit(`<cs-deposit-address coin-field="#none">${field}</cs-deposit-address>`, async (page) => {
      await ready(page)
      says(page, /found nothing that matches coin-field="#none", inside or around/)
    }, { clean: false }))

  test('a coin that there is not: its maker is told once, and the card calls nothing good', () =>
    visit(`<cs-deposit-address coin="XYZ">${field}</cs-deposit-address>`, async (page) => {
      await ready(page)
      await page.getByLabel('Address', { exact: true }).fill(good)
      assert.deepEqual((await cardOf(page)).reasons, ['element.misused'])
      assert.equal((await cardOf(page)).outcome, 'unknown')
      assert.deepEqual(page.seen.console.filter((line) => /coin="XYZ" network="": subject\.coin: unknown coin "XYZ"/.test(line)).length, 1)
    }, { clean: false }))

  test('useCountersign after an element has asked', () =>
    visit(bitcoin, async (page) => {
      await ready(page)
      await assert.rejects(page.evaluate(() => window.late()), /an element has asked already/)
    }, { script: '/given.js' }))
})

describe('where the check cannot be loaded', () => {
  const failing = { clean: false, prepare: (page) => page.route('**/countersign-*.wasm', (route) => route.abort()) }
  const failed = (page) => page.waitForFunction(() => document.querySelector('cs-deposit-address').matches(':state(failed)'))

  test('the card says so, never accepts, and the page is told', () =>
    visit(`<form>${bitcoin.replace('coin', 'enforce coin')}</form>`, async (page) => {
      await failed(page)
      for (const text of ['', good, wrong]) {
        await page.getByLabel('Address', { exact: true }).fill(text)
        const { outcome, reasons, text: says } = await cardOf(page)
        assert.deepEqual([outcome, reasons], ['unknown', ['element.failed']])
        assert.match(says, /The check could not be loaded\./)
      }
      const { outcome, valid, broken } = await page.evaluate(async () => {
        const element = document.querySelector('cs-deposit-address')
        const broken = await element.ready.then(() => '', (error) => error.name)
        return { outcome: element.outcome, valid: document.forms[0].checkValidity(), broken }
      })
      // The form can be sent: a server may know better.
      assert.deepEqual({ outcome, valid, broken }, { outcome: 'unknown', valid: true, broken: 'CountersignLoadError' })
    }, failing))

  test('the next element tries again', () =>
    visit(bitcoin, async (page) => {
      await failed(page)
      await page.unroute('**/countersign-*.wasm')
      await page.evaluate(() => {
        const old = document.querySelector('cs-deposit-address')
        const fresh = document.createElement('cs-deposit-address')
        fresh.setAttribute('coin', 'BTC')
        fresh.append(...old.querySelectorAll('label'))
        old.replaceWith(fresh)
      })
      await ready(page)
      await page.getByLabel('Address', { exact: true }).fill(good)
      assert.equal((await cardOf(page)).outcome, 'accept')
    }, failing))
})

test('two elements on a page load the module once, and only after one is there', () =>
  visit('', async (page) => {
    await page.waitForFunction(() => customElements.get('cs-deposit-address') !== undefined)
    const asked = () => page.seen.requests.filter((path) => /(deposit|index)\.js|\.wasm$/.test(path))
    assert.deepEqual(asked(), [])
    await page.evaluate(() => {
      for (const coin of ['BTC', 'ETH']) {
        const element = document.createElement('cs-deposit-address')
        element.setAttribute('coin', coin)
        element.append(Object.assign(document.createElement('input'), { ariaLabel: coin }))
        document.querySelector('main').append(element)
      }
    })
    await ready(page)
    assert.deepEqual(asked(), ['/countersign/deposit.js', '/countersign/countersign-deposit.wasm'])
    await page.getByLabel('BTC', { exact: true }).fill(good)
    await page.getByLabel('ETH').fill(good)
    const outcomes = await page.evaluate(() => [...document.querySelectorAll('cs-deposit-address')].map(({ outcome }) => outcome))
    assert.deepEqual(outcomes, ['accept', 'reject'])
  }))

describe('coming and going', () => {
  test('an element that is moved judges once for each change, and one that is gone leaves nothing behind', () =>
    visit(`<form>${bitcoin}</form><div id="elsewhere"></div>`, async (page) => {
      await ready(page)
      for (let i = 0; i < 3; i++)
        await page.evaluate(() => {
          const element = document.querySelector('cs-deposit-address')
          element.parentNode.append(element)
          document.getElementById('elsewhere').append(element)
        })
      await page.waitForFunction(() => document.querySelector('cs-deposit-address').outcome === 'incomplete' && window.alive === 1)
      await listen(page)
      await page.getByLabel('Address', { exact: true }).fill(good)
      assert.deepEqual(await told(page), [['cs-verdict', 'accept']])
      await page.evaluate(() => {
        const label = document.querySelector('label')
        document.querySelector('main').append(label)
        document.querySelector('cs-deposit-address').remove()
      })
      await page.getByLabel('Address', { exact: true }).fill(wrong)
      assert.deepEqual(await told(page), [['cs-verdict', 'accept']])
      assert.equal(await page.evaluate(() => window.alive), 0)
      assert.equal(await page.locator('input').evaluate((input) => input.outerHTML.replace(' style=""', '')), '<input name="address" size="46">')
    }, { script: '/given.js' }))

  test('what was set before the script came counts', () =>
    visit(bitcoin, async (page) => {
      await page.evaluate((address) => {
        const element = document.createElement('cs-deposit-address')
        element.known = [{ address }]
        element.setAttribute('coin', 'BTC')
        element.append(Object.assign(document.createElement('input'), { value: address }))
        document.querySelector('cs-deposit-address').replaceWith(element)
      }, good)
      await page.evaluate(() => import('/elements.js'))
      await ready(page)
      assert.deepEqual((await cardOf(page)).reasons, ['deposit.known'])
    }, { script: '/nothing.js', clean: false }))
})

describe('languages', () => {
  test('follow the nearest lang attribute, and its changes', () =>
    visit(`<div id="around" lang="zh-CN">${bitcoin}</div>`, async (page) => {
      await ready(page)
      await page.getByLabel('Address', { exact: true }).fill(wrong)
      assert.match((await cardOf(page)).text, /请停下/)
      assert.match((await cardOf(page)).text, /这个地址有错误/)
      await listen(page)
      await page.evaluate(() => document.getElementById('around').removeAttribute('lang'))
      await headline(page, 'Do not send to this address')
      await page.evaluate(() => (document.documentElement.lang = 'zh-Hans'))
      await headline(page, '请不要向这个地址转账')
      // A language that has no words: English, which says that it is.
      await page.evaluate(() => (document.documentElement.lang = 'fi'))
      await headline(page, 'Do not send to this address')
      assert.equal(await page.locator('cs-verdict .box').getAttribute('lang'), 'en')
      // The same verdict in other words is none anew.
      assert.deepEqual(await told(page), [])
    }))

  test('labels are the page’s to replace', () =>
    visit(bitcoin, async (page) => {
      await ready(page)
      await page.getByLabel('Address', { exact: true }).fill(wrong)
      await page.evaluate(() => window.setLabels('en', { 'outcome.reject': 'Halt' }))
      assert.match((await cardOf(page)).text, /^Halt/)
    }, { script: '/labels.js' }))

  test('on a page that runs right to left the card does, too, and the address does not', () =>
    visit(bitcoin, async (page) => {
      await ready(page)
      await page.getByLabel('Address', { exact: true }).fill(wrong)
      const { line, card, widths } = await page.evaluate(() => {
        const element = document.querySelector('cs-deposit-address')
        const line = element.shadowRoot.querySelector('.line:not(.room)')
        const card = element.shadowRoot.querySelector('cs-verdict').shadowRoot.querySelector('.card')
        const style = getComputedStyle(card)
        return {
          line: getComputedStyle(line).direction,
          card: style.direction,
          widths: [style.borderLeftWidth, style.borderRightWidth],
        }
      })
      assert.deepEqual({ line, card, widths }, { line: 'ltr', card: 'rtl', widths: ['1px', '4px'] })
    }, { dir: 'rtl' }))
})

describe('looks', () => {
  test('are in order for everyone on a plain page, in every outcome, light and dark', () =>
    visit(
      `<form>${bitcoin.replace('coin="BTC"', 'coin="USDT" network="ethereum"')}<button>Send</button></form>`,
      async (page) => {
        await ready(page)
        await page.evaluate(axe)
        const states = examples.filter(({ id }) => ['good', 'wrong-network', 'lower-case', 'half-typed', 'no-network', 'private-key'].includes(id))
        for (const colorScheme of ['light', 'dark']) {
          await page.emulateMedia({ colorScheme })
          for (const { id, coin, network, address } of states) {
            await page.evaluate(({ coin, network }) => {
              const element = document.querySelector('cs-deposit-address')
              element.setAttribute('coin', coin)
              if (network === '') element.removeAttribute('network')
              else element.setAttribute('network', network)
            }, { coin, network })
            await page.getByLabel('Address', { exact: true }).fill(address)
            const found = await page.evaluate(async () => {
              for (const one of document.querySelector('cs-deposit-address').shadowRoot.querySelectorAll('cs-verdict'))
                one.shadowRoot.querySelector('details')?.setAttribute('open', '')
              const { violations } = await window.axe.run(document, { resultTypes: ['violations'], preload: false })
              return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ failureSummary }) => failureSummary)}`)
            })
            assert.deepEqual(found, [], `${id}, ${colorScheme}`)
          }
        }
        await page.emulateMedia({ colorScheme: null })
      },
    ))

  test('keep icon, word and border where colours are forced', () =>
    visit(bitcoin, async (page) => {
      await ready(page)
      await page.getByLabel('Address', { exact: true }).fill(wrong)
      const seen = await page.locator('cs-verdict section').evaluate((card) => {
        const outcome = card.querySelector('.outcome')
        return [card, outcome].map((one) => getComputedStyle(one).borderInlineStartWidth).concat(outcome.innerText.trim())
      })
      assert.deepEqual(seen, ['4px', '1px', 'Stop'])
      assert.ok(await page.locator('mark').isVisible())
    }, { options: { forcedColors: 'active' } }))

  test('are the page’s to change: colours by custom properties, the rest by parts and states', () =>
    visit(bitcoin, async (page) => {
      await ready(page)
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet()
        sheet.replaceSync(`
          cs-deposit-address { --cs-stop: rgb(200, 0, 0) }
          cs-deposit-address::part(next) { font-style: italic }
          cs-deposit-address::part(mark) { font-weight: 900 }
          cs-deposit-address:state(reject) input { color: rgb(1, 2, 3) }`)
        document.adoptedStyleSheets = [sheet]
      })
      await page.getByLabel('Address', { exact: true }).fill(wrong)
      const style = (selector, name) => page.locator(selector).evaluate((node, name) => getComputedStyle(node)[name], name)
      assert.equal(await style('.outcome:visible', 'backgroundColor'), 'rgb(200, 0, 0)')
      assert.equal(await style('.findings .next', 'fontStyle'), 'italic')
      assert.equal(await style('mark', 'fontWeight'), '900')
      assert.equal(await style('input', 'color'), 'rgb(1, 2, 3)')
    }))

  test('nothing moves on a plain page while someone types', () =>
    visit(`<form>${bitcoin}<button>Send</button></form>`, async (page) => {
      await ready(page)
      const tops = await page.evaluate(async (texts) => {
        const input = document.querySelector('input')
        const button = document.querySelector('button')
        input.focus()
        const tops = new Set()
        for (const text of texts) {
          input.select()
          document.execCommand('delete')
          for (const character of text) {
            document.execCommand('insertText', false, character)
            await null
            tops.add(Math.round(button.getBoundingClientRect().top))
          }
        }
        return [...tops]
      }, [wrong, good, exampleCalled('look-alike-letter').address, exampleCalled('wrong-network').address])
      assert.equal(tops.length, 1, String(tops))
    }))
})

describe('a private key', () => {
  test('is nowhere in the elements, and what they tell does not hold it', () =>
    visit(bitcoin, async (page) => {
      await ready(page)
      const found = await page.evaluate((key) => {
        const piece = key.slice(4, 14)
        const input = document.querySelector('input')
        const element = document.querySelector('cs-deposit-address')
        const events = []
        element.addEventListener('cs-verdict', ({ detail }) => events.push(JSON.stringify(detail)))
        input.focus()
        for (const character of key) document.execCommand('insertText', false, character)
        const card = element.shadowRoot.querySelector('cs-verdict')
        const places = [element.innerHTML.replace(/<input[^>]*>/, ''), element.shadowRoot.innerHTML, card.shadowRoot.innerHTML, card.text, ...events.slice(-1)]
        return { outcome: element.outcome, secret: element.secret, state: element.matches(':state(secret)'), where: places.map((text) => text.includes(piece)) }
      }, key)
      assert.deepEqual(found, { outcome: 'reject', secret: true, state: true, where: [false, false, false, false, false] })
    }))
})

describe('what is said aloud', () => {
  // Time is passed by hand.
  const timed = { prepare: (page) => page.clock.install() }
  const hear = (page) =>
    page.evaluate(() => {
      window.said = []
      const card = document.querySelector('cs-deposit-address').shadowRoot.querySelector('cs-verdict')
      const announcer = card.shadowRoot.getElementById('announcer')
      new MutationObserver(() => window.said.push(announcer.textContent)).observe(announcer, { childList: true, subtree: true, characterData: true })
    })
  const said = (page) => page.evaluate(() => window.said)

  test('is said politely, once, after a pause, and not when the page opens', () =>
    visit(bitcoin.replace('size', `value="${wrong}" size`), async (page) => {
      await ready(page)
      await page.clock.pauseAt(Date.now() + 60_000)
      await hear(page)
      await page.clock.runFor(10 * quiet)
      assert.deepEqual(await said(page), [])
      const input = page.getByLabel('Address', { exact: true })
      await input.fill('')
      await page.keyboard.type(wrong)
      await page.clock.runFor(quiet - 1)
      assert.deepEqual(await said(page), [])
      await page.clock.runFor(1)
      assert.equal((await said(page)).length, 1)
      assert.match((await said(page))[0], /^Do not send to this address\. There is a mistake in this address/)
      assert.equal(await page.locator('#announcer').getAttribute('role'), 'status')
      await page.keyboard.press('Backspace')
      await page.keyboard.type(wrong.at(-1))
      await page.clock.runFor(10 * quiet)
      assert.equal((await said(page)).length, 1)
    }, timed))

  test('waits while a composition is going on, and so does the card', () =>
    visit(bitcoin, async (page) => {
      await ready(page)
      await page.clock.pauseAt(Date.now() + 60_000)
      await hear(page)
      await listen(page)
      await page.getByLabel('Address', { exact: true }).focus()
      const devtools = await page.context().newCDPSession(page)
      await devtools.send('Input.imeSetComposition', { text: 'ni hao', selectionStart: 6, selectionEnd: 6 })
      await page.clock.runFor(10 * quiet)
      assert.deepEqual([await said(page), await told(page)], [[], []])
      await devtools.send('Input.insertText', { text: '你好' })
      await page.clock.runFor(quiet)
      assert.deepEqual((await cardOf(page)).reasons, ['deposit.foreign-character'])
      assert.equal((await said(page)).length, 1)
    }, timed))
})

describe('a card alone', () => {
  test('shows the verdict that it is given, tells its place, and follows the language', () =>
    visit('<cs-verdict heading-level="3"></cs-verdict>', async (page) => {
      await page.evaluate(async (text) => {
        const card = document.querySelector('cs-verdict')
        const check = (await window.countersign).prepare('deposit.address', { coin: 'BTC' })
        card.text = text
        card.verdict = check.run(text)
        check.run('')
        check.release()
      }, wrong)
      assert.match((await cardOf(page)).text, /Marked: character 30, 8/)
      assert.equal(await page.getByRole('heading', { level: 3 }).count(), 1)
      assert.ok(await page.evaluate(() => document.querySelector('cs-verdict').matches(':state(reject)')))
      await page.evaluate(() => (document.documentElement.lang = 'zh-Hans'))
      await headline(page, '请不要向这个地址转账')
      await page.evaluate(() => (document.querySelector('cs-verdict').verdict = undefined))
      assert.equal(await page.locator('cs-verdict section').count(), 0)
    }, { script: '/verdict.js' }))
})

describe('a card that a server rendered', () => {
  test('is shown without the script, and taken over as it is', async () => {
    const html = await import(new URL('elements/html.js', dist))
    const { load } = await import(new URL('index.js', dist))
    const countersign = await load()
    const check = countersign.prepare('deposit.address', { coin: 'BTC', known: [] })
    const shown = html.showVerdict(check.run(wrong), 'en')
    check.release()
    const options = { text: wrong, stylesheet: '/countersign.css' }
    const body =
      `<cs-deposit-address coin="BTC" judged="reject">${html.depositAddressTemplate(shown, options)}` +
      `${field.replace('size', `value="${wrong}" size`)}<cs-verdict slot="verdict">${html.verdictTemplate(shown, options)}</cs-verdict></cs-deposit-address>`
    await visit(
      body,
      async (page) => assert.deepEqual((await cardOf(page)).reasons, ['deposit.checksum']),
      { clean: false, options: { javaScriptEnabled: false } },
    )
    await visit(
      body,
      async (page) => {
        await page.evaluate(() => {
          window.card = document.querySelector('cs-verdict').shadowRoot.querySelector('.card')
          window.line = document.querySelector('cs-deposit-address').shadowRoot.querySelector('.line')
        })
        await page.evaluate(() => import('/elements.js'))
        await ready(page)
        assert.ok(await page.evaluate(() => window.card.isConnected && window.line.isConnected))
        await page.getByLabel('Address', { exact: true }).fill(good)
        assert.equal((await cardOf(page)).outcome, 'accept')
      },
      { script: '/nothing.js', clean: false },
    )
  })
})

describe('a field for a code', () => {
  const otp = (attributes = '', inside = '') =>
    `<form><cs-otp session="plain" ${attributes}><label for="code">Code</label><input id="code" slot="code" name="code">` +
    `<button slot="resend" name="resend" value="1">Send again</button>${inside}</cs-otp><button>Continue</button></form>`
  const code = (page) => page.getByLabel('Code', { exact: true })
  /** On a page of its own storage: what one test sends is nothing to the next. */
  const visitOtp = (body, act, how = {}) =>
    visit(body, async (page) => {
      await page.waitForSelector('cs-otp:state(ready)')
      await page.evaluate(() => (window.otp = document.querySelector('cs-otp')))
      await act(page)
    }, { script: '/otp.js', options: {}, ...how })
  const outcome = (page) => page.evaluate(() => otp.outcome)

  test('is sent as it would be without, and only when somebody sends it', () =>
    visitOtp(otp(), async (page) => {
      await code(page).pressSequentially('482913')
      assert.equal(await outcome(page), 'accept')
      assert.equal(new URL(page.url()).search, '')
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.waitForURL(/\?code=482913$/)
    }))

  test('is sent by itself only where the page asks for that, once, and not against its word', () =>
    visitOtp(otp('submit-when-complete'), async (page) => {
      await page.evaluate(() => {
        window.sent = []
        document.addEventListener('submit', (event) => {
          event.preventDefault()
          window.sent.push(event.target.elements.code.value)
        })
      })
      await code(page).pressSequentially('48291')
      assert.deepEqual(await page.evaluate(() => window.sent), [])
      await page.keyboard.type('3')
      assert.deepEqual(await page.evaluate(() => window.sent), ['482913'])
      await page.evaluate(() => otp.verified({ ok: false, attemptsLeft: 2 }))
      assert.deepEqual(await page.evaluate(() => window.sent), ['482913'])
      await page.evaluate(() => document.addEventListener('cs-complete', (event) => event.preventDefault()))
      await code(page).fill('')
      await code(page).fill('482 914')
      assert.equal(await outcome(page), 'accept')
      assert.deepEqual(await page.evaluate(() => window.sent), ['482913'])
    }))

  test('without a script of the page the button sends the form, once, with the key', () =>
    visitOtp(otp('', '<input type="hidden" name="key" data-cs="key">'), async (page) => {
      await page.getByRole('button', { name: 'Send again' }).dblclick()
      await page.waitForURL(/resend=1/)
      assert.match(new URL(page.url()).searchParams.get('key'), /^[0-9a-f]{32}$/)
      // The send had no answer: the wait of such a one outlives the page.
      await page.waitForSelector('cs-otp:state(ready):state(waiting)')
      assert.ok((await page.evaluate(() => document.querySelector('cs-otp').details.secondsLeft)) <= 5)
    }))

  test('has what it lacks for filling and typing, and loses it with the element; what the page said stays', () =>
    visitOtp(otp('alphabet="alphanumeric" length="8"').replace('name="code"', 'name="code" autocapitalize="characters" aria-describedby="hint"') + '<p id="hint">Hint</p>', async (page) => {
      const attributes = () => code(page).evaluate((field) => Object.fromEntries([...field.attributes].map(({ name, value }) => [name, value])))
      const before = { id: 'code', slot: 'code', name: 'code', autocapitalize: 'characters', 'aria-describedby': 'hint' }
      const { 'aria-describedby': described, ...now } = await attributes()
      assert.match(described, /^hint cs-description-\d+$/)
      assert.deepEqual(now, { id: 'code', slot: 'code', name: 'code', autocapitalize: 'characters', autocomplete: 'one-time-code', inputmode: 'text', spellcheck: 'false' })
      await code(page).fill('AB3D-5F7H')
      assert.equal(await outcome(page), 'accept')
      await page.evaluate(() => {
        const children = [...otp.childNodes]
        otp.replaceWith(...children)
      })
      assert.deepEqual(await attributes(), before)
      assert.equal(await page.getByRole('button', { name: 'Send again' }).getAttribute('aria-disabled'), null)
    }))

  test('with enforce the form is not sent while the field holds what is no code', () =>
    visitOtp(otp('enforce'), async (page) => {
      const valid = () => code(page).evaluate((field) => field.validity.valid)
      assert.equal(await valid(), true)
      await code(page).fill('4829')
      assert.equal(await valid(), false)
      await code(page).fill('482913')
      assert.equal(await valid(), true)
      await page.evaluate(() => otp.verified({ ok: false }))
      assert.equal(await valid(), false)
    }))

  test('a mistake of the page is told to whoever made it', () =>
    visitOtp(otp().replace('<input', '<input maxlength="6" autocomplete="off"'), async (page) => {
      assert.equal(page.seen.console.length, 2)
      assert.match(page.seen.console.join('\n'), /autocomplete="off" keeps the code from being filled in/)
      assert.match(page.seen.console.join('\n'), /maxlength cuts a code that is pasted with spaces/)
      await page.evaluate(() => otp.setAttribute('length', '99'))
      assert.match(page.seen.console.at(-1), /subject\.length: must be 3 to 16/)
    }, { clean: false }))

  test('what the page says of the session and cannot be read is told, and the field works', () =>
    visitOtp(otp('state="{" date="soon"'), async (page) => {
      assert.equal(page.seen.console.length, 1)
      await code(page).fill('482913')
      assert.equal(await outcome(page), 'accept')
    }, { clean: false }))

  test('a state in the storage that is none of this session is thrown away', () =>
    visitOtp(otp(), async (page) => {
      const name = await page.evaluate(() => `countersign.otp.${otp.details.state.session}`)
      for (const text of ['{"session":1}', 'null', '[]', '{{', '{"notBefore":"never"}']) {
        // The page that is left writes there, too, so this is written when the next one begins.
        await page.addInitScript(([name, text]) => localStorage.setItem(name, text), [name, text])
        await page.reload()
        await page.waitForSelector('cs-otp:state(ready)')
        assert.equal(await page.evaluate(() => document.querySelector('cs-otp').details.mayResend), true, text)
        assert.match(await page.evaluate((name) => localStorage.getItem(name), name), /"sends":0/)
      }
    }))

  test('another session in the same element begins anew', () =>
    visitOtp(otp(), async (page) => {
      await page.evaluate(() => otp.acknowledge({ retryAfter: 60 }))
      assert.equal(await page.evaluate(() => otp.details.mayResend), false)
      await page.evaluate(() => otp.setAttribute('session', 'another'))
      assert.equal(await page.evaluate(() => otp.details.mayResend), true)
      await page.evaluate(() => otp.setAttribute('session', 'plain'))
      assert.equal(await page.evaluate(() => otp.details.mayResend), false)
    }))

  test('what is told before the check is loaded is not lost', () =>
    visit(otp(), async (page) => {
      await page.waitForFunction(() => customElements.get('cs-otp'))
      await page.waitForSelector('cs-otp:state(waiting)')
    }, {
      script: '/otp.js',
      prepare: (page) => page.addInitScript(() => customElements.whenDefined('cs-otp').then(() => document.querySelector('cs-otp').acknowledge({ retryAfter: 60 }))),
    }))

  for (const colorScheme of ['light', 'dark'])
    test(`axe finds nothing, in ${colorScheme}`, () =>
      visitOtp(otp('length="8" resend-cap="1" fallbacks="ticket"', '<button slot="fallbacks" type="button" data-fallback="ticket">Write to us</button>'), async (page) => {
        await code(page).fill('48a')
        await page.evaluate(() => otp.acknowledge())
        await page.evaluate(axe)
        const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'], preload: false }))
        assert.deepEqual(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`)}`), [])
      }, { options: { colorScheme } }))
})
