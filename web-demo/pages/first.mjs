// The first page: the idea in one sentence, and a field to try it in.
import { element } from '../public/tree.js'
import { exampleList, form, link, page, question, say, service } from './layout.mjs'

const path = '/'

/** What people get wrong most, and one address that is right. */
export const shownFirst = ['wrong-network', 'one-letter', 'look-alike-letter', 'swapped', 'private-key', 'memo-needed', 'good']

/** How the page's own field is made, as whoever builds a page would write it. */
const markup = `<cs-deposit-address>
  <label>Coin <select name="coin">…</select></label>
  <label>Network <select name="network">…</select></label>
  <label>Address <input name="address"></label>
</cs-deposit-address>
<script type="module">
  import 'countersign/elements/deposit-address.js'
</script>`

const outcomes = ['accept', 'caution', 'incomplete', 'unknown', 'reject']

function answers(words, labels) {
  return element(
    'dl',
    { class: 'answers' },
    outcomes.map((outcome) =>
      element('div', { class: 'answer', 'data-outcome': outcome }, [
        element('dt', { 'data-label': `outcome.${outcome}` }, labels[`outcome.${outcome}`]),
        say('dd', null, `answers.${outcome}`, words),
      ]),
    ),
  )
}

export function firstPage(state, shown, languages, html) {
  const words = languages[state.language]
  return page(
    { path, title: 'first.title', script: '/first.js', state, words, languages },
    element(
      'main',
      { class: 'first', id: 'main' },
      element('div', { class: 'hero' }, [
        say('h1', null, 'first.heading', words),
        say('p', { class: 'idea' }, 'first.idea', words),
      ]),
      element('div', { class: 'trial' }, [
        element('section', { class: 'bench', 'aria-labelledby': 'bench-title' }, [
          say('h2', { id: 'bench-title', class: 'visually-hidden' }, 'first.try', words),
          form(
            path,
            state,
            question(shown, state, words, html),
            element(
              'div',
              { class: 'foot' },
              service(words),
              say('button', { type: 'submit', class: 'button only-plain', id: 'continue' }, 'first.check', words),
            ),
          ),
        ]),
        element('nav', { class: 'mistakes', 'aria-labelledby': 'examples-title' }, [
          say('h2', { id: 'examples-title' }, 'first.mistakes', words),
          say('p', { class: 'quiet' }, 'first.mistakes.lead', words),
          exampleList(shownFirst, path, state, words, { explained: true }),
        ]),
      ]),
      element('section', { class: 'band', 'aria-labelledby': 'answers-title' }, [
        say('h2', { id: 'answers-title' }, 'answers.title', words),
        say('p', { class: 'quiet' }, 'answers.lead', words),
        answers(words, html.labelsFor(state.language)),
      ]),
      element('section', { class: 'band two', 'aria-labelledby': 'build-title' }, [
        element('div', null, [
          say('h2', { id: 'build-title' }, 'build.title', words),
          say('p', null, 'build.lead', words),
          say('p', { class: 'quiet' }, 'build.end', words),
        ]),
        element('pre', { class: 'markup', dir: 'ltr', translate: 'no', tabindex: '0', 'aria-labelledby': 'build-title' }, markup),
      ]),
      element('p', { class: 'onward' }, [
        say('a', { class: 'button plain', href: link('/deposit', '', state), 'data-kept': true }, 'first.deposit', words),
        say('a', { class: 'button plain', href: link('/signin', '', state), 'data-kept': true }, 'first.signin', words),
        say('a', { class: 'button plain', href: link('/verify', '', state), 'data-kept': true }, 'first.verify', words),
        say('a', { class: 'button plain', href: link('/shop', '', state), 'data-kept': true }, 'first.shop', words),
      ]),
    ),
  )
}
