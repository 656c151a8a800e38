// The page of an order where one asks for money back: each line with whether it can be paid back, and why not.
import { element, ready } from '../public/tree.js'
import { choices, drawer, link, mannerFields, page, say, stylesheet } from './layout.mjs'

const path = '/refund'
const formId = 'refund'
/** States of an example that are worth a link. */
export const refundExamples = ['packed', 'mixed', 'unknown', 'gift', 'meanwhile']

/** Which of its facts is why a line cannot be paid back, in the words of this line. */
const whyOf = { 'contract-signed': ({ contract }) => `refund.contract.${contract}`, shipped: ({ where }) => `refund.where.${where}` }
const grades = { eligible: 'fine', 'not-eligible': 'stop', ask: 'unknown' }
const decisions = { eligible: 'refund.eligible', 'not-eligible': 'refund.not-eligible', ask: 'refund.unknown-yet', asked: 'refund.being-asked' }

function date(at) {
  const instant = new Date(at).toISOString()
  return element('time', { datetime: instant }, instant.slice(0, 10))
}

const money = (amount, currency) => element('bdi', { dir: 'ltr' }, `${amount} ${currency}`)

function lineItem(line, judged, chosen, currency, words) {
  const { id, count, given, price, asked, contract } = line
  const left = count - given
  const why = (judged?.reasons ?? []).map((reason) => whyOf[reason](line))
  // What is no reason is still worth a word.
  const facts = [`refund.where.${line.where}`, contract !== 'none' && `refund.contract.${contract}`].filter((key) => key && !why.includes(key))
  const picked = chosen.find((one) => one.id === id)?.count ?? 0
  return element('li', { class: 'good refund-line', 'data-line': id, 'data-decision': judged?.decision ?? 'none' }, [
    element('div', { class: 'refund-facts' }, [
      element(left > 0 ? 'label' : 'span', { class: 'good-name', for: left > 0 && id }, say('span', null, `goods.${id}`, words)),
      element('span', { class: 'good-price', dir: 'ltr' }, count === 1 ? `${price} ${currency}` : `${count} × ${price} ${currency}`),
      element('div', { id: `${id}-facts`, class: 'refund-says' }, [
        left > 0 && facts.map((key) => say('span', { class: 'bill-what' }, key, words)),
        given > 0 && element('span', { class: 'bill-what' }, words['refund.given-of'].replace('{count}', given)),
        judged && element('span', { class: 'bill-note', 'data-grade': grades[judged.decision] }, words[decisions[judged.decision === 'ask' && asked ? 'asked' : judged.decision]].replace('{reasons}', why.map((key) => words[key]).join(words['refund.and']))),
      ]),
    ]),
    left > 0 &&
      element('select', { id, name: id, class: 'control good-count', autocomplete: 'off', 'aria-describedby': `${id}-facts` }, Array.from({ length: left + 1 }, (_, n) =>
        element('option', { value: String(n), selected: n === picked }, String(n)),
      )),
  ])
}

function orderFacts({ id, captured, currency, paidAt, refunds }, words) {
  const row = (key, ...content) => [say('dt', null, key, words), element('dd', null, content)]
  return element('dl', { class: 'offer-facts offer refund-order' }, [
    row('refund.order', element('bdi', { dir: 'ltr' }, id)),
    row('refund.paid', money(captured, currency), ' · ', date(paidAt)),
    refunds.length > 0 && row('refund.given', refunds.map((one) => element('span', { class: 'refund-given' }, [money(one.amount, currency), ' · ', date(one.at), ' · ', element('bdi', { dir: 'ltr' }, one.id)]))),
  ])
}

/** Whether anything comes back at once. */
const comesBack = (details) => details !== undefined && details.lines.some(({ decision }) => decision === 'eligible')

/** What has come of what was asked before. */
function donePart({ order, done }, words) {
  const asked = order.lines.filter((line) => line.asked && line.given < line.count)
  const said = [
    done && element('p', null, element('strong', null, words['refund.done'].replace('{amount}', `${done.amount} ${order.currency}`))),
    asked.length > 0 && element('p', null, words['refund.asked'].replace('{items}', asked.map(({ id }) => words[`goods.${id}`]).join(words['refund.and']))),
    order.case !== '' && element('p', null, [say('span', null, 'refund.case', words), ' ', element('bdi', { dir: 'ltr' }, order.case)]),
    order.lines.every(({ count, given }) => count === given) && say('p', null, 'refund.all', words),
  ].filter(Boolean)
  return said.length > 0 && element('div', { id: 'done', class: 'ticket', tabindex: '-1' }, said)
}

