import { bilingual } from '../../../words/bilingual.ts';

/** Words of the home page. */
export const HOME_WORDS = bilingual(
  {
    title: 'Ваши персональные данные — ваши права',
    lead: (operator: string) =>
      `Здесь ${operator} принимает обращения и претензии о персональных данных и отвечает на них письменно и в срок.`,
    claim: 'Подать претензию',
    request: 'Обратиться о своих данных',
    requestNote: 'Узнать, что о вас хранится, исправить, прекратить использование или удалить.',
    claimNote: 'О нарушении ваших прав. Ни для того, ни для другого регистрация не нужна.',
    stepsTitle: 'Как это устроено',
    steps: [
      { title: 'Вы пишете', text: 'О чём просите или что произошло. Сразу получаете номер и срок.' },
      { title: 'Мы разбираемся', text: 'Срок идёт по календарю: каждый день видно на странице дела.' },
      {
        title: 'Вы получаете ответ',
        text: 'Письменно: на обращение – обычно за 10 рабочих дней, на претензию – за 30 календарных. С причинами, если отказали.',
      },
    ],
    trackTitle: 'Уже написали нам?',
    track:
      'Откройте ссылку из письма с подтверждением: на странице дела видно, что сделано, что дальше и к какому числу.',
    accountTitle: 'Учётная запись',
    account:
      'В ней видно всё, что мы храним о вас. Там же меняют данные, дают и отзывают согласия. Она не обязательна.',
    register: 'Зарегистрироваться',
    signIn: 'Войти',
    promiseTitle: 'Наши правила',
    promises: [
      'Берём только то, что нужно для ответа.',
      'Ваш текст хранится зашифрованным; каждое чтение сотрудником записывается.',
      'Ответ приходит только на адрес, который вы указали.',
    ],
    localTitle: 'Только на этом компьютере',
    localLead: 'Так выглядит локальная копия: письма никуда не уходят, часы можно перевести вперёд.',
    desk: 'Рабочее место сотрудников',
    deskNote: 'agent@, officer@, officer2@, auditor@example.com',
    inbox: 'Почтовый ящик',
    inboxNote: 'все отправленные письма',
    clock: 'Часы',
    clockNote: 'текущее время; перевод вперёд — запросом POST',
    openapi: 'Программный доступ',
    openapiNote: 'адреса, ошибки, документ OpenAPI 3.1',
  },
  {
    title: 'Your personal data, your rights',
    lead: (operator) =>
      `Here ${operator} takes requests and claims about personal data, and answers them in writing and in time.`,
    claim: 'Send a claim',
    request: 'Ask about your data',
    requestNote: 'See what is held about you, have it corrected, its use stopped, or erased.',
    claimNote: 'About a violation of your rights. Neither takes a registration.',
    stepsTitle: 'How it works',
    steps: [
      {
        title: 'You write',
        text: 'What you ask for, or what happened. You get a number and a date at once.',
      },
      {
        title: 'We look into it',
        text: 'The term follows the calendar: each day is shown on the page of your case.',
      },
      {
        title: 'You get an answer',
        text: 'In writing: to a request usually within 10 working days, to a claim within 30 calendar days. With reasons if we refuse.',
      },
    ],
    trackTitle: 'Already written to us?',
    track:
      'Open the link in the receipt: the page of your case shows what is done, what comes next and by when.',
    accountTitle: 'Account',
    account:
      'It shows all that we hold about you. There you change your data, give and withdraw consents. It is not required.',
    register: 'Register',
    signIn: 'Sign in',
    promiseTitle: 'Our rules',
    promises: [
      'We take only what an answer needs.',
      'Your text is kept encrypted; each reading by staff is recorded.',
      'The answer goes only to the address you gave.',
    ],
    localTitle: 'Only on this machine',
    localLead: 'This is a local copy: letters go nowhere, and the clock can be moved forward.',
    desk: 'Staff desk',
    deskNote: 'agent@, officer@, officer2@, auditor@example.com',
    inbox: 'Inbox',
    inboxNote: 'every letter sent',
    clock: 'Clock',
    clockNote: 'the present time; move it forward with a POST',
    openapi: 'For programs',
    openapiNote: 'addresses, errors, the OpenAPI 3.1 document',
  },
);
