// The history of payments: kept in the browser, and shown there; the server has no copy.
import { element } from '../public/tree.js'
import { choices, drawer, link, page, say } from './layout.mjs'

const path = '/history'
const formId = 'history'
export const historyWrongs = ['none', 'changed', 'removed', 'cut']
export const statements = ['none', 'right', 'missing', 'duplicate', 'different', 'unknown']

export function historyPage(state, fields, languages) {
  const words = languages[state.language]
  const one = (name, known) => known.find((value) => value === fields.get(name)) ?? known[0]
  const example = fields.get('example') === '1'
  return page(
    { path, title: 'history.title', script: '/history.js', formId, state, words, languages },
    element('div', { class: 'page' }, [
      element('main', { id: 'main' }, [
        say('h1', null, 'history.heading', words),
        say('p', { class: 'lead' }, 'history.lead', words),
        // The languages press this form: it asks for the page once more, in another one.
        element('form', { id: formId, method: 'get', action: path, 'data-check': 'plain' }, [
          element('input', { type: 'hidden', name: 'dir', value: state.direction }),
          example && element('input', { type: 'hidden', name: 'example', value: '1' }),
          say('p', { id: 'empty', class: 'only-live', tabindex: '-1', hidden: true }, 'history.empty', words),
          element('div', { id: 'records-slot' }),
          element('cs-verdict', { id: 'verdict', class: 'only-live' }),
          element('div', { class: 'ways only-live onward-below' }, [
            say('button', { type: 'button', class: 'button plain', 'data-export': 'json' }, 'history.json', words),
            say('button', { type: 'button', class: 'button plain', 'data-export': 'csv' }, 'history.csv', words),
            say('button', { type: 'button', class: 'button plain', id: 'print' }, 'receipt.print', words),
            say('button', { type: 'button', class: 'button plain', id: 'forget' }, 'history.forget', words),
          ]),
          element('div', { class: 'service', id: 'service' }, ['plain', 'live', 'failed'].map((which) => say('p', { 'data-when': which }, `history.service.${which}`, words))),
        ]),
      ]),
      element('aside', { class: 'beside' }, [
        element('nav', { 'aria-labelledby': 'examples-title' }, [
          say('h2', { id: 'examples-title' }, 'examples.title', words),
          element('ul', { class: 'examples' }, [
            element('li', null, element('a', { href: link(path, { example: '1' }, state), 'data-kept': true }, say('span', null, 'history.example', words))),
            element('li', null, element('a', { href: link('/shop', '', state), 'data-kept': true }, say('span', null, 'history.shop', words))),
          ]),
        ]),
        drawer(
          state.open,
          words,
          ...Object.entries({ wrong: historyWrongs, statement: statements }).map(([name, values]) => choices({ name, values, chosen: one(name, values), formId }, words)),
        ),
      ]),
    ]),
  )
}
