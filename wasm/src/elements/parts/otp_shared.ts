// What the tabs of one session share: its state as the core wrote it, in which nothing is secret, and the right to send.
import type { OtpSessionDetails } from '../../generated/kinds.js'

export type SessionState = OtpSessionDetails['state']

const prefix = 'countersign.otp.'
/** What nobody came back to is swept away. */
const longestKept = 7 * 86_400_000
/** As long as the core lets a send without an answer wait. */
const longestHeld = 5000
/** Until what one tab wrote is what the other reads, where there are no locks. */
const settling = 50

/** Storage may be switched off, or full. Then this tab has its memory, and the server has its own. */
function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}

function parsed(text: string | null): Record<string, unknown> | undefined {
  const value: unknown = text === null ? undefined : attempt(() => JSON.parse(text))
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
}

function sweep(): void {
  const now = Date.now()
  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith(prefix)) continue
    const savedAt = Date.parse(String(parsed(localStorage.getItem(name))?.['savedAt'] ?? parsed(localStorage.getItem(name))?.['until']))
    if (!(Math.abs(now - savedAt) < longestKept)) localStorage.removeItem(name)
  }
}

export class Shared {
  readonly #name: string
  readonly #hear: (state: SessionState) => void
  #channel: BroadcastChannel | undefined
  #listening: AbortController | undefined

  constructor(session: number, hear: (state: SessionState) => void) {
    this.#name = `${prefix}${session}`
    this.#hear = hear
    attempt(sweep)
  }

  /** Begins to hear of the other tabs. */
  open(): void {
    if (this.#listening !== undefined) return
    this.#listening = new AbortController()
    if (typeof BroadcastChannel === 'function') {
      this.#channel = new BroadcastChannel(this.#name)
      this.#channel.onmessage = ({ data }: MessageEvent<SessionState>) => {
        this.#hear(data)
      }
      return
    }
    const { signal } = this.#listening
    addEventListener('storage', ({ key, newValue }) => {
      const state = key === this.#name ? parsed(newValue) : undefined
      if (state !== undefined) this.#hear(state as unknown as SessionState)
    }, { signal })
  }

  /** Hears no more: a page that is left, or kept for the way back, must not hold on to a channel. */
  close(): void {
    this.#channel?.close()
    this.#channel = undefined
    this.#listening?.abort()
    this.#listening = undefined
  }

  read(): SessionState | undefined {
    return attempt(() => parsed(localStorage.getItem(this.#name)) as unknown as SessionState | undefined)
  }

  /** Keeps the state for the next page, and tells the other tabs. */
  write(state: SessionState): void {
    this.keep(state)
    this.#channel?.postMessage(state)
  }

  keep(state: SessionState): void {
    attempt(() => localStorage.setItem(this.#name, JSON.stringify(state)))
  }

  forget(): void {
    attempt(() => localStorage.removeItem(this.#name))
  }

  /**
   * The right to send: what gives it back, or nothing while another tab has it. It lapses by itself when the core would let
   * the person ask again. What still slips through has the same idempotency key, so the server sends once.
   */
  async alone(): Promise<(() => void) | undefined> {
    return typeof navigator.locks === 'object' ? this.#locked() : this.#claimed()
  }

  #locked(): Promise<(() => void) | undefined> {
    return new Promise((resolve) => {
      navigator.locks
        .request(this.#name, { ifAvailable: true }, (lock) => {
          if (lock === null) {
            resolve(undefined)
            return undefined
          }
          return new Promise<void>((release) => {
            const lapse = setTimeout(release, longestHeld)
            resolve(() => {
              clearTimeout(lapse)
              release()
            })
          })
        })
        // A document that may not lock, such as one in a sandbox.
        .catch(() => resolve(() => {}))
    })
  }

  async #claimed(): Promise<(() => void) | undefined> {
    const name = `${this.#name}.sending`
    const mine = String(Math.random())
    const read = () => attempt(() => parsed(localStorage.getItem(name)))
    const until = Date.parse(String(read()?.['until'])) - Date.now()
    if (until > 0 && until <= longestHeld) return undefined
    const claim = JSON.stringify({ by: mine, until: new Date(Date.now() + longestHeld).toISOString() })
    const release = () => {
      if (read()?.['by'] === mine) attempt(() => localStorage.removeItem(name))
    }
    // Without a storage no tab knows of another.
    if (attempt(() => (localStorage.setItem(name, claim), true)) === undefined) return release
    await new Promise((resolve) => setTimeout(resolve, settling))
    return read()?.['by'] === mine ? release : undefined
  }
}
