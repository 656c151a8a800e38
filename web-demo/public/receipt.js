// The receipt in a browser: the voucher is looked at once more on this device, the payment goes to the history that is kept here, and
// the page can be printed.
import '/countersign/elements/verdict.js'
import { load } from '/countersign/payment.js'
import { keepPayment } from './history-store.js'
import { judgeOnce } from './judge.js'
import { wordsFor } from './speak.js'

const byId = (id) => document.getElementById(id)
const language = document.documentElement.lang
const { signer, key, voucher } = byId('receipt').dataset

for (const time of document.querySelectorAll('time')) time.textContent = new Date(time.dateTime).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'medium' })
byId('print').hidden = false
byId('print').addEventListener('click', () => print())

const [countersign, words] = await Promise.all([load({ languages: ['en', language] }), wordsFor(language)])
countersign.trust(signer, key)
const verdict = judgeOnce(countersign, 'payment.voucher', JSON.parse(voucher))
byId('verdict').verdict = verdict
if (verdict.outcome === 'accept') {
  const { id, reference, payee, amount, currency, paidAt, digest } = verdict.details
  const kept = await keepPayment(countersign, { id, reference, payee, amount, currency, at: paidAt, voucher: digest }).catch((error) => console.error(error))
  byId('kept').textContent = words[kept ? 'receipt.kept' : 'receipt.not-kept']
}
