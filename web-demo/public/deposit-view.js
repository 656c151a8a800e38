// What the deposit page says beside the element: what there is to do about a verdict, and what the next screen would show.
// The server writes these into the page, the browser writes them again with each verdict.
import { coinName, coins, networks } from './offers.js'
import { element } from './tree.js'

/** Groups of four to compare by eye or read aloud. */
function groupsOf(text) {
  const groups = text.match(/.{1,4}/gu) ?? []
  return element('span', { class: 'groups', dir: 'ltr' }, groups.flatMap((group) => [element('span', { class: 'group' }, group), ' ']))
}

function networkName(id, language) {
  return networks[id]?.[language] ?? id
}

/** The network to choose instead: the one that the address belongs to, or the only one that the coin has. */
function betterNetwork({ findings: [first] }, { coin }) {
  const its = coins[coin].networks
  if (first?.reason === 'deposit.wrong-network') return its.find((id) => id === first.params.found)
  return first?.reason === 'element.unpaired' && its.length === 1 ? its[0] : undefined
}

/** What the person can do about it, beside "Continue". */
export function stepsView(shown, state, words) {
  const made = []
  if (shown.secret && !state.withheld)
    made.push(element('button', { type: 'button', class: 'button plain', id: 'clear-secret' }, words['clear.secret']))
  const better = betterNetwork(shown, state)
  if (better !== undefined)
    made.push(
      element(
        'button',
        { type: 'submit', class: 'button plain', name: 'network', value: better, id: 'choose-found' },
        words['choose.network'].replace('{network}', networkName(better, state.language)),
      ),
    )
  // Comparing helps against a mistake in the text, and against nothing else that a caution warns of.
  const compare = shown.findings[0]?.reason === 'deposit.no-checksum'
  if (shown.outcome === 'caution')
    made.push(
      element(
        'label',
        { class: 'seen' },
        element('input', { type: 'checkbox', name: 'seen', id: 'seen', value: '1', checked: state.seen }),
        element('span', null, words[compare ? 'seen.compared' : 'seen.read']),
      ),
    )
  return element('div', { class: 'steps', id: 'steps' }, made)
}

/** Whether the person may go on. A caution is for them to weigh: it needs their word. */
export function mayContinue(shown, seen) {
  return shown.outcome === 'accept' || (shown.outcome === 'caution' && Boolean(seen))
}

/** What the next screen would show: the canonical text, which is what was judged, and nothing typed. */
export function confirmView(shown, memo, state, words) {
  const rows = [
    [words['label.coin'], coinName(state.coin, state.language, words)],
    [words['label.network'], networkName(shown.details.network, state.language)],
    [words['label.address'], groupsOf(shown.canonical)],
    [words['confirm.memo'], memo],
  ]
  return element(
    'section',
    { class: 'confirm', id: 'confirm', 'aria-labelledby': 'confirm-title', tabindex: '-1' },
    element('h2', { id: 'confirm-title' }, words['confirm.title']),
    element('p', null, words['confirm.lead']),
    element('dl', null, rows.map(([label, content]) => [element('dt', null, label), element('dd', null, content)])),
    element('p', { class: 'quiet' }, words['confirm.end']),
  )
}
