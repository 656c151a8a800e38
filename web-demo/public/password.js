// The page to choose a password: languages in place, and the examples, which are nobody's passwords. The judging is the
// element's; the form is sent as it would be without this file.
import { useCountersign } from '/countersign/elements/password.js'
import { sayPage, wordsFor } from './speak.js'

const form = document.getElementById('create')
const question = document.getElementById('question')
const field = document.getElementById('password')

const examples = {
  short: 'velvet kettle',
  common: '1qaz2wsx3edc4rfv',
  'own-name': 'ada@harbour.example',
  weak: 'azertyuiopqsdfgh',
  good: 'velvet lagoon tractor 9',
  caps: '',
  change: 'velvet lagoon tractor 9',
}

// A designer may look at the page as it is when the module cannot be loaded.
if (form.dataset.fault === 'module') useCountersign(() => Promise.reject(new Error('fault=module')))

async function speak(language) {
  const address = new URL(location.href)
  address.searchParams.set('lang', language)
  sayPage(language, await wordsFor(language))
  history.replaceState(null, '', address.pathname + address.search)
}

form.addEventListener('submit', (event) => {
  if (form.dataset.check !== 'live' || event.submitter?.name !== 'speak') return
  event.preventDefault()
  speak(event.submitter.value).catch(console.error)
})

/** What a link shows, as if it had been typed. */
function show(what) {
  if (examples[what] === undefined) return
  if (what === 'change') document.getElementById('present').value = examples.change
  field.value = examples[what]
  field.focus()
  const capsLock = new KeyboardEvent('keyup', { key: 'Tab', code: 'Tab', modifierCapsLock: true, bubbles: true })
  if (what === 'caps') field.dispatchEvent(capsLock)
  question.judge()
}

try {
  await Promise.all([wordsFor(document.documentElement.lang), question?.ready])
  form.dataset.check = 'live'
  if (question !== null) show(form.dataset.show)
} catch (error) {
  form.dataset.check = 'failed'
  // The reason is for whoever runs the page; the person reads what still works.
  console.error(error)
}
