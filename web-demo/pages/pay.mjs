// The page where one pays: the signed offer as it is confirmed, and the button that is held; and the receipt.
import { maskedPhone } from '../codes.mjs'
import { steps } from '../public/factors.js'
import { goods } from '../public/goods.js'
import { codeView, offerView } from '../public/pay-view.js'
import { element, ready } from '../public/tree.js'
import { signer, tamperings } from '../pay.mjs'
import { choices, drawer, link, mannerFields, page, say, stylesheet } from './layout.mjs'
import { device } from './verify.mjs'

const path = '/pay'
const formId = 'pay'
const cartNames = [...Object.keys(goods), 'currency', 'country', 'tip', 'exact', 'id']

/** What a change of language keeps: what is in the cart, and how it is paid. */
function kept(state) {
  return [...(state.query ?? [])].filter(([name]) => [...cartNames, 'tamper', 'step', 'sent'].includes(name))
}

function stepPart(step, enough, words) {
  return element('fieldset', { id: 'steps', class: 'pay-steps' }, [
    say('legend', null, 'pay.step', words),
    ...steps.map((value) =>
      element('label', { class: value === 'passkey' ? 'choice only-live' : 'choice', 'data-step': value, 'data-fits': String(enough[value]) }, [
        element('input', { type: 'radio', name: 'step', value, checked: value === step, disabled: !enough[value] }),
        element('span', null, [
          say('span', null, `pay.step.${value}`, words),
          value === 'code' && element('bdi', { dir: 'ltr' }, ` ${maskedPhone}`),
          !enough[value] && element('span', { class: 'step-why' }, [' ', say('span', null, 'pay.step.not-enough', words)]),
        ]),
      ]),
    ),
  ])
}

/** What was sent a code for: a form of its own, since Enter in its field confirms this and nothing else. */
function codePart({ offer, code, confirmShown }, state, words, html) {
  const template = code && { frame: ready(html.otpTemplate({ length: code.length, stylesheet })), card: ready(html.verdictTemplate(html.onCodeCard(code.shown), { text: '', stylesheet, reserve: 'code' })) }
  return element('form', { id: 'code-form', method: 'post', action: path, hidden: code === undefined, 'aria-labelledby': 'code-title' }, [
    say('h2', { id: 'code-title' }, 'pay.code.title', words),
    element('p', null, [say('span', null, 'pay.code.lead', words), ' ', element('bdi', { dir: 'ltr' }, maskedPhone)]),
    mannerFields(state),
    element('input', { type: 'hidden', name: 'offer', value: offer.id }),
    element('input', { type: 'hidden', name: 'step', value: 'code' }),
    element('input', { type: 'hidden', name: 'digest' }),
    element('div', { id: 'code-slot', hidden: confirmShown.outcome === 'reject' }, code && codeView(code, words, template)),
    element('p', { class: 'small-print' }, say('a', { href: link(path, kept(state).filter(([name]) => name !== 'sent' && name !== 'tamper'), state), 'data-kept': true }, 'pay.code.back', words)),
  ])
}

function wrongChoices(tampering, state, words) {
  return drawer(
    state.open,
    words,
    element('form', { id: 'wrong', method: 'get', action: path }, [
      mannerFields(state),
      element('input', { type: 'hidden', name: 'open', value: '1' }),
      ...kept(state).filter(([name]) => name !== 'tamper' && name !== 'sent').map(([name, value]) => element('input', { type: 'hidden', name, value })),
      choices({ name: 'tamper', values: tamperings, chosen: tampering }, words),
      say('button', { type: 'submit', class: 'button plain' }, 'wrong.use', words),
    ]),
  )
}

