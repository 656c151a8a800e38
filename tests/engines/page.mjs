// A page in any engine: what a person does there, and what can be seen. Everything is found as a person finds it, by role,
// name, label and text, by axe's reading of the page, in open shadow trees, too; so a spec knows no class and no id.
//
// Under it is a driver with: navigate(url), run(source, args), click(ref), keys([key…]), screenshot(). The engines differ
// there and nowhere else.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { setTimeout as pause } from 'node:timers/promises'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const patience = 30_000
const every = 100

/** Runs in the page: the element that fits, the one with the number `nth` of them; or how many fit. */
function look({ role, name, label, text, css, nth = 0, hidden = false }, counting) {
  const { aria, dom, text: words } = window.axe.commons
  const tidy = (text) => text.replace(/\s+/g, ' ').trim()
  const fits = (wanted, found) =>
    wanted.source === undefined ? tidy(found) === wanted : new RegExp(wanted.source, wanted.flags).test(tidy(found))
  const fields = ['textbox', 'searchbox', 'combobox', 'listbox', 'checkbox', 'radio', 'switch', 'spinbutton', 'slider']
  const seen = (one) => dom.isVisibleOnScreen(one) || dom.isVisibleToScreenReaders(one)
  const nodeText = (node) => node.innerText ?? ''
  window.axe.setup(document.documentElement)
  try {
    const found = window.axe.utils.querySelectorAllFilter(window.axe._tree, '*', (one) => {
      const node = one.actualNode
      if (css !== undefined && !node.matches(css)) return false
      if (role !== undefined && aria.getRole(one) !== role) return false
      if (label !== undefined && !(fields.includes(aria.getRole(one)) || node.matches('input, textarea, select'))) return false
      if (text !== undefined && !fits(text, nodeText(node))) return false
      if (!hidden && !seen(one)) return false
      const wanted = name ?? label
      return wanted === undefined || fits(wanted, words.accessibleTextVirtual(one))
    }).map(({ actualNode }) => actualNode)
    // Of a text, what holds it and nothing smaller that holds it, too.
    const own = text === undefined ? found : found.filter((one) => !found.some((other) => other !== one && one.contains(other)))
    return counting ? own.length : (own[nth] ?? null)
  } finally {
    window.axe.teardown()
  }
}

/** Runs in the page: what has the focus, in whatever shadow tree. */
function deepFocus() {
  let node = document.activeElement
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement
  return node
}

const spell = (what) =>
  Object.fromEntries(Object.entries(what).map(([key, to]) => [key, to instanceof RegExp ? { source: to.source, flags: to.flags } : to]))

const say = (what) => Object.entries(what).map(([key, to]) => `${key} ${to}`).join(', ')

/** Asks again until the answer is true. While one page gives way to another an engine may refuse to answer. */
async function eventually(ask, complain) {
  const end = Date.now() + patience
  for (;;) {
    let refused
    const given = await ask().catch((error) => (refused = error) && undefined)
    if (given) return given
    if (Date.now() > end) throw refused ?? new Error(await complain())
    await pause(every)
  }
}

export class Element {
  constructor(page, ref) {
    this.page = page
    this.ref = ref
  }

  /** With the mouse, in its middle, where it can be hit. */
  click() {
    return this.page.driver.click(this.ref)
  }

  /** `body` runs in the page with this element as its first argument. */
  evaluate(body, ...args) {
    return this.page.evaluate(body, this, ...args)
  }

  focus() {
    return this.evaluate((node) => node.focus())
  }

  /** As it is seen. */
  text() {
    return this.evaluate((node) => node.innerText)
  }

  value() {
    return this.evaluate((node) => node.value)
  }

  attribute(name) {
    return this.evaluate((node, name) => node.getAttribute(name), name)
  }

  /** Types by keys, after what is there. */
  async type(text) {
    await this.focus()
    await this.evaluate((node) => {
      // A field for an e-mail address has no selection to be told of.
      if (typeof node.selectionStart === 'number') node.setSelectionRange(node.value.length, node.value.length)
    })
    await this.page.type(text)
  }

