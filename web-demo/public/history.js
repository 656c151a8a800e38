// The history in a browser: read from where it is kept, looked at on this device, compared with a statement, and saved as a file. What
// should go wrong is done to a copy.
import '/countersign/elements/verdict.js'
import { load } from '/countersign/payment.js'
import { forgetHistory, readHistory } from './history-store.js'
import { historyView } from './history-view.js'
import { judgeOnce } from './judge.js'
import { wordsFor } from './speak.js'
import { toNode } from './tree.js'

const byId = (id) => document.getElementById(id)
const form = byId('history')
const language = document.documentElement.lang
const isExample = new URL(location.href).searchParams.get('example') === '1'

let countersign
let words
let kept = { records: [] }

const look = (subject) => judgeOnce(countersign, 'payment.history', subject)

/** Where the order of a payment is; the server knows those that were paid since it was started. */
function orderAt(reference) {
  const parameters = new URLSearchParams({ id: reference, lang: language, ...(document.documentElement.dir === 'rtl' ? { dir: 'rtl' } : {}) })
  return `/refund?${parameters}`
}

/** Three payments of an example, for who has made none. */
function example() {
  const records = []
  let head
  const payments = [
    { id: 'V-1', reference: 'H-1', payee: 'Harbour Trading', amount: '68.70', currency: 'EUR', at: '2026-05-01T14:02:00Z' },
    { id: 'V-2', reference: 'H-2', payee: 'Harbour Trading', amount: '18.50', currency: 'EUR', at: '2026-05-03T09:30:00Z' },
    { id: 'V-3', reference: 'H-3', payee: 'Pilot & Sons', amount: '240.00', currency: 'EUR', at: '2026-05-09T17:45:00Z' },
  ]
  for (const append of payments) {
    const { details } = look({ records, head, append })
    records.push(JSON.parse(details.record))
    head = details.head
  }
  return { records, head }
}

const changed = (records, i, payment) => records.map((record, k) => (k === i ? { ...record, payment: { ...record.payment, ...payment } } : record))

/** What happens to the history. */
const wrongs = {
  none: (history) => history,
  changed: ({ records, head }) => ({ records: changed(records, 0, { amount: '0.01' }), head }),
  removed: ({ records, head }) => ({ records: records.slice(1), head }),
  cut: ({ records, head }) => ({ records: records.slice(0, -1), head }),
}

/** What the bank says was paid. */
function statementOf(records, which) {
  if (which === 'none') return undefined
  const lines = records.map(({ payment: { reference, amount, currency, at } }) => ({ reference, amount, currency, at: at.slice(0, 10) }))
  const last = lines.at(-1)
  if (which === 'missing') lines.pop()
  else if (which === 'duplicate') lines.push({ ...last })
  else if (which === 'different') lines[0] = { ...lines[0], amount: `1${lines[0].amount}` }
  else if (which === 'unknown') lines.push({ ...last, reference: 'X-9', amount: '9.99' })
  return lines
}

function show() {
  const [wrong, which] = ['wrong', 'statement'].map((name) => form.elements[name].value)
  const history = kept.records.length === 0 ? kept : wrongs[wrong](kept)
  const statement = kept.records.length === 0 ? undefined : statementOf(kept.records, which)
  const days = statement?.map(({ at }) => at).sort()
  const verdict = look({ ...history, ...(statement === undefined || days.length === 0 ? {} : { statement, from: kept.records[0].payment.at.slice(0, 10), until: kept.records.at(-1).payment.at.slice(0, 10) }) })
  byId('records-slot').replaceChildren(toNode(historyView(history.records, verdict.details, statement ?? [], language, words, isExample ? undefined : orderAt)))
  byId('verdict').verdict = verdict
  byId('empty').hidden = history.records.length > 0
  for (const button of document.querySelectorAll('[data-export]')) button.setAttribute('aria-disabled', String(verdict.details.exported === null && verdict.details.intact < history.records.length))
  return history
}

function save(exportAs) {
  const { details } = look({ ...show(), exportAs })
  // What was changed is not given out as if it were the history.
  if (details.exported === null) {
    byId('verdict').focus()
    return
  }
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([details.exported], { type: exportAs === 'csv' ? 'text/csv' : 'application/json' }))
  link.download = `harbour-payments.${exportAs}`
  link.click()
  URL.revokeObjectURL(link.href)
}

function writeLink() {
  const address = new URL(location.href)
  for (const name of ['wrong', 'statement']) address.searchParams.set(name, form.elements[name].value)
  history.replaceState(null, '', address.pathname + address.search)
}

try {
  ;[countersign, words] = await Promise.all([load({ languages: ['en', language] }), wordsFor(language)])
  kept = isExample ? example() : await readHistory()
  show()
  form.addEventListener('change', () => {
    writeLink()
    show()
  })
  for (const button of document.querySelectorAll('[data-export]')) button.addEventListener('click', () => save(button.dataset.export))
  byId('print').addEventListener('click', () => print())
  byId('forget').addEventListener('click', async () => {
    await forgetHistory()
    kept = { records: [] }
    show()
    byId('empty').focus()
  })
  form.dataset.check = 'live'
} catch (error) {
  form.dataset.check = 'failed'
  // The reason is for whoever runs the page; the person reads what still works.
  console.error(error)
}
