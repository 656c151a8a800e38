// WebKitGTK as Debian has it: WebKitWebDriver and its MiniBrowser, on a screen that nobody sees. With what a page is shown
// (JavaScript, colours, language) is decided when MiniBrowser starts, so there is one of it for each such wish: started
// when first wished for, and kept.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { startScreen } from './screen.mjs'
import { WebDriver, comes } from './webdriver.mjs'

const commands = {
  NavigateTo: ['POST', '/url'],
  ElementClick: ['POST', '/element/{element}/click'],
  ExecuteScript: ['POST', '/execute/sync'],
  PerformActions: ['POST', '/actions'],
  TakeScreenshot: ['GET', '/screenshot'],
  GetWindowHandle: ['GET', '/window'],
  NewWindow: ['POST', '/window/new'],
  SwitchToWindow: ['POST', '/window'],
  CloseWindow: ['DELETE', '/window'],
  GetWindowRect: ['GET', '/window/rect'],
  SetWindowRect: ['POST', '/window/rect'],
}

/** MiniBrowser is no command of its own; it lies beside the library. */
function miniBrowser() {
  const lib = '/usr/lib'
  for (const machine of readdirSync(lib).filter((name) => name.endsWith('-linux-gnu')))
    for (const api of ['webkitgtk-6.0', 'webkit2gtk-4.1', 'webkit2gtk-4.0']) {
      const path = join(lib, machine, api, 'MiniBrowser')
      if (existsSync(path)) return path
    }
  throw new Error('MiniBrowser is not installed; it comes with webkit2gtk-driver')
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/** One WebKitWebDriver with one MiniBrowser. */
async function startSession(args, environment) {
  const port = await freePort()
  // A group of its own, so that MiniBrowser ends with it.
  const program = spawn('WebKitWebDriver', [`--port=${port}`], { stdio: 'ignore', detached: true, env: { ...process.env, ...environment } })
  const ended = new Promise((resolve) => program.once('exit', resolve))
  const kill = () => {
    try {
      process.kill(-program.pid, 'SIGKILL')
    } catch {
      // It has ended.
    }
  }
  process.once('exit', kill)

  // Now and then WebKitWebDriver never answers, mostly where a click leaves the page: `silent` says that it was that.
  async function ask(method, path, body) {
    const signal = AbortSignal.timeout(path === '/session' ? 90_000 : 45_000)
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body), signal }).catch((cause) => {
      if (cause.name !== 'TimeoutError') throw cause
      throw Object.assign(new Error(`WebKitWebDriver did not answer ${method} ${path}`), { silent: true })
    })
    const { value } = await answer.json()
    if (!answer.ok) throw new Error(`${value.error}: ${value.message}`)
    return value
  }

  await comes(program, () => ask('GET', '/status').catch(() => undefined), 'WebKitWebDriver')
  const { sessionId, capabilities } = await ask('POST', '/session', {
    capabilities: {
      alwaysMatch: {
        unhandledPromptBehavior: 'ignore',
        'webkitgtk:browserOptions': { binary: miniBrowser(), args: ['--automation', ...args] },
      },
    },
  })
  const driver = new WebDriver((command, { element, ...parameters }) => {
    const [method, path] = commands[command]
    return ask(method, `/session/${sessionId}${path.replace('{element}', element)}`, method === 'POST' ? parameters : undefined)
  })
  return {
    driver,
    version: capabilities.browserVersion,
    async close() {
      await ask('DELETE', `/session/${sessionId}`).catch((error) => {
        if (!error.silent) throw error
      })
      kill()
      await ended
    },
    async drop() {
      kill()
      await ended
    },
  }
}

/** On the screen at `display`, or on one of its own. */
export async function launch({ proxy, display }) {
  const screen = display === undefined ? await startScreen() : { display, close: () => {} }
  const locales = mkdtempSync(join(tmpdir(), 'countersign-locales-'))
  const sessions = new Map()

  /** WebKitGTK asks the system for its language. A locale need only be there: this one has the content of C.UTF-8. */
  function localeOf(language) {
    const name = `${language.replace('-', '_')}.utf8`
    if (!existsSync(join(locales, name))) symlinkSync('/usr/lib/locale/C.utf8', join(locales, name))
    return { LOCPATH: locales, LC_ALL: `${language.replace('-', '_')}.UTF-8`, LANGUAGE: '' }
  }

  const keyOf = ({ javaScript, languages: [language], colorScheme }) => `${javaScript} ${language} ${colorScheme}`

  function sessionFor(how) {
    const { javaScript, languages: [language], colorScheme } = how
    const key = keyOf(how)
    if (!sessions.has(key))
      sessions.set(key, startSession(
        [
          `--proxy=http://127.0.0.1:${proxy}`,
          ...(javaScript ? [] : ['--enable-javascript=false']),
          ...(colorScheme === 'dark' ? ['--dark-mode'] : []),
        ],
        { ...localeOf(language), DISPLAY: screen.display, GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1' },
      ))
    return sessions.get(key)
  }

  const { version } = await sessionFor({ javaScript: true, languages: ['en-US'], colorScheme: 'light' })
  return {
    version,

    async open(how) {
      if (how.forcedColors || how.reducedMotion) throw new Error('WebKitGTK cannot be told of forced colours or of reduced motion')
      const { driver } = await sessionFor(how)
      const close = await driver.openTab()
      await fit(driver, how.viewport)
      return { driver, close }
    },

    /** Ends a browser that no longer answers; the next page gets a new one. */
    async drop(how) {
      const session = sessions.get(keyOf(how))
      sessions.delete(keyOf(how))
      await (await session)?.drop()
    },

    async close() {
      for (const session of sessions.values()) await (await session).close()
      screen.close()
      rmSync(locales, { recursive: true, force: true })
    },
  }
}

/** Makes the page this large. What MiniBrowser has around it is found by measuring; the page follows its window late. */
async function fit(driver, { width, height }) {
  const inner = () => driver.run('() => [innerWidth, innerHeight]', [])
  const fits = ([w, h]) => w === width && h === height
  let now = await inner()
  for (let attempt = 0; !fits(now) && attempt < 4; attempt++) {
    const outer = await driver.send('GetWindowRect', {})
    const [w, h] = await inner()
    await driver.send('SetWindowRect', { width: outer.width - w + width, height: outer.height - h + height })
    for (let i = 0; !fits((now = await inner())) && i < 30; i++) await sleep(100)
  }
  if (!fits(now)) throw new Error(`WebKitGTK's page is ${now.join(' by ')}, not ${width} by ${height}`)
}
