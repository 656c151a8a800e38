// The shop in a browser: asks the server for the bill of the cart, and checks on this device whether it is the bill for what is in
// the cart. Without this file the page is a plain form, and the server checks.
import { useCountersign } from '/countersign/elements/amount.js'
import '/countersign/elements/verdict.js'
import { load } from '/countersign/payment.js'
import { cartFrom, expectedOf, goods, linesOf, methodsIn } from './goods.js'
import { judgeOnce } from './judge.js'
import { billView, methodsView } from './shop-view.js'
import { sayPage, wordsFor } from './speak.js'
import { toNode } from './tree.js'

const byId = (id) => document.getElementById(id)
const form = byId('shop')
const question = byId('tip-question')
const state = { language: document.documentElement.lang }
const core = form.dataset.fault === 'module' ? Promise.reject(new Error('fault=module')) : load({ languages: ['en', state.language] })
useCountersign(() => core)

let words
let countersign
let asked = 0
let last

function fields() {
  return new URLSearchParams(new FormData(form))
}

/** Every state has an address. */
function writeLink(now) {
  const kept = new URLSearchParams([...now].filter(([name, value]) => value !== '' || name === 'country'))
  history.replaceState(null, '', `${location.pathname}?${kept}`)
}

function replace(slot, tree) {
  const fresh = toNode(tree)
  if (slot.firstElementChild === null || !slot.firstElementChild.isEqualNode(fresh)) slot.replaceChildren(fresh)
}

/** Shows a bill that the server made of this cart, as far as the package agrees with it; without an answer, none. */
function show({ bill, cart, lines, method, silent = false }) {
  last = { bill, cart, lines, method }
  byId('bill-part').hidden = bill === undefined
  byId('empty').hidden = bill !== undefined || silent
  byId('trouble').hidden = !silent
  if (bill === undefined) return
  const expected = expectedOf(countersign, cart, lines)
  const verdict = judgeOnce(countersign, 'payment.bill', { ...bill, expected })
  replace(byId('bill-slot'), billView({ bill, details: verdict.details, expected }, words))
  byId('bill-verdict').verdict = verdict
  const { currency, country } = cart
  const methods = judgeOnce(countersign, 'payment.methods', { currency, amount: bill.total, ...(country === '' ? {} : { country }), methods: methodsIn(currency) })
  replace(byId('methods-slot'), methodsView(methods.details.methods, method, words))
  byId('methods-verdict').hidden = methods.outcome === 'accept'
  byId('methods-verdict').verdict = methods
  mayPay()
}

/** Not with a bill that is not the cart's, nor with a tip that is not understood, nor without a way to pay. */
function mayPay() {
  const fine = (outcome) => outcome === 'accept' || outcome === 'caution'
  const tip = byId('tip').value !== '' && question.amount === undefined
  last.blocked = tip ? 'tip' : !fine(byId('bill-verdict').outcome) ? 'bill-verdict' : !fine(byId('methods-verdict').outcome) ? 'methods-verdict' : ''
  byId('pay').setAttribute('aria-disabled', String(last.blocked !== ''))
  return last.blocked === ''
}

/** The server's bill for the cart as it is now; of two answers, that to the last question counts. */
async function ask() {
  const turn = ++asked
  const now = fields()
  writeLink(now)
  const cart = cartFrom(now)
  for (const price of document.querySelectorAll('[data-price]')) price.textContent = `${goods[price.dataset.price][cart.currency]} ${cart.currency}`
  const tip = question.amount?.display ?? ''
  const lines = linesOf(cart, tip, words)
  const method = now.get('method') ?? ''
  if (lines.length === 0) {
    show({ cart, lines, method })
    return
  }
  let bill
  try {
    const answer = await fetch(`/shop/bill?${now}`, { signal: AbortSignal.timeout(8000) })
    // Also an answer may break off before its end.
    if (answer.ok) bill = await answer.json()
  } catch {
    // The bill of another cart is no answer: the page says that there is none.
  }
  if (turn === asked) show({ bill, cart, lines, method, silent: bill === undefined })
}

async function speak(language) {
  if (!countersign.languages.includes(language)) await countersign.loadWords(language)
  words = await wordsFor(language)
  state.language = language
  sayPage(language, words)
  await ask()
}

function listen() {
  form.addEventListener('change', ({ target }) => {
    if (target.id === 'currency') question.setAttribute('currency', target.value)
    if (target.name !== 'method') void ask()
    else {
      writeLink(fields())
      last.method = target.value
    }
  })
  question.addEventListener('cs-verdict', () => void ask())
  byId('drawer').addEventListener('change', () => void ask())
  byId('again').addEventListener('click', () => void ask())
  form.addEventListener('submit', (event) => {
    if (form.dataset.check !== 'live') return
    if (event.submitter?.id === 'pay' && mayPay()) return
    event.preventDefault()
    if (event.submitter?.id === 'pay') byId(last.blocked).focus()
    else if (event.submitter?.name === 'speak') speak(event.submitter.value).catch(console.error)
  })
}

try {
  const [its, loaded] = await Promise.all([wordsFor(state.language), core, question.ready])
  words = its
  countersign = loaded
  document.querySelector('.only-live-field').disabled = false
  byId('readings').remove()
  listen()
  form.dataset.check = 'live'
  await ask()
} catch (error) {
  form.dataset.check = 'failed'
  // The reason is for whoever runs the page; the person reads what still works.
  console.error(error)
}
