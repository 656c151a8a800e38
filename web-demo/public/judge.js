// One question put to the package once, as pages and server put most of theirs: prepared, run, and let go of.

/** The verdict, kept. `text` and `options` are those of `run`. */
export function judgeOnce(countersign, kind, subject, text, options) {
  const check = countersign.prepare(kind, subject)
  try {
    return check.run(text, options).keep()
  } finally {
    check.release()
  }
}
