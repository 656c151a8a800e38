// Firefox ESR as Debian has it, through Marionette: Mozilla's own protocol under geckodriver, WebDriver over a socket. Its
// "chrome" context sets preferences while Firefox runs, so one launch shows a page in every light, in every language and
// without JavaScript; the newer protocol (BiDi) has none of these in this release.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { WebDriver, comes } from './webdriver.mjs'

const nowhere = 'data:,#none'

/** What Firefox asks the world of its own accord is switched off; whatever is left would stand in the witness's list. */
const preferences = (proxy) => ({
  'marionette.port': 0,
  'remote.prefs.recommended': true,
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': proxy,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': proxy,
  'network.proxy.no_proxies_on': '',
  'network.proxy.allow_hijacking_localhost': true,
  'network.proxy.failover_direct': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': nowhere,
  'services.settings.poll_interval': 0,
  'app.normandy.enabled': false,
  'nimbus.rollouts.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'dom.push.connection.enabled': false,
  'media.gmp-manager.url': nowhere,
  'media.gmp-manager.chromium-update-url': nowhere,
  'extensions.update.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'browser.region.network.url': '',
  'browser.topsites.contile.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.healthreport.uploadEnabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.server': nowhere,
})

const commands = {
  NavigateTo: 'WebDriver:Navigate',
  ElementClick: 'WebDriver:ElementClick',
  ExecuteScript: 'WebDriver:ExecuteScript',
  PerformActions: 'WebDriver:PerformActions',
  TakeScreenshot: 'WebDriver:TakeScreenshot',
  GetWindowHandle: 'WebDriver:GetWindowHandle',
  NewWindow: 'WebDriver:NewWindow',
  SwitchToWindow: 'WebDriver:SwitchToWindow',
  CloseWindow: 'WebDriver:CloseWindow',
}

/** Marionette's packets: a length, a colon, and JSON: [0, number, command, parameters] there, [1, number, error, result] back. */
async function openSocket(port) {
  const socket = connect(port, '127.0.0.1')
  const waiting = new Map()
  let read = Buffer.alloc(0)
  let count = 0
  const greeted = new Promise((resolve, reject) => {
    waiting.set('greeting', { resolve })
    socket.once('error', reject)
  })
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject?.(new Error('Firefox hung up'))
  })
  socket.on('data', (piece) => {
    read = Buffer.concat([read, piece])
    for (;;) {
      const colon = read.indexOf(':')
      const end = colon + 1 + Number(read.subarray(0, Math.max(colon, 0)))
      if (colon < 0 || read.length < end) return
      const packet = JSON.parse(read.subarray(colon + 1, end))
      read = read.subarray(end)
      const [, number, error, result] = Array.isArray(packet) ? packet : [1, 'greeting', null, packet]
      const { resolve, reject } = waiting.get(number)
      waiting.delete(number)
      if (error) reject(new Error(`${error.error}: ${error.message}`))
      else resolve(result)
    }
  })
  await greeted
  return {
    ask(command, parameters) {
      const packet = JSON.stringify([0, ++count, command, parameters])
      return new Promise((resolve, reject) => {
        waiting.set(count, { resolve, reject })
        socket.write(`${Buffer.byteLength(packet)}:${packet}`)
      })
    },
    end: () => socket.destroy(),
  }
}

/** With a `display` it is seen there, and has its keys from there. */
export async function launch({ proxy, display }) {
  const profile = mkdtempSync(join(tmpdir(), 'countersign-firefox-'))
  const lines = Object.entries(preferences(proxy)).map(([name, to]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(to)});`)
  writeFileSync(join(profile, 'user.js'), lines.join('\n'))
  const seen = display === undefined ? ['--headless'] : []
  const firefox = spawn('firefox-esr', [...seen, '--marionette', '--remote-allow-system-access', '--no-remote', '--profile', profile], {
    stdio: 'ignore',
    env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: '1', ...(display === undefined ? {} : { DISPLAY: display }) },
  })
  const ended = new Promise((resolve) => firefox.once('exit', resolve))
  process.once('exit', () => firefox.kill())
  const port = await comes(firefox, () => {
    try {
      return Number(readFileSync(join(profile, 'MarionetteActivePort'), 'utf8')) || undefined
    } catch {
      return undefined
    }
  }, 'Firefox')
  const { ask, end } = await openSocket(port)

  async function send(command, parameters) {
    if (parameters.element !== undefined) parameters = { id: parameters.element }
    const result = await ask(commands[command], parameters)
    return Object.keys(result ?? {}).join() === 'value' ? result.value : result
  }

  /** Runs in Firefox itself. */
  async function runInside(body, ...args) {
    await ask('Marionette:SetContext', { value: 'chrome' })
    try {
      return (await ask('WebDriver:ExecuteScript', { script: `return (${body}).apply(null, arguments)`, args })).value
    } finally {
      await ask('Marionette:SetContext', { value: 'content' })
    }
  }

  const { capabilities } = await ask('WebDriver:NewSession', { capabilities: { alwaysMatch: { unhandledPromptBehavior: 'ignore' } } })
  const driver = new WebDriver(send)
  return {
    version: capabilities.browserVersion,

    async open({ javaScript, languages, colorScheme, reducedMotion, forcedColors, viewport }) {
      const close = await driver.openTab()
      await runInside(
        (preferences, { width, height }) => {
          for (const [name, to] of Object.entries(preferences)) {
            if (typeof to === 'boolean') Services.prefs.setBoolPref(name, to)
            else if (typeof to === 'number') Services.prefs.setIntPref(name, to)
            else Services.prefs.setStringPref(name, to)
          }
          const { style } = gBrowser.selectedBrowser
          style.flex = 'none'
          style.width = `${width}px`
          style.height = `${height}px`
        },
        {
          'javascript.enabled': javaScript,
          'intl.accept_languages': languages.join(','),
          'layout.css.prefers-color-scheme.content-override': colorScheme === 'dark' ? 0 : 1,
          'ui.prefersReducedMotion': reducedMotion ? 1 : 0,
          'browser.display.document_color_use': forcedColors ? 2 : 0,
        },
        viewport,
      )
      return { driver, close }
    },

    async close() {
      await ask('Marionette:Quit', { flags: ['eForceQuit'] })
      end()
      await ended
      rmSync(profile, { recursive: true, force: true })
    },
  }
}
