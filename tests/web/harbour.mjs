// Harbour and a browser to look at it with, for the tests and for the screenshots.
import { chromium } from 'playwright-core'
import { startHarbour } from '../../web-demo/server.mjs'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export function launchChromium(args = []) {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: [...flags, ...args] })
}

/** The script has taken over, or has said that it could not. */
export async function settled(page) {
  await page.waitForSelector('form[data-check="live"], form[data-check="failed"]')
}

/** Harbour and Chromium, both running. */
export async function startBoth() {
  const [harbour, browser] = await Promise.all([startHarbour(), launchChromium()])
  return {
    address: harbour.address,

    /** A page of its own, at this state. What goes wrong there, and where it asks, is collected in `page.seen`. */
    async open(query = {}, { before, options } = {}) {
      const context = await browser.newContext({ locale: 'en', ...options })
      const page = await context.newPage()
      page.seen = { console: [], requests: [], violations: [] }
      page.on('console', (message) => page.seen.console.push(`${message.type()}: ${message.text()}`))
      page.on('pageerror', (error) => page.seen.console.push(String(error)))
      page.on('request', (request) => page.seen.requests.push(`${request.method()} ${request.url()}`))
      await page.exposeBinding('tellViolation', (_, what) => page.seen.violations.push(what)).catch(() => {})
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) =>
          window.tellViolation(`${event.violatedDirective} ${event.blockedURI}`),
        )
      })
      await before?.(page, context)
      await page.goto(`${harbour.address}/deposit?${new URLSearchParams({ lang: 'en', ...query })}`)
      if (options?.javaScriptEnabled !== false) await settled(page)
      return page
    },

    async end() {
      await browser.close()
      await harbour.close()
    },
  }
}

/** What the card says now. */
export async function cardOf(page) {
  return {
    outcome: await page.locator('#verdict').getAttribute('data-outcome'),
    reasons: await page.locator('.finding').evaluateAll((all) => all.map((one) => one.dataset.reason)),
    text: await page.locator('#verdict').innerText(),
  }
}
