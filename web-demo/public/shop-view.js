// What the shop says of a bill and of the ways to pay it. The server writes these into the page, the browser writes them again
// when the cart changes.
import { element } from './tree.js'

/** What the bill's check found at a path, in few words. */
function noteOf(path, details, words) {
  const failures = details.failures.filter((one) => one.path === path || one.path.startsWith(`${path}.`))
  const explains = details.explainedBy.some((one) => one.path === path)
  const due = failures.find(({ expected }) => expected !== null)
  if (due !== undefined) return ['stop', words['bill.due'].replace('{amount}', due.expected)]
  if (failures.some(({ reason }) => reason === 'payment.unexpected-fee')) return ['caution', words['bill.not-offered']]
  if (failures.length > 0) return ['stop', words['bill.unreadable']]
  return explains ? ['caution', words['bill.explains']] : undefined
}

function row(path, name, amount, details, words, { what = '', total = false } = {}) {
  const note = noteOf(path, details, words)
  return element(
    'tr',
    { 'data-path': path, 'data-grade': note?.[0] ?? false },
    element('th', { scope: 'row' }, element('div', { class: 'bill-item' }, [
      element('span', null, name),
      what !== '' && element('bdi', { class: 'bill-what', dir: 'ltr' }, what),
      note !== undefined && element('span', { class: 'bill-note' }, note[1]),
    ])),
    element('td', { dir: 'ltr' }, total ? element('strong', null, amount) : amount),
  )
}

/** The bill as the shop made it, with what the package found at each place. */
export function billView({ bill, details, expected }, words) {
  const { lines, fees = [], shipping, total, currency } = bill
  const rows = [
    ...lines.map((line, i) => {
      const sum = line.total ?? (line.quantity === 1 ? line.unitPrice : '')
      return row(`lines[${i}]`, line.name, sum, details, words, { what: line.quantity === 1 ? '' : `${line.quantity} × ${line.unitPrice}` })
    }),
    ...fees.map((fee, i) => row(`fees[${i}]`, fee.name, fee.amount, details, words)),
    shipping !== undefined && row('shipping', words['bill.shipping'], shipping, details, words),
  ]
  return element(
    'table',
    { class: 'bill', id: 'bill' },
    element('caption', { class: 'visually-hidden' }, words['bill.title']),
    element('thead', { class: 'visually-hidden' }, element('tr', null, element('th', { scope: 'col' }, words['bill.item']), element('th', { scope: 'col' }, words['bill.amount'].replace('{currency}', currency)))),
    element('tbody', null, rows),
    element('tfoot', null, [
      row('total', words['bill.total'], `${total} ${currency}`, details, words, { total: true }),
      expected !== total &&
        element('tr', { class: 'bill-expected' }, element('th', { scope: 'row' }, words['bill.expected']), element('td', { dir: 'ltr' }, `${expected} ${currency}`)),
    ]),
  )
}

/** Each way to pay, with why it does not fit; nothing while there is nothing to pay. */
export function methodsView(methods, chosen, words) {
  const first = methods.find(({ fits }) => fits === true)?.id
  const picked = methods.some(({ id, fits }) => id === chosen && fits === true) ? chosen : first
  return element(
    'div',
    { class: 'methods', id: 'methods' },
    methods.map(({ id, fits, reasons }) =>
      element('label', { class: 'choice method', 'data-fits': String(fits) }, [
        element('input', { type: 'radio', name: 'method', value: id, disabled: fits !== true, checked: id === picked }),
        element('div', { class: 'bill-item' }, [
          element('span', { class: 'method-name' }, words[`method.${id}`]),
          reasons.length > 0 && element('span', { class: 'method-why' }, reasons.map((reason) => words[`method.why.${reason}`]).join(words['sentence.gap'])),
          fits === null && element('span', { class: 'method-why' }, words['method.why.unknown']),
        ]),
      ]),
    ),
  )
}

/** For a tip that may mean two amounts, without JavaScript: the readings as a choice. */
export function readingsView(readings, chosen, words) {
  if (readings.length === 0) return element('div', { id: 'readings', class: 'only-plain' })
  return element(
    'fieldset',
    { id: 'readings', class: 'only-plain plain-choices' },
    element('legend', null, words['tip.which']),
    readings
      .filter(({ shown }) => shown.canonical !== '')
      .map(({ shown: { canonical } }) =>
        element('label', { class: 'choice' }, [
          element('input', { type: 'radio', name: 'exact', value: canonical, checked: canonical === chosen }),
          element('span', { dir: 'ltr' }, canonical),
        ]),
      ),
  )
}
