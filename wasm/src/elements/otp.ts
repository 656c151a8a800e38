// <cs-otp>: a page's own field for a one-time code, and its own button to ask for another.
import type { Countersign } from '../countersign.js'
import type { OtpSessionDetails } from '../generated/kinds.js'
import type { Outcome, Reason } from '../generated/reasons.js'
import type { Verdict } from '../verdict.js'
import { Base, define, rootOf, States, tellPage } from './parts/base.js'
import { cardParts } from './parts/card.js'
import { Description } from './parts/description.js'
import { FieldMarks } from './parts/field_marks.js'
import { Inside } from './parts/inside.js'
import { labelsFor } from './parts/labels.js'
import { languageAround } from './parts/language.js'
import { Life } from './parts/life.js'
import { ownCard } from './parts/own_card.js'
import { Beside, nextChange, type Note } from './parts/otp_beside.js'
import { otpFrame, slotsTree } from './parts/otp_frame.js'
import { Receiver } from './parts/otp_receiver.js'
import { Session, type SessionVerdict } from './parts/otp_session.js'
import type { SessionState } from './parts/otp_shared.js'
import { lengthOf } from './parts/otp_subject.js'
import { fitsSlots, plainly } from './parts/otp_text.js'
import type { OtpAcknowledgement, OtpIncident, OtpSend, OtpSendAnswer, OtpVerification } from './parts/otp_types.js'
import { onCodeCard, showVerdict, spoken } from './parts/shown.js'
import { toNode } from './parts/tree.js'
import type { CsVerdict, Speech } from './verdict.js'

export { labelsFor, setLabels, type Labels } from './parts/labels.js'
export type { OtpAcknowledgement, OtpIncident, OtpSend, OtpSendAnswer, OtpVerification } from './parts/otp_types.js'
export { useCountersign, type CountersignSource } from './parts/source.js'

const texts = 'input:not([type]), input:is([type=text], [type=tel], [type=search], [type=password])'
const defaults = {
  'code-field': `:is(${texts}):is([data-cs=code], [name=code], [autocomplete~=one-time-code])`,
  'resend-button': 'button:is([data-cs=resend], [name=resend])',
} as const

/** What the field lacks to be filled and typed well. What the page has said itself stays. */
const helpful = (alphanumeric: boolean): Readonly<Record<string, string>> => ({
  autocomplete: 'one-time-code',
  inputmode: alphanumeric ? 'text' : 'numeric',
  autocapitalize: 'none',
  spellcheck: 'false',
})

