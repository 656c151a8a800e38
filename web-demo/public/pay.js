// The pay page in a browser: whether the offer is the one that was signed, and for what was in the cart, is looked at here. Without this
// file the page is a plain form, and the server looks.
import { useCountersign } from '/countersign/elements/confirm.js'
import '/countersign/elements/verdict.js'
import { load } from '/countersign/index.js'
import { ask } from './ask.js'
import { isEnough, judgeFactors } from './factors.js'
import { cartFrom, expectedOf, linesOf, tipOf } from './goods.js'
import { judgeOnce } from './judge.js'
import { announce, listenToMessages } from './messages.js'
import { billOf, codeView, offerView } from './pay-view.js'
import { wordsFor } from './speak.js'
import { toNode } from './tree.js'
import { deviceView } from './verify-view.js'

const byId = (id) => document.getElementById(id)
const form = byId('confirm-form')
const language = document.documentElement.lang

const bytesOf = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0))

/** The cart as this browser knows it: it stands in the address that led here. */
function cartHere() {
  return cartFrom(new URLSearchParams(location.search.length > 1 ? location.search : form.dataset.cart))
}

/** What was signed. */
function offerOf(question) {
  const { payload } = JSON.parse(question.getAttribute('quote'))
  return JSON.parse(new TextDecoder().decode(bytesOf(payload)))
}

/** Whether that is the bill for the cart. */
function judgeBill(countersign, offer, words) {
  const cart = cartHere()
  const lines = linesOf(cart, tipOf(countersign, cart), words)
  return judgeOnce(countersign, 'payment.bill', billOf(offer, expectedOf(countersign, cart, lines)))
}

function showTrouble(what, words) {
  const place = byId('trouble')
  place.hidden = what === ''
  if (what === '') return
  const text = words[`pay.trouble.${what}`] ?? `${words[`trouble.${what}`]} ${words[`trouble.${what}.next`]}`
  place.replaceChildren(Object.assign(document.createElement('p'), { textContent: text }))
  place.focus()
}

const fine = ({ outcome }) => outcome === 'accept' || outcome === 'caution'

// --- a code for this payment ---

const codeForm = byId('code-form')

function showPhone(messages, words) {
  byId('phone').hidden = false
  byId('phone-messages').replaceWith(toNode(deviceView('phone', messages, { language }, words)))
}

function listenToCode(question, words) {
  const otp = byId('code-question')
  otp.addEventListener('cs-send', async (event) => {
    event.preventDefault()
    const { index, idempotencyKey: key } = event.detail
    const { trouble, status, retryAfter, now: date, sendsLeft, expiresAt, code } = await ask('/pay/code', { offer: form.elements.offer.value, digest: question.details?.digest ?? '', key })
    showTrouble(trouble ?? '', words)
    if (status === 202) otp.acknowledge({ index, retryAfter, date, sendsLeft, expiresAt })
    else otp.failed({ index, retryAfter, date, sendsLeft })
    if (code !== undefined) showPhone(code.messages, words)
  })
}

/** Asks for a code. What the shop's server says it is for is shown from now on: if that is not what was confirmed, the code is stale. */
async function askCode(question, digest, words) {
  const { trouble, status, code, offer, quote } = await ask('/pay/code', { offer: form.elements.offer.value, digest })
  showTrouble(trouble ?? (status === 202 ? '' : 'refused'), words)
  if (status !== 202) return
  await import('/countersign/elements/otp.js')
  question.setAttribute('pending', digest)
  question.setAttribute('quote', JSON.stringify(quote))
  const fresh = toNode(offerView(offer, words))
  if (byId('offer').textContent !== fresh.textContent) byId('offer').replaceWith(fresh)
  byId('code-slot').replaceChildren(toNode(codeView(code, words)))
  form.toggleAttribute('data-pending', true)
  codeForm.hidden = false
  showPhone(code.messages, words)
  listenToCode(question, words)
  question.judge()
  if (fine(question)) byId('code').focus()
  else byId('verdict').focus()
  writeLink({ sent: '1' })
}

function confirmByCode(event, question, words) {
  if (event.submitter?.id !== 'go') return
  const otp = byId('code-question')
  question.judge()
  if (fine(question) && fine(otp)) {
    codeForm.elements.digest.value = question.details?.digest ?? ''
    return
  }
  event.preventDefault()
  if (!fine(question)) byId('verdict').focus()
  else {
    byId('code').focus()
    announce(words['verify.unfinished'])
  }
}

// --- the device's own confirmation ---

const keptPasskey = 'harbour-passkey'
const textOf = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
// An address of numbers has no passkeys.
const hasPasskeys = 'PublicKeyCredential' in window && isSecureContext && !/^[\d.]+$|:/.test(location.hostname)

