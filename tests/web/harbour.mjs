// Harbour and a browser to look at it with, for the tests and for the screenshots.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

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

/** What is tried in long runs only: it takes long, and says little that the rest does not. */
export const inLongRuns = (...what) => (process.env.COUNTERSIGN_LONG ? what : [])

export function launchChromium({ args = [], ...options } = {}) {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: [...flags, ...args], ...options })
}

const clipboard = ['clipboard-read', 'clipboard-write']

/** The script has taken over, or has said that it could not. */
export async function settled(page) {
  await page.waitForSelector('form[data-check="live"], form[data-check="failed"]')
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The page's context must have `bypassCSP`: axe comes into it as a script. */
/** In a part of the page, where all around it is as it was when axe looked there. */
export async function axeFindsNothing(page, about, part = 'html') {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  const { violations } = await page.evaluate((part) => window.axe.run(part, { resultTypes: ['violations'], preload: false }), part)
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), [], about)
}

export async function nothingIsWider(page) {
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false)
}

/** Harbour and Chromium, both running. */
export async function startBoth() {
  const [harbour, browser] = await Promise.all([startHarbour(), launchChromium()])
  const shared = {}
  return {
    address: harbour.address,
    orders: harbour.orders,

    /** Takes the page to this state. What was seen before is forgotten. */
    async go(page, query = {}, path = '/deposit') {
      page.seen = { console: [], requests: [], violations: [] }
      await page.goto(`${harbour.address}${path}?${new URLSearchParams({ lang: 'en', ...query })}`)
      if (page.scripted) await settled(page)
      return page
    },

    /** The page that the tests without wishes of their own share, with JavaScript or without. Stays open. */
    async reuse(query, { javaScriptEnabled = true } = {}) {
      shared[javaScriptEnabled] ??= await this.blank({ options: { javaScriptEnabled, viewport: { width: 1180, height: 900 } } })
      return this.go(shared[javaScriptEnabled], query)
    },

    /** A page of its own, at this state. What goes wrong there, and where it asks, is collected in `page.seen`. */
    async open(query = {}, how = {}) {
      const page = await this.blank(how)
      await how.before?.(page, page.context())
      return this.go(page, query)
    },

    async blank({ options } = {}) {
      const context = await browser.newContext({ locale: 'en', permissions: clipboard, ...options })
      const page = await context.newPage()
      page.scripted = options?.javaScriptEnabled !== false
      page.on('console', (message) => page.seen.console.push(`${message.type()}: ${message.text()}`))
      page.on('pageerror', (error) => page.seen.console.push(String(error)))
      page.on('request', (request) => page.seen.requests.push(`${request.method()} ${request.url()}`))
      await page.exposeBinding('tellViolation', (_, what) => page.seen.violations.push(what)).catch(() => {})
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) =>
          window.tellViolation(`${event.violatedDirective} ${event.blockedURI}`),
        )
      })
      return page
    },

    async end() {
      await browser.close()
      await harbour.close()
    },
  }
}

/** What a card says now. */
export function cardOf(page, id = 'verdict') {
  return page.locator(`#${id} section.card`).evaluate((card) => ({
    outcome: card.dataset.outcome,
    reasons: [...card.querySelectorAll('.finding')].map((one) => one.dataset.reason),
    text: card.innerText,
  }))
}

/** The same without its sentences. */
export async function judgedOf(page, id) {
  const { outcome, reasons } = await cardOf(page, id)
  return { outcome, reasons }
}