  /** Takes what is there away and types, all by keys. */
  async fill(text) {
    await this.focus()
    await this.page.press('Control+a', 'Delete')
    await this.page.type(text)
  }

  /** Copies in a field of its own, then pastes here, over what is there; both by keys, through the engine's clipboard. */
  async paste(text) {
    await this.page.copy(text)
    await this.focus()
    await this.page.press('Control+a', 'Control+v')
  }

  /** Chooses in a list by what is read there. */
  choose(option) {
    return this.page.driver.choose(this.ref, option)
  }
}

export class Page {
  constructor(driver, origin) {
    this.driver = driver
    this.origin = origin
  }

  goto(address) {
    return this.driver.navigate(new URL(address, this.origin).href)
  }

  /** `body` runs in the page, whatever its policy. Elements and JSON may go in, JSON comes out; a promise is waited for. */
  evaluate(body, ...args) {
    return this.driver.run(String(body), args.map((one) => (one instanceof Element ? one.ref : one)))
  }

  /** Waits until `body`, run in the page, gives something true, and gives that. */
  until(body, ...args) {
    return eventually(() => this.evaluate(body, ...args), () => `this never became true: ${body}`)
  }

  async withAxe() {
    const here = await this.evaluate(() => typeof window.axe?.setup === 'function')
    if (!here) await this.driver.run(`() => { ${axe}\n; window.axe = axe }`, [])
  }

  async look(what, counting) {
    await this.withAxe()
    return this.driver.run(String(look), [spell(what), counting])
  }

  /**
   * The element that fits, once there is one; of several, the first, or `nth`. What fits is said by `role` and `name`, by
   * the `label` of a field, by the whole `text` of the smallest element that holds it, or by `css`; names and texts are
   * strings that must be equal or expressions. `hidden: true` finds what nobody sees, too.
   */
  async find(what) {
    const found = await eventually(
      () => this.look(what, false),
      async () => `there is no ${say(what)}; the page says: ${await this.evaluate(() => document.body.innerText)}`,
    )
    return new Element(this, found)
  }

  /** How many fit now. */
  count(what) {
    return this.look(what, true)
  }

  /** Waits until nothing fits any more. */
  gone(what) {
    return eventually(async () => (await this.count(what)) === 0, () => `there still is ${say(what)}`)
  }

  /** What has the focus, as it is announced: { role, name }. */
  async focused() {
    await this.withAxe()
    return this.driver.run(
      `() => {
        window.axe.setup(document.documentElement)
        try {
          const node = (${deepFocus})()
          const { aria, text } = window.axe.commons
          return { role: aria.getRole(node), name: text.accessibleText(node) }
        } finally {
          window.axe.teardown()
        }
      }`,
      [],
    )
  }

  /** Real keys, one after the other: 'Tab', 'Enter', 'a', 'Shift+Tab', 'Control+a', … */
  async press(...keys) {
    for (const key of keys) await this.driver.keys([key])
  }

  /** Real keys, a character each. */
  type(text) {
    return this.driver.keys([...text])
  }

  /** Puts a text into the engine's clipboard, by keys in a field that is gone afterwards. */
  async copy(text) {
    await this.evaluate((text) => {
      const field = document.createElement('textarea')
      field.id = 'copied-by-the-tests'
      field.value = text
      document.body.append(field)
      field.focus()
      field.select()
    }, text)
    await this.press('Control+c')
    await this.evaluate(() => document.getElementById('copied-by-the-tests').remove())
  }

  /** A PNG. */
  screenshot() {
    return this.driver.screenshot()
  }

  /** What axe has against the page, a line each; by the rules of WCAG 2.2 AA, or those named. */
  async axe(rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']) {
    await this.withAxe()
    return this.driver.run(
      `async (rules) => {
        // Preloading serves one experimental rule, and writes style elements, which a strict policy refuses.
        const { violations } = await window.axe.run('html', { runOnly: rules, resultTypes: ['violations'], preload: false })
        return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ': ' + target + ' ' + failureSummary))
      }`,
      [rules],
    )
  }

  /** What went wrong in the page so far: errors, console lines, violations of its policy. Nothing without JavaScript. */
  wrong() {
    return this.evaluate(() => window.whatWentWrong?.() ?? [])
  }
}