/** What stands against a text as a code. */
const against: ReadonlySet<Reason> = new Set<Reason>([
  'otp.empty',
  'otp.incomplete',
  'otp.too-long',
  'otp.bad-character',
  'otp.ambiguous',
  'otp.no-code',
  'otp.origin-mismatch',
  'otp.origin-needed',
])
/** What is wrong with a message as a whole: then nothing of it goes into the field. */
const ofMessages: ReadonlySet<Reason> = new Set<Reason>(['otp.ambiguous', 'otp.no-code', 'otp.origin-mismatch', 'otp.origin-needed'])
const refusals: ReadonlySet<string> = new Set(['otp.wrong-code', 'otp.attempts-left', 'otp.no-attempts'])
/**
 * Wraps a page's own field for a one-time code and its own button to ask for another. The field stays one real field, to be
 * typed in, pasted into and filled; what the button does is the page's: `cs-send` asks for it, and the page tells what the
 * server answered. Waiting times come from deadlines, are the same in every tab, and outlive reload and sleep. Nothing is
 * ever sent by itself. Without JavaScript there is a plain form.
 *
 * @tag cs-otp
 * @attr {string} session - What the server calls this sign-in. Needed.
 * @attr {number} length - Of the code, 3 to 16; 6 unless given.
 * @attr {string} alphabet - "digits", or "alphanumeric".
 * @attr {string} resend-rule - "fixed" (unless given), "ladder", or "server": what Retry-After says.
 * @attr {string} resend-seconds - How long to wait, in seconds; for a ladder a list: "30 60 300".
 * @attr {number} resend-cap - At most so many sends.
 * @attr {number} resend-window - In so many seconds.
 * @attr {string} fallbacks - What there is when no more can be sent: "voice email ticket", or some of them.
 * @attr {string} destination - Where codes go; only its ends come back, in `details.ticket`.
 * @attr {string} origin - The site that codes must be for; the page's own unless given.
 * @attr {string} top-origin - That of the page around, for a page in a frame whose engine does not tell.
 * @attr {string} code-field - Selector of the field, where it is not the only one inside, nor named "code".
 * @attr {string} resend-button - Selector of the button, where it is not inside and named "resend".
 * @attr {string} state - What the server knows of the session: `details.state` of its own check, as JSON.
 * @attr {string} date - The server's clock when it wrote that.
 * @attr {boolean} enforce - Makes the field invalid, as `required` does, while it holds no code.
 * @attr {boolean} submit-when-complete - Sends the form once the code is whole; without it, nothing is sent by itself.
 * @prop {Verdict<'otp.session'> | undefined} verdict - The last verdict, which holds no code. Read only.
 * @prop {OtpSessionDetails | undefined} details - Sends, waiting time, fallbacks, as they are now. Read only.
 * @prop {Outcome | undefined} outcome - The last outcome. Read only.
 * @prop {Promise<void>} ready - Kept when the check is loaded, broken when it could not be. Read only.
 * @method {Outcome | undefined} judge - Judges the field, and looks at the time, as they are now.
 * @method {Outcome | undefined} fill - Takes a code, or a message with one in it, as if it were pasted.
 * @method {Promise<boolean>} send - As a press on the button: whether it led to `cs-send`.
 * @method {void} acknowledge - The server took a send: `{ retryAfter, date, sendsLeft, expiresAt, index }`, all optional.
 * @method {void} failed - It did not, or did not answer: `{ retryAfter, date, sendsLeft, index }`, all optional.
 * @method {void} verified - The server's word on a code: `{ ok, attemptsLeft }`.
 * @method {void} incident - The carrier has trouble, `{ until }`, or none any more, `{ over: true }`.
 * @method {void} clock - The server's clock, from any answer just received.
 * @fires {CustomEvent<OtpSend>} cs-send - Have a code sent. Prevent the default, or the form is sent by the button.
 * @fires {CustomEvent<undefined>} cs-complete - The field holds a whole code. Prevented, `submit-when-complete` does nothing.
 * @fires {CustomEvent<undefined>} cs-clock - The device's clocks disagree, or were not running: tell the server's by `clock`.
 * @fires {CustomEvent<OtpSessionDetails>} cs-exhausted - No more can be sent; `detail.ticket` is what a support desk needs.
 * @fires {CustomEvent<Verdict<'otp.session'>>} cs-verdict - The field, or the session, is judged otherwise than before.
 * @fires {CustomEvent<Error>} cs-error - Nothing could be judged; the form works as without.
 * @state accept - The field holds what can be a code.
 * @state caution - It does, and may be too late.
 * @state incomplete - Typing more may make it one.
 * @state unknown - It could not be judged.
 * @state reject - It cannot be one, or must not be used here.
 * @state ready - The check is loaded.
 * @state failed - The check could not be loaded.
 * @state waiting - Another code may not be asked for yet.
 * @state sending - One is being asked for.
 * @state exhausted - No more may be asked for.
 * @state verified - The server took a code.
 * @slot - The field's label, and whatever stands above the field.
 * @slot code - The field itself, to have places drawn behind it.
 * @slot verdict - A `<cs-verdict>` of the page's own, in the place of the element's.
 * @slot actions - What sends the code.
 * @slot resend - The button that asks for another.
 * @slot fallbacks - What there is when no more can be sent; of elements with `data-fallback`, those that apply.
 * @part entry - What is around the field.
 * @part slots - The places behind it.
 * @part slot - One of them.
 * @part verdict - The card's element; the card's own parts can be styled from here, too.
 * @part again - The button and its countdown.
 * @part countdown - When another code may be asked for.
 * @part fallbacks - What shows when no more can be sent.
 * @part exhausted - The sentence there.
 * @part expiry - How long the code works.
 * @cssprop --cs-ground - The places' ground.
 */
export class CsOtp extends Base {
  static readonly observedAttributes = [
    'session',
    'length',
    'alphabet',
    'resend-rule',
    'resend-seconds',
    'resend-cap',
    'resend-window',
    'fallbacks',
    'destination',
    'origin',
    'top-origin',
    'enforce',
  ]

