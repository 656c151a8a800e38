// Harbour's cash desk: it signs offers for what is in the cart, takes each payment once, and signs vouchers. It can be told to cheat,
// as a page, a server or somebody in between might.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { payPage, receiptPage } from './pages/pay.mjs'
import { expectedOf } from './public/goods.js'
import { billOf, fieldsOf, offerView } from './public/pay-view.js'
import { toHtml } from './public/tree.js'
import { goodFor } from './shop.mjs'

/** How it may cheat; the first is how it should be. */
export const tamperings = ['none', 'old-cart', 'fee', 'hidden-fee', 'amount', 'account', 'look-alike', 'first', 'forged', 'stranger', 'expired', 'twice']
export const signer = 'harbour-1'
const mostOffers = 1000
const house = { name: 'Harbour Trading', account: 'DE89370400440532013000' }
const thief = 'GB29NWBK60161331926819'
const addresses = { DE: 'Am Sandtorkai 7, 20457 Hamburg', US: '12 Pier Avenue, Boston, MA 02210', CN: '上海市虹口区北外滩 7 号', JP: '横浜市中区海岸通 1-7', KW: 'Block 7, Arabian Gulf St, Kuwait City', '': 'Poste restante, Harbour' }

const base64url = (bytes) => Buffer.from(bytes).toString('base64url')

/** A key of Ed25519, and what others need to check its signatures. */
function newSigner(key) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const { x } = publicKey.export({ format: 'jwk' })
  return {
    publicKey: Buffer.from(x, 'base64url').toString('hex'),
    /** RFC 8032, over the type, a zero byte and the payload. */
    seal(type, payload) {
      const bytes = Buffer.from(payload)
      const signature = sign(null, Buffer.concat([Buffer.from(`countersign.${type}.v1\0`), bytes]), privateKey)
      return { payload: base64url(bytes), key, signature: base64url(signature) }
    },
  }
}

export class PayPages {
  #own = newSigner(signer)
  #other = newSigner('harbour-2')
  #offers = new Map()

  constructor({ core, shop, languages, now = Date.now }) {
    Object.assign(this, { core, shop, languages, now })
    core.countersign.trust(signer, this.#own.publicKey)
  }

  get publicKey() {
    return this.#own.publicKey
  }

  #judge(kind, subject) {
    const check = this.core.countersign.prepare(kind, subject)
    try {
      return check.run(undefined, { now: { wall: this.now(), steady: this.now() } }).keep()
    } finally {
      check.release()
    }
  }

  /** How often money was taken for this key: once at most. */
  chargedFor(key) {
    return [...this.#offers.values()].filter((one) => one.key === key && one.charged).length
  }

  /** An offer for a cart, signed, and what the page shows of it. */
  #open(fields, language, tampering) {
    const words = this.languages[language]
    const { cart, lines, tip } = this.shop.ask(fields, language)
    if (lines.length === 0) return undefined
    const bill = this.shop.bill(cart, tip.exact, { 'old-cart': 'old-cart', fee: 'fee', 'hidden-fee': 'fee' }[tampering] ?? 'right', language)
    const at = this.now() - (tampering === 'expired' ? goodFor + 60_000 : 0)
    const instant = (ms) => new Date(ms).toISOString()
    const offer = {
      id: `H-${randomBytes(4).toString('hex').toUpperCase()}`,
      payee: tampering === 'look-alike' ? { name: 'Harb0ur Trading', account: thief } : house,
      currency: bill.currency,
      lines: bill.lines,
      ...(bill.fees === undefined ? {} : { fees: bill.fees.map(({ name, amount }) => ({ name, amount })) }),
      address: addresses[cart.country],
      total: bill.total,
      issuedAt: instant(at),
      expiresAt: instant(at + goodFor),
    }
    const quote = (tampering === 'stranger' ? this.#other : this.#own).seal('quote', JSON.stringify(offer))
    if (tampering === 'forged') quote.payload = base64url(JSON.stringify({ ...offer, payee: { ...house, account: thief } }))
    const view = offerView(this.#shownOf(offer, bill, tampering), words)
    const known = tampering === 'first' ? [] : [house]
    const key = randomBytes(16).toString('hex')
    const earlier = tampering === 'twice' ? [{ idempotencyKey: key }] : []
    const made = { offer, query: fields, cart, lines, quote, view, known, key, earlier, language, tampering, charged: false }
    this.#offers.set(offer.id, made)
    // The oldest goes: this is a demonstration, not a bank.
    if (this.#offers.size > mostOffers) this.#offers.delete(this.#offers.keys().next().value)
    return made
  }

  /** What the page shows, where that is not what was signed. */
  #shownOf(offer, bill, tampering) {
    if (tampering === 'amount') return { ...offer, total: bill.lines[0].unitPrice }
    if (tampering === 'account' || tampering === 'forged') return { ...offer, payee: { ...house, account: thief } }
    if (tampering === 'hidden-fee') return { ...offer, fees: [] }
    return offer
  }

  /** What the package says of it: whether it is the bill for the cart, and whether what is shown is what was signed. */
  #look({ offer, cart, lines, quote, view, known, key, earlier }) {
    return {
      bill: this.#judge('payment.bill', billOf(offer, expectedOf(this.core.countersign, cart, lines))),
      confirm: this.#judge('payment.confirm', { quote, shown: fieldsOf(view), known, idempotencyKey: key, earlier }),
    }
  }

  #page(state, made, { trouble = '' } = {}) {
    const { html } = this.core
    if (made === undefined) return `<!doctype html>${toHtml(payPage(state, undefined, this.languages, html))}`
    const { bill, confirm } = this.#look(made)
    const asked = { ...made, publicKey: this.publicKey, trouble, billShown: html.showVerdict(bill, state.language), confirmShown: html.showVerdict(confirm, state.language) }
    return `<!doctype html>${toHtml(payPage(state, asked, this.languages, html))}`
  }

