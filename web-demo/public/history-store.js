// The payments that were made in this browser: an append-only chain in IndexedDB, each record with the hash of the one before. The last
// hash is noted elsewhere as well: without that, nobody would see that records are missing at the end.
import { judgeOnce } from './judge.js'

const noted = 'harbour-history-head'

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open('harbour', 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore('payments', { autoIncrement: true })
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })
}

/** Asks the store, and waits until what was written is there. */
async function ask(mode, act) {
  const database = await open()
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction('payments', mode)
      const asked = act(transaction.objectStore('payments'))
      transaction.oncomplete = () => resolve(asked.result)
      transaction.onabort = () => reject(transaction.error)
    })
  } finally {
    database.close()
  }
}

/** What was kept, from the first on, and the last hash as it was noted. */
export async function readHistory() {
  const records = await ask('readonly', (store) => store.getAll())
  const head = localStorage.getItem(noted)
  return head === null ? { records } : { records, head }
}

/** Whether a payment was written after the others: not if it is there already, nor onto a history that is not intact. */
export function keepPayment(countersign, payment) {
  const keep = async () => {
    const history = await readHistory()
    if (history.records.some((record) => record.payment.id === payment.id)) return true
    const { outcome, details } = judgeOnce(countersign, 'payment.history', { ...history, append: payment })
    if (outcome === 'reject' || details.record === null) return false
    await ask('readwrite', (store) => store.add(JSON.parse(details.record)))
    localStorage.setItem(noted, details.head)
    return true
  }
  // Two tabs would write two records after the same one.
  return navigator.locks ? navigator.locks.request('harbour-history', keep) : keep()
}

export async function forgetHistory() {
  await ask('readwrite', (store) => store.clear())
  localStorage.removeItem(noted)
}
