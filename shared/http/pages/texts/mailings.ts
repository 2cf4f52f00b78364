import type { MailingAct, MailingState } from '../../../domain/mailings/acts.ts';
import type { Fate } from '../../../domain/mailings/mailing.ts';
import type { MailingReason } from '../../../domain/mailings/reasons.ts';
import { bilingual } from '../../../words/bilingual.ts';

type By<Name extends string> = { readonly [name in Name]: string };

/** Words of the page that shows how far telling many has come. */
export const MAILING_WORDS = bilingual(
  {
    title: (id: string) => `Рассылка о редакции ${id}`,
    link: 'Кому сообщено',
    links: 'Рассылки о редакциях',
    states: {
      due: 'ещё не начата: получатели не определены',
      sending: 'идёт',
      paused: 'приостановлена',
      stopped: 'остановлена',
      done: 'завершена',
    } satisfies By<MailingState> as By<MailingState>,
    state: 'Состояние',
    starts: 'Начало',
    counted: 'Посчитано до начала',
    frozen: 'Получателей определено',
    asOf: 'по состоянию на',
    progress: (over: number, of: number) => `${over} из ${of}`,
    progressLabel: 'Сколько людей уже не ждёт письма',
    fates: {
      sent: 'Отправлено',
      returned: 'Вернулось',
      stopped: 'Не отправлено: нет пригодного адреса',
      erased: 'Удалены с тех пор',
      waiting: 'Ждут письма',
    } satisfies By<Fate> as By<Fate>,
    twice: 'Возможно, пришло дважды',
    pace: 'Скорость',
    perMinute: (n: number) => `${n} в минуту`,
    finish: 'Ожидаемый конец при этой скорости',
    done: 'Конец',
    because: 'Причина',
    reasons: {
      'wrong-text': 'ошибка в тексте',
      'wrong-people': 'не те получатели',
      'mail-service': 'неполадки почтовой службы',
      other: 'другая',
    } satisfies By<MailingReason> as By<MailingReason>,
    acts: {
      pause: 'Приостановить',
      resume: 'Продолжить',
      stop: 'Остановить навсегда',
    } satisfies By<MailingAct> as By<MailingAct>,
    hints: {
      pause: 'Действует перед следующими 25 письмами. Продолжить можно в любое время.',
      resume: 'Письма снова начнут уходить в течение нескольких минут.',
      stop: 'Остальные люди этого письма не получат; продолжить будет нельзя.',
    } satisfies By<MailingAct> as By<MailingAct>,
    reason: 'Почему',
    onlyOfficer: 'Приостанавливает и останавливает рассылку ответственный за персональные данные.',
    again: 'Обновить',
  },
  {
    title: (id: string) => `Telling people of ${id}`,
    link: 'Who was told',
    links: 'Telling people of the versions',
    states: {
      due: 'not begun: who is told is not settled yet',
      sending: 'under way',
      paused: 'paused',
      stopped: 'stopped',
      done: 'done',
    },
    state: 'State',
    starts: 'Begins',
    counted: 'Counted before',
    frozen: 'People settled',
    asOf: 'as of',
    progress: (over, of) => `${over} of ${of}`,
    progressLabel: 'People who do not wait for the letter any more',
    fates: {
      sent: 'Sent',
      returned: 'Returned',
      stopped: 'Not sent: no usable address',
      erased: 'Erased since',
      waiting: 'Waiting',
    },
    twice: 'May have come twice',
    pace: 'Pace',
    perMinute: (n) => `${n} a minute`,
    finish: 'Expected end at this pace',
    done: 'Ended',
    because: 'Reason',
    reasons: {
      'wrong-text': 'a mistake in the text',
      'wrong-people': 'the wrong people',
      'mail-service': 'trouble with the mail service',
      other: 'another',
    },
    acts: { pause: 'Pause', resume: 'Resume', stop: 'Stop for good' },
    hints: {
      pause: 'Acts before the next 25 letters. It can be resumed at any time.',
      resume: 'Letters leave again within minutes.',
      stop: 'The others do not get this letter; it cannot be resumed.',
    },
    reason: 'Why',
    onlyOfficer: 'Pausing and stopping is for the privacy officer.',
    again: 'Refresh',
  },
);
