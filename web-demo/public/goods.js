// What Harbour's shop sells, for how much in which currency, and how one can pay. Prices are set for each currency: nothing is
// converted. What is in the cart stands in the page's address.
import { judgeOnce } from './judge.js'

export const goods = {
  tea: { USD: '19.99', EUR: '18.50', CNY: '138.00', JPY: '2900', KWD: '6.125' },
  mug: { USD: '14.50', EUR: '13.20', CNY: '98.00', JPY: '2100', KWD: '4.450' },
  compass: { USD: '48.00', EUR: '44.90', CNY: '328.00', JPY: '7200', KWD: '14.750' },
  chart: { USD: '24.00', EUR: '22.50', CNY: '168.00', JPY: '3600', KWD: '7.375' },
  berth: { USD: '120.00', EUR: '110.00', CNY: '380.00', JPY: '18000', KWD: '36.750' },
}
/** What is not sent in a parcel: it is delivered by a key that is shown, or by a contract that is signed. */
export const kindOf = (id) => ({ chart: 'key', berth: 'contract', tip: 'tip' })[id] ?? 'parcel'
export const currencies = Object.keys(goods.tea)
export const countries = ['DE', 'US', 'CN', 'JP', 'KW']
export const most = 9

const limits = {
  card: { least: { USD: '1.00', EUR: '1.00', JPY: '100', KWD: '0.500' } },
  transfer: { countries: ['DE'], least: { EUR: '0.01' } },
  wallet: { countries: ['CN'], least: { CNY: '0.01' }, most: { CNY: '500.00' } },
  invoice: { countries: ['DE', 'US'], least: { USD: '20.00', EUR: '20.00' }, most: { USD: '250.00', EUR: '250.00' } },
}

/** The ways to pay, with their limits in this currency. */
export function methodsIn(currency) {
  return Object.entries(limits).map(([id, { countries = [], least = {}, most = {} }]) => ({
    id,
    currencies: Object.keys(least),
    countries,
    least: least[currency] ?? null,
    most: most[currency] ?? null,
  }))
}

/** What the fields of a form, or of an address, say: of a name that comes twice, the last counts. */
export function cartFrom(fields) {
  const last = (name) => fields.getAll(name).at(-1) ?? ''
  const count = (id) => (/^[0-9]$/.test(last(id)) ? Number(last(id)) : 0)
  const any = Object.keys(goods).some((id) => fields.has(id))
  return {
    // Who has put nothing in yet, finds tea there.
    counts: Object.fromEntries(Object.keys(goods).map((id) => [id, any ? count(id) : id === 'tea' ? 3 : 0])),
    currency: currencies.find((one) => one === last('currency')) ?? 'USD',
    country: countries.find((one) => one === last('country')) ?? (fields.has('country') ? '' : 'DE'),
    tip: last('tip').slice(0, 200),
    /** The reading of the tip that was chosen, where there are two. */
    exact: last('exact').slice(0, 200),
  }
}

/** What is in the cart, line by line; `tip` is the exact one, or nothing. */
export function idsOf({ counts }, tip) {
  const ids = Object.keys(counts).filter((id) => counts[id] > 0)
  return tip === '' ? ids : [...ids, 'tip']
}

/** The lines of a bill for it. */
export function linesOf(cart, tip, words) {
  return idsOf(cart, tip).map((id) => ({
    name: words[`goods.${id}`],
    ...(id === 'tip' ? { quantity: 1, unitPrice: tip } : { quantity: cart.counts[id], unitPrice: goods[id][cart.currency] }),
  }))
}

/** The tip as an exact amount, or nothing: what was chosen counts only where it is a reading of what was typed. */
export function tipOf(countersign, { tip, exact, currency }) {
  const { outcome, canonical, details } = judgeOnce(countersign, 'payment.amount', { currency }, tip)
  if (outcome === 'accept') return canonical
  return details.readings.some(({ display }) => display === exact) ? exact : ''
}

/** What these lines come to: added up by the package, so that no page adds up money by itself. */
export function expectedOf(countersign, { currency }, lines) {
  return judgeOnce(countersign, 'payment.bill', { currency, lines, total: '0' }).details.total
}
