// The history as a table: what was paid when, and what the package says of each record and of the statement.
import { element } from './tree.js'

/** A cell that has something to say, or nothing. */
function note(grade, text) {
  return text && element('span', { class: 'bill-note', 'data-grade': grade }, text)
}

const grades = { matched: 'fine', missing: 'caution', duplicate: 'stop', different: 'stop', unknown: 'stop' }

/** `orderAt` gives the address of a record's order, where there is one. */
export function historyView(records, { intact, matches }, statement, language, words, orderAt) {
  const row = (record, i) => {
    const { payment } = record
    const its = matches.filter((one) => one.record === i)
    return element('tr', { 'data-record': String(i), 'data-grade': i >= intact ? 'stop' : false }, [
      element('th', { scope: 'row' }, element('div', { class: 'bill-item' }, [
        element('span', null, payment.payee),
        element('bdi', { class: 'bill-what', dir: 'ltr' }, payment.reference),
        element('time', { class: 'bill-what', datetime: payment.at }, new Date(payment.at).toLocaleDateString(language, { dateStyle: 'medium' })),
        i === intact && note('stop', words['history.changed']),
        orderAt && element('a', { class: 'quiet-link', href: orderAt(payment.reference) }, words['history.refund']),
        ...its.map(({ state, difference }) => note(grades[state], words[`history.${state}`].replace('{difference}', difference ?? ''))),
      ])),
      element('td', null, element('bdi', { dir: 'ltr' }, `${payment.amount} ${payment.currency}`)),
    ])
  }
  const strangers = matches.filter(({ state }) => state === 'unknown').map(({ line }) => statement[line])
  return element('table', { class: 'bill', id: 'records' }, [
    element('caption', { class: 'visually-hidden' }, words['history.heading']),
    element('tbody', null, [
      ...records.map(row),
      ...strangers.map(({ reference, amount, currency, at }) =>
        element('tr', { 'data-grade': 'stop' }, [
          element('th', { scope: 'row' }, element('div', { class: 'bill-item' }, [
            element('span', null, words['history.statement-line']),
            element('bdi', { class: 'bill-what', dir: 'ltr' }, reference),
            element('time', { class: 'bill-what', datetime: at }, at),
            note('stop', words['history.unknown']),
          ])),
          element('td', null, element('bdi', { dir: 'ltr' }, `${amount} ${currency}`)),
        ]),
      ),
    ]),
  ])
}
