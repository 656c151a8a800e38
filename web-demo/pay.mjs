// Harbour's cash desk: it signs offers for what is in the cart, takes each payment once, and signs vouchers. It can be told to cheat,
// as a page, a server or somebody in between might.
import { createHash, createPublicKey, generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto'
import { length, phone } from './codes.mjs'
import { buyerOf } from './orders.mjs'
import { payPage, receiptPage } from './pages/pay.mjs'
import { isEnough, judgeFactors, steps } from './public/factors.js'
import { expectedOf, idsOf } from './public/goods.js'
import { judgeOnce } from './public/judge.js'
import { billOf, fieldsOf, offerView } from './public/pay-view.js'
import { toHtml } from './public/tree.js'
import { goodFor } from './shop.mjs'
import { hostOf } from './verify.mjs'

/** How it may cheat; the first is how it should be. */
export const tamperings = ['none', 'old-cart', 'fee', 'hidden-fee', 'amount', 'account', 'look-alike', 'first', 'forged', 'stranger', 'expired', 'twice', 'late']
export const signer = 'harbour-1'
const mostOffers = 1000
const mostPasskeys = 1000
const house = { name: 'Harbour Trading', account: 'DE89370400440532013000' }
const thief = 'GB29NWBK60161331926819'
const addresses = { DE: 'Am Sandtorkai 7, 20457 Hamburg', US: '12 Pier Avenue, Boston, MA 02210', CN: '上海市虹口区北外滩 7 号', JP: '横浜市中区海岸通 1-7', KW: 'Block 7, Arabian Gulf St, Kuwait City', '': 'Poste restante, Harbour' }

/** The same offer, but the money goes elsewhere. */
const diverted = (offer) => ({ ...offer, payee: { ...house, account: thief } })
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

const sha256 = (bytes) => createHash('sha256').update(bytes).digest()
const bytesOf = (fields, name) => Buffer.from(fields.get(name) ?? '', 'base64url')

export class PayPages {
  #passkeys = new Map()
  #own = newSigner(signer)
  #other = newSigner('harbour-2')
  #offers = new Map()

  constructor({ core, desk, shop, orders, languages, now = Date.now }) {
    Object.assign(this, { core, desk, shop, orders, languages, now })
    core.countersign.trust(signer, this.#own.publicKey)
  }

  get publicKey() {
    return this.#own.publicKey
  }

  #judge(kind, subject) {
    return judgeOnce(this.core.countersign, kind, subject, undefined, { now: { wall: this.now(), steady: this.now() } })
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
    if (tampering === 'forged') quote.payload = base64url(JSON.stringify(diverted(offer)))
    const view = offerView(this.#shownOf(offer, bill, tampering), words)
    const known = tampering === 'first' ? [] : [house]
    const key = randomBytes(16).toString('hex')
    const earlier = tampering === 'twice' ? [{ idempotencyKey: key }] : []
    const made = { offer, query: fields, cart, tip: tip.exact, lines, quote, view, known, key, earlier, language, tampering, step: steps[0], charged: false }
    this.#offers.set(offer.id, made)
    // The oldest goes: this is a demonstration, not a bank.
    if (this.#offers.size > mostOffers) this.#offers.delete(this.#offers.keys().next().value)
    return made
  }

  /** What the page shows, where that is not what was signed. */
  #shownOf(offer, bill, tampering) {
    if (tampering === 'amount') return { ...offer, total: bill.lines[0].unitPrice }
    if (tampering === 'account' || tampering === 'forged') return diverted(offer)
    if (tampering === 'hidden-fee') return { ...offer, fees: [] }
    return offer
  }

  /** What the package says of it: whether it is the bill for the cart, and whether what is shown is what was signed. */
  #look({ offer, cart, lines, quote, view, known, key, earlier, code }, more = {}) {
    return {
      bill: this.#judge('payment.bill', billOf(offer, expectedOf(this.core.countersign, cart, lines))),
      confirm: this.#judge('payment.confirm', { quote, shown: fieldsOf(view), known, idempotencyKey: key, earlier, ...(code && { pending: code.digest }), ...more }),
    }
  }

  // --- what the amount needs ---

  /** Whether the amount can be confirmed in this way. */
  #isEnough({ offer }, step) {
    return isEnough(judgeFactors(this.core.countersign, offer, step))
  }

  /** The way that was asked for, or else the first that is enough. */
  #stepFor(made, step) {
    return [step, ...steps].find((one) => this.#isEnough(made, one)) ?? step
  }

  // --- a code for one payment ---

  /** Sends a code for what is shown now, and for nothing else; what it is for stands in the message. */
  #sendCode(made, digest, host, { key = '' } = {}) {
    const { language, offer } = made
    const words = this.languages[language]
    const values = { total: `${offer.total} ${offer.currency}`, payee: offer.payee.name, end: offer.payee.account.slice(-4) }
    const about = words['pay.code.message'].replace(/\{(total|payee|end)\}/g, (_, name) => values[name])
    made.code ??= { session: this.desk.open({ ways: { voice: true, email: true, ticket: true } }), digest }
    const answer = this.desk.send(made.code.session, { key, language, host, write: (code, site) => `${about.replace('{code}', code)}\n\n@${site} #${code}` })
    if (made.tampering === 'late' && answer.status === 202) this.#swap(made)
    return answer
  }

  /** As somebody would who waits for the code: what it is for becomes something else, and that is signed, too. */
  #swap(made) {
    made.offer = diverted(made.offer)
    made.quote = this.#own.seal('quote', JSON.stringify(made.offer))
    made.view = offerView(made.offer, this.languages[made.language])
  }

  /** What the page has to know of the code. */
  #codeOf({ code }, host, language) {
    if (code === undefined) return undefined
    const { session, digest } = code
    const verdict = this.desk.judge(session, '', host)
    const { resend } = this.desk.subject(session, host)
    return {
      ...resend,
      session: session.id,
      digest,
      length,
      destination: phone,
      state: verdict.details.state,
      date: new Date(this.now()).toISOString(),
      shown: this.core.html.showVerdict(verdict, language),
      messages: this.desk.inbox(session).messages,
    }
  }

  // --- a passkey ---

  /** Whether the device has said yes to this payment: W3C Web Authentication, section 7.2. */
  #deviceSaysYes(fields, host) {
    const passkey = this.#passkeys.get(fields.get('credential') ?? '')
    const [data, client, signature] = ['authenticatorData', 'clientData', 'signature'].map((name) => bytesOf(fields, name))
    if (passkey === undefined || data.length < 37 || !data.subarray(0, 32).equals(sha256(host))) return false
    const [present, known] = [1, 4].map((bit) => (data[32] & bit) !== 0)
    return present && known && verify('sha256', Buffer.concat([data, sha256(client)]), passkey, signature)
  }

  /** Keeps the public half of a new passkey. Nobody has an account here, so it may be made while one pays; a bank would ask for the old factor first. */
  #keepPasskey(fields) {
    try {
      const key = createPublicKey({ key: bytesOf(fields, 'publicKey'), format: 'der', type: 'spki' })
      if (!['ec', 'rsa'].includes(key.asymmetricKeyType)) return false
      this.#passkeys.set(fields.get('credential') ?? '', key)
    } catch {
      return false
    }
    if (this.#passkeys.size > mostPasskeys) this.#passkeys.delete(this.#passkeys.keys().next().value)
    return true
  }

  #page(state, made, { trouble = '', host = '' } = {}) {
    const { html } = this.core
    if (made === undefined) return `<!doctype html>${toHtml(payPage(state, undefined, this.languages, html))}`
    const { bill, confirm } = this.#look(made)
    const code = this.#codeOf(made, host, state.language)
    const enough = Object.fromEntries(steps.map((step) => [step, this.#isEnough(made, step)]))
    // Whether the device has a passkey, only its browser knows.
    const factors = judgeFactors(this.core.countersign, made.offer, made.step === 'passkey' ? 'code' : made.step)
    const asked = { ...made, code, enough, factorsNeeded: factors.details.needed > 0, factorsShown: html.showVerdict(factors, state.language), publicKey: this.publicKey, trouble, billShown: html.showVerdict(bill, state.language), confirmShown: html.showVerdict(confirm, state.language) }
    return `<!doctype html>${toHtml(payPage(state, asked, this.languages, html))}`
  }

  /** GET /pay: an offer for the cart in the address. `sent`: with a code that was sent already. */
  get(fields, state, host) {
    const last = (name, among) => among.find((one) => one === fields.getAll(name).at(-1)) ?? among[0]
    const tampering = last('tamper', tamperings)
    const made = this.#open(fields, state.language, tampering)
    if (made !== undefined) made.step = this.#stepFor(made, tampering === 'late' ? 'code' : last('step', steps))
    if (made?.step === 'code' && fields.has('sent')) {
      const { digest } = this.#look(made).confirm.details
      if (digest !== null) this.#sendCode(made, digest, host)
    }
    return { status: 200, body: this.#page({ ...state, query: fields }, made, { host }) }
  }

  /** POST /pay: what the person has confirmed. The server looks once more, and takes the money once. */
  post(request, fields, state) {
    const [host, origin] = [hostOf(request), `http://${request.headers.host}`]
    const made = this.#offers.get(fields.get('offer') ?? '')
    if (made === undefined) return { status: 410, body: this.#page(state, undefined) }
    made.step = steps.find((one) => one === fields.get('step')) ?? made.step
    const device = made.step === 'passkey'
    const { confirm, bill } = this.#look(made, device ? { clientData: fields.get('clientData') ?? '', origin } : {})
    const may = [confirm, bill].every(({ outcome }) => outcome === 'accept' || outcome === 'caution')
    const digest = fields.get('digest') ?? ''
    const again = (trouble) => ({ status: trouble === '' ? 200 : 422, body: this.#page({ ...state, query: made.query }, made, { trouble, host }) })
    // Without JavaScript nothing was computed on the device.
    if (digest !== '' && digest !== confirm.details.digest) return again('refused')
    if (device && !this.#deviceSaysYes(fields, host)) return again('device')
    if (!may) return again('refused')
    if (!this.#isEnough(made, made.step)) {
      made.step = this.#stepFor(made, made.step)
      return again('factors')
    }
    if (made.step === 'code' && !made.charged) {
      if (made.code === undefined || fields.has('resend')) {
        this.#sendCode(made, confirm.details.digest, host)
        return again('')
      }
      if (!this.desk.verify(made.code.session, fields.get('code') ?? '').ok) return again('code')
    }
    const { buyer, headers } = buyerOf(request)
    this.#charge(made, confirm.details.digest, buyer)
    const parameters = new URLSearchParams({ id: made.offer.id, lang: state.language, ...(state.direction === 'rtl' ? { dir: 'rtl' } : {}) })
    return { status: 303, headers: { Location: `/pay/receipt?${parameters}`, ...headers }, body: '' }
  }

  /** What the page's script asks: /pay/code and /pay/passkey. */
  ask(what, fields, host) {
    if (what === 'passkey') {
      const known = this.#passkeys.has(fields.get('credential') ?? '') || (fields.has('publicKey') && this.#keepPasskey(fields))
      return { status: known ? 200 : 404, answer: { known } }
    }
    const made = this.#offers.get(fields.get('offer') ?? '')
    if (made === undefined) return { status: 410, answer: {} }
    const { digest } = this.#look({ ...made, code: undefined }).confirm.details
    // A code is for what this server has signed, and for what it knows to be shown.
    if (digest === null || digest !== fields.get('digest') || !this.#isEnough(made, 'code')) return { status: 422, answer: {} }
    made.step = 'code'
    const { status, headers, body } = this.#sendCode(made, digest, host, { key: fields.get('key') ?? '' })
    const { shown, ...code } = this.#codeOf(made, host, made.language)
    return { status, headers, answer: { ...body, code, offer: made.offer, quote: made.quote } }
  }

  /** Once for each offer, however often it is asked for. */
  #charge(made, digest, buyer) {
    if (made.charged) return
    const { offer, cart, tip, language } = made
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
    const ids = idsOf(cart, tip)
    this.orders.place({
      id: offer.id,
      buyer,
      currency: offer.currency,
      captured: offer.total,
      lines: offer.lines.map(({ quantity, unitPrice }, i) => ({ id: ids[i], count: quantity, price: unitPrice })),
    })
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
