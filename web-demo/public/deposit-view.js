// The parts of the deposit page that depend on what was typed. The server renders them into the page, the browser renders
// them again while the person types.
import { addressLine } from './address-line.js'
import { coins, networks } from './offers.js'
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

function evidence(shown, state, words) {
  const { format, addressKind, alsoValidOn, memo } = shown.details
  const rows = []
  const found = shown.findings.find(({ params }) => params.found !== undefined)?.params.found
  const accepted = shown.outcome === 'accept' || shown.outcome === 'caution'
  const name = (id) => networkName(id, state.language, words)
  if (format !== null) {
    const checksum = shown.findings.some(({ reason }) => reason === 'deposit.no-checksum')
      ? words['evidence.no-checksum']
      : words['evidence.checksum']
    rows.push([words['evidence.format'], `${words[`format.${format}`] ?? format}${words['list.separator']}${checksum}`])
    rows.push([words['evidence.kind'], words[`kind.${addressKind}`] ?? addressKind])
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
  if (accepted) rows.push([words['evidence.memo'], words[`memo.${memo.rule}`]])
  const slugs = shown.findings.map(({ reason }) => reason)
  if (slugs.length > 0)
    rows.push([words['evidence.reason'], element('code', { dir: 'ltr' }, slugs.join(' '))])
  return rows
}

/** What the person can do about it, beside "Continue". */
export function stepsView(shown, state, words) {
  const made = []
  if (shown.secret && !state.withheld)
    made.push(element('button', { type: 'button', class: 'button plain', id: 'clear-secret' }, words['clear.secret']))
  const found = shown.findings.find(({ reason }) => reason === 'deposit.wrong-network')?.params.found
  if (found !== undefined && coins[state.coin].networks.includes(found))
    made.push(
      element(
        'button',
        { type: 'submit', class: 'button plain', name: 'network', value: found, id: 'choose-found' },
        words['choose.network'].replace('{network}', networkName(found, state.language, words)),
      ),
    )
  if (shown.outcome === 'caution')
    made.push(
      element(
        'label',
        { class: 'seen' },
        element('input', { type: 'checkbox', name: 'seen', id: 'seen', value: '1', checked: state.seen }),
        element('span', null, words['seen.label']),
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
  const filled = (key) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name])
  const finding = { ...shown.findings[0], text: filled('no-such-pair.text'), next: filled('no-such-pair.next') }
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
    [words['label.coin'], `${state.coin}${words['coin.separator']}${coins[state.coin][state.language]}`],
    [words['label.network'], networkName(network, state.language, words)],
    [words['label.address'], groupsOf(shown.canonical, words)],
    [words['evidence.memo'], words[`memo.${shown.details.memo.rule}`]],
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
