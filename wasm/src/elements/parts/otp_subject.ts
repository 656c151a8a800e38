// What the attributes of <cs-otp> say of a session.
import type { OtpSessionSubject } from '../../generated/kinds.js'

export function lengthOf(element: Element): number {
  return Number(element.getAttribute('length') ?? 6)
}

/** The site of the page around, for a page in a frame, where the engine tells. */
function originAround(): string | null {
  if (globalThis.top === globalThis.self) return null
  return [...(location.ancestorOrigins ?? [])].at(-1) ?? null
}

/** As it stands there: what is not right, `prepare` says. */
export function subjectOf(element: Element): OtpSessionSubject {
  const text = (name: string) => element.getAttribute(name)
  const number = (name: string) => (text(name) === null ? null : Number(text(name)))
  const list = (name: string) => (text(name) ?? '').split(/[\s,]+/).filter(Boolean)
  return {
    session: text('session') ?? '',
    length: lengthOf(element),
    alphabet: (text('alphabet') ?? 'digits') as NonNullable<OtpSessionSubject['alphabet']>,
    resend: {
      rule: (text('resend-rule') ?? 'fixed') as OtpSessionSubject['resend']['rule'],
      seconds: list('resend-seconds').map(Number),
      cap: number('resend-cap'),
      windowSeconds: number('resend-window'),
    },
    fallbacks: list('fallbacks') as NonNullable<OtpSessionSubject['fallbacks']>,
    destination: text('destination'),
    origin: text('origin') ?? location.origin,
    topOrigin: text('top-origin') ?? originAround(),
  }
}
