import { entry } from './refusal-text.ts';

/** Refusals about telling many. */
export const MAILING_REFUSALS = {
  // it has come to its end, or was stopped for good; data.state
  'mailing-over': entry(
    409,
    [
      'Рассылка закончена',
      'Она завершена или остановлена: продолжить, приостановить или остановить её нельзя. Если людям нужно сообщить ещё раз, опубликуйте новую редакцию.',
    ],
    [
      'The mailing is over',
      'It is done, or was stopped for good: it can be neither resumed, paused nor stopped. If people are to be told again, post another version.',
    ],
  ),
};
