// What stands beside the button that asks for another code, and is said of it: when it may be pressed, what became of the last
// press, how long the code works, and that no more can be sent. The sentences about time are the core's.
import type { OtpSessionDetails } from '../../generated/kinds.js'
import { filled, labelsFor } from './labels.js'
import { until, type SessionVerdict } from './otp_session.js'
import { showVerdict } from './shown.js'

/** What became of the last press. */
export type Note = '' | 'sending' | 'sent' | 'unsent' | 'unanswered' | 'elsewhere'

/** The seconds left at which a countdown is spoken; each second would be noise. */
const spokenAt = [60, 30, 10, 0]

export class Beside {
  readonly #root: ShadowRoot
  note: Note = ''
  #secondsSaid: number | undefined
  #wait = ''
  #exhausted = ''
  #language = ''

  constructor(root: ShadowRoot) {
    this.#root = root
  }

  /** Nothing is known of a session that begins. */
  renew(): void {
    this.note = ''
    this.#secondsSaid = undefined
  }

  /** Writes all that a verdict says of the next code, speaks what has come up, and gives what the button says of itself. */
  show(verdict: SessionVerdict, language: string): string {
    const { mayResend, secondsLeft, exhausted, expiresAt, state } = verdict.details
    const { findings } = showVerdict(verdict, language)
    const sentence = (...reasons: string[]) => findings.find(({ reason }) => reasons.includes(reason))?.text ?? ''
    this.#language = language
    this.#wait = sentence('otp.resend-wait')
    this.#exhausted = sentence('otp.exhausted', 'otp.exhausted-until')
    if ((this.note === 'sent' || this.note === 'elsewhere') && mayResend) this.note = ''
    const labels = labelsFor(language)
    const countdown = [this.#noteText, this.note === 'sending' ? '' : this.#wait].filter((text) => text !== '').join(labels['sentence.gap'])
    this.#write('countdown', countdown)
    this.#write('exhausted', this.#exhausted)
    const left = until(expiresAt, state)
    const minutes = left === undefined || left <= 0 || state.verified ? 0 : Math.ceil(left / 60_000)
    this.#write('expiry', minutes === 0 ? '' : filled(labels[minutes > 1 ? 'otp.expiry' : 'otp.expiry.last'], { minutes }))
    this.#part('again').hidden = exhausted || state.verified
    this.#part('otherwise').hidden = !exhausted || state.verified
    this.#sayCountdown(mayResend ? 0 : exhausted || state.verified ? undefined : secondsLeft)
    return countdown
  }

  /** What became of the last press, written and said. */
  take(note: Note, verdict: SessionVerdict): void {
    this.note = note
    this.show(verdict, this.#language)
    this.sayNote()
  }

  sayNote(): void {
    this.say(this.#noteText)
  }

  /** Why a press does nothing. */
  sayWhyNot(): void {
    this.say(this.#wait || this.#exhausted)
  }

  sayExhausted(): void {
    this.say(this.#exhausted)
  }

  /** Says something politely. */
  say(text: string): void {
    if (text === '') return
    const announcer = this.#root.getElementById('announcer')!
    announcer.lang = this.#language
    // The same words again must be a change, or they are not heard.
    announcer.textContent = announcer.textContent === text ? `${text}\u00a0` : text
  }

  get #noteText(): string {
    return this.note === '' ? '' : labelsFor(this.#language)[`otp.${this.note}`]
  }

  /** Says the countdown where it passes 60, 30, 10 and 0 seconds; of several that passed at once, the last. */
  #sayCountdown(now: number | undefined): void {
    const before = this.#secondsSaid
    this.#secondsSaid = now
    if (before === undefined || now === undefined || !spokenAt.some((mark) => now <= mark && mark < before)) return
    this.say(now === 0 ? labelsFor(this.#language)['otp.may'] : this.#wait)
  }

  #part(name: string): HTMLElement {
    return this.#root.querySelector<HTMLElement>(`.${name}`)!
  }

  #write(name: string, text: string): void {
    const node = this.#part(name)
    node.lang = this.#language
    if (node.textContent !== text) node.textContent = text
  }
}

/** In how many milliseconds something reads otherwise: the next second of a wait, the next minute of a code or an incident. */
export function nextChange({ notBefore, expiresAt, state }: OtpSessionDetails): number | undefined {
  const steps = [
    [until(notBefore, state), 1000],
    [until(expiresAt, state), 60_000],
    [state.incident ? until(state.incidentUntil, state) : undefined, 60_000],
  ] as const
  const waits = steps.flatMap(([left, step]) => (left === undefined || left <= 0 ? [] : [left % step || step]))
  return waits.length === 0 ? undefined : Math.min(...waits) + 1
}
