// Harbour's orders: what was paid, where each line of it is, what was signed for it, and what went back. They are kept in memory, each
// for the browser that paid it. The demonstration can put an order into any state that one may be in.
import { randomBytes } from 'node:crypto'
import { expectedOf, goods, kindOf } from './public/goods.js'

const cookieName = 'harbour-buyer'
const mostOrders = 1000

/** Where a line may be, and whether it counts as shipped: in the carrier's hands, its key shown, or in use. Null: nobody knows. */
const shippedWhere = { packed: false, label: false, carrier: true, silent: null, sealed: false, revealed: true, reserved: false, used: true, kept: false }
/** How far its contract is, and whether it counts as signed: by all sides; and a cancelled one until it is said to be void. */
const signedThere = { none: false, one: false, all: true, cancelled: true, void: false }

const atFirst = { parcel: 'packed', key: 'sealed', contract: 'reserved', tip: 'kept' }

const where = (kind, place) => (line) => line.kind === kind && { where: place }
const contract = (how) => (line) => line.kind === 'contract' && { contract: how }
const firstParcel = (line, { lines }) => line === lines.find(({ kind }) => kind === 'parcel') && { where: 'carrier' }
const inMixed = { tea: { where: 'carrier' }, mug: { where: 'silent' }, berth: { where: 'used', contract: 'all' } }

/** The states, by what each says of a line; the first is how an order begins. What `begin` does, only an example has behind it. */
const states = {
  packed: {},
  label: { of: where('parcel', 'label') },
  'one-shipped': { of: firstParcel },
  unknown: { of: where('parcel', 'silent') },
  key: { of: where('key', 'revealed') },
  'one-signed': { of: contract('one') },
  signed: { of: contract('all') },
  cancelled: { of: contract('cancelled') },
  void: { of: contract('void') },
  mixed: { of: ({ id }) => inMixed[id] },
  part: { begin: (orders, order) => orders.giveBack(order, [{ id: 'tea', count: 1 }]) },
  gift: { begin: (_, order) => (order.captured = '100.00') },
  // It is packed when one looks, and shipped when one sends.
  meanwhile: { later: firstParcel },
}
export const orderStates = Object.keys(states)

/** Whose browser asks; and what makes the next request known as from the same one. */
export function buyerOf(request) {
  const known = new RegExp(`(?:^|; ?)${cookieName}=([0-9a-f]{32})(?:;|$)`).exec(request.headers.cookie ?? '')?.[1]
  if (known !== undefined) return { buyer: known, headers: {} }
  const buyer = randomBytes(16).toString('hex')
  return { buyer, headers: { 'Set-Cookie': `${cookieName}=${buyer}; Path=/; HttpOnly; SameSite=Strict` } }
}

export class Orders {
  #orders = new Map()

  constructor({ core, now = Date.now }) {
    Object.assign(this, { core, now })
  }

  /** What was paid. `lines`: the id of what was bought, how many, and for how much each. */
  place({ id, buyer, currency, captured, lines }) {
    const order = {
      id,
      buyer,
      currency,
      captured,
      paidAt: this.now(),
      version: 1,
      lines: lines.map((line) => ({ ...line, kind: kindOf(line.id), where: atFirst[kindOf(line.id)], contract: 'none', given: 0, asked: false })),
      refunds: [],
      case: '',
      example: false,
      later: undefined,
    }
    this.#orders.set(id, order)
    // The oldest goes: this is a demonstration, not a bank.
    if (this.#orders.size > mostOrders) this.#orders.delete(this.#orders.keys().next().value)
    return order
  }

  /** An order as a link describes it: of one thing of each kind. */
  example(buyer, state = orderStates[0]) {
    const currency = 'EUR'
    const lines = [['tea', 3], ['mug', 1], ['chart', 1], ['berth', 1]].map(([id, count]) => ({ id, count, price: goods[id][currency] }))
    const order = this.place({ id: `H-${randomBytes(4).toString('hex').toUpperCase()}`, buyer, currency, captured: this.sum({ currency }, lines), lines })
    order.example = true
    states[state].begin?.(this, order)
    this.set(order, state)
    return order
  }

  /** The order of this name, for who has paid it and for nobody else. */
  find(id, buyer) {
    const order = this.#orders.get(id)
    return order?.buyer === buyer ? order : undefined
  }

  /** Which states this order may be put into. */
  statesFor(order) {
    if (order.example) return orderStates
    return orderStates.filter((name) => {
      const { of, later, begin } = states[name]
      return begin === undefined && [of, later].every((change) => change === undefined || order.lines.some((line) => change(line, order)))
    })
  }

  /** Puts an order into a state, as carrier, customer and sales partner would. */
  set(order, name) {
    const { of, later } = states[name]
    this.#change(order, (line) => ({ where: atFirst[line.kind], contract: 'none', ...(of?.(line, order) || {}) }))
    order.later = later
  }

  /** What has happened since somebody looked. */
  pass(order) {
    const { later } = order
    order.later = undefined
    if (later !== undefined) this.#change(order, (line) => later(line, order) || {})
  }

  #change(order, of) {
    let changed = false
    for (const line of order.lines)
      for (const [name, value] of Object.entries(of(line))) {
        changed ||= line[name] !== value
        line[name] = value
      }
    if (changed) order.version++
  }

  /** What so many of these lines come to. */
  sum({ currency }, lines) {
    return expectedOf(this.core.countersign, { currency }, lines.map(({ id, count, price }) => ({ name: id, quantity: count, unitPrice: price })))
  }

  /** What the check has to know of an order, here and on a page: what was paid and given back, and of each line what is left. */
  told(order) {
    const { currency, captured, version, refunds } = order
    const refunded = this.sum(order, refunds.map(({ id, amount }) => ({ id, count: 1, price: amount })))
    const lines = order.lines.map((line) => ({ id: line.id, price: line.price, left: line.count - line.given, contractSigned: signedThere[line.contract], shipped: shippedWhere[line.where] }))
    return { currency, captured, refunded, version, lines }
  }

  /** Pays back so many of these lines. Whether that may be, is decided before. */
  giveBack(order, chosen) {
    const given = chosen.map(({ id, count }) => ({ ...order.lines.find((line) => line.id === id), count }))
    const refund = { id: `R-${randomBytes(4).toString('hex').toUpperCase()}`, amount: this.sum(order, given), at: this.now() }
    order.refunds.push(refund)
    for (const { id, count } of chosen) order.lines.find((line) => line.id === id).given += count
    order.version++
    return refund
  }

  /** Takes it to people; the same case for the same order. */
  openCase(order) {
    order.case ||= `C-${randomBytes(4).toString('hex').toUpperCase()}`
  }
}
