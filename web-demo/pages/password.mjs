// The page to choose a password: for a new account, or in the place of the present one.
import { mostUnits } from '../accounts.mjs'
import { leastScore, passwordStates } from '../password.mjs'
import { element } from '../public/tree.js'
import { link, mannerFields, page, say } from './layout.mjs'
import { card, nameField, passwordQuestion, service, shownStates } from './signin.mjs'

const path = '/password'

function question({ changing, compromised, shown }, state, words, html) {
  return passwordQuestion(
    {
      element: { new: true, compromised: compromised || false, 'min-score': String(leastScore), 'present-field': changing ? '#present' : false },
      template: { choosing: true, score: shown?.details?.score },
      label: 'label.new-password',
      input: { autocomplete: 'new-password', maxlength: String(mostUnits) },
      shown,
    },
    state,
    words,
    html,
  )
}

function presentField(words) {
  return element('div', { class: 'field' }, [
    say('label', { for: 'present' }, 'label.present-password', words),
    element('input', { id: 'present', name: 'present', class: 'control', type: 'password', autocomplete: 'current-password', required: true }),
  ])
}

function fields(asked, state, words, html) {
  const { name = '', email = '', changing = false, compromised = false, status } = asked
  return [
    status && card('status', status, html),
    !changing &&
      element('div', { class: 'field' }, [
        say('label', { for: 'display-name' }, 'label.display-name', words),
        element('input', { id: 'display-name', name: 'display-name', class: 'control', type: 'text', autocomplete: 'name', value: name || false }),
      ]),
    nameField(email, words),
    changing && [presentField(words), element('input', { type: 'hidden', name: 'change', value: '1' })],
    compromised && element('input', { type: 'hidden', name: 'compromised', value: '1' }),
    question(asked, state, words, html),
    element('div', { class: 'actions' }, [
      say('button', { type: 'submit', class: 'button', id: 'continue' }, changing ? 'password.change' : 'password.create', words),
      say('a', { class: 'quiet-link', href: link('/signin', '', state), 'data-kept': true }, 'password.signin', words),
    ]),
    service('password', words),
  ]
}

function done(what, state, words) {
  return element('section', { class: 'confirm', id: 'done', 'aria-labelledby': 'done-title' }, [
    say('h2', { id: 'done-title' }, `password.${what}`, words),
    say('p', null, `password.${what}.lead`, words),
    element('p', null, say('a', { class: 'button plain', href: link('/signin', '', state), 'data-kept': true }, 'password.signin', words)),
  ])
}

export function passwordPage(state, asked, languages, html) {
  const words = languages[state.language]
  const heading = asked.changing || asked.done === 'changed' ? 'password.heading.change' : 'password.heading'
  return page(
    { path, title: 'password.title', script: '/password.js', formId: 'create', state, words, languages },
    element(
      'div',
      { class: 'page' },
      element('main', { id: 'main' }, [
        say('h1', null, heading, words),
        say('p', { class: 'lead' }, 'password.lead', words),
        element(
          'form',
          { id: 'create', method: 'post', action: path, 'data-check': 'plain', 'data-fault': state.fault || false, 'data-show': state.show ?? false },
          mannerFields(state),
          element('input', { type: 'hidden', name: 'answer', value: asked.id ?? '' }),
          asked.done ? done(asked.done, state, words) : fields(asked, state, words, html),
        ),
      ]),
      element('aside', { class: 'beside' }, [
        shownStates('password', passwordStates, path, state, words),
        say('p', { class: 'quiet small-print' }, 'password.print', words),
      ]),
    ),
  )
}
