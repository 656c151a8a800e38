// The pay page in a browser: whether the offer is the one that was signed, and for what was in the cart, is looked at here. Without this
// file the page is a plain form, and the server looks.
import { useCountersign } from '/countersign/elements/confirm.js'
import '/countersign/elements/verdict.js'
import { load } from '/countersign/index.js'
import { cartFrom, expectedOf, linesOf, tipOf } from './goods.js'
import { billOf } from './pay-view.js'
import { wordsFor } from './speak.js'

const byId = (id) => document.getElementById(id)
const form = byId('confirm-form')
const language = document.documentElement.lang

/** The cart as this browser knows it: it stands in the address that led here. */
function cartHere() {
  return cartFrom(new URLSearchParams(location.search.length > 1 ? location.search : form.dataset.cart))
}

/** Whether what was signed is the bill for the cart. */
function judgeBill(countersign, question, words) {
  const { payload } = JSON.parse(question.getAttribute('quote'))
  const offer = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0))))
  const cart = cartHere()
  const lines = linesOf(cart, tipOf(countersign, cart), words)
  const check = countersign.prepare('payment.bill', billOf(offer, expectedOf(countersign, cart, lines)))
  try {
    return check.run().keep()
  } finally {
    check.release()
  }
}

async function begin() {
  const { fault, signer, key, known, earlier } = form.dataset
  const core = fault === 'module' ? Promise.reject(new Error('fault=module')) : load({ languages: ['en', language] })
  // In a real shop the key comes with the program, and not with the page that is to be checked.
  const trusting = core.then((countersign) => {
    countersign.trust(signer, key)
    return countersign
  })
  useCountersign(() => trusting)
  const question = byId('question')
  question.known = JSON.parse(known)
  question.earlier = JSON.parse(earlier)
  const [countersign, words] = await Promise.all([trusting, wordsFor(language)])
  const verdict = judgeBill(countersign, question, words)
  const card = byId('bill-verdict')
  card.hidden = verdict.outcome === 'accept'
  card.verdict = verdict
  // What is not the bill for the cart is not confirmed, however well it is signed.
  question.addEventListener('cs-confirm', (event) => {
    if (verdict.outcome === 'accept' || verdict.outcome === 'caution') return
    event.preventDefault()
    card.focus()
  })
  await question.ready
}

if (form !== null)
  try {
    await begin()
    form.dataset.check = 'live'
  } catch (error) {
    form.dataset.check = 'failed'
    // The reason is for whoever runs the page; the person reads what still works.
    console.error(error)
  }
