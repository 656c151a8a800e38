// The page of an order in a browser: what is chosen there is judged on this device; the server judges it again when it is asked. Without
// this file the page is a plain form.
import '/countersign/elements/verdict.js'
import { load } from '/countersign/payment.js'
import { chosenFrom, judgeRefund } from './refund-view.js'

const byId = (id) => document.getElementById(id)
const form = byId('refund')
const language = document.documentElement.lang
const told = JSON.parse(form.dataset.order ?? 'null')

let countersign

/** What is chosen, and what the package says of it. */
function look() {
  const chosen = chosenFrom(new URLSearchParams(new FormData(form)), told)
  return chosen.length === 0 ? undefined : judgeRefund(countersign, told, chosen)
}

function show(verdict) {
  const refused = verdict?.outcome === 'reject'
  byId('verdict').hidden = verdict === undefined
  byId('verdict').verdict = verdict
  byId('sum').hidden = refused || verdict === undefined || !verdict.details.lines.some(({ decision }) => decision === 'eligible')
  byId('amount').textContent = `${verdict?.details.refundable} ${told.currency}`
  byId('ask').setAttribute('aria-disabled', String(verdict === undefined || refused))
}

/** Every state has an address. */
function writeLink() {
  const address = new URL('/refund', location.href)
  for (const [name, value] of new FormData(form)) if (name !== 'version') address.searchParams.set(name, value)
  history.replaceState(null, '', address.pathname + address.search)
}

function listen() {
  form.addEventListener('change', () => {
    writeLink()
    show(look())
  })
  form.addEventListener('submit', (event) => {
    if (event.submitter?.id !== 'ask') return
    const verdict = look()
    if (verdict !== undefined && verdict.outcome !== 'reject') return
    event.preventDefault()
    ;(verdict === undefined ? form.querySelector('select') : byId('verdict')).focus()
  })
}

for (const time of document.querySelectorAll('time')) time.textContent = new Date(time.dateTime).toLocaleDateString(language, { dateStyle: 'medium' })
const isAnswer = new URL(location.href).searchParams.has('done')
const news = document.querySelector(isAnswer ? '#done' : '#trouble:not([hidden])')
try {
  if (form.dataset.fault === 'module') throw new Error('fault=module')
  if (byId('ask') !== null) {
    countersign = await load({ languages: ['en', language] })
    // What the server has just answered stays until something else is chosen.
    if (form.dataset.answered === undefined) show(look())
    listen()
  }
  form.dataset.check = 'live'
} catch (error) {
  form.dataset.check = 'failed'
  // The reason is for whoever runs the page; the person reads what still works.
  console.error(error)
}
news?.focus()
