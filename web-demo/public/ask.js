// How a page asks Harbour's server for more than a page.
const noAnswerAfter = 8000

/** Sends a form: the answer's status and members, or as `trouble` why there is none. What was typed stays where it is. */
export async function ask(path, fields) {
  try {
    const answer = await fetch(path, { method: 'POST', headers: { Accept: 'application/json' }, body: new URLSearchParams(fields), signal: AbortSignal.timeout(noAnswerAfter) })
    if (answer.status === 410) return { trouble: 'forgotten' }
    if (answer.status >= 500) return { trouble: 'silent' }
    return { status: answer.status, retryAfter: answer.headers.get('Retry-After'), ...(await answer.json()) }
  } catch {
    // None, or one that broke off before its end.
    return { trouble: navigator.onLine ? 'silent' : 'offline' }
  }
}
