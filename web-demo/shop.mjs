// Harbour's shop on the server: it makes the bill for a cart, wrongly if it is told to, and judges bill, tip and ways to pay with the
// package, for those who come without JavaScript.
import { shopPage } from './pages/shop.mjs'
import { cartFrom, expectedOf, linesOf, methodsIn, tipOf } from './public/goods.js'
import { judgeOnce } from './public/judge.js'
import { toHtml } from './public/tree.js'

/** What may be wrong with a bill; the first is how it should be. */
export const wrongs = ['right', 'shipping', 'fee', 'old-cart', 'line', 'cent', 'expired']
export const goodFor = 15 * 60_000

const fees = { USD: '2.50', EUR: '2.50', CNY: '18.00', JPY: '350', KWD: '0.750' }
const shippings = { USD: '4.95', EUR: '4.95', CNY: '35.00', JPY: '700', KWD: '1.500' }

/** The smallest unit more. */
function oneMore(amount) {
  const digits = String(BigInt(amount.replace('.', '')) + 1n).padStart(amount.replace('.', '').length, '0')
  const point = amount.indexOf('.')
  return point < 0 ? digits : `${digits.slice(0, point - amount.length + 1)}.${digits.slice(point - amount.length + 1)}`
}

export class ShopPages {
  constructor({ core, languages, now = Date.now }) {
    Object.assign(this, { core, languages, now })
  }

  #judge(kind, subject, text) {
    return judgeOnce(this.core.countersign, kind, subject, text, { now: { wall: this.now(), steady: this.now() } })
  }

  /** The tip, read again: what a page says of it counts only where it is one of its readings. */
  #tip(cart, language) {
    const { currency, tip } = cart
    const verdict = this.#judge('payment.amount', { currency }, tip)
    const judgeExact = (text) => this.#judge('payment.amount', { currency, mode: 'machine' }, text)
    const readings = this.core.html.readingsOf(verdict, judgeExact, language)
    const exact = tipOf(this.core.countersign, cart)
    return { verdict: exact === '' ? verdict : judgeExact(exact), readings, exact }
  }

  /** What the shop asks for this cart. */
  bill(cart, tip, wrong, language) {
    const words = this.languages[language]
    const counts = wrong === 'old-cart' ? Object.fromEntries(Object.entries(cart.counts).map(([id, count]) => [id, count * 2])) : cart.counts
    const { currency } = cart
    const sum = (bill) => this.#judge('payment.bill', { ...bill, total: '0' }).details.total
    const lines = linesOf({ counts, currency }, tip, words).map((line) => ({ ...line, total: sum({ currency, lines: [line] }) }))
    const bill = { currency, lines }
    if (wrong === 'line' && lines.length > 0) lines[0].total = oneMore(lines[0].total)
    if (wrong === 'fee') bill.fees = [{ name: words['bill.fee'], amount: fees[currency], quoted: false }]
    if (wrong === 'shipping') bill.shipping = shippings[currency]
    const total = sum({ ...bill, lines: lines.map(({ total: _, ...line }) => line) })
    const expiresAt = new Date(this.now() + (wrong === 'expired' ? -60_000 : goodFor)).toISOString()
    return { ...bill, total: wrong === 'cent' || (wrong === 'line' && lines.length > 0) ? oneMore(total) : total, expiresAt }
  }

  /** Everything that a cart leads to. */
  ask(fields, language) {
    const cart = cartFrom(fields)
    const wrong = wrongs.find((one) => one === fields.getAll('wrong').at(-1)) ?? 'right'
    const tip = this.#tip(cart, language)
    const lines = linesOf(cart, tip.exact, this.languages[language])
    const bill = lines.length === 0 ? undefined : this.bill(cart, tip.exact, wrong, language)
    return { cart, wrong, tip, lines, bill, method: fields.getAll('method').at(-1) ?? '' }
  }

  /** GET /shop. */
  page(fields, state) {
    const { html, countersign } = this.core
    const asked = this.ask(fields, state.language)
    const { cart, tip, lines, bill } = asked
    asked.tipShown = html.showVerdict(tip.verdict, state.language)
    if (bill !== undefined) {
      asked.expected = expectedOf(countersign, cart, lines)
      const verdict = this.#judge('payment.bill', { ...bill, expected: asked.expected })
      asked.details = verdict.details
      asked.billShown = html.showVerdict(verdict, state.language)
      const { currency, country } = cart
      const methods = this.#judge('payment.methods', { currency, amount: bill.total, ...(country === '' ? {} : { country }), methods: methodsIn(currency) })
      asked.methods = methods.details.methods
      asked.methodsShown = html.showVerdict(methods, state.language)
    }
    return `<!doctype html>${toHtml(shopPage(state, asked, this.languages, html))}`
  }
}