function offerPart(asked, state, words, html) {
  const { offer, query, view, quote, known, key, earlier, publicKey, billShown, confirmShown, trouble, step, code, enough, factorsNeeded, factorsShown } = asked
  const card = (shown) => ready(html.verdictTemplate(shown, { text: '', stylesheet }))
  return [
    element('div', { class: 'trouble', id: 'trouble', tabindex: '-1', hidden: trouble === '' }, trouble !== '' && say('p', null, `pay.trouble.${trouble}`, words)),
    element('form', {
      id: 'confirm-form',
      method: 'post',
      action: path,
      'data-check': 'plain',
      'data-pending': code !== undefined,
      'data-fault': state.fault || false,
      'data-signer': signer,
      'data-key': publicKey,
      'data-known': JSON.stringify(known),
      'data-earlier': JSON.stringify(earlier),
      'data-cart': query.toString(),
    }, [
      mannerFields(state),
      element('input', { type: 'hidden', name: 'offer', value: offer.id }),
      element('cs-confirm', { id: 'question', quote: JSON.stringify(quote), 'idempotency-key': key, pending: code?.digest ?? false, judged: confirmShown.outcome }, [
        ready(html.confirmTemplate({ stylesheet })),
        element('input', { type: 'hidden', name: 'digest', 'data-cs': 'digest' }),
        element('input', { type: 'hidden', name: 'key', 'data-cs': 'key' }),
        ...['credential', 'authenticatorData', 'clientData', 'signature'].map((name) => element('input', { type: 'hidden', name, disabled: true })),
        element('div', { id: 'offer-slot' }, view),
        element('cs-verdict', { id: 'bill-verdict', hidden: billShown.outcome === 'accept' }, card(billShown)),
        element('cs-verdict', { slot: 'verdict', id: 'verdict' }, card(confirmShown)),
        stepPart(step, enough, words),
        element('cs-verdict', { id: 'factors-verdict', hidden: !factorsNeeded }, card(factorsShown)),
        say('p', { id: 'no-step', hidden: factorsShown.outcome !== 'reject' }, 'pay.step.none', words),
        say('button', { type: 'submit', slot: 'confirm', class: 'button', id: 'confirm', name: 'confirm', value: '1' }, 'pay.confirm', words),
      ]),
      element('div', { class: 'service', id: 'service' }, ['plain', 'live', 'failed'].map((which) => say('p', { 'data-when': which }, `pay.service.${which}`, words))),
    ]),
    codePart(asked, state, words, html),
    element('p', { class: 'visually-hidden', id: 'announcer', role: 'status' }),
  ]
}

function shell(title, script, state, words, languages, main, ...aside) {
  return page(
    { path, title, script, formId, state, words, languages },
    element('div', { class: 'page' }, [
      element('main', { id: 'main' }, [
        // The languages press this form: it asks for the page once more, in another one.
        element('form', { id: formId, method: 'get' }, [
          element('input', { type: 'hidden', name: 'dir', value: state.direction }),
          ...kept(state).map(([name, value]) => element('input', { type: 'hidden', name, value })),
        ]),
        ...main,
      ]),
      element('aside', { class: 'beside' }, aside),
    ]),
  )
}

/** The whole page; without an offer, it leads back to the shop. */
export function payPage(state, asked, languages, html) {
  const words = languages[state.language]
  const main = [say('h1', null, 'pay.heading', words), say('p', { class: 'lead' }, asked === undefined ? 'pay.nothing' : 'pay.lead', words)]
  if (asked === undefined) main.push(say('a', { class: 'button', href: link('/shop', '', state) }, 'pay.shop', words))
  else main.push(...offerPart(asked, state, words, html))
  return shell('pay.title', '/pay.js', state, words, languages, main, asked !== undefined && device('phone', asked.code?.messages ?? [], state, words, { id: 'phone', hidden: asked.code === undefined }), asked !== undefined && wrongChoices(asked.tampering, state, words), say('p', { class: 'quiet small-print' }, 'shop.print', words))
}

/** What was paid, to keep and to print. */
export function receiptPage(state, { offer, paidAt, voucher, shown, publicKey }, languages, html) {
  const words = languages[state.language]
  return shell(
    'receipt.title',
    '/receipt.js',
    state,
    words,
    languages,
    [
      say('h1', null, 'receipt.heading', words),
      element('p', { class: 'lead' }, voucher.text),
      element('div', { id: 'receipt', 'data-signer': signer, 'data-key': publicKey, 'data-voucher': JSON.stringify(voucher), 'data-fault': state.fault || false }, [
        offerView(offer, words, { paidAt }),
        element('cs-verdict', { id: 'verdict' }, ready(html.verdictTemplate(shown, { text: '', stylesheet }))),
        element('p', { class: 'small-print quiet digest' }, [say('span', null, 'receipt.digest', words), ' ', element('code', { dir: 'ltr' }, voucher.digest)]),
      ]),
      element('div', { class: 'ways onward-below' }, [
        say('a', { class: 'button', href: `/pay/voucher?id=${offer.id}`, download: `voucher-${offer.id}.json` }, 'receipt.download', words),
        say('button', { type: 'button', class: 'button plain', id: 'print', hidden: true }, 'receipt.print', words),
        say('a', { class: 'button plain', href: link('/history', '', state) }, 'receipt.history', words),
        say('a', { class: 'button plain', href: link('/refund', { id: offer.id }, state) }, 'receipt.refund', words),
      ]),
      element('p', { class: 'quiet', id: 'kept', role: 'status' }),
    ],
    say('p', { class: 'quiet small-print' }, 'shop.print', words),
  )
}
