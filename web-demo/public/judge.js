// How Harbour asks about an address, the same on its server and in the browser, and what its page needs of the verdict.
import { book, coins } from './offers.js'

const known = book.map(({ address }) => ({ address }))
const secrets = new Set(['deposit.private-key', 'deposit.txid-or-key'])
const withoutChecksum = new Set(['deposit.no-checksum', 'deposit.network-without-checksum'])
// Formats that always have a checksum; of the others only what is found tells.
const checked = new Set(['base58check', 'bech32', 'bech32m', 'cashaddr', 'ss58', 'strkey', 'base32', 'base64', 'base64url'])

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
    checksum: checksumOf(verdict),
    secret: verdict.findings.some(({ reason }) => secrets.has(reason)),
  }
  if (shown.secret) check.wipe()
  return exists || shown.secret ? shown : noSuchPair
}

/** Whether a checksum vouches for the text: 'fits', 'none', or 'unknown' where the verdict does not say. */
function checksumOf({ outcome, findings, details: { format } }) {
  if (findings.some(({ reason }) => withoutChecksum.has(reason))) return 'none'
  if (checked.has(format)) return 'fits'
  return format !== null && (outcome === 'accept' || outcome === 'caution') ? 'fits' : 'unknown'
}

/** Not a verdict: the form let something be chosen that there is not. The page has words of its own for it. */
const noSuchPair = Object.freeze({
  outcome: 'unknown',
  findings: [{ reason: 'harbour.no-such-pair', grade: 'unjudged', at: [], params: {} }],
  canonical: '',
  checksum: 'unknown',
  details: { format: null, addressKind: null, alsoValidOn: [], memo: null, groups: [] },
  secret: false,
})
