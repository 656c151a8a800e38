// The page to sign in: the form; what came of an attempt; and where one goes who has forgotten the password.
import { demoAccounts, demoPassword, profile } from '../accounts.mjs'
import { element, ready } from '../public/tree.js'
import { signinStates } from '../signin.mjs'
import { link, mannerFields, page, say, stylesheet } from './layout.mjs'

const path = '/signin'

export function service(about, words) {
  return element(
    'div',
    { class: 'service', id: 'service' },
    ['plain', 'live', 'failed'].map((which) => say('p', { 'data-when': which }, `${about}.service.${which}`, words)),
  )
}

export function card(id, shown, html, more) {
  return element('cs-verdict', { id, ...more }, shown && ready(html.verdictTemplate(shown, { text: '', stylesheet })))
}

export function nameField(name, words) {
  return element('div', { class: 'field' }, [
    say('label', { for: 'name' }, 'label.email', words),
    element('input', { id: 'name', name: 'name', class: 'control', type: 'email', autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false', dir: 'ltr', required: true, value: name || false }),
  ])
}

/** The element around the field for a password, which the server writes empty, whatever was sent. */
export function passwordQuestion({ element: own, template, label, input, shown }, { language }, words, html) {
  return element(
    'cs-password',
    { id: 'question', enforce: true, ...own },
    ready(html.passwordTemplate({ language, stylesheet, ...template })),
    say('label', { for: 'password' }, label, words),
    element('input', { id: 'password', slot: 'password', name: 'password', class: 'control', type: 'password', required: true, enterkeyhint: 'go', 'aria-describedby': 'service', ...input }),
    element('cs-verdict', { slot: 'verdict', id: 'verdict' }, ready(html.verdictTemplate(shown || { language }, { text: '', stylesheet, reserve: 'password' }))),
  )
}

function question({ advice, subject }, state, words, html) {
  const own = { profile, failed: subject?.state === 'wrong' }
  return passwordQuestion({ element: own, label: 'label.password', input: { autocomplete: 'current-password' }, shown: advice }, state, words, html)
}

function signinForm(asked, state, words, html) {
  return [
    nameField(asked.name, words),
    question(asked, state, words, html),
    element('div', { class: 'actions' }, [
      say('button', { type: 'submit', class: 'button', id: 'continue' }, 'signin.continue', words),
      say('a', { class: 'quiet-link', href: link(path, { show: 'recover' }, state), 'data-kept': true }, 'signin.forgot', words),
    ]),
    service('signin', words),
  ]
}

/** The ways that a code may go; of those that were named, the ends. */
function ways(offered, words) {
  return [
    element('fieldset', { class: 'channels' }, [
      say('legend', null, 'signin.by', words),
      ...offered.map(([value, kind, target]) =>
        element('label', { class: 'choice' }, [
          element('input', { type: 'radio', name: 'channel', value, required: true }),
          element('span', null, [say('span', null, `signin.by.${kind}`, words), target && [' ', element('bdi', { dir: 'ltr' }, target)]]),
        ]),
      ),
    ]),
    element('input', { type: 'hidden', name: 'recover', value: '1' }),
  ]
}

/** Where a code may go. An account that was given back names its ways; without one, everybody has the same two. */
function recoverPart({ name, recovery, subject }, state, words, html) {
  const sent = recovery.outcome === 'accept'
  const named = subject?.state === 'recovered' && recovery.details.channels.map(({ index, kind, target }) => [String(index), kind, target])
  return [
    card('recovery', recovery, html),
    !sent && [!named && nameField(name, words), ways(named || [['phone', 'phone'], ['email', 'email']], words)],
    element('div', { class: 'actions' }, [
      sent
        ? say('a', { class: 'button', href: link('/verify', '', state), 'data-kept': true }, 'signin.code', words)
        : say('button', { type: 'submit', class: 'button', id: 'continue' }, 'signin.send', words),
      named && say('a', { class: 'quiet-link', href: link('/password', { show: 'change' }, state), 'data-kept': true }, 'signin.change', words),
      say('a', { class: 'quiet-link', href: link(path, '', state), 'data-kept': true }, 'signin.back', words),
    ]),
  ]
}

function donePart({ gates }, state, words, html) {
  return [
    say('h2', { class: 'part-title' }, 'signin.may', words),
    element(
      'ul',
      { class: 'gates', role: 'list' },
      gates.map(([operation, { outcome, headline, findings }]) =>
        element('li', { class: 'gate', 'data-outcome': outcome }, [
          say('strong', null, `signin.gate.${operation}`, words),
          element('p', { class: 'gate-answer' }, `${html.labelsFor(state.language)[`outcome.${outcome}`]} · ${headline}`),
          ...findings.map(({ reason, text, next }) => element('p', { 'data-reason': reason }, text, ' ', element('span', { class: 'quiet' }, next))),
        ]),
      ),
    ),
    element('div', { class: 'actions' }, say('a', { class: 'button plain', href: link(path, '', state), 'data-kept': true }, 'signin.out', words)),
  ]
}

/** What is under the status. */
function inside(asked, state, words, html) {
  if (asked.gates) return donePart(asked, state, words, html)
  if (asked.recovery) return recoverPart(asked, state, words, html)
  if (['pending', 'frozen'].includes(asked.subject?.state) || (asked.subject?.state === 'locked' && asked.status.outcome === 'reject'))
    return element('div', { class: 'actions' }, say('a', { class: 'button plain', href: link(path, '', state), 'data-kept': true }, 'signin.back', words))
  return signinForm(asked, state, words, html)
}

function accounts(words) {
  return element('section', { 'aria-labelledby': 'accounts-title' }, [
    say('h2', { id: 'accounts-title' }, 'signin.accounts', words),
    say('p', { class: 'quiet' }, 'signin.accounts.lead', words),
    element('p', { class: 'own', dir: 'ltr', translate: 'no', id: 'demo-password' }, demoPassword),
    element(
      'dl',
      { class: 'accounts' },
      demoAccounts.map(({ email, state }) =>
        element('div', null, element('dt', { dir: 'ltr' }, email), say('dd', { class: 'quiet' }, `signin.account.${state}`, words)),
      ),
    ),
  ])
}

export function shownStates(about, names, path, state, words) {
  return element('nav', { 'aria-labelledby': 'states-title' }, [
    say('h2', { id: 'states-title' }, 'examples.title', words),
    say('p', { class: 'quiet' }, 'examples.lead', words),
    element(
      'ul',
      { class: 'examples' },
      names.map((name) =>
        element('li', null, say('a', { href: link(path, { show: name }, state), 'data-kept': true, 'aria-current': name === state.show ? 'true' : false }, `${about}.show.${name}`, words)),
      ),
    ),
  ])
}

export function signinPage(state, asked, languages, html) {
  const words = languages[state.language]
  const heading = asked.gates ? 'signin.done' : asked.recovery && !asked.subject ? 'signin.recover' : 'signin.heading'
  return page(
    { path, title: 'signin.title', script: '/signin.js', formId: 'signin', state, words, languages },
    element(
      'div',
      { class: 'page' },
      element('main', { id: 'main' }, [
        say('h1', null, heading, words),
        say('p', { class: 'lead' }, `${heading === 'signin.heading' ? 'signin' : heading}.lead`, words),
        // With the lock as the server tells it, the page counts on by itself.
        card('status', asked.gates ? undefined : asked.status, html, { hidden: !asked.status || Boolean(asked.gates), 'data-subject': asked.subject && JSON.stringify(asked.subject), 'data-now': new Date(asked.now).toISOString() }),
        element('div', { class: 'trouble', id: 'trouble', hidden: true, tabindex: '-1' }),
        element(
          'form',
          { id: 'signin', method: 'post', action: path, 'data-check': 'plain', 'data-fault': state.fault || false, 'data-retry': asked.retry },
          mannerFields(state),
          element('input', { type: 'hidden', name: 'answer', value: asked.id }),
          inside(asked, state, words, html),
        ),
        !asked.status && element('p', { class: 'quiet small-print' }, [say('span', null, 'signin.new', words), ' ', say('a', { href: link('/password', '', state), 'data-kept': true }, 'signin.create', words)]),
      ]),
      element('aside', { class: 'beside' }, [accounts(words), shownStates('signin', signinStates, path, state, words)]),
    ),
  )
}
