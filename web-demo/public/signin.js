// The page to sign in: asks the server without leaving the page, so that what was refused is known and advice can be given;
// counts a lock down; keeps which keyboard layout the password was typed in. Without this file the page is a plain form.
import { useCountersign } from '/countersign/elements/password.js'
import { load } from '/countersign/account.js'
import { zones } from '/countersign/zones.js'
import { ask } from './ask.js'
import { sayPage, wordsFor } from './speak.js'
import { toNode } from './tree.js'
import { troubleView } from './verify-view.js'

const byId = (id) => document.getElementById(id)
const form = byId('signin')
const question = byId('question')
const field = byId('password')
const status = byId('status')
const state = { language: document.documentElement.lang }
const layoutKept = 'harbour-layout'

let words
let trying = false
let ticking
/** What the server said last. */
let told

const core = form.dataset.fault === 'module' ? Promise.reject(new Error('fault=module')) : load()
core.catch(() => {})
useCountersign(core)

/** What is stored may be out of reach. It is the name of a layout, and nothing that was typed. */
function kept(layout) {
  try {
    if (layout === undefined) return localStorage.getItem(layoutKept) ?? ''
    if (layout !== '') localStorage.setItem(layoutKept, layout)
  } catch {
    // Then nothing is said of the last time.
  }
  return ''
}

// --- what the server answered ---

/** What it means, and until when; while it is a lock, again each second. */
async function showStatus(subject, now) {
  told = { subject, now }
  const countersign = await core
  clearTimeout(ticking)
  if (subject.state === 'locked') countersign.loadTable(await zones())
  const localZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const check = countersign.prepare('signin.status', subject.state === 'locked' ? { ...subject, localZone } : subject)
  check.tell({ clock: { date: now } })
  const look = () => {
    const verdict = check.run().keep()
    status.hidden = false
    status.verdict = verdict
    if (subject.state !== 'locked') check.release()
    else if (!verdict.details.maySignIn) ticking = setTimeout(look, 1000)
    // The form is there again.
    else if (question === null) location.reload()
  }
  look()
}

function showTrouble(what) {
  byId('trouble').replaceWith(toNode(troubleView(what, words)))
  if (what !== '') byId('trouble').focus()
}

function showTrying(on) {
  trying = on
  byId('continue').setAttribute('aria-disabled', String(on))
  byId('continue').textContent = words[on ? 'signin.trying' : 'signin.continue']
}

async function attempt() {
  if (trying) return
  showTrying(true)
  const { trouble, ...answer } = await ask('/signin', new FormData(form))
  showTrying(false)
  showTrouble(trouble ?? '')
  if (trouble !== undefined) return
  if (answer.subject.state === 'wrong') {
    await showStatus(answer.subject, answer.now)
    question.refused()
    field.focus()
    return
  }
  if (answer.subject.state !== 'locked') {
    kept(question.layout)
    question.taken()
  }
  // Nothing of it stays in the page that one may come back to.
  field.value = ''
  question.judge()
  location.assign(`/signin?${new URLSearchParams({ answer: answer.answer, lang: state.language, ...(document.documentElement.dir === 'rtl' ? { dir: 'rtl' } : {}) })}`)
}

async function speak(language) {
  const address = new URL(location.href)
  address.searchParams.set('lang', language)
  // What the server has written without a field, it writes again.
  if (question === null) {
    location.assign(address)
    return
  }
  words = await wordsFor(language)
  await (await core).loadWords(language)
  state.language = language
  sayPage(language, words)
  if (trying) showTrying(true)
  if (told !== undefined) await showStatus(told.subject, told.now)
  history.replaceState(null, '', address.pathname + address.search)
}

form.addEventListener('submit', (event) => {
  if (form.dataset.check !== 'live') return
  const speaks = event.submitter?.name === 'speak'
  if (question === null && !speaks) return
  event.preventDefault()
  if (speaks) speak(event.submitter.value).catch(console.error)
  else void attempt()
})

try {
  question?.setAttribute('enrolled-layout', kept())
  const [its] = await Promise.all([wordsFor(state.language), question === null ? core : question.ready])
  words = its
  const subject = JSON.parse(status.dataset.subject ?? 'null')
  if (subject !== null) told = { subject, now: status.dataset.now }
  if (subject?.state === 'locked') await showStatus(subject, status.dataset.now)
  if (form.dataset.retry !== undefined) {
    // As it would be after a slip: an example, and no password of anybody.
    field.value = 'VELVET LAGOON TRACTOR 9'
    question.judge()
    question.refused()
  }
  form.dataset.check = 'live'
} catch (error) {
  form.dataset.check = 'failed'
  // The reason is for whoever runs the page; the person reads what still works.
  console.error(error)
}
