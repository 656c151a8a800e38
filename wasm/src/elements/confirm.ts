// <cs-confirm>: an offer as a page shows it, held against the one that was signed; and a button that confirms it.
import type { Check } from '../check.js'
import type { Countersign } from '../countersign.js'
import type { PaymentConfirmDetails, PaymentConfirmSubject } from '../generated/kinds.js'
import type { Outcome } from '../generated/reasons.js'
import type { Verdict } from '../verdict.js'
import { announce, Base, define, rootOf, States, tellPage, upgrade } from './parts/base.js'
import { cardParts } from './parts/card.js'
import { confirmFrame, expiryText } from './parts/confirm_frame.js'
import { Description } from './parts/description.js'
import { Inside } from './parts/inside.js'
import { labelsFor } from './parts/labels.js'
import { languageAround } from './parts/language.js'
import { Life } from './parts/life.js'
import { ownCard } from './parts/own_card.js'
import { showObstacle, showVerdict, spoken, type Shown } from './parts/shown.js'
import { shownFields } from './parts/shown_fields.js'
import { toNode } from './parts/tree.js'
import type { CsVerdict, Speech } from './verdict.js'

export { labelsFor, setLabels, type Labels } from './parts/labels.js'
export { useCountersign, type CountersignSource } from './parts/source.js'

type ConfirmVerdict = Verdict<'payment.confirm'>
type Quote = PaymentConfirmSubject['quote']
type KnownPayee = NonNullable<PaymentConfirmSubject['known']>[number]
type EarlierPayment = NonNullable<PaymentConfirmSubject['earlier']>[number]
/** What was confirmed: `digest` in hexadecimal, `challenge` the same for WebAuthn. */
export type Confirmation = { readonly digest: string; readonly challenge: string; readonly idempotencyKey: string }

const usualHold = 1200

