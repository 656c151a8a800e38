// <cs-deposit-address>: judges the address in a page's own field while it is typed.
import type { Check } from '../check.js'
import type { Countersign } from '../countersign.js'
import type { DepositAddressSubject } from '../generated/kinds.js'
import type { Outcome } from '../generated/reasons.js'
import type { Verdict } from '../verdict.js'
import { Base, define, put, rootOf, States, tellPage, upgrade } from './parts/base.js'
import { cardParts } from './parts/card.js'
import { Description } from './parts/description.js'
import { FieldMarks } from './parts/field_marks.js'
import { Inside } from './parts/inside.js'
import { labelsFor } from './parts/labels.js'
import { languageAround } from './parts/language.js'
import { Life } from './parts/life.js'
import { ownCard } from './parts/own_card.js'
import { lineRoom, lineTree } from './parts/line.js'
import { showObstacle, showVerdict, spoken, type Obstacle, type Shown } from './parts/shown.js'
import type { CsVerdict, Speech } from './verdict.js'

export { labelsFor, setLabels, type Labels } from './parts/labels.js'
export { useCountersign, type CountersignSource } from './parts/source.js'

type Field = HTMLInputElement | HTMLTextAreaElement
type Choice = Field | HTMLSelectElement
type AddressCheck = Check<'deposit.address'>
type KnownAddress = NonNullable<DepositAddressSubject['known']>[number]

const texts = 'textarea, input:not([type]), input:is([type=text], [type=search], [type=password])'
const defaults = {
  'address-field': `:is(${texts}):is([data-cs=address], [name=address])`,
  'coin-field': ':is(select, input):is([data-cs=coin], [name=coin])',
  'network-field': ':is(select, input):is([data-cs=network], [name=network])',
} as const
/** Ways in which a text comes whole. Only of such a one does what was copied say anything. */
const whole: ReadonlySet<string> = new Set(['insertFromPaste', 'insertFromDrop', 'insertReplacementText'])

/**
 * Wraps a page's own field for an address, and its choices of coin and network, and judges while the person types. The
 * field stays the page's: its name, value, label, form, validity and paste are as without. Without JavaScript it is a
 * plain field.
 *
 * @tag cs-deposit-address
 * @attr {string} coin - The coin, where the page offers no choice.
 * @attr {string} network - The network, where the page offers no choice.
 * @attr {string} address-field - Selector of the field, where it is not the only one inside, nor named "address".
 * @attr {string} coin-field - Selector of the choice of coin, where it is not inside and named "coin".
 * @attr {string} network-field - Selector of the choice of network, where it is not inside and named "network".
 * @attr {string} copied - What was copied to be pasted here: a pasted text that differs is stopped.
 * @attr {boolean} enforce - Makes the field invalid, as `required` does, while its text may not be used.
 * @attr {string} judged - The outcome of the card that a server rendered, which stays until there is a better one.
 * @prop {readonly { address: string, label?: string }[]} known - The person's own addresses; a text that is one is said to be.
 * @prop {string} copied - The attribute.
 * @prop {Verdict<'deposit.address'> | undefined} verdict - The last verdict. Read only.
 * @prop {Outcome | undefined} outcome - The last outcome; unknown where nothing could be judged. Read only.
 * @prop {boolean} secret - The text is, or may be, a private key. Read only.
 * @prop {'fits' | 'none' | 'unknown'} checksum - Whether a checksum vouches for the text. Read only.
 * @prop {Promise<void>} ready - Kept when the check is loaded, broken when it could not be. Read only.
 * @method {Outcome | undefined} judge - Judges the text as it is now; needed only after a script has set the field's value.
 * @fires {CustomEvent<Verdict<'deposit.address'>>} cs-verdict - The text was judged. The verdict may be kept.
 * @fires {CustomEvent<Error>} cs-error - It could not be judged: the check did not load, or there is no such pair of coin and network.
 * @state accept - Nothing stands against the text.
 * @state caution - Acceptable once the person has seen why.
 * @state incomplete - Typing more may make it acceptable.
 * @state unknown - It could not be judged; never counts as accept.
 * @state reject - Not acceptable.
 * @state ready - The check is loaded and judges.
 * @state failed - The check could not be loaded.
 * @state secret - The text is, or may be, a private key; a page may cover its field.
 * @slot - The page's own fields with their labels.
 * @slot verdict - A `<cs-verdict>` of the page's own, in the place of the element's.
 * @part line - The text in groups of four, with the places of mistakes marked.
 * @part line-box - What is around it.
 * @part mark - A marked place in it.
 * @part verdict - The card's element; the card's own parts can be styled from here, too.
 * @cssprop --cs-ground - The line's ground.
 */
