// The deposit page: what there is to do about each verdict, going on, and the clipboard.
import { labelsFor, memoOf, showVerdict } from '/countersign/elements/verdict.js'
import { begin, byId, chooseNetwork, clearField, form, on, question, setCopied, state, words } from './harbour.js'
import { confirmView, mayContinue, stepsView } from './deposit-view.js'
import { ownAddress } from './offers.js'
import { toNode } from './tree.js'

const nothing = { outcome: 'unknown', findings: [], canonical: '', secret: false }

let shown = nothing

function replace(node, tree) {
  const fresh = toNode(tree)
  if (!node.isEqualNode(fresh)) node.replaceWith(fresh)
}

/** Shows what there is to do about the verdict as it is now. */
function render({ keep = false } = {}) {
  const before = shown.canonical
  shown = question.verdict === undefined ? nothing : showVerdict(question.verdict, state.language)
  // A word that was given for one text is not given for another.
  const seen = byId('seen')?.checked && (keep || before === shown.canonical)
  replace(byId('steps'), stepsView(shown, { coin: state.coin, language: state.language, seen }, words))
  // The property is not what isEqualNode looks at.
  if (byId('seen')) byId('seen').checked = Boolean(seen)
  offerContinue()
  if (!keep) byId('confirm-slot').replaceChildren()
}

/** Not `disabled`: a button that cannot be reached cannot say why it does nothing. */
function offerContinue() {
  byId('continue').setAttribute('aria-disabled', String(!mayContinue(shown, byId('seen')?.checked)))
}

function showConfirm() {
  const memo = memoOf(shown, labelsFor(state.language))
  byId('confirm-slot').replaceChildren(toNode(confirmView(shown, memo, state, words)))
}

function submitted(button) {
  if (button?.name === 'network') {
    chooseNetwork(button.value)
    byId('network').focus()
    return
  }
  const seen = byId('seen')
  if (mayContinue(shown, seen?.checked)) {
    showConfirm()
    byId('confirm').focus()
    return
  }
  if (seen) seen.focus()
  else byId('verdict').focus()
  const announcer = byId('announcer')
  const text = words[seen ? 'continue.unseen' : 'continue.blocked']
  // The same words again must be a change, or they are not heard.
  announcer.textContent = announcer.textContent === text ? `${text}\u00a0` : text
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
  setCopied(own)
}

await begin(submitted)
if (form.dataset.check === 'live') {
  // What a link opened stays as the server made it.
  if (question.hasAttribute('judged')) offerContinue()
  else render({ keep: true })
  question.addEventListener('cs-verdict', () => render())
  question.addEventListener('cs-error', () => render())
  on('choice', () => (byId('own').textContent = ownAddress(state.coin, state.network)))
  on('language', () => {
    byId('copy-answer').textContent = ''
    const wasOpen = byId('confirm') !== null
    render()
    if (wasOpen) showConfirm()
  })
  byId('copy').addEventListener('click', copyOwn)
  form.addEventListener('click', ({ target }) => {
    if (target.closest('#clear-secret')) clearField()
  })
  form.addEventListener('change', ({ target }) => {
    if (target.id === 'seen') offerContinue()
  })
}
