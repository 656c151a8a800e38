// A page without any styling of its own, to see that the elements look right there, and that they ask for nothing.
import { coins, networks } from '../public/offers.js'
import { element } from '../public/tree.js'
import { head } from './layout.mjs'

export function plainPage(state) {
  return element(
    'html',
    { lang: state.language, dir: state.direction },
    head(
      element('title', null, 'Plain'),
      element('script', { type: 'module', src: '/countersign/elements/deposit-address.js' }),
    ),
    element(
      'body',
      null,
      element('main', null, [
        element('h1', null, 'Withdraw'),
        element('form', { method: 'post', action: '/deposit' }, [
          element(
            'cs-deposit-address',
            null,
            element('p', null, element('label', null, 'Coin ', select('coin', Object.keys(coins), state.coin))),
            element('p', null, element('label', null, 'Network ', select('network', ['', ...Object.keys(networks)], state.network))),
            element('p', null, element('label', null, 'Address ', element('input', { name: 'address', size: '30', dir: 'ltr', autocomplete: 'off', value: state.address }))),
          ),
          element('p', null, element('button', null, 'Send')),
        ]),
      ]),
    ),
  )
}

function select(name, values, chosen) {
  return element('select', { name }, values.map((value) => element('option', { value, selected: value === chosen }, value || '–')))
}
