// The deposit page as the server gives it: a plain form that works by itself, with the verdict already in it. The script
// only takes over the parts in deposit-view.js.
import { cardView, confirmView, lineView, stepsView } from '../public/deposit-view.js'
import { examples } from '../public/examples.js'
import { coinGroups, coinName, networks, ownAddress } from '../public/offers.js'
import { element } from '../public/tree.js'

const anchor = [
  element('circle', { cx: '12', cy: '4.5', r: '2' }),
  element('path', {
    d: 'M12 6.5V21M7.5 10h9M4 13.5C4 18 7.5 21 12 21s8-3 8-7.5M4 13.5l-1.6 2M4 13.5l2.2 1.4M20 13.5l1.6 2M20 13.5l-2.2 1.4',
  }),
]

/** A text of the page. The key beside it lets the script say it in another language. */
function say(name, attributes, key, words) {
  return element(name, { ...attributes, 'data-words': key }, words[key])
}

/** The page's own address in this language and direction. */
function link(query, state) {
  const parameters = new URLSearchParams(query)
  parameters.set('lang', state.language)
  if (state.direction === 'rtl') parameters.set('dir', 'rtl')
  return `/deposit?${parameters}`
}

function header(state, words, languages) {
  return element(
    'header',
    { class: 'top' },
    // Enter presses the first button of a form: that must be this one, and no language.
    element('button', { type: 'submit', form: 'deposit', class: 'first-button', tabindex: '-1', 'aria-hidden': 'true' }),
    element('a', { class: 'mark', href: link('', state), translate: 'no' }, [
      element('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, anchor),
      'Harbour',
    ]),
    element(
      'div',
      { class: 'languages', role: 'group', 'aria-label': words['languages.label'], 'data-words-label': 'languages.label' },
      // They belong to the form, so that what was typed is not lost without JavaScript either.
      Object.values(languages).map((its) =>
        element(
          'button',
          {
            type: 'submit',
            form: 'deposit',
            name: 'speak',
            value: its.language,
            lang: its.language,
            class: 'language',
            'aria-pressed': String(its.language === state.language),
          },
          its['language.name'],
        ),
      ),
    ),
  )
}

function selects(state, words) {
  const coinOptions = Object.entries(coinGroups).map(([group, ids]) =>
    element(
      'optgroup',
      { label: words[`coins.${group}`], 'data-words-group': `coins.${group}` },
      ids.map((id) => element('option', { value: id, selected: id === state.coin }, coinName(id, state.language, words))),
    ),
  )
  const networkOptions = Object.entries(networks).map(([id, names]) =>
    element('option', { value: id, selected: id === state.network }, names[state.language]),
  )
  return element(
    'div',
    { class: 'pair' },
    element('div', { class: 'field' }, [
      say('label', { for: 'coin' }, 'label.coin', words),
      element('select', { id: 'coin', name: 'coin', class: 'control', autocomplete: 'off' }, coinOptions),
    ]),
    element('div', { class: 'field' }, [
      say('label', { for: 'network' }, 'label.network', words),
      element('select', { id: 'network', name: 'network', class: 'control', autocomplete: 'off' }, [
        say('option', { value: '', selected: state.network === '' }, 'network.none', words),
        ...networkOptions,
      ]),
    ]),
  )
}

function addressField(state, shown, words) {
  return element(
    'div',
    { class: 'field' },
    element('div', { class: 'label-row' }, [
      say('label', { for: 'address' }, 'label.address', words),
      say('button', { type: 'button', class: 'small only-live', id: 'clear' }, 'clear', words),
    ]),
    element('div', { class: 'address-box' }, [
      element(
        'textarea',
        {
          id: 'address',
          name: 'address',
          class: 'address',
          rows: '2',
          dir: 'ltr',
          autocomplete: 'off',
          autocapitalize: 'none',
          autocorrect: 'off',
          spellcheck: 'false',
          translate: 'no',
          enterkeyhint: 'go',
          'aria-describedby': 'service headline findings',
        },
        state.address,
      ),
      lineView(shown, state, words),
    ]),
    element('p', { class: 'copied-note', id: 'copied-note', hidden: state.copied === '' }, [
      say('span', null, 'copied.note', words),
    ]),
  )
}

function aside(state, words) {
  return element(
    'aside',
    { class: 'beside' },
    element('nav', { id: 'examples', 'aria-labelledby': 'examples-title' }, [
      say('h2', { id: 'examples-title' }, 'examples.title', words),
      say('p', { class: 'quiet' }, 'examples.lead', words),
      element(
        'ul',
        { class: 'examples' },
        examples.map(({ id }) =>
          element(
            'li',
            null,
            say(
              'a',
              {
                href: link({ example: id }, state),
                'data-example': id,
                'aria-current': id === state.example ? 'page' : false,
              },
              `example.${id}`,
              words,
            ),
          ),
        ),
      ),
    ]),
    element('section', { class: 'copy only-live', 'aria-labelledby': 'copy-title' }, [
      say('h2', { id: 'copy-title' }, 'copy.title', words),
      say('p', { class: 'quiet' }, 'copy.lead', words),
      say('p', { class: 'copy-label', id: 'copy-label' }, 'copy.own', words),
      element('p', { class: 'own', id: 'own', dir: 'ltr', translate: 'no' }, ownAddress(state.coin, state.network)),
      say('button', { type: 'button', class: 'button plain', id: 'copy', 'aria-describedby': 'copy-label own' }, 'copy.button', words),
      element('p', { class: 'quiet copy-answer', id: 'copy-answer', role: 'status' }),
    ]),
  )
}

/** The whole page. `state.confirmed` shows what the next screen would. */
export function depositPage(state, shown, languages) {
  const words = languages[state.language]
  return element(
    'html',
    { lang: state.language, dir: state.direction },
    element(
      'head',
      null,
      element('meta', { charset: 'utf-8' }),
      element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      element('meta', { name: 'color-scheme', content: 'light dark' }),
      say('title', null, 'title', words),
      element('link', { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' }),
      element('link', { rel: 'stylesheet', href: '/harbour.css' }),
      element('link', { rel: 'stylesheet', href: '/verdict-card.css' }),
      element('script', { type: 'module', src: '/deposit.js' }),
    ),
    element(
      'body',
      null,
      say('a', { class: 'skip', href: '#coin' }, 'skip', words),
      header(state, words, languages),
      element(
        'div',
        { class: 'page' },
        element(
          'main',
          null,
          say('h1', null, 'heading', words),
          say('p', { class: 'lead' }, 'lead', words),
          element(
            'form',
            {
              id: 'deposit',
              method: 'post',
              action: '/deposit',
              autocomplete: 'off',
              'data-check': 'plain',
              'data-withheld': state.withheld,
              'data-whole': state.address !== '',
            },
            element('input', { type: 'hidden', name: 'lang', value: state.language }),
            element('input', { type: 'hidden', name: 'dir', value: state.direction }),
            element('input', { type: 'hidden', name: 'copied', value: state.copied }),
            selects(state, words),
            addressField(state, shown, words),
            element('div', { class: 'slot', id: 'slot' }, cardView(shown, state, words)),
            // What there is to do comes first for those who tab, and beside or below "Continue" for the eye, so that
            // the button stays where it is.
            element('div', { class: 'actions' }, [
              stepsView(shown, state, words),
              say('button', { type: 'submit', class: 'button', id: 'continue' }, 'continue', words),
            ]),
          ),
          element('div', { id: 'confirm-slot' }, state.confirmed && confirmView(shown, state, words)),
          element(
            'div',
            { class: 'service', id: 'service' },
            ['plain', 'live', 'failed'].map((which) => say('p', { 'data-when': which }, `service.${which}`, words)),
          ),
          element('p', { class: 'visually-hidden', id: 'announcer', role: 'status' }),
        ),
        aside(state, words),
      ),
      element('footer', { class: 'bottom' }, say('p', null, 'about', words)),
    ),
  )
}
