// The elements as a server renders them: declarative shadow roots, which browsers show without JavaScript and which the
// elements take over unchanged.
import { amountFrame } from './parts/amount_frame.js'
import { cardParts, cardRoom, cardTree } from './parts/card.js'
import { labelsFor } from './parts/labels.js'
import { lineRoom, lineTree } from './parts/line.js'
import type { Shown } from './parts/shown.js'
import { otpFrame } from './parts/otp_frame.js'
import { readingTree } from './parts/reading.js'
import { confirmFrame } from './parts/confirm_frame.js'
import { meterTree, passwordFrame, type Score } from './parts/password_frame.js'
import { element, toHtml, type Child } from './parts/tree.js'

/** What an ambiguous amount may mean, and an amount in words. */
export { readingsOf, wordsOf, type Reading } from './parts/reading.js'
export { memoOf } from './parts/evidence.js'
export { filled, labelsFor, networkName, setLabels, type Labels } from './parts/labels.js'
/** A code without what separates it, in the digits of ASCII: what a server compares. */
export { plainly } from './parts/otp_text.js'
/** What a card says of a password, where there is something to say. */
export { onPasswordCard } from './parts/password_shown.js'
export { onCodeCard, showObstacle, showVerdict, type Obstacle, type Shown, type ShownFinding } from './parts/shown.js'
/** The rules that both elements need; serve them as a file of your own and give its address as `stylesheet`. */
export { css } from './parts/style.js'

export interface TemplateOptions {
  /** What was judged. Nothing of it is written where `shown.secret` is true. */
  readonly text: string
  /** Where `css` is served. */
  readonly stylesheet: string
  /** The folded part of the card is open. */
  readonly open?: boolean
  readonly headingLevel?: number
  /** The card keeps the room of an answer about a code, an amount, or a password. */
  readonly reserve?: 'code' | 'amount' | 'password'
}

function template(stylesheet: string, ...children: Child[]): string {
  const link = element('link', { rel: 'stylesheet', href: stylesheet })
  return toHtml(element('template', { shadowrootmode: 'open' }, link, children))
}

/** What goes into `<cs-verdict>`, as its first child. Where there is nothing to say, the card keeps its room alone. */
export function verdictTemplate(shown: Shown | { readonly language: string }, { text, stylesheet, open = false, headingLevel = 2, reserve }: TemplateOptions): string {
  const labels = labelsFor(shown.language)
  return template(
    stylesheet,
    element(
      'div',
      { class: 'box', lang: shown.language },
      'outcome' in shown && cardTree(shown, labels, { text, open, headingLevel }),
      reserve && cardRoom(labels, reserve),
    ),
    element('p', { id: 'announcer', class: 'unseen', role: 'status' }),
  )
}

/** What goes into `<cs-deposit-address>`, as its first child; the page's own `<cs-verdict slot="verdict">` goes there, too. */
export function depositAddressTemplate(shown: Shown, { text, stylesheet }: TemplateOptions): string {
  const line = lineTree(text, shown, labelsFor(shown.language))
  return template(
    stylesheet,
    element('slot'),
    element(
      'div',
      { class: 'line-box', part: 'line-box' },
      element('div', { class: 'box', lang: shown.language }, line, lineRoom()),
    ),
    element('slot', { name: 'verdict' }, element('cs-verdict', { part: 'verdict' })),
  )
}

/** What goes into `<cs-amount>`, as its first child; the page's own `<cs-verdict slot="verdict">` goes there, too. */
export function amountTemplate(shown: Shown, { text, stylesheet }: TemplateOptions): string {
  const labels = labelsFor(shown.language)
  return template(stylesheet, amountFrame(readingTree(text, shown, labels), labels, shown.language, cardParts))
}

export interface OtpTemplateOptions {
  /** Of the code; 6 unless given. */
  readonly length?: number
  /** Where `css` is served. */
  readonly stylesheet: string
  /** When another code may be asked for, if not now. */
  readonly wait?: string
  /** Why no more can be sent, if so; then the fallbacks show. */
  readonly exhausted?: string
}

/** What goes into `<cs-otp>`, as its first child; the page's own `<cs-verdict slot="verdict">` goes there, too. */
export function otpTemplate({ length = 6, stylesheet, exhausted = '', wait = '' }: OtpTemplateOptions): string {
  return template(stylesheet, otpFrame(length, cardParts, { exhausted, wait }))
}

/** What goes into `<cs-confirm>`, as its first child; the page's own `<cs-verdict slot="verdict">` goes there, too. */
export function confirmTemplate({ stylesheet }: { readonly stylesheet: string }): string {
  return template(stylesheet, confirmFrame(cardParts))
}

export interface PasswordTemplateOptions {
  readonly language: string
  /** Where `css` is served. */
  readonly stylesheet: string
  /** For a new password: what was judged of the one that was sent, if there was one. */
  readonly score?: Score | null
  readonly choosing?: boolean
}

/** What goes into `<cs-password>`, as its first child; the page's own `<cs-verdict slot="verdict">` goes there, too. */
export function passwordTemplate({ language, stylesheet, score, choosing = false }: PasswordTemplateOptions): string {
  const labels = labelsFor(language)
  return template(stylesheet, passwordFrame(choosing ? meterTree(score ?? undefined, labels) : undefined, labels, language, cardParts))
}
