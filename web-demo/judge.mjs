// How Harbour's server asks about an address, for those who come without JavaScript.
import { judgeOnce } from './public/judge.js'
import { book, coins } from './public/offers.js'

export const known = book.map(({ address }) => ({ address }))

/** What the page shows of the text in `state`: the same as its element makes of it in the browser. */
export function judge({ countersign, html }, { coin, network, address, copied, language }) {
  const exists = network === '' || coins[coin].networks.includes(network)
  const subject = network && exists ? { coin, network, known } : { coin, known }
  const shown = html.showVerdict(judgeOnce(countersign, 'deposit.address', subject, address, copied ? { copied } : undefined), language)
  // Of a pair that there is not, only a secret is still worth a word.
  return exists || shown.secret ? shown : html.showObstacle('unpaired', html.labelsFor(language), language, { coin, network })
}