  /** GET /pay: an offer for the cart in the address. */
  get(fields, state) {
    const tampering = tamperings.find((one) => one === fields.getAll('tamper').at(-1)) ?? 'none'
    const made = this.#open(fields, state.language, tampering)
    return { status: 200, body: this.#page({ ...state, query: fields }, made) }
  }

  /** POST /pay: what the person has confirmed. The server looks once more, and takes the money once. */
  post(fields, state) {
    const made = this.#offers.get(fields.get('offer') ?? '')
    if (made === undefined) return { status: 410, body: this.#page(state, undefined) }
    const { confirm, bill } = this.#look(made)
    const may = [confirm, bill].every(({ outcome }) => outcome === 'accept' || outcome === 'caution')
    const digest = fields.get('digest') ?? ''
    // Without JavaScript nothing was computed on the device.
    if (!may || (digest !== '' && digest !== confirm.details.digest)) return { status: 422, body: this.#page({ ...state, query: made.query }, made, { trouble: 'refused' }) }
    this.#charge(made, confirm.details.digest)
    const parameters = new URLSearchParams({ id: made.offer.id, lang: state.language, ...(state.direction === 'rtl' ? { dir: 'rtl' } : {}) })
    return { status: 303, headers: { Location: `/pay/receipt?${parameters}` }, body: '' }
  }

  /** Once for each offer, however often it is asked for. */
  #charge(made, digest) {
    if (made.charged) return
    const { offer, language } = made
    const paidAt = new Date(this.now()).toISOString()
    const words = this.languages[language]
    const values = { payee: offer.payee.name, total: `${offer.total} ${offer.currency}`, offer: offer.id }
    const text = words['voucher.text'].replace(/\{(\w+)\}/g, (_, name) => values[name])
    // In the form of RFC 8785: names in their order, and no number anywhere.
    const payload = JSON.stringify({
      amount: offer.total,
      confirmation: digest,
      currency: offer.currency,
      id: `V-${offer.id}`,
      paidAt,
      payee: { account: offer.payee.account, name: offer.payee.name },
      reference: offer.id,
      text,
    })
    const digestOfVoucher = createHash('sha256').update(payload).digest('hex')
    made.voucher = { ...this.#own.seal('voucher', payload), text, digest: digestOfVoucher }
    made.paidAt = paidAt
    made.charged = true
  }

  #paid(fields) {
    const made = this.#offers.get(fields.get('id') ?? '')
    return made?.charged ? made : undefined
  }

  /** GET /pay/receipt: what was paid. */
  receipt(fields, state) {
    const made = this.#paid(fields)
    if (made === undefined) return { status: 404, body: this.#page(state, undefined) }
    const verdict = this.#judge('payment.voucher', made.voucher)
    const shown = this.core.html.showVerdict(verdict, state.language)
    return { status: 200, body: `<!doctype html>${toHtml(receiptPage({ ...state, query: fields }, { ...made, shown, publicKey: this.publicKey }, this.languages, this.core.html))}` }
  }

  /** GET /pay/voucher: the file. */
  voucher(fields) {
    const made = this.#paid(fields)
    return made && { name: `voucher-${made.offer.id}.json`, body: `${this.#judge('payment.voucher', made.voucher).canonical}\n` }
  }
}