export class CsDepositAddress extends Base {
  static readonly observedAttributes = ['coin', 'network', 'address-field', 'coin-field', 'network-field', 'enforce']

  readonly #root: ShadowRoot
  readonly #states: States
  /** Kept when the check is loaded, broken when it could not be. */
  readonly ready: Promise<void>
  readonly #life: Life
  #check: AddressCheck | undefined
  #prepared = ''
  #known: readonly KnownAddress[] = []
  #verdict: Verdict<'deposit.address'> | undefined
  #shown: Shown | undefined
  /** Says once more why nothing was judged. */
  #stumbled: (() => void) | undefined
  #field: Field | undefined
  readonly #marks = new FieldMarks(this)
  readonly #description = new Description()
  #composing = false
  #pasted = true
  readonly #inside = new Inside(this, defaults)

  constructor() {
    super()
    const internals = this.attachInternals()
    this.#root = rootOf(this, internals)
    this.#states = new States(this, internals)
    this.#life = new Life(this, this.#states, {
      group: 'deposit',
      isWhole: () => this.#fieldNow() !== undefined,
      placed: () => this.#placed(),
      begun: () => {
        if (this.hasAttribute('judged') && (this.#field?.value ?? '') === '') return
        this.removeAttribute('judged')
        this.#judge('never')
      },
      failed: () => {
        // What a server has judged stays as long as the text does.
        if (!this.hasAttribute('judged')) this.#obstacle('failed', {}, 'if-new')
      },
      spoken: () => {
        if (this.#verdict === undefined) this.#stumbled?.()
        else this.#render(showVerdict(this.#verdict, languageAround(this)), this.#field?.value ?? '', 'if-new')
      },
    })
    this.ready = this.#life.ready
  }

  connectedCallback(): void {
    upgrade(this, 'known', 'copied')
    this.#frame()
    this.#listen()
    this.#life.begin()
  }

  disconnectedCallback(): void {
    this.#life.end()
    this.#check?.release()
    this.#check = undefined
    this.#prepared = ''
    this.#leave()
    this.#card.hush()
  }

  attributeChangedCallback(): void {
    this.#again()
  }

  get known(): readonly KnownAddress[] {
    return this.#known
  }

  set known(known: readonly KnownAddress[]) {
    this.#known = [...known]
    this.#again()
  }

  get copied(): string {
    return this.getAttribute('copied') ?? ''
  }

  set copied(text: string) {
    if (text === '') this.removeAttribute('copied')
    else this.setAttribute('copied', text)
  }

  get verdict(): Verdict<'deposit.address'> | undefined {
    return this.#verdict
  }

  get outcome(): Outcome | undefined {
    const judged = this.getAttribute('judged')
    return this.#shown?.outcome ?? (judged === null ? undefined : (judged as Outcome))
  }

  get secret(): boolean {
    return this.#shown?.secret ?? false
  }

  get checksum(): Shown['checksum'] {
    return this.#shown?.checksum ?? 'unknown'
  }

  /** Judges the text as it is now, as one that came whole. Needed only after a script has set the field's value. */
  judge(): Outcome | undefined {
    if (this.#life.core === undefined) return undefined
    this.removeAttribute('judged')
    this.#pasted = true
    this.#keepRoom(this.#fieldNow()?.value === '')
    this.#judge('if-new')
    return this.outcome
  }

  // --- the page's fields ---

  #fieldNow(): Field | undefined {
    return this.#inside.field<Field>('address-field', texts)
  }

  #chosen(name: 'coin' | 'network'): string {
    const choice = this.#inside.find<Choice>(`${name}-field`)
    if (choice === null) return this.getAttribute(name) ?? ''
    if (!(choice instanceof HTMLInputElement) || choice.type !== 'radio') return choice.value
    const group = (this.getRootNode() as ParentNode).querySelectorAll<HTMLInputElement>('input[type=radio]:checked')
    return [...group].find((one) => one.name === choice.name && one.form === choice.form)?.value ?? ''
  }

