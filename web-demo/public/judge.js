// How Harbour asks about an address, the same on its server and in the browser, and what its page needs of the verdict.
import { book, coins } from './offers.js'

const known = book.map(({ address }) => ({ address }))
const secrets = new Set(['deposit.private-key', 'deposit.txid-or-key'])

/** A prepared check for this choice. If the coin does not exist on the network, it can still tell what is secret. */
export function prepareDeposit(countersign, { coin, network }) {
  const exists = network === '' || coins[coin].networks.includes(network)
  const check = countersign.prepare('deposit.address', network && exists ? { coin, network, known } : { coin, known })
  return { check, exists }
}

/** What the page shows of a text: the verdict's own words and facts, copied out of the check. */
export function judge({ check, exists }, address, { copied, language } = {}) {
  const verdict = check.run(address, copied ? { copied } : undefined)
  const sentences = verdict.explain(language)
  const shown = {
    outcome: verdict.outcome,
    headline: verdict.headline(language),
    findings: verdict.findings.map(({ reason, grade, at, params }, i) => ({ reason, grade, at, params, ...sentences[i] })),
    canonical: verdict.canonical,
    details: verdict.details,
    secret: verdict.findings.some(({ reason }) => secrets.has(reason)),
  }
  if (shown.secret) check.wipe()
  return exists || shown.secret ? shown : noSuchPair
}

/** Not a verdict: the form let something be chosen that there is not. The page has words of its own for it. */
const noSuchPair = Object.freeze({
  outcome: 'unknown',
  findings: [{ reason: 'harbour.no-such-pair', grade: 'unjudged', at: [], params: {} }],
  canonical: '',
  details: { format: null, addressKind: null, alsoValidOn: [], memo: null, groups: [] },
  secret: false,
})