/** RFC 4648, section 5, without padding. */
function base64url(bytes: ArrayBuffer | ArrayBufferView): string {
  const its = ArrayBuffer.isView(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new Uint8Array(bytes)
  return btoa(String.fromCharCode(...its)).replace(/[+/=]/g, (one) => ({ '+': '-', '/': '_' })[one] ?? '')
}

const defaults = { 'confirm-button': 'button:is([data-cs=confirm], [name=confirm], [slot=confirm])' } as const

/**
 * Wraps an offer as a page shows it, and its button. Each text of the offer stands in an element with `data-field`, which says what of
 * the signed offer it is; whatever is signed and cannot be seen, and whatever is shown and not signed, stops the payment. The
 * button is held, or pressed twice. Without JavaScript it sends its form, and the server decides.
 *
 * @tag cs-confirm
 * @attr {string} quote - The signed offer: the envelope as JSON. Needed.
 * @attr {string} idempotency-key - The key of this payment, by which it is known as made already.
 * @attr {string} pending - The digest that a code was sent for, or the device asked to confirm; a change makes it stale.
 * @attr {number} hold - How long the button is held, in milliseconds; 1200 unless given.
 * @attr {string} confirm-button - Selector of the button, where it is not inside and in the slot "confirm".
 * @attr {string} judged - The outcome of the card that a server rendered, which stays where the check cannot be loaded.
 * @prop {readonly Payee[] | undefined} known - The payees that were paid before: `[{ name, account, id }]`. Without it nothing is said of the payee.
 * @prop {readonly object[]} earlier - Payments begun or made before: `[{ idempotencyKey, digest, failed }]`.
 * @prop {ArrayBuffer | ArrayBufferView | undefined} clientData - The clientDataJSON that WebAuthn or Secure Payment Confirmation answered to the challenge: it must be of this payment, and of this page.
 * @prop {Verdict<'payment.confirm'> | undefined} verdict - The last verdict. Read only.
 * @prop {PaymentConfirmDetails | undefined} details - Its details. Read only.
 * @prop {Outcome | undefined} outcome - The last outcome; unknown where nothing could be judged. Read only.
 * @prop {Promise<void>} ready - Kept when the check is loaded, broken when it could not be. Read only.
 * @method {Outcome | undefined} judge - Judges what is shown as it is now; changes inside are noticed without it.
 * @method {boolean} confirm - As the button does in the end: whether it led to `cs-confirm`.
 * @fires {CustomEvent<Confirmation>} cs-confirm - The person has confirmed exactly this. Unless prevented, the form is sent by the button.
 * @fires {CustomEvent<Verdict<'payment.confirm'>>} cs-verdict - What is shown was judged. The verdict may be kept.
 * @fires {CustomEvent<Error>} cs-error - It could not be judged: the check did not load, or the quote is none.
 * @state accept - Everything signed is shown, and nothing else.
 * @state caution - The same; but there is something to look at first.
 * @state incomplete - Never.
 * @state unknown - It could not be judged; never counts as accept.
 * @state reject - It must not be confirmed.
 * @state ready - The check is loaded and judges.
 * @state failed - The check could not be loaded.
 * @state holding - The button is held.
 * @state armed - The button was pressed once.
 * @state confirmed - The payment was confirmed here.
 * @slot - The page's own offer.
 * @slot confirm - The page's own button.
 * @slot verdict - A `<cs-verdict>` of the page's own, in the place of the element's.
 * @part verdict - The card's element; the card's own parts can be styled from here, too.
 * @part expiry - How long the price is still good.
 * @part hold - What is around the button.
 * @part progress - How long it was held.
 * @part hint - What to do with the button.
 * @cssprop --cs-accent - The colour of the progress.
 */
export class CsConfirm extends Base {
  static readonly observedAttributes = ['quote', 'idempotency-key', 'pending']

  readonly #root: ShadowRoot
  readonly #states: States
  /** Kept when the check is loaded, broken when it could not be. */
  readonly ready: Promise<void>
  readonly #life: Life
  #check: Check<'payment.confirm'> | undefined
  #prepared = ''
  #known: readonly KnownPayee[] | undefined
  #earlier: readonly EarlierPayment[] = []
  #clientData: ArrayBuffer | ArrayBufferView | undefined
  #verdict: ConfirmVerdict | undefined
  #shown: Shown | undefined
  #button: HTMLButtonElement | undefined
  readonly #description = new Description()
  #holding: ReturnType<typeof setTimeout> | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  /** The press that ends a hold, or goes on to the form, is no press of its own. */
  #passes = false
  #armed = false
  #observer: MutationObserver | undefined
  #changed = false
  readonly #inside = new Inside(this, defaults)

  constructor() {
    super()
    const internals = this.attachInternals()
    this.#root = rootOf(this, internals)
    this.#states = new States(this, internals)
    this.#life = new Life(this, this.#states, {
      group: 'payment',
      isWhole: () => false,
      placed: () => this.#take(),
      begun: () => {
        this.removeAttribute('judged')
        this.#judge('never')
      },
      failed: () => {
        // What a server has judged stays.
        if (!this.hasAttribute('judged')) this.#obstacle('confirm.failed')
      },
      spoken: () => {
        if (this.#life.core !== undefined) this.#judge('if-new')
      },
    })
    this.ready = this.#life.ready
  }

  connectedCallback(): void {
    upgrade(this, 'known', 'earlier', 'clientData')
    if (this.#root.querySelector('slot') === null) this.#root.append(...confirmFrame(cardParts).map(toNode))
    this.#listen()
    this.#life.begin()
  }

  disconnectedCallback(): void {
    this.#life.end()
    this.#letGo()
    clearTimeout(this.#timer)
    this.#check?.release()
    this.#check = undefined
    this.#prepared = ''
    this.#button?.removeAttribute('aria-disabled')
    this.#button = undefined
    this.#description.leave()
    this.#card.hush()
  }

  attributeChangedCallback(): void {
    this.#soon()
  }

  get known(): readonly KnownPayee[] | undefined {
    return this.#known
  }

  set known(known: readonly KnownPayee[] | undefined) {
    this.#known = known === undefined ? undefined : [...known]
    this.#soon()
  }

  get earlier(): readonly EarlierPayment[] {
    return this.#earlier
  }

  set earlier(earlier: readonly EarlierPayment[]) {
    this.#earlier = [...earlier]
    this.#soon()
  }

  get clientData(): ArrayBuffer | ArrayBufferView | undefined {
    return this.#clientData
  }

  set clientData(clientData: ArrayBuffer | ArrayBufferView | undefined) {
    this.#clientData = clientData
    this.#soon()
  }

  get verdict(): ConfirmVerdict | undefined {
    return this.#verdict
  }

  get details(): PaymentConfirmDetails | undefined {
    return this.#verdict?.details
  }

  get outcome(): Outcome | undefined {
    const judged = this.getAttribute('judged')
    return this.#shown?.outcome ?? (judged === null ? undefined : (judged as Outcome))
  }

  /** Judges what is shown as it is now. */
  judge(): Outcome | undefined {
    if (this.#life.core === undefined) return undefined
    this.#judge('if-new')
    return this.outcome
  }

  /** Confirms what is shown, if it may be, as it is at this moment. */
  confirm(): boolean {
    this.judge()
    const { digest, challenge } = this.details ?? {}
    if (!this.#may || digest == null || challenge == null) {
      this.#card.focus()
      return false
    }
    const detail: Confirmation = { digest, challenge, idempotencyKey: this.getAttribute('idempotency-key') ?? '' }
    for (const [name, value] of Object.entries({ digest, key: detail.idempotencyKey })) {
      const field = this.querySelector<HTMLInputElement>(`input[type=hidden][data-cs=${name}]`)
      if (field !== null) field.value = value
    }
    this.#states.set('confirmed', true)
    const confirmed = new CustomEvent('cs-confirm', { bubbles: true, composed: true, cancelable: true, detail })
    const button = this.#button
    if (this.dispatchEvent(confirmed) && button?.type === 'submit') {
      this.#passes = true
      button.form?.requestSubmit(button)
      this.#passes = false
    }
    return true
  }

  // --- the button ---

  get #may(): boolean {
    return this.#life.core !== undefined && (this.#shown?.outcome === 'accept' || this.#shown?.outcome === 'caution')
  }

  #take(): void {
    const button = this.#inside.find<HTMLButtonElement>('confirm-button') ?? undefined
    if (button === this.#button) return
    this.#button?.removeAttribute('aria-disabled')
    this.#description.leave()
    this.#button = button
    if (button === undefined) this.#inside.complain('found no button; expected one in the slot "confirm", or one that matches confirm-button')
  }

  #onPointer(event: PointerEvent): void {
    if (!this.#isButton(event.target) || event.button !== 0 || !event.isPrimary || !this.#may) return
    this.#passes = false
    this.#states.set('holding', true)
    this.style.setProperty('--_hold', `${this.#holdFor}ms`)
    this.#holding = setTimeout(() => {
      this.#letGo()
      this.#disarm()
      // The click that follows when it is let go.
      this.#passes = true
      this.confirm()
    }, this.#holdFor)
  }

  get #holdFor(): number {
    return Number(this.getAttribute('hold')) || usualHold
  }

  #letGo(): void {
    clearTimeout(this.#holding)
    this.#holding = undefined
    this.#states.set('holding', false)
  }

  /** A press: of a mouse that did not hold, of a key, of a machine that presses for somebody. Two of them confirm. */
  #onClick(event: MouseEvent): void {
    if (!this.#isButton(event.target) || this.#life.core === undefined) return
    // requestSubmit() presses nothing; what comes here is a person, or the end of a hold.
    event.preventDefault()
    if (this.#passes) {
      this.#passes = false
      return
    }
    if (!this.#may) {
      this.#card.focus()
      return
    }
    // The second half of a double click is no second thought.
    if (event.detail > 1) return
    if (this.#armed) {
      this.#disarm()
      this.confirm()
      return
    }
    this.#armed = true
    this.#states.set('armed', true)
    this.#showHint()
    this.#announce(labelsFor(languageAround(this))['confirm.again'])
  }

  #disarm(): void {
    this.#armed = false
    this.#states.set('armed', false)
    this.#showHint()
  }

  #isButton(target: EventTarget | null): boolean {
    return this.#button !== undefined && target instanceof Node && this.#button.contains(target)
  }

  // --- listening ---

  #listen(): void {
    const signal = this.#life.signal()
    const root = this.getRootNode()
    root.addEventListener('pointerdown', (event) => this.#onPointer(event as PointerEvent), { signal })
    for (const name of ['pointerup', 'pointercancel', 'pointerleave', 'dragstart', 'blur'])
      root.addEventListener(name, ({ target }) => {
        if (this.#isButton(target)) this.#letGo()
      }, { signal, capture: true })
    document.addEventListener('pointerup', () => this.#letGo(), { signal })
    root.addEventListener('click', (event) => this.#onClick(event as MouseEvent), { signal })
    root.addEventListener('focusout', ({ target }) => {
      if (this.#isButton(target) && this.#armed) this.#disarm()
    }, { signal })
    // A key that is kept down presses once.
    root.addEventListener('keydown', (event) => {
      if ((event as KeyboardEvent).repeat && this.#isButton(event.target)) event.preventDefault()
    }, { signal })
    // A long touch would open a menu.
    root.addEventListener('contextmenu', (event) => {
      if (this.#isButton(event.target) && this.#holding !== undefined) event.preventDefault()
    }, { signal })
    document.addEventListener('visibilitychange', () => this.#soon(), { signal })
    addEventListener('resize', () => this.#soon(), { signal })
    this.#observer = new MutationObserver(() => this.#soon())
    this.#observer.observe(this, { childList: true, subtree: true, characterData: true, attributes: true })
    this.#life.atEnd(() => this.#observer?.disconnect())
  }

  /** Something has changed: it is judged once all of it has. */
  #soon(): void {
    if (this.#changed || this.#life.core === undefined) return
    this.#changed = true
    queueMicrotask(() => {
      this.#changed = false
      if (this.isConnected) this.#judge('if-new')
    })
  }

  // --- judging ---

  #subject(): PaymentConfirmSubject {
    const language = languageAround(this)
    const given = (name: string) => this.getAttribute(name) ?? ''
    return {
      quote: JSON.parse(given('quote') || '{}') as Quote,
      shown: shownFields(this, language).map(({ field, text }) => ({ field, text })),
      ...(language === '' ? {} : { locale: language }),
      ...(this.#known === undefined ? {} : { known: [...this.#known] }),
      ...(given('idempotency-key') === '' ? {} : { idempotencyKey: given('idempotency-key') }),
      earlier: [...this.#earlier],
      ...(given('pending') === '' ? {} : { pending: given('pending') }),
      ...(this.#clientData === undefined ? {} : { clientData: base64url(this.#clientData), origin: location.origin }),
    }
  }

  #run(core: Countersign): ConfirmVerdict {
    const subject = this.#subject()
    const key = JSON.stringify(subject)
    if (this.#check === undefined || key !== this.#prepared) {
      this.#check?.release()
      this.#check = undefined
      this.#check = core.prepare('payment.confirm', subject)
      this.#prepared = key
      // What was armed was another payment.
      if (this.#armed) this.#disarm()
      this.#letGo()
    }
    return this.#check.run().keep()
  }

  #judge(speech: Speech): void {
    const core = this.#life.core
    this.#take()
    if (core === undefined) return
    try {
      const verdict = this.#run(core)
      const before = this.#verdict
      this.#verdict = verdict
      const news = this.#render(showVerdict(verdict, languageAround(this)), speech)
      // What the element has changed itself is no change of the page's.
      this.#observer?.takeRecords()
      // That a second has passed is no news.
      if (news || before?.details.digest !== verdict.details.digest) tellPage(this, 'cs-verdict', verdict)
    } catch (error) {
      this.#inside.complain((error as Error).message)
      this.#obstacle('confirm.misused')
      tellPage(this, 'cs-error', error)
    }
  }

  #obstacle(what: 'confirm.failed' | 'confirm.misused'): void {
    this.#verdict = undefined
    const language = languageAround(this)
    this.#render(showObstacle(what, labelsFor(language), language), 'if-new')
    this.#observer?.takeRecords()
  }

  // --- showing ---

  get #card(): CsVerdict {
    return ownCard(this, this.#root)
  }

  /** Whether it says something else than before. */
  #render(shown: Shown, speech: Speech): boolean {
    const before = this.#shown
    this.#shown = shown
    this.#states.outcome(shown.outcome)
    const effect = ({ language, outcome, findings }: Shown) => JSON.stringify([language, outcome, findings])
    const news = before === undefined || effect(before) !== effect(shown)
    if (news) this.#card.present(shown, '', speech)
    this.#markFields()
    this.#showExpiry(shown.language)
    this.#showHint()
    if (this.#button === undefined) return news
    // Where nothing could be loaded, the server decides.
    const blocked = !this.#may && !this.#life.hasFailed
    if (this.#button.getAttribute('aria-disabled') !== String(blocked)) this.#button.setAttribute('aria-disabled', String(blocked))
    this.#description.say(this, this.#button, `${spoken(shown, labelsFor(shown.language))} ${this.#hint()}`.trim(), shown.language)
    return news
  }

  /** Marks what is shown otherwise than it is signed. */
  #markFields(): void {
    const wrong = new Set(this.details?.failures.map(({ field }) => field))
    for (const one of shownFields(this, languageAround(this)))
      if (one.element.hasAttribute('data-wrong') !== wrong.has(one.field)) one.element.toggleAttribute('data-wrong', wrong.has(one.field))
  }

  #showExpiry(language: string): void {
    const { secondsLeft } = this.details ?? {}
    const text = this.#may ? expiryText(secondsLeft, labelsFor(language)) : ''
    const place = this.#root.querySelector<HTMLElement>('.expiry')!
    place.lang = language
    if (place.textContent !== text) place.textContent = text
    clearTimeout(this.#timer)
    // Nothing is counted: each time the core is asked anew.
    if (secondsLeft != null && secondsLeft > 0) this.#timer = setTimeout(() => this.#judge('if-new'), 1000)
  }

  #hint(): string {
    const labels = labelsFor(languageAround(this))
    if (!this.#may) return ''
    return labels[this.#armed ? 'confirm.again' : 'confirm.hold']
  }

  #showHint(): void {
    const place = this.#root.querySelector<HTMLElement>('.hint')!
    place.lang = languageAround(this)
    const text = this.#hint()
    if (place.textContent !== text) place.textContent = text
  }

  #announce(text: string): void {
    announce(this.#root.getElementById('announcer')!, text, languageAround(this))
  }
}

define('cs-confirm', CsConfirm)

declare global {
  interface HTMLElementTagNameMap {
    'cs-confirm': CsConfirm
  }
  interface HTMLElementEventMap {
    'cs-verdict': CustomEvent<Verdict>
    'cs-error': CustomEvent<Error>
    'cs-confirm': CustomEvent<Confirmation>
  }
  interface DocumentEventMap {
    'cs-verdict': CustomEvent<Verdict>
    'cs-error': CustomEvent<Error>
    'cs-confirm': CustomEvent<Confirmation>
  }
}
