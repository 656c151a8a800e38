// What <cs-otp> and the page tell each other.

/** What `cs-send` asks the page to do: have the server send a code. */
export interface OtpSend {
  readonly session: string
  /** How many were sent before. */
  readonly index: number
  /** The same in every tab for the same send: a server that has seen it sends nothing again. */
  readonly idempotencyKey: string
}

/** What the server answered to a send; headers as they came. */
export interface OtpSendAnswer {
  /** Of the send it is about; otherwise the one under way, or the next. */
  readonly index?: number | undefined
  readonly retryAfter?: string | number | null | undefined
  /** The server's clock: its Date header, or an RFC 3339 date-time, which may be more exact. */
  readonly date?: string | null | undefined
  readonly sendsLeft?: number | null | undefined
}

export interface OtpAcknowledgement extends OtpSendAnswer {
  readonly expiresAt?: string | null | undefined
}

export interface OtpVerification {
  readonly ok: boolean
  readonly attemptsLeft?: number | null | undefined
}

export type OtpIncident = { readonly until?: string | null | undefined } | { readonly over: true }
