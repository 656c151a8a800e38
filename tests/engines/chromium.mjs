// Chromium, through playwright-core.
import { launchChromium } from '../web/harbour.mjs'

const nowhere = 'https://localhost:1/'

/** What Chromium asks the world of its own accord is switched off; whatever is left would stand in the witness's list. */
const silent = [
  // The last list given counts; the last name is ours, the others playwright-core's.
  `--disable-features=${[
    'AimEnabled',
    'AvoidUnnecessaryBeforeUnloadCheckSync',
    'DestroyProfileOnBrowserClose',
    'DialMediaRouteProvider',
    'GlobalMediaControls',
    'HttpsUpgrades',
    'LensOverlay',
    'MediaRouter',
    'PaintHolding',
    'ThirdPartyStoragePartitioning',
    'Translate',
    'OptimizationHints',
    'NetworkTimeServiceQuerying',
    'AutofillServerCommunication',
  ]}`,
  `--gaia-url=${nowhere}`,
  `--component-updater=url-source=${nowhere},disable-pings`,
]

class Driver {
  constructor(page) {
    this.page = page
  }

  navigate(url) {
    return this.page.goto(url)
  }

  async run(source, args) {
    const handle = await this.page.evaluateHandle(new Function('args', `return (${source})(...args)`), args)
    return handle.asElement() ?? handle.jsonValue()
  }

  click(ref) {
    return ref.click()
  }

  choose(ref, option) {
    return ref.selectOption({ label: option })
  }

  async keys(keys) {
    for (const key of keys) {
      if ([...key].length > 1) await this.page.keyboard.press(key)
      else await this.page.keyboard.type(key)
    }
  }

  screenshot() {
    return this.page.screenshot()
  }
}

/** With a `display` it is seen there, and has its keys from there. */
export async function launch({ proxy, display }) {
  const browser = await launchChromium({
    args: silent,
    ...(display === undefined ? {} : { headless: false, env: { ...process.env, DISPLAY: display } }),
    // Without the bypass rule Chromium asks nobody on the way to this machine.
    proxy: { server: `http://127.0.0.1:${proxy}`, bypass: '<-loopback>' },
  })
  return {
    version: browser.version(),

    async open({ javaScript, languages, colorScheme, reducedMotion, forcedColors, viewport }) {
      const context = await browser.newContext({
        javaScriptEnabled: javaScript,
        locale: languages[0],
        colorScheme,
        reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
        forcedColors: forcedColors ? 'active' : 'none',
        viewport,
      })
      const driver = new Driver(await context.newPage())
      return { driver, close: () => context.close() }
    },

    close: () => browser.close(),
  }
}