/** The passkey of this device: the one the server knows, or a new one. */
async function passkey() {
  const kept = localStorage.getItem(keptPasskey) ?? ''
  if (kept !== '' && (await ask('/pay/passkey', { credential: kept })).known) return kept
  const { id, response } = await navigator.credentials.create({
    publicKey: {
      challenge: crypto.getRandomValues(new Uint8Array(32)),
      rp: { id: location.hostname, name: 'Harbour' },
      user: { id: crypto.getRandomValues(new Uint8Array(16)), name: 'harbour', displayName: 'Harbour' },
      pubKeyCredParams: [-7, -257].map((alg) => ({ type: 'public-key', alg })),
      authenticatorSelection: { userVerification: 'required' },
    },
  })
  if (!(await ask('/pay/passkey', { credential: id, publicKey: textOf(response.getPublicKey()) })).known) throw new Error('the passkey was not kept')
  localStorage.setItem(keptPasskey, id)
  return id
}

/** The device signs the challenge: the digest of this payment. What it has signed is looked at before it is sent. */
async function askDevice(question, challenge, words) {
  let answer
  try {
    const id = await passkey()
    answer = await navigator.credentials.get({ publicKey: { challenge: bytesOf(challenge), rpId: location.hostname, allowCredentials: [{ type: 'public-key', id: bytesOf(id) }], userVerification: 'required' } })
  } catch {
    showTrouble('device', words)
    return
  }
  const { clientDataJSON, authenticatorData, signature } = answer.response
  question.clientData = clientDataJSON
  question.judge()
  if (!fine(question)) {
    byId('verdict').focus()
    return
  }
  const sent = { credential: answer.id, authenticatorData: textOf(authenticatorData), clientData: textOf(clientDataJSON), signature: textOf(signature) }
  for (const [name, value] of Object.entries(sent)) Object.assign(form.elements[name], { value, disabled: false })
  form.submit()
}

/** Every state has an address. */
function writeLink(more) {
  const address = new URL(location.href)
  for (const [name, value] of Object.entries(more)) address.searchParams.set(name, value)
  // After a refused form the address is that of the form.
  if (address.searchParams.has('currency')) history.replaceState(null, '', address.pathname + address.search)
}

/** A passkey is offered where there are any; where it was chosen and there are none, the strongest of the others. */
function offerSteps() {
  document.querySelector('[data-step=passkey]').hidden = !hasPasskeys
  if (hasPasskeys || form.elements.step.value !== 'passkey') return
  const others = [...form.elements.step].filter(({ value }) => value !== 'passkey')
  ;(others.find(({ disabled }) => !disabled) ?? others.at(-1)).checked = true
}

function listen(question, words) {
  byId('steps').addEventListener('change', () => writeLink({ step: form.elements.step.value }))
  question.addEventListener('cs-confirm', (event) => {
    if (event.defaultPrevented || form.elements.step.value === 'hold') return
    event.preventDefault()
    const { digest, challenge } = event.detail
    void (form.elements.step.value === 'code' ? askCode(question, digest, words) : askDevice(question, challenge, words))
  })
  // For what is no longer what was confirmed, no code is asked.
  question.addEventListener('cs-verdict', () => (byId('code-slot').hidden = !fine(question)))
  codeForm.addEventListener('submit', (event) => confirmByCode(event, question, words))
  listenToMessages(byId('phone'), () => byId('code-question'), () => words)
  if (byId('code-question') !== null) listenToCode(question, words)
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
  const offer = offerOf(question)
  const verdict = judgeBill(countersign, offer, words)
  const card = byId('bill-verdict')
  card.hidden = verdict.outcome === 'accept'
  card.verdict = verdict
  // What is not the bill for the cart is not confirmed, however well it is signed.
  question.addEventListener('cs-confirm', (event) => {
    if (fine(verdict)) return
    event.preventDefault()
    card.focus()
  })
  offerSteps()
  const factors = byId('factors-verdict')
  const showFactors = () => {
    factors.verdict = judgeFactors(countersign, offer, form.elements.step.value || 'hold')
    factors.hidden = factors.verdict.details.needed === 0
    byId('no-step').hidden = isEnough(factors.verdict)
  }
  showFactors()
  byId('steps').addEventListener('change', showFactors)
  // Nor is it confirmed in a way that is not enough for the amount.
  question.addEventListener('cs-confirm', (event) => {
    if (event.defaultPrevented || isEnough(factors.verdict)) return
    event.preventDefault()
    factors.focus()
  })
  listen(question, words)
  if (!codeForm.hidden) await import('/countersign/elements/otp.js')
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
