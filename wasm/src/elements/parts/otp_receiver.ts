// A message from the phone itself (WebOTP), where the browser can read one that is bound to this page.

export class Receiver {
  readonly #take: (code: string) => void
  #receiving: AbortController | undefined

  constructor(take: (code: string) => void) {
    this.#take = take
  }

  /** Waits for one message. */
  start(): void {
    if (!('OTPCredential' in globalThis) || this.#receiving !== undefined) return
    const receiving = new AbortController()
    this.#receiving = receiving
    const wanted = { otp: { transport: ['sms'] }, signal: receiving.signal } as CredentialRequestOptions
    const over = () => {
      if (this.#receiving !== receiving) return false
      this.#receiving = undefined
      return true
    }
    navigator.credentials.get(wanted).then(
      (credential) => {
        if (over()) this.#take((credential as unknown as { code: string }).code)
      },
      // Not allowed here, or taken back: the person types.
      over,
    )
  }

  stop(): void {
    this.#receiving?.abort()
    this.#receiving = undefined
  }
}
