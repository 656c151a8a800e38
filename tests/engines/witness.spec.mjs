// That the tests of this folder can fail: what they must see is done on purpose.
import assert from 'node:assert/strict'
import test from 'node:test'

import { policy } from '../../web-demo/server.mjs'

const page = (body) => ({ '/the-tests/page.html': `<!doctype html><html lang="en"><head><title>A page</title></head>${body}</html>` })

export default ({ visit }) => {
  test('whatever a page asks of another origin is seen, by whichever way it asks', () =>
    visit('/the-tests/page.html', async (page) => {
      await page.evaluate(async () => {
        const frame = document.createElement('iframe')
        frame.src = 'http://frame.invalid/'
        const framed = new Promise((resolve) => (frame.onload = resolve))
        document.body.append(frame)
        navigator.sendBeacon('http://beacon.invalid/', 'text')
        new Image().src = 'http://127.0.0.1:8999/image'
        new WebSocket('ws://socket.invalid/')
        await fetch('https://fetch.invalid/', { mode: 'no-cors' }).catch(() => {})
        await framed
      })
    }, {
      files: page('<link rel="stylesheet" href="http://sheet.invalid/a.css"><p>Text</p>'),
      wrong: [/./],
      strangers: [/sheet\.invalid/, /frame\.invalid/, /beacon\.invalid/, /127\.0\.0\.1:8999\/image/, /socket\.invalid/, /fetch\.invalid/],
    }))

  test('a page that was not clean fails its test', async () => {
    const visits = (body, how) => visit('/the-tests/page.html', () => {}, { files: page(body), ...how })
    const bad = '<script>console.debug("said", 1); Promise.reject(new Error("lost")); throw new Error("early")</script>'
    await assert.rejects(visits(bad), /console\.debug: said 1[^]*early[^]*lost/)
    await assert.rejects(visits('<p>Text</p>', { wrong: [/something/] }), /not among them/)
    await assert.rejects(visits('<p>Text</p>', { strangers: [/someone/] }), /not among them/)
    const sheet = '<link rel="stylesheet" href="http://sheet.invalid/">'
    await assert.rejects(visits(sheet, { wrong: [/sheet/] }), /asked of others[^]*sheet\.invalid/)
  })

  test('what a policy stops is seen, and goes nowhere', () =>
    visit('/the-tests/page.html', async (page) => {
      await page.evaluate(() => (new Image().src = 'http://image.invalid/'))
      await page.until(() => window.whatWentWrong().some((line) => line.includes('img-src')))
    }, {
      files: { '/the-tests/page.html': { body: page('<p>Text</p>')['/the-tests/page.html'], headers: { 'Content-Security-Policy': policy } } },
      wrong: [/^violation: img-src http:\/\/image\.invalid/],
    }))

  test('what went wrong on a page is not forgotten on the next', () =>
    visit('/the-tests/page.html', async (page) => {
      await (await page.find({ role: 'link', name: 'On' })).click()
      await page.find({ role: 'heading', name: 'The next' })
    }, {
      files: {
        ...page('<script>console.log("here")</script><a href="/the-tests/next.html">On</a>'),
        '/the-tests/next.html': '<!doctype html><html lang="en"><head><title>Next</title></head><h1>The next</h1></html>',
      },
      wrong: [/console\.log: here/],
    }))

  test('axe finds what is there to be found, in a shadow tree, too', () =>
    visit('/the-tests/page.html', async (page) => {
      const found = await page.axe()
      assert.deepEqual(found.map((line) => line.split(':')[0]).sort(), ['button-name', 'image-alt'])
      await (await page.find({ role: 'button', name: 'Inside' })).click()
      await page.find({ role: 'status', name: 'pressed' })
    }, {
      files: {
        ...page('<img src="/favicon.svg" width="30" height="30"><some-thing></some-thing><script src="/the-tests/thing.js"></script>'),
        '/the-tests/thing.js': `customElements.define('some-thing', class extends HTMLElement {
          connectedCallback() {
            const root = this.attachShadow({ mode: 'open' })
            root.innerHTML = '<button style="width: 3em; height: 3em"></button><button>Inside</button>'
            root.lastChild.onclick = (event) => {
              if (event.isTrusted) root.innerHTML += '<p role="status" aria-label="pressed">Yes</p>'
            }
          }
        })`,
      },
    }))
}
