// The offer as the pay page shows it. Each text that is signed stands in an element of its own with `data-field`: so it can be
// held against the signature, on the device and on the server.
import { element } from './tree.js'

/** An account in groups of four for the eye; what is confirmed is the text without gaps. */
function grouped(text) {
  return (text.match(/.{1,4}/gu) ?? []).map((group) => element('span', { class: 'group' }, group))
}

function field(name, text, attributes = {}) {
  return element('bdi', { 'data-field': name, ...attributes }, text)
}

function time(name, instant) {
  return element('time', { 'data-field': name, datetime: instant, dir: 'ltr' }, instant)
}

function amountRow(path, { name, amount }) {
  return element('tr', null, element('th', { scope: 'row' }, field(`${path}.name`, name)), element('td', null, field(`${path}.amount`, amount, { dir: 'ltr' })))
}

function lineRow(line, i) {
  const path = `lines[${i}]`
  return element('tr', null, [
    element('th', { scope: 'row' }, element('div', { class: 'bill-item' }, [
      field(`${path}.name`, line.name),
      element('span', { class: 'bill-what', dir: 'ltr' }, [field(`${path}.quantity`, String(line.quantity)), ' × ', field(`${path}.unitPrice`, line.unitPrice)]),
    ])),
    element('td', null, field(`${path}.total`, line.total, { dir: 'ltr' })),
  ])
}

function say(name, key, words, attributes = {}) {
  return element(name, { 'data-words': key, ...attributes }, words[key])
}

/** Who is paid, where it goes, each line, the fees, the total, and until when; or when it was paid. */
export function offerView(offer, words, { paidAt } = {}) {
  const { payee, lines, fees = [], currency } = offer
  const row = (key, content) => [say('dt', key, words), element('dd', null, content)]
  return element('div', { class: 'offer', id: 'offer' }, [
    element('dl', { class: 'offer-facts' }, [
      row('pay.payee', field('payee.name', payee.name, { class: 'offer-payee' })),
      row('pay.account', field('payee.account', grouped(payee.account), { class: 'account', dir: 'ltr' })),
      row('pay.address', field('address', offer.address)),
    ]),
    element('table', { class: 'bill' }, [
      say('caption', 'bill.title', words, { class: 'visually-hidden' }),
      element('tbody', null, [...lines.map(lineRow), ...fees.map((fee, i) => amountRow(`fees[${i}]`, fee))]),
      element('tfoot', null, element('tr', null, [
        say('th', paidAt === undefined ? 'bill.total' : 'receipt.total', words, { scope: 'row' }),
        element('td', null, element('bdi', { dir: 'ltr' }, element('strong', null, [field('total', offer.total), ' ', field('currency', currency)]))),
      ])),
    ]),
    element('dl', { class: 'offer-facts small-print' }, [
      row('pay.offer', field('id', offer.id, { dir: 'ltr' })),
      row('pay.issued', time('issuedAt', offer.issuedAt)),
      paidAt === undefined ? row('pay.until', time('expiresAt', offer.expiresAt)) : row('receipt.at', time('paidAt', paidAt)),
    ]),
  ])
}

/**
 * The field for the code that was sent for one payment. `code` has the session, as the server knows it; `inside` is what a server
 * writes into the elements.
 */
export function codeView({ session, length, rule, seconds, cap, windowSeconds, destination, state, date }, words, { frame, card } = {}) {
  return element('cs-otp', {
    id: 'code-question',
    session,
    length: String(length),
    'resend-rule': rule,
    'resend-seconds': seconds.join(' '),
    'resend-cap': String(cap),
    'resend-window': String(windowSeconds),
    destination,
    state: JSON.stringify(state),
    date,
  }, [
    frame,
    say('label', 'pay.code.label', words, { for: 'code' }),
    element('input', { id: 'code', slot: 'code', name: 'code', type: 'text', inputmode: 'numeric', autocomplete: 'one-time-code', autocapitalize: 'none', spellcheck: 'false', dir: 'ltr', enterkeyhint: 'done' }),
    element('cs-verdict', { slot: 'verdict', id: 'code-verdict' }, card),
    element('div', { slot: 'actions', class: 'actions' }, say('button', 'pay.code.confirm', words, { type: 'submit', class: 'button', id: 'go', name: 'go', value: '1' })),
    say('button', 'verify.resend', words, { type: 'submit', slot: 'resend', class: 'button plain', name: 'resend', value: '1', formnovalidate: true }),
  ])
}

/** What the offer asks for, as a bill for a cart that comes to `expected`: what the cart did not say was not in the offer. */
export function billOf({ currency, lines, fees = [], total }, expected) {
  return { currency, lines, fees: fees.map((fee) => ({ ...fee, quoted: false })), total, expected }
}

/** The same as fields and texts, as `<cs-confirm>` reads them from the page. */
export function fieldsOf(tree) {
  if (typeof tree !== 'object') return []
  const { 'data-field': field, datetime } = tree.attributes
  if (field !== undefined) return [{ field, text: datetime ?? textOf(tree) }]
  return tree.children.flatMap(fieldsOf)
}

function textOf(tree) {
  return typeof tree === 'object' ? tree.children.map(textOf).join('') : tree
}
