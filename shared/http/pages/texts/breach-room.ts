import { bilingual, plain, plural } from '../../../words/bilingual.ts';

/** Words of the breach room on the desk (B1–B5). */
export const ROOM_WORDS = bilingual(
  {
    title: 'Что мы обязаны сделать',
    drill: 'Это учение: никому из людей и ведомств ничего не сообщается.',
    progress: (over: number, all: number) => `Закрыто ${over} из ${all}: сделано или обосновано.`,
    noClock: 'Срок не назван: без промедления.',
    running: (left: string, until: string) => `${left} – до ${until}`,
    clock: {
      met: (until: string) => `В срок: до ${until}`,
      missed: (until: string) => `С опозданием: срок был до ${until}`,
      stopped: (until: string) => `Срок остановлен; был до ${until}`,
    },
    untold: 'Людям ещё не сообщено.',
    told: (when: string, told: number, notReached: number) =>
      `Сообщено ${when}: ${told} ${plural(told, 'человек', 'человека', 'человек')}, не найдено ${notReached}.`,
    declined: (ground: string) => `Решено не делать: ${ground}.`,
    report: 'Отчёт: ход против сроков',
    notice: 'Текст уведомления',
    file: 'Записать подачу',
    tell: 'Записать, что сообщено',
    decline: 'Не делать – с основанием',
  },
  {
    title: 'What we have to do',
    drill: 'This is a drill: no person and no authority is told anything.',
    progress: (over: number, all: number) => `${over} of ${all} are done or justified.`,
    noClock: 'No term is stated: without undue delay.',
    running: (left: string, until: string) => `${left}: until ${until}`,
    clock: {
      met: (until: string) => `In time: it was due ${until}`,
      missed: (until: string) => `Late: it was due ${until}`,
      stopped: (until: string) => `The clock was stopped; it was due ${until}`,
    },
    untold: 'Nobody has been told yet.',
    told: (when: string, told: number, notReached: number) =>
      `Told ${when}: ${told} ${plain(told, 'person', 'people')}, not reached ${notReached}.`,
    declined: (ground: string) => `Decided not to be done: ${ground}.`,
    report: 'Report: the course against the clocks',
    notice: 'Text of the notice',
    file: 'Record the filing',
    tell: 'Record that they were told',
    decline: 'Not to do it, with the ground',
  },
);
