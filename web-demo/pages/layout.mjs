// What all pages of Harbour share, as the server writes them: plain forms that work by themselves. Scripts only take over.
import { coinGroups, coinName, networks } from '../public/offers.js'
import { element, ready } from '../public/tree.js'

export const stylesheet = '/elements.css'

const anchor = [
  element('circle', { cx: '12', cy: '4.5', r: '2' }),
  element('path', {
    d: 'M12 6.5V21M7.5 10h9M4 13.5C4 18 7.5 21 12 21s8-3 8-7.5M4 13.5l-1.6 2M4 13.5l2.2 1.4M20 13.5l1.6 2M20 13.5l-2.2 1.4',
  }),
]

/** A text of the page. The key beside it lets the script say it in another language. */
export function say(name, attributes, key, words) {
  return element(name, { ...attributes, 'data-words': key }, words[key])
}

/** In which language and direction a form comes back. */
export function mannerFields(state) {
  return [element('input', { type: 'hidden', name: 'lang', value: state.language }), element('input', { type: 'hidden', name: 'dir', value: state.direction })]
}

/** The drawer of what a page can be told to do wrong. */
export function drawer(open, words, ...inside) {
  return element('details', { class: 'drawer', id: 'drawer', open }, [element('summary', null, say('span', null, 'wrong.title', words)), ...inside])
}

/** One question of the drawer: the field `name`, in the words `wrong.KEY`, and in the form `formId` where it stands outside of it. */
export function choices({ name, key = name, values, chosen, formId }, words) {
  return element('fieldset', null, [
    say('legend', null, `wrong.${key}`, words),
    ...values.map((value) =>
      element('label', { class: 'choice' }, [
        element('input', { type: 'radio', name, value, form: formId, checked: value === chosen }),
        say('span', null, `wrong.${key}.${value}`, words),
      ]),
    ),
  ])
}

/** An address of Harbour in this language and direction. */
export function link(path, query, state) {
  const parameters = new URLSearchParams(query)
  parameters.set('lang', state.language)
  if (state.direction === 'rtl') parameters.set('dir', 'rtl')
  return `${path}?${parameters}`
}

function header(path, formId, state, words, languages) {
  const pages = { '/deposit': 'nav.deposit', '/signin': 'nav.signin', '/password': 'nav.password', '/verify': 'nav.verify', '/shop': 'nav.shop', '/history': 'nav.history', '/refund': 'nav.refund' }
  return element(
    'header',
    { class: 'top' },
    // Enter presses the first button of a form: that must be this one, and no language.
    element('button', { type: 'submit', form: formId, class: 'first-button', tabindex: '-1', 'aria-hidden': 'true' }),
    element('a', { class: 'mark', href: link('/', '', state), translate: 'no', 'data-kept': true }, [
      element('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, anchor),
      'Harbour',
    ]),
    element(
      'nav',
      { class: 'pages', 'aria-label': words['nav.label'], 'data-words-label': 'nav.label' },
      Object.entries(pages).map(([to, key]) =>
        say('a', { href: link(to, '', state), 'data-kept': true, 'aria-current': to === path ? 'page' : false }, key, words),
      ),
    ),
    element(
      'div',
      { class: 'languages', role: 'group', 'aria-label': words['languages.label'], 'data-words-label': 'languages.label' },
      // They belong to the form, so that what was typed is not lost without JavaScript either.
      Object.values(languages).map((its) =>
        element(
          'button',
          {
            type: 'submit',
            form: formId,
            formnovalidate: true,
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

function addressField(state, words) {
  return element(
    'div',
    { class: 'field address-field' },
    element('div', { class: 'label-row' }, [
      say('label', { for: 'address' }, 'label.address', words),
      say('button', { type: 'button', class: 'small only-live', id: 'clear' }, 'clear', words),
    ]),
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
        'aria-describedby': 'service',
      },
      state.address,
    ),
  )
}

/** The element around the fields, with the verdict of the server already in it. */
export function question(shown, state, words, html) {
  const options = { text: state.address, stylesheet, open: state.open }
  return element(
    'cs-deposit-address',
    { id: 'question', copied: state.copied || false, judged: (state.withheld || state.address !== '') && shown.outcome },
    ready(html.depositAddressTemplate(shown, options)),
    selects(state, words),
    addressField(state, words),
    element('cs-verdict', { slot: 'verdict', id: 'verdict' }, ready(html.verdictTemplate(shown, options))),
  )
}

/** What the check does here: of the three sentences one shows. */
export function service(words) {
  return element(
    'div',
    { class: 'service', id: 'service' },
    ['plain', 'live', 'failed'].map((which) => say('p', { 'data-when': which }, `service.${which}`, words)),
  )
}

/** Examples as links, each of which opens a state of this page. */
export function exampleList(ids, path, state, words, { explained = false } = {}) {
  return element(
    'ul',
    { class: explained ? 'examples explained' : 'examples' },
    ids.map((id) =>
      element(
        'li',
        null,
        element(
          'a',
          {
            href: link(path, { example: id }, state),
            'data-kept': true,
            'data-example': id,
            'aria-current': id === state.example ? 'true' : false,
          },
          say('span', { class: 'example-name' }, `example.${id}`, words),
          explained && say('span', { class: 'example-what' }, `example.${id}.what`, words),
        ),
      ),
    ),
  )
}

/** What every page's head has, and what one of them has besides. */
export function head(title, ...more) {
  return element(
    'head',
    null,
    element('meta', { charset: 'utf-8' }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'color-scheme', content: 'light dark' }),
    title,
    element('link', { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' }),
    ...more,
  )
}

/** A whole page around a form. */
export function page({ path, title, script, formId = 'deposit', state, words, languages }, ...main) {
  return element(
    'html',
    { lang: state.language, dir: state.direction },
    head(
      say('title', null, title, words),
      element('link', { rel: 'stylesheet', href: '/harbour.css' }),
      state.fault !== 'script' && element('script', { type: 'module', src: script }),
    ),
    element(
      'body',
      null,
      say('a', { class: 'skip', href: `#${formId}` }, 'skip', words),
      header(path, formId, state, words, languages),
      ...main,
      element('footer', { class: 'bottom' }, say('p', null, 'about', words)),
    ),
  )
}

/** The form that both pages have, around what is in it. */
export function form(path, state, ...inside) {
  return element(
    'form',
    { id: 'deposit', method: 'post', action: path, autocomplete: 'off', 'data-check': 'plain', 'data-fault': state.fault || false },
    mannerFields(state),
    element('input', { type: 'hidden', name: 'copied', value: state.copied }),
    ...inside,
  )
}
