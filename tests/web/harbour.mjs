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

/** Harbour and Chromium, both running. `end` stops both. */
export async function startBoth() {
  const [harbour, browser] = await Promise.all([startHarbour(), launchChromium()])
  return {
    address: harbour.address,
    browser,
    async end() {
      await browser.close()
      await harbour.close()
    },
  }
}

/** The script has taken over, or said that it could not. */
export async function settled(page) {
  await page.waitForSelector('form[data-check="live"], form[data-check="failed"]')
}
