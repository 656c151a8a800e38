// The deposit page: the field, the verdict, what there is to do, and what would be confirmed.
import { confirmView, stepsView } from '../public/deposit-view.js'
import { examples } from '../public/examples.js'
import { ownAddress } from '../public/offers.js'
import { element } from '../public/tree.js'
import { exampleList, form, page, question, say, service } from './layout.mjs'

const path = '/deposit'

function aside(state, words) {
  return element(
    'aside',
    { class: 'beside' },
    element('nav', { id: 'examples', 'aria-labelledby': 'examples-title' }, [
      say('h2', { id: 'examples-title' }, 'examples.title', words),
      say('p', { class: 'quiet' }, 'examples.lead', words),
      exampleList(examples.map(({ id }) => id), path, state, words),
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
export function depositPage(state, shown, languages, html) {
  const words = languages[state.language]
  const memo = state.confirmed && html.memoOf(shown, html.labelsFor(state.language))
  return page(
    { path, title: 'title', script: '/deposit.js', state, words, languages },
    element(
      'div',
      { class: 'page' },
      element(
        'main',
        { id: 'main' },
        say('h1', null, 'heading', words),
        say('p', { class: 'lead' }, 'lead', words),
        form(
          path,
          state,
          question(shown, state, words, html),
          element('p', { class: 'copied-note', id: 'copied-note', hidden: state.copied === '' }, [
            say('span', null, 'copied.note', words),
          ]),
          // What there is to do comes first for those who tab, and beside or below "Continue" for the eye, so that the
          // button stays where it is.
          element('div', { class: 'actions' }, [
            stepsView(shown, state, words),
            say('button', { type: 'submit', class: 'button', id: 'continue' }, 'continue', words),
          ]),
          element('p', { class: 'visually-hidden', id: 'announcer', role: 'status' }),
        ),
        element('div', { id: 'confirm-slot' }, state.confirmed && confirmView(shown, memo, state, words)),
        service(words),
      ),
      aside(state, words),
    ),
  )
}
