import { bilingual } from '../../../words/bilingual.ts';

/** Words of the pages that say no: the ways out (G6). What went wrong is said by shared/http/problems.ts. */
export const PROBLEM_WORDS = bilingual(
  {
    status: (status: number) => `Ошибка ${status}`,
    typed: 'Ваш текст не потерян',
    typedHint: 'Скопируйте его, если он понадобится.',
    ways: 'Что можно сделать',
    reopen: 'Открыть дело заново',
    reopenNote: 'Вы увидите, что изменилось, и сможете повторить действие.',
    home: 'На главную страницу',
    claim: 'Подать претензию',
    desk: 'К срокам',
    login: 'Войти',
    register: 'Зарегистрироваться',
    account: 'К моим данным',
    again: 'Открыть страницу ещё раз',
    reference: (id: string) => `Номер ошибки: ${id}`,
    ask: 'Если не получается, напишите нам:',
  },
  {
    status: (status) => `Error ${status}`,
    typed: 'Your text is not lost',
    typedHint: 'Copy it if you need it.',
    ways: 'What you can do',
    reopen: 'Open the case again',
    reopenNote: 'You will see what changed and can repeat what you did.',
    home: 'To the home page',
    claim: 'Send a claim',
    desk: 'To what is due',
    login: 'Sign in',
    register: 'Register',
    account: 'To my data',
    again: 'Open the page again',
    reference: (id) => `Error number: ${id}`,
    ask: 'If it still fails, write to us:',
  },
);
