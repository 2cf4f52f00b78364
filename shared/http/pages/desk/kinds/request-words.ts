import { bilingual } from '../../../../words/bilingual.ts';

/** Words of the acts that only a request has. */
export const REQUEST_ACT_WORDS = /* @__PURE__ */ bilingual(
  {
    buttons: {
      prove: 'Записать',
      'end-mandate': 'Прекратить переписку с представителем',
      'take-on': 'Записать',
      'under-gdpr': 'Добавить сроки GDPR',
      'ask-more': 'Записать',
      evidence: 'Записать',
      'find-lawful': 'Законно',
      'find-unlawful': 'Незаконно',
      correct: 'Исправить',
      stop: 'Прекратить',
      unpublish: 'Убрать',
      'end-consents': 'Отозвать',
      keep: 'Записать',
      'make-lawful': 'Устранено',
      'block-instead': 'Заблокировать',
      lift: 'Снять блокирование',
      answer: 'Отправить ответ',
      refuse: 'Отказать',
      'other-answered': 'Записать ответ',
      join: 'Присоединить',
      extend: 'Отправить уведомление',
      disclose: 'Отправить данные',
      'renew-link': 'Выдать ссылку заново',
      'end-link': 'Закрыть ссылку',
      settle: 'Закрыть',
    },
    about: {
      prove:
        'До этого ничего нельзя сообщить, изменить или уничтожить. Копии документов не храним: запишите, что показано.',
      'end-mandate':
        'Представитель больше ничего не получит, его ссылки закроются; сам человек получит письмо с вопросом, продолжать ли. Сроки идут.',
      'take-on': 'Напишите, как человек подтвердил, что просит сам: решать снова можно, ответ придёт ему.',
      'under-gdpr':
        'Добавятся сроки GDPR – месяц с получения; сроки 152-ФЗ остаются, исполнять надо по более раннему.',
      'ask-more': 'Напишите, что и как запросили (ст. 12(6) GDPR). Сроки от этого не останавливаются.',
      evidence: 'С этого дня идёт свой срок. День больше чем на один рабочий назад записывают вдвоём.',
      'find-lawful': 'Проверка закончена; в ответе объясните почему.',
      'find-unlawful': 'С этого дня идут три и десять рабочих дней: прекратить и исправить или уничтожить.',
      correct:
        'Отмеченное будет исправлено в учётной записи сразу; прежние значения не хранятся. Если поле было общедоступным, его копия исчезнет. Затем ответьте.',
      stop: 'С этой минуты программа отвечает «нельзя» на всё, что держалось на согласии. Затем ответьте.',
      unpublish: 'Поля исчезнут с общедоступной страницы сразу. Затем ответьте.',
      'end-consents':
        'Согласия отзываются днём, когда получено обращение; с него идут и сроки уничтожения. Затем ответьте.',
      keep: 'Назовите закон и срок: они войдут в ответ.',
      'make-lawful': 'Напишите, что сделано, чтобы использование стало законным.',
      'block-instead':
        'Данные блокируются сейчас и уничтожаются в шесть месяцев (ч. 6 ст. 21 152-ФЗ). Заявитель получит письмо.',
      lift: 'Только если блокирование нарушает чьи-то права: назовите чьи и какие. Проверка продолжается; заявитель получит письмо.',
      answer: 'Перед отправкой вы увидите письмо целиком.',
      refuse: 'Основание – из закрытого списка; как пожаловаться, программа допишет сама.',
      'other-answered': 'Если нельзя – напишите почему: срок не исполнен, пока не найден другой путь.',
      join: 'Это обращение – повтор другого, отвечать будут там. Пока здесь не подтверждено, кто просит, его страница не меняется.',
      extend: 'Срок сдвинется, когда уведомление будет отправлено, и только один раз.',
      disclose:
        'Заявитель получит письмо со ссылкой на всё, что хранится о нём; она действует семь дней. Данные других людей и имена сотрудников скрыты, внутренних заметок там нет.',
      'renew-link':
        'Прежние ссылки перестанут действовать; заявитель получит письмо с новой, ещё на семь дней.',
      'end-link': 'По ссылке больше никто ничего не скачает.',
      settle: 'Всё отвечено, а доставку почта не подтвердит; дело закроется.',
    },
  },
  {
    buttons: {
      prove: 'Record',
      'end-mandate': 'Stop writing to the representative',
      'take-on': 'Record',
      'under-gdpr': 'Add the clocks of the GDPR',
      'ask-more': 'Record',
      evidence: 'Record',
      'find-lawful': 'Lawful',
      'find-unlawful': 'Unlawful',
      correct: 'Correct',
      stop: 'Stop',
      unpublish: 'Take back',
      'end-consents': 'Withdraw',
      keep: 'Record',
      'make-lawful': 'Made lawful',
      'block-instead': 'Block',
      lift: 'Lift the block',
      answer: 'Send the answer',
      refuse: 'Refuse',
      'other-answered': 'Enter the answer',
      join: 'Join',
      extend: 'Send the notice',
      disclose: 'Disclose',
      'renew-link': 'Renew the link',
      'end-link': 'Close the link',
      settle: 'Close',
    },
    about: {
      prove:
        'Before this nothing may be disclosed, changed or destroyed. No copies of papers are kept: record what was shown.',
      'end-mandate':
        'The representative gets nothing more and their links close; the person gets a letter that asks whether to go on. The clocks run.',
      'take-on':
        'Write how the person has confirmed that they ask themselves: decisions are possible again, the answer goes to them.',
      'under-gdpr':
        'The clocks of the GDPR are added – one month from the receipt; those of 152-FZ stay, and the earlier one drives.',
      'ask-more': 'Write what was asked for, and how (GDPR art. 12(6)). No clock stops for it.',
      evidence: 'A term of its own runs from this day. More than one working day back takes two officers.',
      'find-lawful': 'The check is over; the answer says why.',
      'find-unlawful': 'Three and ten working days run from this day: stop, and make lawful or destroy.',
      correct:
        'What is ticked is corrected in the account at once; former values are not kept. If the field was public, its copy goes. Then answer.',
      stop: 'From this minute the program says no to everything that rested on a consent. Then answer.',
      unpublish: 'The fields leave the public page at once. Then answer.',
      'end-consents':
        'The consents are withdrawn as of the day of the request; the terms of destruction run from it. Then answer.',
      keep: 'Name the law and the term: the answer says them.',
      'make-lawful': 'Write what was done to make the use lawful.',
      'block-instead':
        'Data are blocked now and destroyed within six months (152-FZ art. 21(6)). The requester gets a letter.',
      lift: 'Only where the block harms somebody’s rights: say whose and which. The check goes on; the requester gets a letter.',
      answer: 'You see the whole letter before it is sent.',
      refuse: 'The ground is one of the closed list; how to complain is added by the program.',
      'other-answered': 'If they cannot, say why: the term is not met until another way is found.',
      join: 'This request repeats another one, which is answered in its place. Its own page stays as it is while nobody has proven here who asks.',
      extend: 'The date moves when the notice has been sent, and once only.',
      disclose:
        'The requester gets a letter with a link to everything held about them, good for seven days. Data of others and names of staff are masked; internal notes are left out.',
      'renew-link':
        'Links before stop working; the requester gets a letter with a new one, for seven days more.',
      'end-link': 'Nobody gets anything by the link any more.',
      settle: 'All is answered and no mail service will confirm the delivery; the case closes.',
    },
  },
);
