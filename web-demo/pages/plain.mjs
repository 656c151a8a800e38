// A page without any styling of its own, to see that the elements look right there, and that they ask for nothing.
import { coins, networks } from '../public/offers.js'
import { element } from '../public/tree.js'

export function plainPage(state) {
  return element(
    'html',
    { lang: state.language, dir: state.direction },
    element(
      'head',
      null,
      element('meta', { charset: 'utf-8' }),
      element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      element('meta', { name: 'color-scheme', content: 'light dark' }),
      element('title', null, 'Plain'),
      element('link', { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' }),
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
