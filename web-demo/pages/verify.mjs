// The page for codes: the field and its element; beside it the phone and the mailbox that the codes go to, and what should
// go wrong.
import { faults, length, mailbox, maskedPhone, rules } from '../codes.mjs'
import { element, ready } from '../public/tree.js'
import { deviceView, doneView, ticketView, troubleView } from '../public/verify-view.js'
import { choices, drawer, link, mannerFields, page, say, stylesheet } from './layout.mjs'

const path = '/verify'

/** What is said once, of three sentences one; all keep their space. */
function service(words) {
  return element(
    'div',
    { class: 'service', id: 'service' },
    ['plain', 'live', 'failed'].map((which) => say('p', { 'data-when': which }, `verify.service.${which}`, words)),
  )
}

function fallbacks(words) {
  return element('div', { slot: 'fallbacks', class: 'ways' }, [
    say('button', { type: 'submit', class: 'button plain', name: 'via', value: 'voice', 'data-fallback': 'voice', formnovalidate: true }, 'way.voice', words),
    say('button', { type: 'submit', class: 'button plain', name: 'via', value: 'email', 'data-fallback': 'email', formnovalidate: true }, 'way.email', words),
    say('a', { class: 'button plain', href: '#ticket', 'data-fallback': 'ticket' }, 'way.ticket', words),
  ])
}

function question({ subject, details, shown, now, text }, state, words, html) {
  const says = (beginning) => shown.findings.find(({ reason }) => reason.startsWith(beginning))?.text ?? ''
  const [exhausted, wait] = [says('otp.exhausted'), says('otp.resend-wait')]
  const { rule, seconds, cap, windowSeconds } = subject.resend
  return element(
    'cs-otp',
    {
      id: 'question',
      session: subject.session,
      length: String(length),
      'resend-rule': rule,
      'resend-seconds': seconds.join(' ') || false,
      'resend-cap': String(cap),
      'resend-window': String(windowSeconds),
      fallbacks: subject.fallbacks.join(' '),
      destination: subject.destination,
      state: JSON.stringify(details.state),
      date: new Date(now).toISOString(),
    },
    ready(html.otpTemplate({ length, stylesheet, exhausted, wait })),
    say('label', { for: 'code' }, 'label.code', words),
    element('input', {
      id: 'code',
      slot: 'code',
      name: 'code',
      type: 'text',
      inputmode: 'numeric',
      autocomplete: 'one-time-code',
      autocapitalize: 'none',
      spellcheck: 'false',
      dir: 'ltr',
      enterkeyhint: 'go',
      value: text || false,
      'aria-describedby': 'service',
    }),
    element('cs-verdict', { slot: 'verdict', id: 'verdict' }, ready(html.verdictTemplate(html.onCodeCard(shown), { text: '', stylesheet, reserve: 'code' }))),
    element('div', { slot: 'actions', class: 'actions' }, say('button', { type: 'submit', class: 'button', id: 'continue', name: 'go', value: '1' }, 'verify.continue', words)),
    say('button', { type: 'submit', slot: 'resend', class: 'button plain', id: 'resend', name: 'resend', value: '1', formnovalidate: true }, 'verify.resend', words),
    fallbacks(words),
    element('input', { type: 'hidden', name: 'key', 'data-cs': 'key' }),
  )
}

export function device(name, messages, state, words, more) {
  return element('section', { class: `device ${name}`, 'aria-labelledby': `${name}-title`, ...more }, [
    say('h2', { id: `${name}-title` }, `${name}.title`, words),
    element('p', { class: 'quiet device-of', dir: 'ltr' }, name === 'phone' ? maskedPhone : mailbox),
    deviceView(name, messages, state, words),
  ])
}

/** Every fault there is, each with an address of its own. */
function wrongChoices(session, open, state, words) {
  const question = (name, values) => choices({ name, values, chosen: session[name], formId: 'wrong' }, words)
  return drawer(
    open,
    words,
    element('form', { id: 'wrong', method: 'post', action: path }, [
      mannerFields(state),
      ...Object.entries({ ...faults, rule: Object.keys(rules) }).map(([name, values]) => question(name, values)),
      say('button', { type: 'submit', class: 'button plain only-plain', name: 'set', value: '1' }, 'wrong.set', words),
    ]),
  )
}

/** The whole page. `asked` has the session, what the package says of it, and what has arrived. */
export function verifyPage(state, asked, languages, html) {
  const words = languages[state.language]
  const { session, details, messages, trouble } = asked
  return page(
    { path, title: 'verify.title', script: '/verify.js', formId: 'verify', state, words, languages },
    element(
      'div',
      { class: 'page' },
      element('main', { id: 'main' }, [
        say('h1', null, 'verify.heading', words),
        element('p', { class: 'lead' }, [say('span', null, 'verify.lead', words), ' ', element('bdi', { dir: 'ltr' }, maskedPhone)]),
        troubleView(trouble, words),
        element(
          'form',
          {
            id: 'verify',
            method: 'post',
            action: path,
            'data-check': 'plain',
            'data-fault': state.fault || false,
            'data-paste': asked.pasted || false,
            'data-carrier': session.carrier,
          },
          mannerFields(state),
          session.verified
            ? doneView(words)
            : [question(asked, state, words, html), service(words)],
          element('p', { class: 'visually-hidden', id: 'announcer', role: 'status' }),
        ),
        element('div', { id: 'ticket-slot' }, details.exhausted && details.ticket && ticketView(details.ticket, state, words)),
      ]),
      element('aside', { class: 'beside' }, [
        device('phone', messages, state, words),
        device('mailbox', messages, state, words),
        wrongChoices(session, state.open, state, words),
        say('p', { class: 'quiet small-print' }, 'verify.print', words),
      ]),
    ),
  )
}
