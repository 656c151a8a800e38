// The three ways in which a call can fail. What a person did wrong is never one of them: that is in a verdict.
import { statuses, type StatusName } from './generated/statuses.js'

/** The calling program did something wrong; the message names the place (`subject.network: unknown network "tronn"`). */
export class CountersignError extends Error {
  override readonly name = 'CountersignError'
  /** The status of the C door, below 0. */
  readonly status: number
  /** The same as a name, such as `bad-subject`. */
  readonly slug: StatusName

  constructor(slug: StatusName, message: string = statuses[slug].sentence) {
    super(message)
    this.slug = slug
    this.status = statuses[slug].number
  }
}

/**
 * The module trapped, which is a bug of Countersign or of the engine. Its memory is gone, and with it every check; the
 * next call starts with a fresh one, in which keys, policies and words are loaded again.
 */
export class CountersignCrash extends Error {
  override readonly name = 'CountersignCrash'

  constructor(cause: unknown) {
    super('countersign: the module stopped and was dropped; prepare the checks again', { cause })
  }
}

/** The module or its words could not be loaded; the message names what to change. */
export class CountersignLoadError extends Error {
  override readonly name = 'CountersignLoadError'

  constructor(message: string, cause?: unknown) {
    super(`countersign: ${message}`, cause === undefined ? undefined : { cause })
  }
}

const slugs = new Map<number, StatusName>()
for (const slug of Object.keys(statuses) as StatusName[]) slugs.set(statuses[slug].number, slug)

export function slugOf(status: number): StatusName {
  return slugs.get(status) ?? 'bad-handle'
}
