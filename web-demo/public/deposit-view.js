// The parts of the deposit page that depend on what was typed. The server renders them into the page, the browser renders
// them again while the person types.
import { addressLine } from './address-line.js'
import { coinName, coins, networks } from './offers.js'
import { element } from './tree.js'
import { verdictCard } from './verdict-card.js'

function list(names, words) {
  return names.join(words['list.separator'])
}

/** Groups of four to compare by eye or read aloud. */
export function groupsOf(text, words) {
  const groups = text.match(/.{1,4}/gu) ?? []
  return element(
    'span',
    { class: 'groups', dir: 'ltr', role: 'group', 'aria-label': words['groups.label'] },
    groups.flatMap((group) => [element('span', { class: 'group' }, group), ' ']),
  )
}

function networkName(id, language, words) {
  return networks[id]?.[language] ?? words[`network.${id}`] ?? id
}

function filled(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name])
}

/** What has to be given besides the address, or stands in it. */
function memoOf({ findings, details: { memo } }, words) {
  const inside = findings.find(({ reason }) => reason === 'deposit.memo-inside')
  if (inside !== undefined) return filled(words['memo.inside'], inside.params)
  if (memo.type === null) return words[`memo.${memo.rule}`]
  return filled(words[`memo.${memo.rule}.typed`], { type: words[`memo.type.${memo.type}`] ?? memo.type })
}

function evidence(shown, state, words) {
  const { format, addressKind, alsoValidOn } = shown.details
  const rows = []
  const found = shown.findings.find(({ params }) => params.found !== undefined)?.params.found
  const accepted = shown.outcome === 'accept' || shown.outcome === 'caution'
  const name = (id) => networkName(id, state.language, words)
  if (format !== null) {
    const facts = [words[`format.${format}`] ?? format]
    if (shown.checksum !== 'unknown') facts.push(words[`evidence.checksum.${shown.checksum}`])
    rows.push([words['evidence.format'], list(facts, words)])
    const kind = words[`kind.${addressKind}.${format}`] ?? words[`kind.${addressKind}`] ?? addressKind
    rows.push([words['evidence.kind'], kind])
  }
  if (accepted) rows.push([words['evidence.belongs-to'], name(shown.details.network)])
  else if (found !== undefined) rows.push([words['evidence.belongs-to'], name(found)])
  if (format !== null) {
    const others = alsoValidOn.filter((id) => id !== found).map(name)
    const one = accepted || (found !== undefined && found !== 'evm')
    const label = one ? 'evidence.also-valid-on' : 'evidence.valid-on'
    rows.push([words[label], others.length > 0 ? list(others, words) : words['evidence.nowhere-else']])
  }
  if (shown.canonical !== '') rows.push([words['evidence.canonical'], groupsOf(shown.canonical, words)])
  if (accepted) rows.push([words['evidence.memo'], memoOf(shown, words)])
  const slugs = shown.findings.map(({ reason }) => reason)
  if (slugs.length > 0)
    rows.push([words['evidence.reason'], element('code', { dir: 'ltr' }, slugs.join(' '))])
  return rows
}

/** The network to choose instead: the one that the address belongs to, or the only one that the coin has. */
function betterNetwork({ findings: [first] }, { coin }) {
  const its = coins[coin].networks
  if (first?.reason === 'deposit.wrong-network') return its.find((id) => id === first.params.found)
  return first?.reason === 'harbour.no-such-pair' && its.length === 1 ? its[0] : undefined
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
        filled(words['choose.network'], { network: networkName(better, state.language, words) }),
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

/** The page's own words for what is no verdict. */
function worded(shown, state, words) {
  if (shown.headline !== undefined) return shown
  const values = {
    coin: state.coin,
    network: networkName(state.network, state.language, words),
    networks: list(coins[state.coin].networks.map((id) => networkName(id, state.language, words)), words),
  }
  const [text, next] = ['no-such-pair.text', 'no-such-pair.next'].map((key) => filled(words[key], values))
  const finding = { ...shown.findings[0], text, next }
  return { ...shown, headline: words['no-such-pair.headline'], findings: [finding] }
}

/** What the card says in one breath, for those who listen. */
export function spoken(shown, state, words) {
  const { headline, findings } = worded(shown, state, words)
  const first = findings[0]
  return [headline, first?.text, first?.next].filter(Boolean).map((s) => (/[.!?。！？]$/.test(s) ? s : s + words['sentence.end'])).join(words['sentence.gap'])
}

export function lineView(shown, state, words) {
  return addressLine(state.address, shown, words)
}

export function cardView(shown, state, words, open = false) {
  const told = worded(shown, state, words)
  return verdictCard({
    shown: told,
    text: state.address,
    rows: evidence(told, state, words),
    words,
    open,
  })
}

/** Whether the person may go on. A caution is for them to weigh: it needs their word. */
export function mayContinue(shown, seen) {
  return shown.outcome === 'accept' || (shown.outcome === 'caution' && seen)
}

/** What the next screen would show: the canonical text, which is what was judged, and nothing typed. */
export function confirmView(shown, state, words) {
  const network = shown.details.network
  const rows = [
    [words['label.coin'], coinName(state.coin, state.language, words)],
    [words['label.network'], networkName(network, state.language, words)],
    [words['label.address'], groupsOf(shown.canonical, words)],
    [words['evidence.memo'], memoOf(shown, words)],
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