  readonly #root: ShadowRoot
  readonly #states: States
  /** Kept when the check is loaded, broken when it could not be. */
  readonly ready: Promise<void>
  readonly #life: Life
  /** Countersign is there. */
  #loaded = false
  readonly #session = new Session(this, {
    heard: (state) => this.#hear(state),
    doubted: () => this.#askClock(),
    renewed: () => this.#beside.renew(),
  })
  readonly #beside: Beside
  #verdict: SessionVerdict | undefined
  /** A message that was not let into the field, until something else is. */
  #held: SessionVerdict | undefined
  /** The server refused what the field holds. */
  #refused = false
  /** Tells that came before the check was loaded. */
  #untold: object[] = []
  #field: HTMLInputElement | undefined
  readonly #marks = new FieldMarks(this)
  readonly #descriptions = { code: new Description(), resend: new Description() }
  #button: HTMLButtonElement | undefined
  #composing = false
  #pressing = false
  #letGo: (() => void) | undefined
  #said = ''
  #wasExhausted = false
  // Nothing takes away what the person has begun to type.
  readonly #receiver = new Receiver((code) => {
    if (this.#field?.value === '' && !this.#field.disabled && !this.#field.readOnly) this.fill(code)
  })
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #inside = new Inside(this, defaults)

  constructor() {
    super()
    const internals = this.attachInternals()
    this.#root = rootOf(this, internals)
    this.#states = new States(this, internals)
    this.#beside = new Beside(this.#root)
    this.#life = new Life(this, this.#states, {
      group: 'account',
      isWhole: () => this.#fieldNow() !== undefined,
      placed: () => this.#placed(),
      loaded: (core) => this.#start(core),
      // For the person the form works as without.
      failed: () => (this.#loaded = false),
      spoken: () => {
        if (!this.#loaded) return
        this.#said = ''
        // The held verdict speaks the languages that were there; a new one is not to be had without the message.
        this.#guard(() => this.#look('if-new'))
      },
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
    this.#pause()
    this.#session.end()
    this.#leave()
    this.#card.hush()
  }

  attributeChangedCallback(): void {
    if (this.isConnected && this.#loaded) this.#guard(() => this.#look('if-new'))
  }

  get verdict(): SessionVerdict | undefined {
    return this.#held ?? this.#verdict
  }

  get details(): OtpSessionDetails | undefined {
    return this.#session.details
  }

  get outcome(): Outcome | undefined {
    return this.verdict?.outcome
  }

  /** Judges the field, and looks at the time, as they are now. Needed only after a script has set the field's value. */
  judge(): Outcome | undefined {
    if (!this.#loaded) return undefined
    this.#held = undefined
    this.#guard(() => this.#look('if-new'))
    return this.outcome
  }

  /** Takes a code, or a message with one in it, as if it were pasted. */
  fill(text: string): Outcome | undefined {
    const field = this.#take()
    if (!this.#loaded || field === undefined) return undefined
    this.#guard(() => {
      if (!this.#wasWhole(text)) this.#put(field, text)
    })
    return this.outcome
  }

  /** The server took a send. */
  acknowledge(answer: OtpAcknowledgement = {}): void {
    const index = answer.index ?? this.#session.details?.nextIndex ?? 0
    this.#answered({ acknowledged: { ...answer, index } }, 'sent')
  }

  /** The server took no send, or did not answer. */
  failed(answer: OtpSendAnswer = {}): void {
    const index = answer.index ?? this.#session.details?.nextIndex ?? 0
    this.#answered({ failed: { ...answer, index } }, 'unsent')
  }

  /** The server's word on a code. */
  verified(answer: OtpVerification): void {
    this.#refused = !answer.ok
    this.#tell({ verified: { ok: answer.ok, attemptsLeft: answer.attemptsLeft } })
    if (answer.ok) this.#receiver.stop()
    else this.#field?.select()
  }

  /** The carrier has trouble, or none any more. */
  incident(what: OtpIncident = {}): void {
    this.#tell({ incident: what })
  }

  /** The server's clock, from any answer just received. */
  clock(date: string): void {
    this.#tell({ clock: { date } })
  }

  /** As a press on the button: whether it led to `cs-send`. One does, in one tab; another says how long to wait. */
  async send(): Promise<boolean> {
    if (!this.#loaded || this.#pressing) return false
    this.#guard(() => this.#look('if-new'))
    const { details } = this.#session
    if (details === undefined) return false
    if (!details.mayResend) {
      this.#beside.sayWhyNot()
      return false
    }
    this.#pressing = true
    const turn = this.#life.turn
    try {
      const letGo = await this.#session.alone()
      if (letGo === undefined || turn !== this.#life.turn) {
        letGo?.()
        if (turn === this.#life.turn) this.#beside.take('elsewhere', this.#verdict!)
        return false
      }
      return this.#sendAlone(letGo)
    } finally {
      this.#pressing = false
    }
  }

  #sendAlone(letGo: () => void): boolean {
    // Another tab may have sent since.
    this.#guard(() => {
      this.#session.takeStored()
      this.#look('if-new')
    })
    const { mayResend, nextIndex: index, idempotencyKey } = this.#session.details!
    if (!mayResend) {
      letGo()
      this.#beside.sayWhyNot()
      return false
    }
    this.#letGo?.()
    this.#letGo = letGo
    this.#beside.note = 'sending'
    this.#tell({ sent: { index } })
    const key = this.querySelector<HTMLInputElement>('input[data-cs=key]')
    if (key !== null) key.value = idempotencyKey
    const detail: OtpSend = { session: this.getAttribute('session') ?? '', index, idempotencyKey }
    const asked = new CustomEvent('cs-send', { bubbles: true, composed: true, cancelable: true, detail })
    const button = this.#button
    if (this.dispatchEvent(asked) && button?.type === 'submit') button.form?.requestSubmit(button)
    return true
  }

  #answered(what: object, note: Note): void {
    if (!this.#loaded) {
      this.#tell(what)
      return
    }
    this.#letGo?.()
    this.#letGo = undefined
    this.#beside.note = note
    const before = this.#session.details?.nextIndex
    this.#tell(what)
    // An answer that came late is no news.
    if (note === 'sent' && this.#session.details?.nextIndex === before) this.#beside.take('', this.#verdict!)
    else this.#beside.sayNote()
    if (note === 'sent') {
      this.#held = undefined
      this.#receiver.start()
    }
  }

  // --- the page's own ---

  #fieldNow(): HTMLInputElement | undefined {
    return this.#inside.field<HTMLInputElement>('code-field', texts)
  }

  /** Takes leave of the field and the button: nothing of ours stays on them. */
  #leave(): void {
    this.#field = undefined
    this.#marks.leave()
    this.#button?.removeAttribute('aria-disabled')
    this.#button = undefined
    for (const description of Object.values(this.#descriptions)) description.leave()
  }

  #take(): HTMLInputElement | undefined {
    const field = this.#fieldNow()
    const button = this.#inside.find<HTMLButtonElement>('resend-button') ?? undefined
    if (field === this.#field && button === this.#button) return field
    this.#leave()
    this.#field = field
    this.#button = button
    if (field === undefined) return undefined
    this.#marks.take(field, helpful(this.getAttribute('alphabet') === 'alphanumeric'))
    if (field.autocomplete === 'off') this.#inside.complain('autocomplete="off" keeps the code from being filled in; use "one-time-code"')
    if (field.maxLength >= 0) this.#inside.complain('maxlength cuts a code that is pasted with spaces; leave it out')
    return field
  }

  // --- listening ---

  #listen(): void {
    const signal = this.#life.signal()
    const root = this.getRootNode()
    root.addEventListener('input', (event) => this.#onInput(event as InputEvent), { signal })
    root.addEventListener('change', ({ target }) => this.#onChange(target), { signal })
    root.addEventListener('click', (event) => this.#onClick(event as MouseEvent), { signal })
    root.addEventListener('submit', ({ target }) => {
      if (target === this.#field?.form) this.#receiver.stop()
    }, { signal })
    this.#life.onReset(() => this.#field, () => this.judge())
    root.addEventListener('paste', (event) => this.#onWhole(event, (event as ClipboardEvent).clipboardData), { signal })
    root.addEventListener('drop', (event) => this.#onWhole(event, (event as DragEvent).dataTransfer), { signal })
    this.addEventListener('compositionstart', ({ target }) => {
      if (target === this.#field) this.#composing = true
    }, { signal })
    this.addEventListener('compositionend', ({ target }) => {
      if (target !== this.#field) return
      this.#composing = false
      this.#typed()
    }, { signal })
    document.addEventListener('visibilitychange', () => this.#onVisibility(), { signal })
    addEventListener('pagehide', () => this.#pause(), { signal })
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted) this.#resume()
    }, { signal })
    this.#life.onChildren(() => this.#onChildren())
  }

  #onInput(event: InputEvent): void {
    if (event.target !== this.#field || event.isComposing || this.#composing) return
    this.#typed()
  }

  #typed(): void {
    if (!this.#loaded) return
    this.#held = undefined
    this.#refused = false
    this.#guard(() => this.#look('if-new'))
  }

  /** The person has left the field: what a server may not read is written as one wants it. */
  #onChange(target: EventTarget | null): void {
    if (!this.#loaded || target !== this.#field || this.#field === undefined) return
    const field = this.#field
    this.#guard(() => {
      if (field.value !== '') this.#write(field, this.#plainCode(field.value))
    })
  }

  #onClick(event: MouseEvent): void {
    const button = (event.target as Element | null)?.closest?.('button')
    if (!this.#loaded || button === null || button === undefined || button !== this.#button) return
    event.preventDefault()
    void this.send()
  }

  /** A text that comes whole, before the field takes it: of a message, only the code may go there. */
  #onWhole(event: Event, data: DataTransfer | null): void {
    const field = this.#field
    if (!this.#loaded || event.target !== field || field === undefined || field.readOnly || field.disabled) return
    const text = data?.getData('text/plain') ?? ''
    this.#guard(() => {
      if (text !== '' && this.#wasWhole(text)) event.preventDefault()
    })
  }

  #onVisibility(): void {
    if (!this.#loaded) return
    if (document.hidden) this.#guard(() => this.#session.keep())
    this.#guard(() => this.#look('if-new'))
  }

  /** A script has changed what is inside. */
  #onChildren(): void {
    if (!this.#loaded) return
    const before = [this.#field, this.#button]
    const field = this.#take()
    if (field !== before[0] || this.#button !== before[1]) this.#guard(() => this.#look('if-new'))
  }

  /** A page that is left holds on to nothing, so that it can be kept for the way back. */
  #pause(): void {
    if (this.#loaded) this.#guard(() => this.#session.keep())
    clearTimeout(this.#timer)
    this.#receiver.stop()
    this.#letGo?.()
    this.#letGo = undefined
    this.#session.pause()
  }

  #resume(): void {
    if (!this.#loaded) return
    this.#guard(() => {
      this.#session.resume()
      this.#look('if-new')
    })
    if (!this.#session.details?.state.verified) this.#receiver.start()
    this.#askClock()
  }

  // --- beginning ---

  #placed(): void {
    this.#take()
    if (this.#field === undefined)
      this.#inside.complain(
        'found no field for the code inside; expected one text <input>, or one that matches code-field, [name=code] or ' +
          `[data-cs=code], and there are ${this.querySelectorAll(texts).length}`,
      )
  }

  /** Takes up the session where this browser, or the server, has left it. */
  #start(core: Countersign): void {
    this.#session.begin(core)
    this.#loaded = true
    const [{ responseStart = 0, type = '' } = {}] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    // A page that is gone back to may be as old as any.
    const date = type === 'back_forward' ? null : this.getAttribute('date')
    const state = this.getAttribute('state')
    this.#guard(() => {
      // The page has been on its way since.
      const age = responseStart > 0 ? performance.now() - responseStart : 0
      if (date !== null) this.#session.tell({ clock: { date: new Date(Date.parse(date) + age).toISOString() } })
      if (state !== null) this.#session.tell({ state: JSON.parse(state) as SessionState })
      for (const what of this.#untold.splice(0)) this.#session.tell(what)
    })
    this.#look('never')
    this.#session.keep()
    if (!this.#session.details!.state.verified) this.#receiver.start()
    if (date === null) this.#askClock()
  }

  // --- judging ---

  /** What the page asked wrongly for is told to its maker; the person has the form as without. */
  #guard(act: () => void): void {
    try {
      act()
    } catch (error) {
      this.#inside.complain((error as Error).message)
      tellPage(this, 'cs-error', error)
    }
  }

  #tell(what: object): void {
    if (!this.#loaded) {
      this.#untold.push(what)
      return
    }
    this.#session.tell(what)
    this.#look('if-new')
    this.#session.share()
  }

  /** What another tab knows. */
  #hear(state: SessionState): void {
    if (!this.#loaded) return
    this.#guard(() => {
      const before = this.#session.details?.state.sends
      this.#session.tell({ state })
      this.#look('if-new')
      if (this.#session.details?.state.sends !== before) this.#beside.note = ''
      this.#session.keep()
    })
  }

  /** Judges what the field holds, and shows all that time and server have changed. */
  #look(speech: Speech): void {
    const field = this.#take()
    const verdict = this.#session.judge(field === undefined || this.#refused ? { value: '' } : field)
    const before = this.#verdict?.outcome
    this.#verdict = verdict
    this.#showCard(speech)
    this.#showSlots()
    this.#showTiming()
    this.#schedule()
    if (before !== undefined && before !== 'accept' && verdict.outcome === 'accept' && !verdict.details.state.verified) this.#complete()
  }

  /** Judges a text that came whole. True where nothing is left for the browser to do. */
  #wasWhole(text: string): boolean {
    const verdict = this.#session.consider(text)
    const first = verdict.findings.find(({ reason }) => against.has(reason))
    if (first === undefined) {
      const [span = [0, text.length]] = verdict.findings.find(({ reason }) => reason === 'otp.found-in-message')?.at ?? []
      const plain = this.#plainCode(text.slice(span[0], span[0] + span[1]))
      if (plain === undefined) return false
      // Of a message only the code is left, so what was found in it is said by the verdict of the message.
      this.#put(this.#field!, plain)
      return true
    }
    if (!ofMessages.has(first.reason)) return false
    this.#held = verdict
    this.#refused = false
    this.#showCard('always')
    this.#showSlots()
    return true
  }

  /** The code as a server usually wants it, if the core agrees that it is one. */
  #plainCode(text: string): string | undefined {
    const plain = plainly(text)
    if (plain.length !== lengthOf(this)) return undefined
    const { findings } = this.#session.consider(plain)
    return findings.some(({ reason }) => against.has(reason) || reason === 'otp.found-in-message') ? undefined : plain
  }

  #write(field: HTMLInputElement, text: string | undefined): void {
    if (text !== undefined && text !== field.value) field.value = text
    this.#look('if-new')
  }

  #put(field: HTMLInputElement, text: string): void {
    field.value = text
    this.#held = undefined
    this.#refused = false
    // Not with the text in it: whoever listens for everything need not keep codes.
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertFromPaste' }))
    this.#look('if-new')
  }

  #complete(): void {
    const complete = new CustomEvent('cs-complete', { bubbles: true, composed: true, cancelable: true })
    if (!this.dispatchEvent(complete) || !this.hasAttribute('submit-when-complete')) return
    const field = this.#field
    if (field === undefined) return
    field.value = this.#plainCode(field.value) ?? field.value
    field.form?.requestSubmit()
  }

  // --- time ---

  /** The next moment at which something reads otherwise. Nothing is counted: each time the core is asked anew. */
  #schedule(): void {
    clearTimeout(this.#timer)
    if (document.hidden || !this.isConnected) return
    const next = nextChange(this.#session.details!)
    if (next !== undefined) this.#timer = setTimeout(() => this.#guard(() => this.#look('if-new')), Math.min(next, 60_000))
  }

  #askClock(): void {
    if (this.#session.waits) tellPage(this, 'cs-clock', undefined)
  }

  // --- showing ---

  get #card(): CsVerdict {
    return ownCard(this, this.#root)
  }

  /** The parts of the shadow root, unless a server rendered them. */
  #frame(): void {
    if (this.#root.querySelector('.entry') !== null) return
    this.#root.append(...otpFrame(lengthOf(this), cardParts).map(toNode))
  }

  #showCard(speech: Speech): void {
    // What concerns the next code stands beside the button.
    const shown = onCodeCard(showVerdict(this.#held ?? this.#verdict!, languageAround(this)))
    const effect = JSON.stringify([shown.language, shown.outcome, shown.findings])
    if (effect === this.#said && speech !== 'always') return
    this.#said = effect
    this.#states.outcome(shown.outcome)
    const card = this.#card
    card.setAttribute('reserve', 'code')
    // Who is typing knows that it is not finished; that the last code was wrong they do not.
    const typing = shown.outcome === 'incomplete' && !shown.findings.some(({ reason }) => refusals.has(reason))
    card.present(shown, '', typing && speech !== 'never' ? 'never' : speech)
    const field = this.#field
    if (field !== undefined) {
      this.#marks.invalid(shown.outcome === 'reject' || this.#refused)
      const words = spoken(shown, labelsFor(shown.language))
      this.#descriptions.code.say(this, field, words, shown.language)
      const fine = shown.outcome === 'accept' || shown.outcome === 'caution' || field.value === ''
      this.#marks.enforce(fine && !this.#refused ? '' : words)
    }
    tellPage(this, 'cs-verdict', this.#held ?? this.#verdict)
  }

  /** Behind the field, how much of the code is there. What is in the places is written by the field alone. */
  #showSlots(): void {
    const text = this.#field?.value ?? ''
    let slots = this.#root.querySelector('.slots')!
    const wanted = toNode(slotsTree(lengthOf(this))) as Element
    if (slots.children.length !== wanted.children.length) {
      slots.replaceWith(wanted)
      slots = wanted
    }
    slots.classList.toggle('off', !fitsSlots(text, lengthOf(this)) || slots.children.length === 0)
    slots.parentElement!.classList.toggle('loose', slots.classList.contains('off'))
    const bad = this.#held === undefined ? this.#verdict?.findings.find(({ reason }) => reason === 'otp.bad-character')?.at[0] : undefined
    Array.from(slots.children, (slot, i) => {
      slot.toggleAttribute('data-filled', i < text.length)
      slot.toggleAttribute('data-current', i === Math.min(text.length, slots.children.length - 1))
      slot.toggleAttribute('data-wrong', bad !== undefined && i >= bad[0] && i < bad[0] + bad[1])
    })
  }

  /** What concerns the next code, beside the button. */
  #showTiming(): void {
    const { mayResend, exhausted, fallbacks, state } = this.#session.details!
    // The core lets an unanswered send be tried again: then there was no answer.
    if (this.#beside.note === 'sending' && mayResend && !this.#pressing) {
      this.#beside.note = 'unanswered'
      this.#letGo?.()
      this.#letGo = undefined
    }
    const language = languageAround(this)
    const said = this.#beside.show(this.#verdict!, language)
    const waiting = !mayResend && !exhausted && !state.verified
    for (const [name, on] of Object.entries({ waiting, exhausted, sending: this.#beside.note === 'sending', verified: state.verified }))
      this.#states.set(name, on)
    for (const one of this.querySelectorAll<HTMLElement>('[data-fallback]'))
      one.hidden = !fallbacks.some((fallback) => fallback === one.dataset['fallback'])
    if (this.#button !== undefined) {
      this.#button.setAttribute('aria-disabled', String(!mayResend))
      this.#descriptions.resend.say(this, this.#button, said, language)
    }
    const news = exhausted && !state.verified && !this.#wasExhausted
    this.#wasExhausted = exhausted
    if (!news) return
    this.#beside.sayExhausted()
    tellPage(this, 'cs-exhausted', this.#session.details)
  }
}

define('cs-otp', CsOtp)

declare global {
  interface HTMLElementTagNameMap {
    'cs-otp': CsOtp
  }
  interface HTMLElementEventMap {
    'cs-verdict': CustomEvent<Verdict>
    'cs-error': CustomEvent<Error>
    'cs-send': CustomEvent<OtpSend>
    'cs-complete': CustomEvent<undefined>
    'cs-clock': CustomEvent<undefined>
    'cs-exhausted': CustomEvent<OtpSessionDetails>
  }
  interface DocumentEventMap {
    'cs-verdict': CustomEvent<Verdict>
    'cs-error': CustomEvent<Error>
    'cs-send': CustomEvent<OtpSend>
    'cs-complete': CustomEvent<undefined>
    'cs-clock': CustomEvent<undefined>
    'cs-exhausted': CustomEvent<OtpSessionDetails>
  }
}
