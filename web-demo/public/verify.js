// The page for codes: asks the server for what the element wants, shows what has arrived on the phone and in the mailbox, and
// says what to do when the server does not answer. Without this file the page is a plain form.
import { useCountersign } from '/countersign/elements/otp.js'
import { ask as askServer } from './ask.js'
import { announce, listenToMessages } from './messages.js'
import { sayPage, wordsFor } from './speak.js'
import { toNode } from './tree.js'
import { deviceView, doneView, ticketView, troubleView } from './verify-view.js'

const byId = (id) => document.getElementById(id)
const form = byId('verify')
const otp = byId('question')
const field = byId('code')
const state = { language: document.documentElement.lang }

let words
let messages = []
let trouble = ''
let checking = false
let looking

// A designer may look at the page as it is when the module cannot be loaded.
if (form.dataset.fault === 'module') useCountersign(() => Promise.reject(new Error('fault=module')))

// --- the server ---

const ask = (what, fields = {}) => askServer(`/verify/${what}`, { lang: state.language, ...fields })

function replace(node, tree) {
  const fresh = toNode(tree)
  if (!node.isEqualNode(fresh)) node.replaceWith(fresh)
}

/** One next step, seen and said. */
function showTrouble(what) {
  trouble = what
  replace(byId('trouble'), troubleView(what, words))
  if (what !== '') announce(`${words[`trouble.${what}`]} ${words[`trouble.${what}.next`]}`)
}

async function sendCode(event) {
  event.preventDefault()
  const { index, idempotencyKey: key } = event.detail
  const { trouble: what, status, retryAfter, now: date, sendsLeft, expiresAt } = await ask('send', { key })
  showTrouble(what ?? '')
  if (status === 202) otp.acknowledge({ index, retryAfter, date, sendsLeft, expiresAt })
  else otp.failed({ index, retryAfter, date, sendsLeft })
  lookIntoDevices()
}

async function sendBy(way) {
  const { trouble: what, status } = await ask('send', { via: way })
  showTrouble(what ?? '')
  if (status === 202) announce(words[`way.${way}.sent`])
  lookIntoDevices()
}

async function tellClock() {
  const { now } = await ask('clock')
  if (now !== undefined) otp.clock(now)
}

function showChecking(on) {
  checking = on
  byId('continue').setAttribute('aria-disabled', String(on))
  byId('continue').textContent = words[on ? 'verify.checking' : 'verify.continue']
}

async function verify() {
  if (checking) return
  if (otp.outcome !== 'accept' && otp.outcome !== 'caution') {
    field.focus()
    announce(words['verify.unfinished'])
    return
  }
  showChecking(true)
  const { trouble: what, ok, attemptsLeft } = await ask('check', { code: field.value })
  showChecking(false)
  showTrouble(what ?? '')
  if (what !== undefined) return
  otp.verified({ ok, attemptsLeft })
  if (!ok) {
    field.focus()
    return
  }
  field.value = ''
  otp.replaceWith(toNode(doneView(words)))
  byId('service').remove()
  byId('done').focus()
}

// --- the phone and the mailbox ---

function showDevices() {
  for (const device of ['phone', 'mailbox']) replace(byId(`${device}-messages`), deviceView(device, messages, state, words))
}

async function lookIntoDevices() {
  clearTimeout(looking)
  const inbox = await ask('inbox')
  if (inbox.messages === undefined) return
  messages = inbox.messages
  showDevices()
  if (inbox.next !== null) looking = setTimeout(lookIntoDevices, inbox.next + 50)
}

// --- what should go wrong ---

async function choose() {
  const chosen = Object.fromEntries(new FormData(byId('wrong')))
  const address = new URL(location.href)
  for (const name of ['message', 'carrier', 'answers', 'rule']) address.searchParams.set(name, chosen[name])
  address.searchParams.delete('show')
  history.replaceState(null, '', address.pathname + address.search)
  const { carrier, trouble: what } = await ask('choose', chosen)
  showTrouble(what ?? '')
  if (carrier !== undefined) otp.incident(carrier === 'trouble' ? {} : { over: true })
  if (chosen.rule !== undefined) takeRule(chosen.rule)
}

/** The page's rule is the server's, which the element learns from its attributes. */
function takeRule(rule) {
  const seconds = { ladder: '30 60 300', fixed: '300', server: '' }
  otp.setAttribute('resend-seconds', seconds[rule])
  otp.setAttribute('resend-rule', rule)
}

// --- language ---

async function speak(language) {
  words = await wordsFor(language)
  state.language = language
  sayPage(language, words)
  showDevices()
  showTrouble(trouble)
  showTicket()
  if (checking) showChecking(true)
  const address = new URL(location.href)
  address.searchParams.set('lang', language)
  history.replaceState(null, '', address.pathname + address.search)
}

function showTicket() {
  const ticket = otp?.details?.exhausted && otp.details.ticket
  byId('ticket-slot').replaceChildren(...(ticket ? [toNode(ticketView(ticket, state, words))] : []))
}

// --- beginning ---

function listen() {
  otp.addEventListener('cs-send', (event) => void sendCode(event))
  otp.addEventListener('cs-clock', () => void tellClock())
  otp.addEventListener('cs-exhausted', showTicket)
  form.addEventListener('click', (event) => {
    const way = event.target.closest('button[name=via]')
    if (way === null) return
    event.preventDefault()
    void sendBy(way.value)
  })
  listenToMessages(document.querySelector('.beside'), () => otp, () => words)
  byId('wrong').addEventListener('change', () => void choose())
  byId('wrong').addEventListener('submit', (event) => event.preventDefault())
}

form.addEventListener('submit', (event) => {
  if (form.dataset.check !== 'live') return
  event.preventDefault()
  if (event.submitter?.name === 'speak') speak(event.submitter.value).catch(console.error)
  else if (otp !== null) void verify()
})

try {
  if (otp !== null) listen()
  words = await wordsFor(state.language)
  await otp?.ready
  form.dataset.check = 'live'
} catch (error) {
  form.dataset.check = 'failed'
  // The reason is for whoever runs the page; the person reads what still works.
  console.error(error)
}
if (form.dataset.check === 'live' && otp !== null) {
  trouble = byId('trouble').dataset.trouble ?? ''
  if (form.dataset.carrier === 'trouble') otp.incident()
  if (form.dataset.paste !== undefined) otp.fill(form.dataset.paste)
  showTicket()
  await lookIntoDevices()
}
