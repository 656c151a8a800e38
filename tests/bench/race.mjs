// Measuring by turns, in Node and in a page.
export const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1]
export const summary = (list) => ({ best: Math.max(...list), median: median(list) })

/** How many a second. */
export function timed(count, work) {
  const begin = performance.now()
  work()
  return (count * 1000) / (performance.now() - begin)
}

// What keeps an engine from leaving the work out.
let sink = 0
export const all = (judge) => (texts) => {
  for (const text of texts) if (judge(text)) sink++
}

/**
 * Subjects take turns, so that a busy moment meets them all: { name: (texts) => void }, or { name: [before, work] }, where
 * `before` makes of the texts what `work` gets, and is not timed. `supply(count)` gives texts that nobody has judged
 * before. Every run of a subject is over `each` of them, or over fewer, if it is slow: no run should
 * take longer than `longest` milliseconds.
 */
export function race(subjects, supply, { runs, each, warmUp, longest = 100 }) {
  const order = Object.entries(subjects).map(([name, subject]) => {
    const [before, work] = Array.isArray(subject) ? subject : [(texts) => texts, subject]
    return { name, before, work, rates: [], count: each }
  })
  const warm = supply(each)
  for (const one of order) {
    let judged = 0
    const begin = performance.now()
    let took = 0
    for (let at = 0; took < warmUp; at = (at + 100) % each, took = performance.now() - begin) {
      const texts = warm.slice(at, at + 100)
      one.work(one.before(texts))
      judged += texts.length
    }
    one.count = Math.min(each, Math.max(20, Math.round((judged / took) * longest)))
  }
  for (let run = 0; run < runs; run++) {
    const texts = supply(each)
    for (const { before, work, rates, count } of order) {
      const part = before(count < each ? texts.slice(0, count) : texts)
      rates.push(timed(count, () => work(part)))
    }
    order.push(order.shift())
  }
  return Object.fromEntries(order.map(({ name, rates, count }) => [name, { ...summary(rates), count }]))
}
