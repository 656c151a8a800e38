// What a card shows of a verdict, copied out of the check, so that it can be shown after the next run, too.
import type { Grade, Outcome } from '../../generated/reasons.js'
import { secretKinds, type DepositAddressDetails } from '../../generated/kinds.js'
import type { Span } from '../../text.js'
import type { Sentence, Verdict } from '../../verdict.js'
import { filled, networkName, type Labels } from './labels.js'

export interface ShownFinding extends Sentence {
  readonly reason: string
  readonly grade: Grade
  readonly at: readonly Span[]
  readonly params: Readonly<Record<string, unknown>>
}

export interface Shown {
  readonly kind: string
  readonly outcome: Outcome
  readonly headline: string
  readonly findings: readonly ShownFinding[]
  readonly canonical: string
  /** What the kind says beyond its findings; undefined where nothing was judged. */
  readonly details: unknown
  /** Whether the text is, or may be, a secret: then nothing of it is shown. */
  readonly secret: boolean
  /** Whether a checksum vouches for the text; 'unknown' where the verdict does not say. */
  readonly checksum: 'fits' | 'none' | 'unknown'
  /** The language of the sentences. */
  readonly language: string
  /** What is said aloud behind the headline, where the card does not say it. */
  readonly aloud?: string
}

const secrets: ReadonlySet<string> = new Set(['deposit.private-key', 'deposit.txid-or-key'])
const withoutChecksum: ReadonlySet<string> = new Set(['deposit.no-checksum', 'deposit.network-without-checksum'])
/** Formats that always have a checksum; of the others only what is found tells. */
const checked: ReadonlySet<string> = new Set(
  'base58check bech32 bech32m cashaddr ss58 strkey base32 base64 base64url'.split(' '),
)

function isAddress(verdict: Verdict): verdict is Verdict<'deposit.address'> {
  return verdict.kind === 'deposit.address'
}

export function checksumOf(verdict: Verdict): Shown['checksum'] {
  if (!isAddress(verdict)) return 'unknown'
  if (verdict.findings.some(({ reason }) => withoutChecksum.has(reason))) return 'none'
  const { format } = verdict.details as DepositAddressDetails
  if (format === null) return 'unknown'
  if (checked.has(format)) return 'fits'
  return verdict.outcome === 'accept' || verdict.outcome === 'caution' ? 'fits' : 'unknown'
}

export function isSecret(verdict: Verdict): boolean {
  return secretKinds.includes(verdict.kind) || verdict.findings.some(({ reason }) => secrets.has(reason))
}

/** The verdict in this language, or in the first that has words, and says so. */
export function showVerdict(verdict: Verdict, language: string): Shown {
  const [headline, sentences, spoken] = sayIn(verdict, [language, 'en'])
  return {
    kind: verdict.kind,
    outcome: verdict.outcome,
    headline,
    findings: verdict.findings.map(({ reason, grade, at, params }, i) => ({
      reason,
      grade,
      at,
      params: params as Readonly<Record<string, unknown>>,
      ...(sentences[i] ?? { text: '', next: '' }),
    })),
    canonical: verdict.canonical,
    details: verdict.details,
    secret: isSecret(verdict),
    checksum: checksumOf(verdict),
    language: spoken,
  }
}

/** What is said beside the button that asks for another code, and not on the card: it changes by itself. */
const besideButton: ReadonlySet<string> = new Set(['otp.resend-wait', 'otp.exhausted', 'otp.exhausted-until', 'otp.retry-after-ignored'])

/** What the card says of a code. That there is none yet is worth a word only where nothing else is. */
export function onCodeCard(shown: Shown): Shown {
  const said = shown.findings.filter(({ reason }) => !besideButton.has(reason))
  return { ...shown, findings: said.length > 1 ? said.filter(({ reason }) => reason !== 'otp.empty') : said }
}

function sayIn(verdict: Verdict, languages: readonly string[]): [string, readonly Sentence[], string] {
  for (const language of languages)
    try {
      return [verdict.headline(language), verdict.explain(language), language]
    } catch {
      // No words are loaded for it.
    }
  return [verdict.headline(), verdict.explain(), languages[0]!]
}

/** What keeps a text from being judged at all, in the elements' own words. */
export type Obstacle = 'unpaired' | 'coinless' | 'failed' | 'misused' | 'amount.unitless' | 'amount.failed' | 'amount.misused' | 'confirm.failed' | 'confirm.misused'

function kindOf(what: Obstacle): string {
  if (what.startsWith('amount.')) return 'payment.amount'
  return what.startsWith('confirm.') ? 'payment.confirm' : 'deposit.address'
}

/** A card for what is no verdict. It counts as unknown, never as accepted. */
export function showObstacle(
  what: Obstacle,
  labels: Labels,
  language: string,
  values: { readonly coin?: string; readonly network?: string } = {},
): Shown {
  const { coin, network = '' } = values
  const names = { coin, network: networkName(network, language) }
  return {
    kind: kindOf(what),
    outcome: 'unknown',
    headline: labels[`${what}.headline`],
    findings: [
      {
        reason: `element.${what}`,
        grade: 'unjudged',
        at: [],
        params: {},
        text: filled(labels[`${what}.text`], names),
        next: labels[`${what}.next`],
      },
    ],
    canonical: '',
    details: undefined,
    secret: false,
    checksum: 'unknown',
    language,
  }
}

/** The card in one breath, for those who listen. */
export function spoken({ headline, aloud, findings: [first] }: Shown, labels: Labels): string {
  return [headline, aloud, first?.text, first?.next]
    .filter((sentence) => sentence !== undefined && sentence !== '')
    .map((sentence) => (/[.!?。！？]$/.test(sentence!) ? sentence : sentence + labels['sentence.end']))
    .join(labels['sentence.gap'])
}
