// What Harbour's server answers under /refund: an order, and what can be paid back of it. What the page was told is looked at once more,
// as the order is when the form comes, and only what is then accepted is paid back.
import { buyerOf, orderStates } from './orders.mjs'
import { refundPage } from './pages/refund.mjs'
import { chosenFrom, judgeRefund } from './public/refund-view.js'
import { toHtml } from './public/tree.js'

export class RefundPages {
  constructor({ core, orders, languages }) {
    Object.assign(this, { core, orders, languages })
  }

  #page(state, order, { chosen, verdict, trouble = '', done = '', at = orderStates[0] } = {}) {
    const { countersign, html } = this.core
    if (order === undefined) return `<!doctype html>${toHtml(refundPage(state, undefined, this.languages, html))}`
    const told = this.orders.told(order)
    const left = told.lines.filter((line) => line.left > 0).map((line) => ({ id: line.id, count: line.left }))
    const picked = chosen ?? left
    const shown = verdict ?? (picked.length > 0 ? judgeRefund(countersign, told, picked) : undefined)
    const asked = {
      order,
      told,
      chosen: picked,
      // What each line comes to, whether it is asked back or not.
      lines: judgeRefund(countersign, told, left).details.lines,
      details: shown?.details,
      shown: shown && html.showVerdict(shown, state.language),
      states: this.orders.statesFor(order),
      at,
      trouble,
      done: order.refunds.find(({ id }) => id === done),
    }
    return `<!doctype html>${toHtml(refundPage(state, asked, this.languages, html))}`
  }

  /** GET: the order of that name, or an example in the state of that name. */
  get(request, fields, state) {
    const { buyer, headers } = buyerOf(request)
    const at = orderStates.find((name) => name === fields.get('state'))
    const id = fields.get('id')
    const order = id === null ? this.orders.example(buyer, at) : this.orders.find(id, buyer)
    if (id !== null && at !== undefined && order !== undefined && this.orders.statesFor(order).includes(at)) this.orders.set(order, at)
    // Who has just been answered has not asked again yet.
    const chosen = order && (fields.has('done') ? [] : chosenFrom(fields, this.orders.told(order)))
    return { status: order === undefined ? 404 : 200, headers, body: this.#page(state, order, { chosen, done: fields.get('done') ?? '', at }) }
  }

  /** POST: what is asked back, or that people shall look at it. */
  post(request, fields, state) {
    const { buyer, headers } = buyerOf(request)
    const order = this.orders.find(fields.get('id') ?? '', buyer)
    if (order === undefined) return { status: 404, headers, body: this.#page(state, undefined) }
    const goTo = (more) => {
      const parameters = new URLSearchParams({ id: order.id, lang: state.language, ...(state.direction === 'rtl' ? { dir: 'rtl' } : {}), ...more })
      return { status: 303, headers: { Location: `/refund?${parameters}` }, body: '' }
    }
    // A press on a language sends the form, too, but asks nothing.
    if (fields.has('speak')) return goTo(Object.fromEntries([...fields].filter(([name]) => order.lines.some((line) => line.id === name))))
    if (fields.has('contact')) {
      this.orders.openCase(order)
      return goTo({ done: order.case })
    }
    this.orders.pass(order)
    const told = this.orders.told(order)
    const chosen = chosenFrom(fields, told)
    const again = (trouble, verdict) => ({ status: 422, body: this.#page(state, order, { chosen, verdict, trouble }) })
    if (chosen === undefined) return again('forged')
    if (chosen.length === 0) return again('nothing')
    const seen = /^[0-9]{1,9}$/.exec(fields.get('version') ?? '')?.[0] ?? '0'
    const { countersign } = this.core
    const verdict = judgeRefund(countersign, told, chosen, seen)
    if (verdict.findings.some(({ reason }) => reason === 'payment.recheck')) return again('recheck', verdict)
    if (verdict.outcome === 'reject') return again('refused', verdict)
    const those = (decision) => chosen.filter(({ id }) => verdict.details.lines.some((line) => line.id === id && line.decision === decision))
    for (const { id } of those('ask')) order.lines.find((line) => line.id === id).asked = true
    // Of several, those that may be are paid back: if they alone are accepted.
    const eligible = those('eligible')
    if (eligible.length === 0 || judgeRefund(countersign, told, eligible, seen).outcome !== 'accept') return goTo({ done: 'asked' })
    return goTo({ done: this.orders.giveBack(order, eligible).id })
  }
}