  /** Takes leave of a field: nothing of ours stays on it. */
  #leave(): void {
    this.#field = undefined
    this.#marks.leave()
    this.#description.leave()
  }

  #take(): Field | undefined {
    const field = this.#fieldNow()
    if (field === this.#field) return field
    this.#leave()
    this.#field = field
    if (field !== undefined) this.#marks.take(field)
    return field
  }

  // --- listening ---

  #listen(): void {
    const signal = this.#life.signal()
    const root = this.getRootNode()
    root.addEventListener('input', (event) => this.#onInput(event as InputEvent), { signal })
    root.addEventListener('change', (event) => this.#onChange(event), { signal })
    this.#life.onReset(() => this.#field, () => {
      this.#pasted = true
      this.#keepRoom(this.#field?.value === '')
      this.#judge('if-new')
    })
    this.addEventListener('compositionstart', (event) => this.#onComposition(event, true), { signal })
    this.addEventListener('compositionend', (event) => this.#onComposition(event, false), { signal })
    this.#life.onChildren(() => this.#onChildren())
  }

  #onInput(event: InputEvent): void {
    if (event.target !== this.#fieldNow() || event.isComposing || this.#composing) return
    this.#typed(whole.has(event.inputType))
  }

  #typed(pasted: boolean): void {
    this.#pasted = pasted
    this.removeAttribute('judged')
    this.#keepRoom(!pasted || this.#fieldNow()?.value === '')
    this.#judge(pasted ? 'always' : 'if-new')
  }

  #onChange({ target }: Event): void {
    const choices = ['coin-field', 'network-field'] as const
    const mine = choices.some((name) => {
      const choice = this.#inside.find<Choice>(name)
      return choice !== null && (choice === target || this.#sameGroup(choice, target))
    })
    if (!mine) return
    this.removeAttribute('judged')
    this.#judge('if-new')
  }

  #sameGroup(choice: Choice, target: EventTarget | null): boolean {
    return (
      choice instanceof HTMLInputElement &&
      target instanceof HTMLInputElement &&
      choice.type === 'radio' &&
      target.type === 'radio' &&
      choice.name === target.name &&
      choice.form === target.form
    )
  }

  #onComposition({ target }: Event, begins: boolean): void {
    if (target !== this.#fieldNow()) return
    this.#composing = begins
    if (begins) this.#card.hush()
    else this.#typed(false)
  }

  /** A script has changed what is inside: another field, or other choices. */
  #onChildren(): void {
    if (this.#life.core === undefined || this.hasAttribute('judged')) return
    if (this.#fieldNow() === this.#field && this.#subjectKey() === this.#prepared) return
    this.#judge('if-new')
  }

  // --- judging ---

  #placed(): void {
    this.#take()
    if (this.#field === undefined) {
      this.#inside.complain(
        'found no field for the address inside; expected one <input> or <textarea>, or one that matches address-field, ' +
          `[name=address] or [data-cs=address], and there are ${this.querySelectorAll(texts).length}`,
      )
    }
    this.#keepRoom(!this.hasAttribute('judged') && (this.#field?.value ?? '') === '')
  }

  #subject(): DepositAddressSubject {
    const network = this.#chosen('network')
    return { coin: this.#chosen('coin'), ...(network === '' ? {} : { network }), known: [...this.#known] }
  }

  #subjectKey(): string {
    return JSON.stringify(this.#subject())
  }

  /** The check for what is chosen now. Throws what `prepare` throws. */
  #prepare(core: Countersign, subject: DepositAddressSubject): AddressCheck {
    const key = JSON.stringify(subject)
    if (this.#check !== undefined && key === this.#prepared) return this.#check
    this.#check?.release()
    this.#check = undefined
    this.#prepared = key
    return (this.#check = core.prepare('deposit.address', subject))
  }

  #run(core: Countersign, subject: DepositAddressSubject, text: string): Verdict<'deposit.address'> {
    const copied = this.#pasted ? this.copied : ''
    const options = copied === '' ? undefined : { copied }
    const run = () => this.#prepare(core, subject).run(text, options).keep()
    try {
      return run()
    } catch (error) {
      if ((error as Error).name !== 'CountersignCrash') throw error
      // The next check is made by a fresh module.
      this.#check = undefined
      return run()
    }
  }

  /** Something about the question has changed. A card that a server rendered stays. */
  #again(): void {
    if (this.isConnected && this.#shown !== undefined) this.#judge('if-new')
  }

  #judge(speech: Speech): void {
    const core = this.#life.core
    const field = this.#take()
    if (core === undefined && this.#life.hasFailed) this.#obstacle('failed', {}, speech)
    if (core === undefined || field === undefined) return
    const subject = this.#subject()
    if (subject.coin === '') {
      if (!this.#stopsSecret(core, field.value)) this.#obstacle('coinless', {}, speech)
      return
    }
    try {
      this.#show(this.#run(core, subject, field.value), field.value, speech)
    } catch (error) {
      this.#misfit(core, subject, field.value, error, speech)
    }
  }

  /** There is no such check. If a person chose it, the card says so; if the page did, its maker is told, too. */
  #misfit(core: Countersign, subject: DepositAddressSubject, text: string, error: unknown, speech: Speech): void {
    const { message = '' } = error as Error
    const unpaired = message.startsWith('subject.network: this coin does not live on')
    if (!unpaired) this.#inside.complain(`coin="${subject.coin}" network="${subject.network ?? ''}": ${message}`)
    const { coin } = subject
    const network = subject.network ?? ''
    if (!this.#stopsSecret(core, text, unpaired ? coin : undefined))
      this.#obstacle(unpaired ? 'unpaired' : 'misused', { coin, network }, speech)
    tellPage(this, 'cs-error', error)
  }

  /** Private keys are stopped whatever was chosen. */
  #stopsSecret(core: Countersign, text: string, coin = 'BTC'): boolean {
    try {
      const verdict = this.#run(core, { coin }, text)
      if (!verdict.findings.some(({ reason }) => reason === 'deposit.private-key' || reason === 'deposit.txid-or-key')) return false
      this.#show(verdict, text, 'if-new')
      return true
    } catch {
      return false
    } finally {
      this.#check?.release()
      this.#check = undefined
      this.#prepared = ''
    }
  }

  #show(verdict: Verdict<'deposit.address'>, text: string, speech: Speech): void {
    const shown = showVerdict(verdict, languageAround(this))
    if (shown.secret) this.#check?.wipe()
    this.#verdict = verdict
    this.#render(shown, text, speech)
    tellPage(this, 'cs-verdict', verdict)
  }

  #obstacle(what: Obstacle, values: { coin?: string; network?: string }, speech: Speech): void {
    this.#verdict = undefined
    this.#stumbled = () => {
      const language = languageAround(this)
      this.#render(showObstacle(what, labelsFor(language), language, values), this.#field?.value ?? '', speech)
    }
    this.#stumbled()
  }

  // --- showing ---

  get #card(): CsVerdict {
    return ownCard(this, this.#root)
  }

  /** The parts of the shadow root, unless a server rendered them. */
  #frame(): void {
    if (this.#root.querySelector('slot') !== null) return
    const box = document.createElement('div')
    box.className = 'line-box'
    box.setAttribute('part', 'line-box')
    const inner = document.createElement('div')
    inner.className = 'box'
    box.append(inner)
    const place = document.createElement('slot')
    place.name = 'verdict'
    const card = document.createElement('cs-verdict')
    card.setAttribute('part', 'verdict')
    card.setAttribute('exportparts', cardParts)
    place.append(card)
    this.#root.append(document.createElement('slot'), box, place)
    this.#renderLine(undefined, '')
  }

  /** While a text is typed, the answers below it get room in advance; one that came whole moves nothing any more. */
  #keepRoom(typing: boolean): void {
    this.#card.toggleAttribute('reserve', typing)
  }

  #renderLine(shown: Shown | undefined, text: string): void {
    const labels = labelsFor(shown?.language ?? languageAround(this))
    const box = this.#root.querySelector('.line-box > .box')!
    box.setAttribute('lang', shown?.language ?? languageAround(this))
    put(box, lineTree(text, shown, labels), box.querySelector('.line:not(.room)'))
    if (box.querySelector('.room') === null) put(box, lineRoom(), null)
  }

  #render(shown: Shown, text: string, speech: Speech): void {
    this.#shown = shown
    this.#states.outcome(shown.outcome)
    this.#states.set('secret', shown.secret)
    this.#renderLine(shown, text)
    this.#card.present(shown, text, speech)
    this.#describe(shown)
  }

  /** What the field itself says to those who listen: that it is wrong, and why, when they come back to it. */
  #describe(shown: Shown): void {
    const field = this.#field
    if (field === undefined) return
    this.#marks.invalid(shown.outcome === 'reject')
    const words = spoken(shown, labelsFor(shown.language))
    this.#description.say(this, field, words, shown.language)
    this.#marks.enforce(this.#objection(shown, field))
  }

  /** Why the form may not be sent, for a page that wants that. What could not be loaded is the server's to judge. */
  #objection(shown: Shown, field: Field): string {
    if (field.value === '' || shown.outcome === 'accept' || shown.outcome === 'caution') return ''
    if (shown.findings[0]?.reason === 'element.failed') return ''
    return spoken(shown, labelsFor(shown.language))
  }
}

define('cs-deposit-address', CsDepositAddress)

declare global {
  interface HTMLElementTagNameMap {
    'cs-deposit-address': CsDepositAddress
  }
  interface HTMLElementEventMap {
    'cs-verdict': CustomEvent<Verdict>
    'cs-error': CustomEvent<Error>
  }
  interface DocumentEventMap {
    'cs-verdict': CustomEvent<Verdict>
    'cs-error': CustomEvent<Error>
  }
}
