// A real keyboard in three engines: keys, Caps Lock and layouts of an X server, which no driver has. Engines tell the Caps Lock key's own
// events differently, and a keyboard in another layout by other keys; what the element says is the same.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import test, { describe } from 'node:test'
import { promisify } from 'node:util'

import { startHarbour } from '../../web-demo/server.mjs'
import { Page } from './page.mjs'
import { startScreen } from './screen.mjs'
import { startWitness } from './witness.mjs'

const run = promisify(execFile)
const usual = { javaScript: true, languages: ['en-US'], colorScheme: 'light', reducedMotion: false, forcedColors: false, viewport: { width: 1180, height: 900 } }

/** Each with what the key beside Tab types, by which one sees that the layout is there, and, what comes of A, F, J and Y there. */
const layouts = { ru: ['й', 'other-script'], gr: [';', 'other-script'], il: ['/', 'other-script'], fr: ['a', 'other-layout'], de: ['q', 'other-layout'], tr: ['q', undefined] }

/** By their places, whatever they type. */
const keys = { q: 24, f: 41, j: 44, y: 29, a: 38 }

/** Runs in the page: what is known, what stands there, what is said. */
function look() {
  const element = document.querySelector('cs-password')
  const card = document.getElementById('verdict')
  return {
    value: document.getElementById('password').value,
    length: document.getElementById('password').value.length,
    capsLock: element.details.capsLock,
    layout: element.layout,
    on: element.matches(':state(caps-lock), [data-state~=caps-lock]'),
    reasons: [...card.shadowRoot.querySelectorAll('.card:not(.room) .finding')].map(({ dataset }) => dataset.reason),
  }
}

/** Runs in the page: the field is emptied, as by the person. */
function empty() {
  const field = document.getElementById('password')
  field.value = ''
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'deleteContentBackward' }))
}

describe('a real keyboard', { timeout: 180_000 }, () => {
  for (const engine of ['chromium', 'firefox', 'webkit'])
    test(engine, async () => {
      const [harbour, witness, screen] = await Promise.all([startHarbour(), startWitness(), startScreen()])
      witness.allow(harbour.address)
      const { launch } = await import(`./${engine}.mjs`)
      const browser = await launch({ proxy: witness.port, display: screen.display })
      const env = { ...process.env, DISPLAY: screen.display }
      const key = (...names) => run('xdotool', ['key', ...names.map(String)], { env })
      const { driver, close } = await browser.open(usual)
      const page = new Page(driver, harbour.address)
      /** Waits for what an event has yet to bring. */
      const becomes = (wanted) =>
        page.until(`(wanted) => {
          const found = (${look})()
          return Object.entries(wanted).every(([name, to]) => JSON.stringify(found[name]) === JSON.stringify(to))
        }`, wanted)
      try {
        await run('setxkbmap', ['us'], { env })
        await page.goto('/signin?lang=en')
        await page.until(() => document.querySelector('form[data-check=live]') !== null)
        await (await page.find({ css: '#password' })).click()
        // Without a window manager nobody gives a window the keys.
        const { stdout } = await run('xdotool', ['search', '--sync', '--onlyvisible', '--class', 'chromium|firefox|minibrowser'], { env })
        await run('xdotool', ['windowfocus', '--sync', stdout.trim().split('\n').at(-1)], { env })
        await page.until(() => document.hasFocus())

        // Before the first letter: the key's own event says nothing, the next one does.
        await key('Shift_L')
        await becomes({ capsLock: 'off', value: '' })
        await key('Caps_Lock')
        await becomes({ capsLock: 'unknown', on: false, reasons: [] })
        await key('Shift_L')
        await becomes({ capsLock: 'on', on: true, value: '', reasons: ['password.caps-lock'] })
        await key(keys.a)
        await becomes({ capsLock: 'on', value: 'A', reasons: ['password.caps-lock'] })
        await key('Caps_Lock')
        await becomes({ capsLock: 'unknown', on: false, reasons: [] })
        await key(keys.a)
        await becomes({ capsLock: 'off', value: 'Aa', reasons: [] })
        await page.evaluate(empty)

        // On the layout of the last time, nothing is said.
        await page.evaluate(() => document.querySelector('cs-password').setAttribute('enrolled-layout', 'us'))
        await key(keys.q, keys.f, keys.j, keys.y)
        await becomes({ value: 'qfjy', layout: 'us', reasons: [] })
        for (const [layout, [first, reason]] of Object.entries(layouts)) {
          await run('setxkbmap', [layout], { env })
          // An engine hears of it in its own time: it is there once the key types that.
          for (let tries = 0; ; tries++) {
            await page.evaluate(empty)
            await key(keys.q)
            const typed = await page.until(() => document.getElementById('password').value)
            if (typed === first) break
            assert.ok(tries < 100, `${layout} is not there: ${typed}`)
          }
          await page.evaluate(empty)
          await key(keys.a, keys.f, keys.j, keys.y)
          // All keys, since the first may tell already.
          await becomes({ length: 4, reasons: reason === undefined ? [] : [`password.${reason}`] })
        }
        assert.deepEqual(await page.wrong(), [])
      } catch (error) {
        error.message += `; there was ${JSON.stringify(await page.evaluate(look).catch(() => undefined))}`
        throw error
      } finally {
        await close()
        await browser.close()
        screen.close()
        await witness.close()
        await harbour.close()
      }
    })
})
