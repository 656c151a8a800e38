// <cs-verdict>: the card that says what Countersign thinks of a text.
import type { Outcome } from '../generated/reasons.js'
import type { Verdict } from '../verdict.js'
import { announce, Base, define, put, rootOf, States, upgrade } from './parts/base.js'
import { cardRoom, cardTree } from './parts/card.js'
import { labelsFor, onLabels } from './parts/labels.js'
import { followLanguage, languageAround } from './parts/language.js'
import { showVerdict, spoken, type Shown } from './parts/shown.js'

export { memoOf } from './parts/evidence.js'
export { labelsFor, setLabels, type Labels } from './parts/labels.js'
export { showVerdict, type Shown, type ShownFinding } from './parts/shown.js'
export { useCountersign, type CountersignSource } from './parts/source.js'

const quietBeforeSpeaking = 700
/** What nobody is told who has not begun. */
const unsaid: ReadonlySet<string | undefined> = new Set(['deposit.empty', 'otp.empty', 'payment.empty'])

/** Whether a change is said aloud: not at all, if it says something else than before, or in any case. */
export type Speech = 'never' | 'if-new' | 'always'

/**
 * Shows a verdict: the outcome as icon, word and colour; each finding with its next step; and, folded, what that rests on.
 * Sentences are in the language of the nearest `lang`. Changes are said politely to those who listen, once they pause.
 *
 * @tag cs-verdict
 * @attr {boolean} open - The folded part is open at first.
 * @attr {boolean} reserve - Keeps the room of a usual answer, so that nothing below moves while someone types; "code", "amount" or "password": that of an answer about one.
 * @attr {number} heading-level - The level of the headline, for those who listen; 2 unless given.
 * @prop {Verdict | undefined} verdict - What is shown; undefined empties the card.
 * @prop {string} text - The text that was judged; give it before `verdict`, and places in it are told in words.
 * @prop {Outcome | undefined} outcome - The outcome that is shown. Read only.
 * @method {void} focus - Takes the person to the headline.
 * @method {void} hush - Leaves unsaid what was about to be said aloud.
 * @state accept - Nothing stands against the text.
 * @state caution - Acceptable once the person has seen why.
 * @state incomplete - Typing more may make it acceptable.
 * @state unknown - It could not be judged; never counts as accept.
 * @state reject - Not acceptable.
 * @part card - The whole card.
 * @part headline - Outcome and headline.
 * @part outcome - The outcome's icon and word.
 * @part icon - The icon alone.
 * @part findings - The list of findings.
 * @part finding - One finding.
 * @part next - What to do now.
 * @part place - Where in the text it is.
 * @part evidence - The folded part.
 * @part summary - What opens it.
 * @part groups - A text in groups of four.
 * @cssprop --cs-ground - What lies behind.
 * @cssprop --cs-raised - The card's ground.
 * @cssprop --cs-text - Text.
 * @cssprop --cs-quiet - Text that may be overlooked, and what is not finished.
 * @cssprop --cs-line - Lines.
 * @cssprop --cs-accent - Focus, and every second group of four.
 * @cssprop --cs-accept - The colour of accept.
 * @cssprop --cs-caution - The colour of caution.
 * @cssprop --cs-stop - The colour of reject.
 * @cssprop --cs-unknown - The colour of unknown.
 * @cssprop --cs-mono - The face of addresses.
 * @cssprop --cs-radius - How round the corners are.
 */
export class CsVerdict extends Base {
  static readonly observedAttributes = ['reserve', 'heading-level', 'open']

  readonly #root: ShadowRoot
  readonly #states: States
  #verdict: Verdict | undefined
  #text = ''
  #shown: Shown | undefined
  #ends: (() => void)[] = []
  #speaking: ReturnType<typeof setTimeout> | undefined
  #said = ''

  constructor() {
    super()
    const internals = this.attachInternals()
    this.#root = rootOf(this, internals)
    this.#states = new States(this, internals)
  }