function wrongChoices({ order, states, at }, state, words) {
  return drawer(
    state.open,
    words,
    element('form', { id: 'wrong', method: 'get', action: path }, [
      mannerFields(state),
      element('input', { type: 'hidden', name: 'open', value: '1' }),
      !order.example && element('input', { type: 'hidden', name: 'id', value: order.id }),
      choices({ name: 'state', key: 'order', values: states, chosen: at }, words),
      say('button', { type: 'submit', class: 'button plain' }, 'wrong.set', words),
    ]),
  )
}

function examples(state, words) {
  return element('nav', { 'aria-labelledby': 'examples-title' }, [
    say('h2', { id: 'examples-title' }, 'examples.title', words),
    element('ul', { class: 'examples' }, refundExamples.map((id) =>
      element('li', null, element('a', { href: link(path, { state: id }, state), 'data-kept': true }, say('span', null, `refund.example.${id}`, words))),
    )),
  ])
}

function orderPart(asked, state, words, html) {
  const { order, told, chosen, lines, details, shown, trouble } = asked
  const refused = shown?.outcome === 'reject'
  const some = lines.length > 0
  return [
    element('div', { class: 'trouble', id: 'trouble', tabindex: '-1', hidden: trouble === '' }, trouble !== '' && say('p', null, `refund.trouble.${trouble}`, words)),
    donePart(asked, words),
    orderFacts(order, words),
    element('form', {
      id: formId,
      method: 'post',
      action: path,
      autocomplete: 'off',
      'data-check': 'plain',
      'data-fault': state.fault || false,
      'data-order': JSON.stringify(told),
      'data-answered': trouble === 'recheck',
    }, [
      mannerFields(state),
      element('input', { type: 'hidden', name: 'id', value: order.id }),
      element('input', { type: 'hidden', name: 'version', value: String(order.version) }),
      some && say('h2', { id: 'lines-title', class: 'refund-title' }, 'refund.lines', words),
      element('ul', { class: 'goods', role: 'list', 'aria-labelledby': some && 'lines-title' }, order.lines.map((line) => lineItem(line, lines.find(({ id }) => id === line.id), chosen, order.currency, words))),
      some && element('cs-verdict', { id: 'verdict', hidden: shown === undefined }, shown && ready(html.verdictTemplate(shown, { text: '', stylesheet }))),
      some && element('p', { class: 'refund-sum', id: 'sum', role: 'status', hidden: refused || !comesBack(details) }, [say('span', null, 'refund.back', words), ' ', element('strong', null, element('bdi', { id: 'amount', dir: 'ltr' }, details && `${details.refundable} ${order.currency}`))]),
      some && element('div', { class: 'ways onward-below' }, say('button', { type: 'submit', class: 'button', id: 'ask' }, 'refund.ask', words)),
      element('div', { id: 'contact', class: 'refund-contact', hidden: order.case !== '' }, [
        say('p', null, 'refund.contact.lead', words),
        say('button', { type: 'submit', class: 'button plain', name: 'contact', value: '1' }, 'refund.contact', words),
      ]),
      element('div', { class: 'service', id: 'service' }, ['plain', 'live', 'failed'].map((which) => say('p', { 'data-when': which }, `refund.service.${which}`, words))),
    ]),
  ]
}

/** The whole page; for an order that is not known, or is another person's, it leads on. */
export function refundPage(state, asked, languages, html) {
  const words = languages[state.language]
  const main = [say('h1', null, 'refund.heading', words), say('p', { class: 'lead' }, asked === undefined ? 'refund.none' : 'refund.lead', words)]
  if (asked === undefined)
    main.push(
      element('form', { id: formId, method: 'get', action: '/history', 'data-check': 'plain' }, [mannerFields(state), say('button', { type: 'submit', class: 'button' }, 'receipt.history', words)]),
    )
  else main.push(...orderPart(asked, state, words, html))
  return page(
    { path, title: 'refund.title', script: '/refund.js', formId, state, words, languages },
    element('div', { class: 'page' }, [
      element('main', { id: 'main' }, main),
      element('aside', { class: 'beside' }, [examples(state, words), asked !== undefined && wrongChoices(asked, state, words), say('p', { class: 'quiet small-print' }, 'shop.print', words)]),
    ]),
  )
}
