// What the deposit page does with JavaScript: judges while the person types, on this device. Without this file, or if it
// fails, the page is a plain form that the server judges.
import { cardView, confirmView, lineView, mayContinue, spoken, stepsView } from './deposit-view.js'
import { exampleCalled } from './examples.js'
import { judge, prepareDeposit } from './judge.js'
import { coinName, coins, networks, ownAddress } from './offers.js'
import { toNode } from './tree.js'

const quietBeforeSpeaking = 700

const byId = (id) => document.getElementById(id)
const form = byId('deposit')
const field = byId('address')
const coinField = byId('coin')
const networkField = byId('network')
const asked = new URL(location.href).searchParams

const state = {
  language: document.documentElement.lang,
  coin: coinField.value,
  network: networkField.value,
  address: field.value,
  example: '',
  copied: form.elements.copied.value,
  /** Whether the text came from the clipboard: only then does what was copied say anything about it. */
  pasted: form.elements.copied.value !== '',
  withheld: form.hasAttribute('data-withheld'),
  composing: false,
}

let words
let countersign
let deposit
let shown

// --- words ---

const wordsOf = {}

async function wordsFor(language) {
  if (wordsOf[language] === undefined) {
    const response = await fetch(`/words/${language}.json`)
    if (!response.ok) throw new Error(`there are no words for ${language}`)
    wordsOf[language] = await response.json()
  }
  return wordsOf[language]
}

function nameOptions() {
  for (const option of coinField.options)
    option.textContent = coinName(option.value, state.language, words)
  for (const group of coinField.querySelectorAll('optgroup')) group.label = words[group.dataset.wordsGroup]
  for (const option of networkField.options)
    if (option.value !== '') option.textContent = networks[option.value][state.language]
}

async function speakLanguage(language) {
  const [its] = await Promise.all([wordsFor(language), countersign.loadWords(language)])
  state.language = language
  words = its
  document.documentElement.lang = language
  form.elements.lang.value = language
  for (const node of document.querySelectorAll('[data-words]')) node.textContent = words[node.dataset.words]
  for (const node of document.querySelectorAll('[data-words-label]'))
    node.setAttribute('aria-label', words[node.dataset.wordsLabel])
  for (const button of document.querySelectorAll('button.language'))
    button.setAttribute('aria-pressed', String(button.value === language))
  for (const link of document.querySelectorAll('a[data-example], a.mark')) {
    const address = new URL(link.href)
    address.searchParams.set('lang', language)
    link.href = address.pathname + address.search
  }
  byId('copy-answer').textContent = ''
  nameOptions()
  const wasOpen = byId('confirm') !== null
  render()
  if (wasOpen) showConfirm()
  writeLink()
}

// --- verdict ---

/** Offers the networks of the chosen coin and no other. The choice is kept if it is still there. */
function offerNetworks() {
  const wanted = networkField.value
  const its = coins[state.coin].networks
  const [none] = networkField.options
  networkField.replaceChildren(none)
  for (const id of its) networkField.add(new Option(networks[id][state.language], id))
  networkField.value = its.includes(wanted) ? wanted : its.length === 1 ? its[0] : ''
  state.network = networkField.value
}

function prepare() {
  deposit?.check.release()
  deposit = prepareDeposit(countersign, state)
  byId('own').textContent = ownAddress(state.coin, state.network)
}

function judgeNow() {
  const copied = state.pasted ? state.copied : ''
  const { language } = state
  try {
    shown = judge(deposit, state.address, { copied, language })
  } catch (error) {
    // After a crash of the module, the next check is made by a fresh one.
    if (error.name !== 'CountersignCrash') throw error
    prepare()
    shown = judge(deposit, state.address, { copied, language })
  }
}

function replace(node, tree) {
  const fresh = toNode(tree)
  if (!node.isEqualNode(fresh)) node.replaceWith(fresh)
}

/** Shows the verdict of the text as it is now. */
function render() {
  judgeNow()
  const open = byId('verdict').querySelector('details')?.open
  const seen = byId('seen')?.checked && byId('verdict').dataset.of === shown.canonical
  replace(byId('line'), lineView(shown, state, words))
  replace(byId('verdict'), cardView(shown, state, words, open))
  replace(byId('steps'), stepsView(shown, { ...state, seen }, words))
  byId('verdict').dataset.of = shown.canonical
  // The property is not what isEqualNode looks at.
  if (byId('seen')) byId('seen').checked = Boolean(seen)
  field.classList.toggle('secret', shown.secret)
  field.setAttribute('aria-invalid', String(shown.outcome === 'reject'))
  offerContinue()
  byId('confirm-slot').replaceChildren()
}

/** Not `disabled`: a button that cannot be reached cannot say why it does nothing. */
function offerContinue() {
  byId('continue').setAttribute('aria-disabled', String(!mayContinue(shown, byId('seen')?.checked)))
}

function showConfirm() {
  byId('confirm-slot').replaceChildren(toNode(confirmView(shown, state, words)))
}

// --- what is said aloud ---

let speaking
let lastSaid = ''

/** Says the verdict once the person pauses. While they go on typing to the same effect, nothing is said again. */
function announce({ always = false } = {}) {
  clearTimeout(speaking)
  if (state.composing) return
  speaking = setTimeout(() => {
    const effect = `${state.language} ${shown.outcome} ${shown.findings.map(({ reason }) => reason).join(' ')}`
    if (shown.findings[0]?.reason === 'deposit.empty' || (effect === lastSaid && !always)) return
    lastSaid = effect
    say(spoken(shown, state, words))
  }, quietBeforeSpeaking)
}

