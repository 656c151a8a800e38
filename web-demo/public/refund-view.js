// What is asked back of an order, as the page and the server put it to the package.
import { expectedOf, goods } from './goods.js'
import { judgeOnce } from './judge.js'

/**
 * How many of each line, from the fields of a form or an address: all that is left, where they name none. Undefined where that is not
 * what is left of this order.
 */
export function chosenFrom(fields, { lines }) {
  const named = [...Object.keys(goods), 'tip'].filter((id) => fields.has(id))
  const countOf = (id, left) => (named.length === 0 ? left : Number(/^[0-9]$/.exec(fields.getAll(id).at(-1) ?? '0')?.[0] ?? NaN))
  const all = [...new Set([...lines.map(({ id }) => id), ...named])].map((id) => {
    const left = lines.find((line) => line.id === id)?.left ?? 0
    return { id, left, count: countOf(id, left) }
  })
  if (all.some(({ count, left }) => !(count <= left))) return undefined
  return all.filter(({ count }) => count > 0).map(({ id, count }) => ({ id, count }))
}

/** The verdict on what is asked back. `seen` is the version of the order that whoever asks has looked at. */
export function judgeRefund(countersign, { currency, captured, refunded, version, lines }, chosen, seen = version) {
  const asked = chosen.map(({ id, count }) => {
    const { price, contractSigned, shipped } = lines.find((line) => line.id === id)
    return { id, contractSigned, shipped, amount: expectedOf(countersign, { currency }, [{ name: id, quantity: count, unitPrice: price }]) }
  })
  return judgeOnce(countersign, 'payment.refund', { currency, captured, refunded, stateVersion: seen, currentVersion: version, lines: asked })
}
