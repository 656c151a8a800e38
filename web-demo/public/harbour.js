// What the pages of Harbour do in a browser: choices that fit each other, examples and languages in place. The judging is
// the element's. Without this file, or if the check fails, the page is a plain form that the server judges.
import { labelsFor, useCountersign } from '/countersign/elements/deposit-address.js'
import { exampleCalled } from './examples.js'
import { book, coinName, coins, networks } from './offers.js'
import { sayPage, wordsFor } from './speak.js'

export const byId = (id) => document.getElementById(id)
export const form = byId('deposit')
export const question = byId('question')
export const field = byId('address')
export const coinField = byId('coin')
export const networkField = byId('network')
const asked = new URL(location.href).searchParams

/** What the page keeps of its state beside its fields. */
export const state = {
  language: document.documentElement.lang,
  example: asked.get('example') ?? '',
  get coin() {
    return coinField.value
  },
  get network() {
    return networkField.value
  },
}

export let words

const listeners = { choice: [], language: [] }

/** Calls back after the choice of coin and network has changed ('choice'), or the language ('language'). */
export function on(what, listener) {
  listeners[what].push(listener)
}

// A designer may look at the page as it is when the module cannot be loaded.
if (form.dataset.fault === 'module') useCountersign(() => Promise.reject(new Error('fault=module')))

question.known = book.map(({ address }) => ({ address }))

// --- words ---

function nameOptions() {
  for (const option of coinField.options) option.textContent = coinName(option.value, state.language, words)
  for (const group of coinField.querySelectorAll('optgroup')) group.label = words[group.dataset.wordsGroup]
  for (const option of networkField.options)
    if (option.value !== '') option.textContent = networks[option.value][state.language]
}

export async function speakLanguage(language) {
  words = await wordsFor(language)
  state.language = language
  for (const node of document.querySelectorAll('[data-label]')) node.textContent = labelsFor(language)[node.dataset.label]
  nameOptions()
  sayPage(language, words)
  for (const tell of listeners.language) tell()
  writeLink()
}

// --- choices ---

/** Offers the networks of the chosen coin and no other. The choice is kept if it is still there. */
function offerNetworks(wanted = networkField.value) {
  const its = coins[state.coin].networks
  const [none] = networkField.options
  networkField.replaceChildren(none)
  for (const id of its) networkField.add(new Option(networks[id][state.language], id))
  networkField.value = its.includes(wanted) ? wanted : its.length === 1 ? its[0] : ''
}

function chosen() {
  leaveExample()
  for (const tell of listeners.choice) tell()
  writeLink({ settled: true })
}

export function chooseNetwork(id) {
  networkField.value = id
  networkField.dispatchEvent(new Event('change', { bubbles: true }))
}

// --- the address of this state ---

/**
 * Puts the state into the page's address. A text goes there only when the person has left the field and a checksum says
 * that it is an address: nothing else, least of all half a private key, may end up in a history.
 */
export function writeLink({ settled = false } = {}) {
  const link = new URL(location.pathname, location.href)
  if (state.example !== '') link.searchParams.set('example', state.example)
  else {
    link.searchParams.set('coin', state.coin)
    link.searchParams.set('network', state.network)
    if (settled && question.checksum === 'fits' && !question.secret) link.searchParams.set('address', field.value)
  }
  link.searchParams.set('lang', state.language)
  if (document.documentElement.dir === 'rtl') link.searchParams.set('dir', 'rtl')
  history.replaceState(null, '', link.pathname + link.search + location.hash)
}

function markExample() {
  for (const link of document.querySelectorAll('a[data-example]'))
    if (link.dataset.example === state.example) link.setAttribute('aria-current', 'true')
    else link.removeAttribute('aria-current')
}

function leaveExample() {
  if (state.example === '') return
  state.example = ''
  markExample()
}

/** Puts an example into the fields, as its link would, but without asking the server. */
function show({ id, coin, network, address, copied = '' }) {
  coinField.value = coin
  offerNetworks(network)
  networkField.value = network
  field.value = address
  setCopied(copied)
  state.example = id
  markExample()
  for (const tell of listeners.choice) tell()
  question.judge()
  writeLink()
  field.scrollIntoView({ block: 'nearest' })
}

/** What was copied, to be compared with what is pasted. */
export function setCopied(text) {
  question.copied = text
  form.elements.copied.value = text
  const note = byId('copied-note')
  if (note !== null) note.hidden = text === ''
}

/** Empties the field, as a person would. */
export function clearField() {
  field.value = ''
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'deleteContentBackward' }))
  writeLink()
  field.focus()
}

// --- beginning ---

function listen() {
  field.addEventListener('input', (event) => {
    if (event.isComposing) return
    const moved = ['insertFromPaste', 'insertFromDrop', 'insertReplacementText'].includes(event.inputType)
    if (moved || state.example !== '') queueMicrotask(() => writeLink())
    leaveExample()
  })
  field.addEventListener('compositionend', leaveExample)
  field.addEventListener('change', () => writeLink({ settled: true }))
  coinField.addEventListener('change', () => offerNetworks())
  // After the element, which has judged by then.
  document.addEventListener('change', ({ target }) => {
    if (target === coinField || target === networkField) queueMicrotask(chosen)
  })
  // An address has no second line: Enter means "go on", as in any field of one line.
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    form.requestSubmit(byId('continue'))
  })
  byId('clear').addEventListener('click', clearField)
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-example]')
    if (link === null || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    show(exampleCalled(link.dataset.example))
  })
}

/** Takes the page over once the check is there. What `submitted` is told of the pressed button, the server is not. */
export async function begin(submitted) {
  try {
    const [its] = await Promise.all([wordsFor(state.language), question.ready])
    words = its
  } catch (error) {
    form.dataset.check = 'failed'
    // The reason is for whoever runs the page; the person reads what still works.
    console.error(error)
    return
  }
  const example = exampleCalled(state.example)
  if (example === undefined || (field.value !== example.address && field.value !== '')) state.example = ''
  // The server does not send a private key back, not even an example.
  else if (field.value === '') {
    field.value = example.address
    question.judge()
  }
  offerNetworks()
  listen()
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const { submitter } = event
    if (submitter?.name === 'speak') speakLanguage(submitter.value).catch(console.error)
    else submitted(submitter)
  })
  if (asked.has('address') && (question.secret || question.hasAttribute('judged'))) writeLink()
  form.dataset.check = 'live'
}
