// A session on this page: its check, what the tabs share of it, and whether the device's clocks can still be believed. Whatever
// is asked wrongly throws what the package throws.
import type { Check } from '../../check.js'
import type { Countersign } from '../../countersign.js'
import type { OtpSessionDetails } from '../../generated/kinds.js'
import type { Verdict } from '../../verdict.js'
import { Shared, type SessionState } from './otp_shared.js'
import { subjectOf } from './otp_subject.js'

export type SessionVerdict = Verdict<'otp.session'>
type SessionCheck = Check<'otp.session'>

/** Two clocks that part by more than this did so by sleep, or by somebody's hand. */
const mostDrift = 1500

/** Milliseconds until an instant that a verdict names, at the moment of that verdict. */
export function until(instant: string | null, { savedAt, offsetMs }: SessionState): number | undefined {
  return instant === null ? undefined : Date.parse(instant) - Date.parse(savedAt) - (offsetMs ?? 0)
}

/** Where the timeline stands beside the device's own clock. It moves only when one of the two clocks does not run. */
function anchorOf({ offsetMs, notBefore }: SessionState): number | undefined {
  if (offsetMs !== null) return offsetMs
  return notBefore === null ? undefined : -Date.parse(notBefore)
}

export interface Listener {
  /** Another tab knows more. */
  heard(state: SessionState): void
  /** Only the server knows what time it is. */
  doubted(): void
  /** It is another session than before. */
  renewed(): void
}

export class Session {
  readonly #element: Element
  readonly #listener: Listener
  #core: Countersign | undefined
  #check: SessionCheck | undefined
  #prepared = ''
  #shared: Shared | undefined
  #details: OtpSessionDetails | undefined
  #anchor: number | undefined

  /** Of the session that the attributes of `element` describe. */
  constructor(element: Element, listener: Listener) {
    this.#element = element
    this.#listener = listener
  }

  /** Sends, waiting time and fallbacks when it was last judged. */
  get details(): OtpSessionDetails | undefined {
    return this.#details
  }

  /** Begins, or goes on where this browser has left it. */
  begin(core: Countersign): void {
    this.#core = core
    this.#prepare(core)
    this.takeStored()
  }

  /** The check is given back. What is known of the session stays. */
  end(): void {
    this.pause()
    this.#check?.release()
    this.#check = undefined
    this.#prepared = ''
    this.#shared = undefined
  }

  /** Judges what a field holds, at this moment. */
  judge(field: { readonly value: string }): SessionVerdict {
    const verdict = this.#with((check) => check.runFrom(field)).keep()
    this.#details = verdict.details
    this.#compare(verdict.details.state)
    return verdict
  }

  /** Judges a text that is not, or not yet, in the field. */
  consider(text: string): SessionVerdict {
    return this.#with((check) => check.run(text)).keep()
  }

  tell(what: object): void {
    this.#with((check) => {
      if (this.#anchor !== undefined) this.#compare(check.run('').details.state)
      check.tell(what)
    })
    // What was told may move it.
    this.#anchor = undefined
  }

  /** Tells the other tabs, and the next page. */
  share(): void {
    if (this.#details !== undefined) this.#shared?.write(this.#details.state)
  }

  /** Keeps it for the next page, as it is at this moment: what is left of a wait is measured from here. */
  keep(): void {
    if (this.#check === undefined || this.#shared === undefined) return
    this.#details = this.consider('').details
    this.#shared.keep(this.#details.state)
  }

  /** What a page of the same session has left in the storage. */
  takeStored(): void {
    const state = this.#shared?.read()
    if (state === undefined) return
    try {
      this.tell({ state })
    } catch {
      // Somebody has written there what is no state of this session.
      this.#shared!.forget()
    }
  }

  /** The right to send: what gives it back, or nothing while another tab has it. */
  async alone(): Promise<(() => void) | undefined> {
    return this.#shared?.alone()
  }

  /** Hears no more of other tabs. */
  pause(): void {
    this.#shared?.close()
  }

  /** Hears of them again. */
  resume(): void {
    this.#shared?.open()
    this.takeStored()
  }

  /** Whether there is anything that a wrong clock would make wrong. */
  get waits(): boolean {
    const { notBefore, expiresAt } = this.#details?.state ?? {}
    return (notBefore ?? expiresAt ?? null) !== null
  }

  /** The check as the attributes are now; of the same session it goes on with what it knows. */
  #prepare(core: Countersign): SessionCheck {
    const subject = subjectOf(this.#element)
    const key = JSON.stringify(subject)
    if (this.#check !== undefined && key === this.#prepared) return this.#check
    this.#check?.release()
    this.#check = undefined
    let fresh = core.prepare('otp.session', subject)
    const { session } = fresh.run('').details.state
    const known = this.#details?.state.session === session ? this.#details.state : undefined
    if (known === undefined || this.#shared === undefined) {
      this.#shared?.close()
      this.#shared = new Shared(session, (state) => this.#listener.heard(state))
      this.#shared.open()
      this.#anchor = undefined
      if (known === undefined) this.#listener.renewed()
    }
    const state = known ?? this.#shared.read()
    if (state !== undefined) {
      fresh.release()
      try {
        fresh = core.prepare('otp.session', { ...subject, state })
      } catch {
        // As above: no state of this session.
        this.#shared.forget()
        fresh = core.prepare('otp.session', subject)
      }
    }
    this.#prepared = key
    return (this.#check = fresh)
  }

  /** With the check; once more with a fresh one, if the module crashed. */
  #with<T>(act: (check: SessionCheck) => T): T {
    const core = this.#core!
    try {
      return act(this.#prepare(core))
    } catch (error) {
      if ((error as Error).name !== 'CountersignCrash') throw error
      this.#check = undefined
      return act(this.#prepare(core))
    }
  }

  /** Whether the clock that never goes back and the one on the wall have parted since. */
  #compare(state: SessionState): void {
    const before = this.#anchor
    this.#anchor = anchorOf(state)
    if (before !== undefined && this.#anchor !== undefined && Math.abs(this.#anchor - before) > mostDrift) this.#listener.doubted()
  }
}
