// What an amount needs besides the button, and which ways to confirm a payment are enough for it.
import { judgeOnce } from './judge.js'

/** From the first amount on a payment needs a factor, from the second one a strong one. */
const limits = { USD: ['150.00', '500.00'], EUR: ['150.00', '500.00'], CNY: ['300.00', '450.00'], JPY: ['20000', '70000'], KWD: ['45.000', '150.000'] }

/** The factors of each way: the button has none, a code goes to a phone, and a passkey is the device's. */
const ways = { hold: [], code: ['sms'], passkey: ['webauthn'] }
export const steps = Object.keys(ways)

/** The verdict on confirming an offer in this way. */
export function judgeFactors(countersign, { currency, total }, step) {
  const [one, strong] = limits[currency]
  const stepUp = [{ from: one, factors: 1 }, { from: strong, factors: 1, strong: true }]
  return judgeOnce(countersign, 'payment.factors', { currency, amount: total, factors: ways[step].map((kind) => ({ kind, enabled: true })), stepUp })
}

/** Whether that is enough for the amount; below the limits anything is, though the package would rather have a factor. */
export const isEnough = ({ outcome }) => outcome === 'accept' || outcome === 'caution'