function say(text) {
  const announcer = byId('announcer')
  // The same words again must be a change, or they are not heard.
  announcer.textContent = announcer.textContent === text ? `${text}\u00a0` : text
}

// --- the address of this state ---

/**
 * Puts the state into the page's address. A text goes there only when the person has left the field and a checksum says
 * that it is an address: nothing else, least of all half a private key, may end up in a history.
 */
function writeLink({ settled = false } = {}) {
  const link = new URL(location.pathname, location.href)
  if (state.example !== '') link.searchParams.set('example', state.example)
  else {
    link.searchParams.set('coin', state.coin)
    link.searchParams.set('network', state.network)
    if (settled && shown.checksum === 'fits' && !shown.secret) link.searchParams.set('address', state.address)
  }
  link.searchParams.set('lang', state.language)
  if (document.documentElement.dir === 'rtl') link.searchParams.set('dir', 'rtl')
  history.replaceState(null, '', link.pathname + link.search + location.hash)
}

function leaveExample() {
  if (state.example === '') return
  state.example = ''
  document.querySelector('a[data-example][aria-current]')?.removeAttribute('aria-current')
}

// --- what the person does ---

/** While a text is typed, the answers below it get space in advance; one that came whole moves nothing any more. */
function keepRoom(typing) {
  form.toggleAttribute('data-whole', !typing && field.value !== '')
}

function readField({ pasted }) {
  state.address = field.value
  state.withheld = false
  if (pasted !== undefined) state.pasted = pasted
  keepRoom(!pasted)
  leaveExample()
  render()
  announce({ always: pasted })
}

function choose() {
  state.coin = coinField.value
  offerNetworks()
  prepare()
  leaveExample()
  render()
  announce()
  writeLink({ settled: true })
}

function clearField() {
  field.value = ''
  readField({ pasted: false })
  writeLink()
  field.focus()
}

async function copyOwn() {
  const answer = byId('copy-answer')
  const own = byId('own').textContent
  try {
    await navigator.clipboard.writeText(own)
    answer.textContent = words['copy.done']
  } catch {
    getSelection().selectAllChildren(byId('own'))
    answer.textContent = words['copy.denied']
  }
  state.copied = own
  form.elements.copied.value = own
  byId('copied-note').hidden = false
}

function listen() {
  field.addEventListener('input', (event) => {
    if (event.isComposing || state.composing) return
    // Moved text is whole, like pasted text; what a person types says nothing about what was copied.
    const pasted = ['insertFromPaste', 'insertFromDrop', 'insertReplacementText'].includes(event.inputType)
    if (pasted || state.example !== '') writeLinkLater()
    readField({ pasted })
  })
  field.addEventListener('compositionstart', () => {
    state.composing = true
    clearTimeout(speaking)
  })
  field.addEventListener('compositionend', () => {
    state.composing = false
    readField({ pasted: false })
  })
  field.addEventListener('change', () => writeLink({ settled: true }))
  // An address has no second line: Enter means "go on", as in any field of one line.
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    form.requestSubmit(byId('continue'))
  })
  coinField.addEventListener('change', choose)
  networkField.addEventListener('change', choose)
  byId('clear').addEventListener('click', clearField)
  byId('copy').addEventListener('click', copyOwn)
  form.addEventListener('click', (event) => {
    if (event.target.closest('#clear-secret')) clearField()
  })
  form.addEventListener('change', (event) => {
    if (event.target.id === 'seen') offerContinue()
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    submit(event.submitter)
  })
}

/** What was typed over an example or a link is no longer what the address says. */
function writeLinkLater() {
  queueMicrotask(() => writeLink())
}

function submit(button) {
  if (button?.name === 'speak') {
    speakLanguage(button.value).catch(fail)
    return
  }
  if (button?.name === 'network') {
    networkField.value = button.value
    choose()
    networkField.focus()
    return
  }
  const seen = byId('seen')
  if (mayContinue(shown, seen?.checked)) {
    showConfirm()
    byId('confirm').focus()
    return
  }
  if (seen) seen.focus()
  else byId('headline').focus()
  say(`${words[seen ? 'continue.unseen' : 'continue.blocked']}${words['sentence.gap']}${spoken(shown, state, words)}`)
}

// --- beginning ---

function fail(error) {
  form.dataset.check = 'failed'
  // The reason is for whoever runs the page; the person reads what still works.
  console.error(error)
}

async function begin() {
  const { load } = await import('/countersign/index.js')
  const [loaded, its] = await Promise.all([load({ languages: [state.language] }), wordsFor(state.language)])
  countersign = loaded
  words = its
  const example = exampleCalled(asked.get('example'))
  if (example !== undefined && (field.value === example.address || field.value === '')) {
    state.example = example.id
    field.value = example.address
    state.address = example.address
    state.withheld = false
  }
  keepRoom(false)
  offerNetworks()
  prepare()
  // The server has judged a text that it would not send back: its card stays until something is typed.
  if (state.withheld) {
    shown = { outcome: 'reject', findings: [], details: { format: null }, canonical: '', checksum: 'unknown', secret: true }
    offerContinue()
  } else {
    render()
  }
  listen()
  if (asked.has('address') && (state.withheld || shown.secret)) writeLink()
  form.dataset.check = 'live'
}

begin().catch(fail)
