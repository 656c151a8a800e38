// The shop: a cart, what it comes to, the bill that the server makes of it, and how one can pay.
import { countries, currencies, goods, most } from '../public/goods.js'
import { billView, methodsView, readingsView } from '../public/shop-view.js'
import { element, ready } from '../public/tree.js'
import { wrongs } from '../shop.mjs'
import { choices, drawer, link, mannerFields, page, say, stylesheet } from './layout.mjs'

const path = '/shop'
const formId = 'shop'

function choice(name, values, chosen, key, words) {
  return element('div', { class: 'field' }, [
    say('label', { for: name }, key, words),
    element('select', { id: name, name, class: 'control', autocomplete: 'off' }, values.map((value) =>
      say('option', { value, selected: value === chosen }, `${key}.${value || 'none'}`, words),
    )),
  ])
}

function cartRows({ counts, currency }, words) {
  return element(
    'ul',
    { class: 'goods', role: 'list' },
    Object.entries(goods).map(([id, prices]) =>
      element('li', { class: 'good' }, [
        say('label', { for: id, class: 'good-name' }, `goods.${id}`, words),
        element('span', { class: 'good-price', dir: 'ltr', 'data-price': id }, `${prices[currency]} ${currency}`),
        element('select', { id, name: id, class: 'control good-count', autocomplete: 'off' }, Array.from({ length: most + 1 }, (_, n) =>
          element('option', { value: String(n), selected: counts[id] === n }, String(n)),
        )),
      ]),
    ),
  )
}

function tipField({ cart, tip, tipShown }, words, html) {
  const options = { text: cart.tip, stylesheet, reserve: 'amount' }
  const said = cart.tip !== ''
  return [
    element(
      'cs-amount',
      { id: 'tip-question', currency: cart.currency, locale: '', 'amount-field': '#tip', judged: said && tipShown.outcome },
      ready(html.amountTemplate(tipShown, options)),
      say('label', { for: 'tip' }, 'label.tip', words),
      element('input', { id: 'tip', name: 'tip', class: 'control amount-field', type: 'text', inputmode: 'decimal', autocomplete: 'off', dir: 'ltr', value: cart.tip || false, 'aria-describedby': 'tip-lead' }),
      element('input', { type: 'hidden', name: 'exact', 'data-cs': 'amount', class: 'only-live-field', disabled: true }),
      element('cs-verdict', { slot: 'verdict', id: 'tip-verdict', reserve: said && 'amount' }, said && ready(html.verdictTemplate(tipShown, options))),
    ),
    readingsView(tip.readings, tip.exact, words),
  ]
}

function billPart({ bill, details, expected, billShown, methods, methodsShown, method }, words, html) {
  const card = (shown) => (shown === undefined ? undefined : ready(html.verdictTemplate(shown, { text: '', stylesheet })))
  return element('section', { class: 'bill-part', id: 'bill-part', 'aria-labelledby': 'bill-title', hidden: bill === undefined }, [
    say('h2', { id: 'bill-title' }, 'bill.title', words),
    element('div', { id: 'bill-slot' }, bill !== undefined && billView({ bill, details, expected }, words)),
    element('cs-verdict', { id: 'bill-verdict' }, card(billShown)),
    say('h2', { id: 'methods-title' }, 'methods.title', words),
    element('div', { id: 'methods-slot', role: 'group', 'aria-labelledby': 'methods-title' }, methods !== undefined && methodsView(methods, method, words)),
    element('cs-verdict', { id: 'methods-verdict', hidden: methodsShown === undefined || methodsShown.outcome === 'accept' }, card(methodsShown)),
    say('button', { type: 'submit', class: 'button', id: 'pay', formaction: '/pay' }, 'shop.pay', words),
  ])
}

function wrongChoices(wrong, open, words) {
  return drawer(
    open,
    words,
    choices({ name: 'wrong', key: 'bill', values: wrongs, chosen: wrong, formId }, words),
    say('button', { type: 'submit', class: 'button plain only-plain', form: formId, name: 'open', value: '1' }, 'wrong.set', words),
  )
}

/** States worth a link. */
export const shopExamples = {
  tip: { tea: '3', tip: '12,50' },
  'tip-either': { tea: '3', currency: 'KWD', country: 'KW', tip: '1,234' },
  'tip-precise': { tea: '3', tip: '12.345' },
  yen: { tea: '3', currency: 'JPY', country: 'JP', tip: '0.5' },
  none: { compass: '9', currency: 'CNY', country: 'JP' },
  large: { compass: '9', currency: 'CNY', country: 'CN' },
  'no-country': { tea: '3', country: '', currency: 'CNY' },
}

function examples(state, words) {
  return element('nav', { 'aria-labelledby': 'examples-title' }, [
    say('h2', { id: 'examples-title' }, 'examples.title', words),
    element('ul', { class: 'examples' }, Object.entries(shopExamples).map(([id, query]) =>
      element('li', null, element('a', { href: link(path, query, state), 'data-kept': true }, say('span', null, `shop.example.${id}`, words))),
    )),
  ])
}

/** The whole page. `asked` has the cart, the bill, and what the package says of them. */
export function shopPage(state, asked, languages, html) {
  const words = languages[state.language]
  const { cart, bill } = asked
  return page(
    { path, title: 'shop.title', script: '/shop.js', formId, state, words, languages },
    element('div', { class: 'page' }, [
      element('main', { id: 'main' }, [
        say('h1', null, 'shop.heading', words),
        say('p', { class: 'lead' }, 'shop.lead', words),
        element('form', { id: formId, method: 'get', action: path, autocomplete: 'off', 'data-check': 'plain', 'data-fault': state.fault || false }, [
          mannerFields(state),
          cartRows(cart, words),
          element('div', { class: 'pair' }, [
            choice('currency', currencies, cart.currency, 'label.currency', words),
            choice('country', ['', ...countries], cart.country, 'label.country', words),
          ]),
          element('div', { class: 'tip' }, [
            say('p', { class: 'quiet', id: 'tip-lead' }, 'tip.lead', words),
            ...tipField(asked, words, html),
          ]),
          say('button', { type: 'submit', class: 'button plain only-plain', id: 'continue' }, 'shop.show', words),
          say('p', { id: 'empty', class: 'quiet', hidden: bill !== undefined }, 'shop.empty', words),
          element('div', { class: 'trouble', id: 'trouble', role: 'status', hidden: true }, [
            say('p', null, 'shop.silent', words),
            say('button', { type: 'button', class: 'button plain', id: 'again' }, 'shop.again', words),
          ]),
          billPart(asked, words, html),
          element('div', { class: 'service', id: 'service' }, ['plain', 'live', 'failed'].map((which) => say('p', { 'data-when': which }, `shop.service.${which}`, words))),
        ]),
      ]),
      element('aside', { class: 'beside' }, [examples(state, words), wrongChoices(asked.wrong, state.open, words), say('p', { class: 'quiet small-print' }, 'shop.print', words)]),
    ]),
  )
}
