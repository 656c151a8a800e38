// <cs-amount>: reads the amount in a page's own field while it is typed, and shows what was read.
import type { Check } from '../check.js'
import type { Countersign } from '../countersign.js'
import type { PaymentAmountDetails, PaymentAmountSubject } from '../generated/kinds.js'
import type { Outcome } from '../generated/reasons.js'
import type { Verdict } from '../verdict.js'
import { Base, define, put, rootOf, States, tellPage } from './parts/base.js'
import { amountFrame } from './parts/amount_frame.js'
import { cardParts } from './parts/card.js'
import { Description } from './parts/description.js'
import { FieldMarks } from './parts/field_marks.js'
import { Inside } from './parts/inside.js'
import { labelsFor } from './parts/labels.js'
import { languageAround } from './parts/language.js'
import { Life } from './parts/life.js'
import { ownCard } from './parts/own_card.js'
import { choicesTree, readingRoom, readingsOf, readingTree, wordsOf, type Reading } from './parts/reading.js'
import { showObstacle, showVerdict, spoken, type Obstacle, type Shown } from './parts/shown.js'
import { toNode } from './parts/tree.js'
import type { CsVerdict, Speech } from './verdict.js'

export { labelsFor, setLabels, type Labels } from './parts/labels.js'
export { useCountersign, type CountersignSource } from './parts/source.js'

type AmountVerdict = Verdict<'payment.amount'>
type AmountCheck = Check<'payment.amount'>
/** An exact amount: `minorUnits` for programs, `display` for people, in the currency or asset `currency`. */
export type ExactAmount = { readonly currency: string; readonly minorUnits: string; readonly display: string }

const texts = 'input:not([type]), input:is([type=text], [type=tel], [type=search])'
const defaults = {
  'amount-field': 'input:not([type=hidden]):is([data-cs=typed], [name=amount])',
  'currency-field': ':is(select, input):is([data-cs=currency], [name=currency])',
} as const

/**
 * Wraps a page's own field for an amount, and shows while the person types which amount that is: the exact number, and the same
 * in words. What may mean two amounts is a choice; what stands in the field is never changed. Without JavaScript it is a
 * plain field.
 *
 * @tag cs-amount
 * @attr {string} currency - The currency (ISO 4217), where the page offers no choice.
 * @attr {string} coin - In place of a currency: the coin.
 * @attr {string} network - The network that the coin is on.
 * @attr {string} locale - Whose decimal and group signs count. Without it those of the page's language; empty: of any, and then some texts may mean two amounts.
 * @attr {string} amount-field - Selector of the field, where it is not the only one inside, nor named "amount".
 * @attr {string} currency-field - Selector of the choice of currency, where it is not inside and named "currency".
 * @attr {boolean} allow-negative - Takes amounts below zero, too.
 * @attr {boolean} enforce - Makes the field invalid, as `required` does, while no exact amount is known.
 * @attr {string} judged - The outcome of the card that a server rendered, which stays where the check cannot be loaded.
 * @prop {ExactAmount | undefined} amount - `{ currency, minorUnits, display }`, once the amount is known. Read only.
 * @prop {Verdict<'payment.amount'> | undefined} verdict - The last verdict; of a reading that was chosen, its own. Read only.
 * @prop {Outcome | undefined} outcome - The last outcome; unknown where nothing could be judged. Read only.
 * @prop {Promise<void>} ready - Kept when the check is loaded, broken when it could not be. Read only.
 * @method {Outcome | undefined} judge - Judges the text as it is now; needed only after a script has set the field's value.
 * @fires {CustomEvent<Verdict<'payment.amount'>>} cs-verdict - The text was judged, or a reading chosen. The verdict may be kept.
 * @fires {CustomEvent<Error>} cs-error - It could not be judged: the check did not load, or there is no such currency.
 * @state accept - This is an amount.
 * @state caution - Acceptable once the person has seen why.
 * @state incomplete - Typing more may make it one.
 * @state unknown - It could not be judged, or may mean two amounts; never counts as accept.
 * @state reject - It is none.
 * @state ready - The check is loaded and judges.
 * @state failed - The check could not be loaded.
 * @state ambiguous - The text may mean more than one amount, whether one was chosen or not.
 * @slot - The page's own field with its label.
 * @slot verdict - A `<cs-verdict>` of the page's own, in the place of the element's.
 * @part reading - What was read.
 * @part reading-box - What is around it.
 * @part amount - The exact number.
 * @part words - The same in words.
 * @part typed - What was typed, with the places of mistakes marked.
 * @part mark - A marked place in it.
 * @part choices - The choice of readings.
 * @part choice - One of them.
 * @part impossible - A reading that is no amount in this currency, and why.
 * @part verdict - The card's element; the card's own parts can be styled from here, too.
 * @cssprop --cs-ground - The reading's ground.
 */