  connectedCallback(): void {
    upgrade(this, 'text', 'verdict')
    this.#ends = [followLanguage(this, () => this.#sayAnew()), onLabels(() => this.#sayAnew())]
    this.#render()
  }

  disconnectedCallback(): void {
    for (const end of this.#ends) end()
    this.#ends = []
    this.hush()
  }

  attributeChangedCallback(name: string): void {
    if (!this.isConnected) return
    const fold = this.#root.querySelector('details')
    if (name === 'open' && fold !== null) fold.open = this.hasAttribute('open')
    this.#render()
  }

  get verdict(): Verdict | undefined {
    return this.#verdict
  }

  set verdict(verdict: Verdict | undefined) {
    this.#verdict = verdict?.keep()
    const shown = this.#verdict === undefined ? undefined : showVerdict(this.#verdict, languageAround(this))
    this.#show(shown, this.#text, this.#shown === undefined ? 'never' : 'if-new')
  }

  get text(): string {
    return this.#text
  }

  set text(text: string) {
    this.#text = text
  }

  get outcome(): Outcome | undefined {
    return this.#shown?.outcome
  }

  /** Shows what another element has made of a verdict, in the language that it chose. */
  present(shown: Shown | undefined, text: string, speech: Speech): void {
    this.#verdict = undefined
    this.#show(shown, text, speech)
  }

  /** Says nothing of what was about to be said. */
  hush(): void {
    clearTimeout(this.#speaking)
  }

  /** Takes the person to the headline. */
  override focus(options?: FocusOptions): void {
    this.#root.getElementById('headline')?.focus(options)
  }

  #sayAnew(): void {
    if (this.#verdict === undefined) return
    this.#show(showVerdict(this.#verdict, languageAround(this)), this.#text, 'if-new')
  }

  #show(shown: Shown | undefined, text: string, speech: Speech): void {
    this.#shown = shown
    this.#text = shown?.secret === true ? '' : text
    this.#states.outcome(shown?.outcome)
    this.#render()
    this.hush()
    if (shown !== undefined && speech !== 'never')
      this.#speaking = setTimeout(() => this.#speak(shown, speech), quietBeforeSpeaking)
  }

  #render(): void {
    // Before the first verdict, what a server has rendered stays.
    const before = this.#root.querySelector('.box')
    if (this.#shown === undefined && before !== null && this.#verdict === undefined && !before.hasAttribute('data-own')) return
    const language = this.#shown?.language ?? languageAround(this)
    const labels = labelsFor(language)
    const box = before ?? this.#root.appendChild(document.createElement('div'))
    box.className = 'box'
    box.toggleAttribute('data-own', true)
    box.setAttribute('lang', language)
    const open = box.querySelector('details')?.open ?? this.hasAttribute('open')
    const headingLevel = Number(this.getAttribute('heading-level')) || 2
    const options = { text: this.#text, open, headingLevel }
    // Before anything is said: what comes together with its region is not heard.
    void this.#announcer
    put(box, this.#shown && cardTree(this.#shown, labels, options), box.querySelector('.card:not(.room)'))
    const room = this.getAttribute('reserve')
    put(box, room === null ? undefined : cardRoom(labels, room), box.querySelector('.room'))
  }

  get #announcer(): HTMLElement {
    const before = this.#root.getElementById('announcer')
    if (before !== null) return before
    const made = document.createElement('p')
    made.id = 'announcer'
    made.className = 'unseen'
    made.setAttribute('role', 'status')
    return this.#root.appendChild(made)
  }

  /** Says the card. While someone goes on typing to the same effect, nothing is said again. */
  #speak(shown: Shown, speech: Speech): void {
    const reasons = shown.findings.map(({ reason }) => reason)
    const effect = [shown.language, shown.outcome, ...reasons].join(' ')
    if (unsaid.has(reasons[0]) || (effect === this.#said && speech !== 'always')) return
    this.#said = effect
    announce(this.#announcer, spoken(shown, labelsFor(shown.language)), shown.language)
  }
}

define('cs-verdict', CsVerdict)

declare global {
  interface HTMLElementTagNameMap {
    'cs-verdict': CsVerdict
  }
}