export class CsAmount extends Base {
  static readonly observedAttributes = ['currency', 'coin', 'network', 'locale', 'amount-field', 'currency-field', 'allow-negative', 'enforce']

  readonly #root: ShadowRoot
  readonly #states: States
  /** Kept when the check is loaded, broken when it could not be. */
  readonly ready: Promise<void>
  readonly #life: Life
  /** For what is typed, and for what is exact. */
  #checks: { readonly typed: AmountCheck; readonly exact: AmountCheck } | undefined
  #prepared = ''
  #verdict: AmountVerdict | undefined
  #shown: Shown | undefined
  /** The reading that was chosen of the text in the field. */
  #chosen = ''
  /** Says once more why nothing was judged. */
  #stumbled: (() => void) | undefined
  #field: HTMLInputElement | undefined
  readonly #marks = new FieldMarks(this)
  readonly #description = new Description()
  #composing = false
  #changed = false
  readonly #inside = new Inside(this, defaults)

  constructor() {
    super()
    const internals = this.attachInternals()
    this.#root = rootOf(this, internals)
    this.#states = new States(this, internals)
    this.#life = new Life(this, this.#states, {
      group: 'payment',
      isWhole: () => this.#fieldNow() !== undefined,
      placed: () => this.#placed(),
      begun: () => {
        this.removeAttribute('judged')
        this.#judge('never')
      },
      failed: () => {
        // What a server has judged stays as long as the text does.
        if (!this.hasAttribute('judged')) this.#obstacle('amount.failed', 'if-new')
      },
      // The signs that count may be others now.
      spoken: () => (this.#life.core === undefined ? this.#stumbled?.() : this.#judge('if-new')),
    })
    this.ready = this.#life.ready
  }

  connectedCallback(): void {
    this.#frame()
    this.#listen()
    this.#life.begin()
  }

  disconnectedCallback(): void {
    this.#life.end()
    this.#release()
    this.#leave()
    this.#card.hush()
  }

  attributeChangedCallback(): void {
    if (this.#changed || this.#shown === undefined) return
    this.#changed = true
    // Once for all of them: on the way from a currency to a coin there is neither, or both.
    queueMicrotask(() => {
      this.#changed = false
      if (this.isConnected) this.#judge('if-new')
    })
  }

  get amount(): ExactAmount | undefined {
    const verdict = this.#verdict
    if (verdict?.outcome !== 'accept' && verdict?.outcome !== 'caution') return undefined
    const { currency, minorUnits, display } = verdict.details as PaymentAmountDetails
    return minorUnits === null || display === null ? undefined : { currency, minorUnits, display }
  }

  get verdict(): AmountVerdict | undefined {
    return this.#verdict
  }

  get outcome(): Outcome | undefined {
    const judged = this.getAttribute('judged')
    return this.#shown?.outcome ?? (judged === null ? undefined : (judged as Outcome))
  }

  /** Judges the text as it is now. Needed only after a script has set the field's value. */
  judge(): Outcome | undefined {
    if (this.#life.core === undefined) return undefined
    this.#chosen = ''
    this.#judge('if-new')
    return this.outcome
  }

  // --- the page's field ---

  #fieldNow(): HTMLInputElement | undefined {
    return this.#inside.field<HTMLInputElement>('amount-field', texts)
  }

  /** Takes leave of a field: nothing of ours stays on it. */
  #leave(): void {
    this.#field = undefined
    this.#marks.leave()
    this.#description.leave()
  }

  #take(): HTMLInputElement | undefined {
    const field = this.#fieldNow()
    if (field === this.#field) return field
    this.#leave()
    this.#field = field
    if (field === undefined) return undefined
    this.#marks.take(field, { inputmode: 'decimal' })
    if (field.type === 'number') this.#inside.complain('type="number" hides what was typed; use type="text" with inputmode="decimal"')
    return field
  }

  // --- listening ---

  #listen(): void {
    const signal = this.#life.signal()
    const root = this.getRootNode()
    root.addEventListener('input', (event) => this.#onInput(event as InputEvent), { signal })
    root.addEventListener('change', ({ target }) => {
      if (target !== null && target === this.#inside.find('currency-field')) this.#judge('if-new')
    }, { signal })
    this.#life.onReset(() => this.#field, () => this.judge())
    this.#root.addEventListener('change', ({ target }) => {
      if (target instanceof HTMLInputElement && target.name === 'reading') this.#choose(target.value)
    }, { signal })
    this.addEventListener('focusin', ({ target }) => {
      if (target === this.#fieldNow()) this.#keepRoom()
    }, { signal })
    this.addEventListener('compositionstart', (event) => this.#onComposition(event, true), { signal })
    this.addEventListener('compositionend', (event) => this.#onComposition(event, false), { signal })
    this.#life.onChildren(() => this.#onChildren())
  }

  #onInput(event: InputEvent): void {
    if (event.target !== this.#fieldNow() || event.isComposing || this.#composing) return
    this.#typed()
  }

  #typed(): void {
    this.removeAttribute('judged')
    this.#chosen = ''
    this.#judge('if-new')
  }

  #onComposition({ target }: Event, begins: boolean): void {
    if (target !== this.#fieldNow()) return
    this.#composing = begins
    if (begins) this.#card.hush()
    else this.#typed()
  }

  /** A script has changed what is inside: another field, or another currency. */
  #onChildren(): void {
    if (this.#life.core === undefined) return
    if (this.#fieldNow() === this.#field && JSON.stringify(this.#subject()) === this.#prepared) return
    this.#judge('if-new')
  }

  // --- judging ---

  #placed(): void {
    this.#take()
    if (this.#field === undefined)
      this.#inside.complain(
        'found no field for the amount inside; expected one text <input>, or one that matches amount-field, [name=amount] or ' +
          `[data-cs=typed], and there are ${this.querySelectorAll(texts).length}`,
      )
  }

  #subject(): PaymentAmountSubject {
    const given = (name: string) => this.getAttribute(name) ?? ''
    const currency = this.#inside.find<HTMLInputElement | HTMLSelectElement>('currency-field')?.value ?? given('currency')
    const locale = this.getAttribute('locale') ?? languageAround(this)
    return {
      ...(currency === '' ? {} : { currency }),
      ...(given('coin') === '' ? {} : { coin: given('coin') }),
      ...(given('network') === '' ? {} : { network: given('network') }),
      ...(locale === '' ? {} : { locale }),
      ...(this.hasAttribute('allow-negative') ? { allowNegative: true } : {}),
    }
  }

  #release(): void {
    this.#checks?.typed.release()
    this.#checks?.exact.release()
    this.#checks = undefined
    this.#prepared = ''
  }

  /** The checks for what is asked now. Throws what `prepare` throws. */
  #prepare(core: Countersign, subject: PaymentAmountSubject): { readonly typed: AmountCheck; readonly exact: AmountCheck } {
    const key = JSON.stringify(subject)
    if (this.#checks !== undefined && key === this.#prepared) return this.#checks
    this.#release()
    this.#prepared = key
    const typed = core.prepare('payment.amount', subject)
    this.#checks = { typed, exact: core.prepare('payment.amount', { ...subject, mode: 'machine' }) }
    return this.#checks
  }

  #run(core: Countersign, subject: PaymentAmountSubject, which: 'typed' | 'exact', text: string): AmountVerdict {
    const run = () => this.#prepare(core, subject)[which].run(text).keep()
    try {
      return run()
    } catch (error) {
      if ((error as Error).name !== 'CountersignCrash') throw error
      // The next checks are made by a fresh module.
      this.#checks = undefined
      return run()
    }
  }

  #judge(speech: Speech): void {
    const core = this.#life.core
    const field = this.#take()
    if (core === undefined && this.#life.hasFailed) this.#obstacle('amount.failed', speech)
    if (core === undefined || field === undefined) return
    const subject = this.#subject()
    if (subject.currency === undefined && subject.coin === undefined) {
      this.#obstacle('amount.unitless', speech)
      return
    }
    try {
      const verdict = this.#run(core, subject, 'typed', field.value)
      const exact = (text: string) => this.#run(core, subject, 'exact', text)
      const readings = readingsOf(verdict, exact, languageAround(this))
      const chosen = readings.find(({ shown: { canonical } }) => canonical !== '' && canonical === this.#chosen)
      this.#show(chosen === undefined ? verdict : exact(chosen.text), readings, field.value, speech)
    } catch (error) {
      this.#inside.complain((error as Error).message)
      this.#obstacle('amount.misused', speech)
      tellPage(this, 'cs-error', error)
    }
  }

  #choose(display: string): void {
    this.#chosen = display
    this.#judge('always')
  }

  #show(verdict: AmountVerdict, readings: readonly Reading[], text: string, speech: Speech): void {
    const shown = showVerdict(verdict, languageAround(this))
    const known = verdict.outcome === 'accept' || verdict.outcome === 'caution'
    // Who is typing knows that it is not finished. An amount is heard each time that it is another one.
    const said: Speech = speech === 'never' || verdict.outcome === 'incomplete' ? 'never' : known ? 'always' : speech
    this.#verdict = verdict
    this.#stumbled = undefined
    this.#render({ ...shown, ...(known ? { aloud: wordsOf(shown) } : {}) }, text, said, readings)
    tellPage(this, 'cs-verdict', verdict)
  }

  #obstacle(what: Obstacle, speech: Speech): void {
    this.#verdict = undefined
    this.#stumbled = () => {
      const language = languageAround(this)
      this.#render(showObstacle(what, labelsFor(language), language), this.#field?.value ?? '', speech)
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
    const language = languageAround(this)
    this.#root.append(...amountFrame(readingTree('', undefined, labelsFor(language)), labelsFor(language), language, cardParts).map(toNode))
  }

  #render(shown: Shown, text: string, speech: Speech, readings: readonly Reading[] = []): void {
    this.#shown = shown
    this.#states.outcome(shown.outcome)
    this.#states.set('ambiguous', readings.length > 0)
    const labels = labelsFor(shown.language)
    const box = this.#root.querySelector('.reading-box > .box')!
    box.setAttribute('lang', shown.language)
    put(box, readingTree(text, shown, labels), box.querySelector('.reading:not(.room)'))
    put(box, readingRoom(labels), box.querySelector('.room'))
    this.#renderChoices(readings, shown.language)
    // Of what need not be entered, nothing is said until it is.
    const unsaid = text === '' && this.#field?.required !== true && shown.findings[0]?.reason === 'payment.empty'
    if (!unsaid) this.#keepRoom()
    this.#card.present(unsaid ? undefined : shown, text, speech)
    this.#describe(shown)
    const exact = this.querySelector<HTMLInputElement>('input[type=hidden][data-cs=amount]')
    if (exact !== null) exact.value = this.amount?.display ?? ''
  }

  /** From the first moment in which an answer may come, there is room for it: nothing moves while someone types. */
  #keepRoom(): void {
    this.#card.setAttribute('reserve', 'amount')
  }

  #renderChoices(readings: readonly Reading[], language: string): void {
    const box = this.#root.querySelector('.choices-box')!
    box.setAttribute('lang', language)
    put(box, readings.length > 0 ? choicesTree(readings, labelsFor(language)) : undefined, box.querySelector('.choices'))
    for (const one of box.querySelectorAll<HTMLInputElement>('input')) one.checked = one.value === this.#chosen
  }

  /** What the field itself says to those who listen: that it is wrong, and why, when they come back to it. */
  #describe(shown: Shown): void {
    const field = this.#field
    if (field === undefined) return
    this.#marks.invalid(shown.outcome === 'reject')
    const words = spoken(shown, labelsFor(shown.language))
    this.#description.say(this, field, words, shown.language)
    const fine = field.value === '' || shown.findings[0]?.reason === 'element.amount.failed' || this.amount !== undefined
    this.#marks.enforce(fine ? '' : words)
  }
}

define('cs-amount', CsAmount)

declare global {
  interface HTMLElementTagNameMap {
    'cs-amount': CsAmount
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
