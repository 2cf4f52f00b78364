import { bilingual } from '../../../words/bilingual.ts';

/** Words of a change of address and of closing the account (R5, R7). */
export const LIFECYCLE_WORDS = bilingual(
  {
    addressTitle: 'Новый адрес',
    addressLead:
      'На новый адрес придёт письмо с кодом. Пока он не подтверждён, всё остаётся как есть. Прежний адрес получит письмо, из которого замену можно отменить 72 часа.',
    email: 'Новый адрес электронной почты',
    send: 'Прислать код на новый адрес',
    codeTitle: 'Код с нового адреса',
    codeLead:
      'Мы отправили письмо на новый адрес. Введите код из него здесь или откройте ссылку в этом же браузере.',
    codeNote: 'Код действует 10 минут, ссылка — сутки. Если письма нет, загляните в «Спам».',
    change: 'Сменить адрес',
    again: 'Другой адрес или новый код',
    confirmTitle: 'Подтверждение нового адреса',
    confirmLead:
      'Нажмите кнопку, чтобы учётная запись, в которую вы вошли, была связана с новым адресом. Остальные сеансы завершатся.',
    confirmElsewhere:
      'Кто-то указал адрес, на который пришло письмо, как новый адрес своей учётной записи. Пока ничего не изменилось, и отсюда ничего не изменится: в эту учётную запись здесь не вошли.',
    ifYou: 'Если это были вы',
    confirmWay:
      'Введите код из письма в том браузере, где просили заменить адрес. Если код уже не действует, войдите там – или здесь – в свою учётную запись с прежним адресом и откройте ссылку ещё раз.',
    ifNotYou: 'Если это были не вы',
    confirmNotYou:
      'Ничего не делайте, никому не сообщайте код и не вводите его на странице, которую открыли не вы. Адрес мы уничтожим через 24 часа после запроса.',
    confirmButton: 'Подтвердить адрес',
    undoTitle: 'Отмена замены адреса',
    undoLead:
      'Нажмите кнопку, чтобы вернуть прежний адрес. Все сеансы завершатся, новый адрес потеряет доступ к учётной записи.',
    undoButton: 'Вернуть прежний адрес',
    cancelTitle: 'Отмена закрытия',
    cancelLead: 'Нажмите кнопку, и учётная запись останется.',
    cancelButton: 'Не закрывать',
    buttonNote: 'Открыть страницу мало: почтовые программы открывают ссылки сами, поэтому решает кнопка.',
    done: {
      'address-undone': {
        title: 'Прежний адрес вернулся',
        lead: 'Все сеансы завершены. Войти можно с кодом, который придёт на прежний адрес.',
      },
      'closing-cancelled': {
        title: 'Закрытие отменено',
        lead: 'Всё осталось как было.',
      },
    },
    signIn: 'Войти',
    toAccount: 'К моим данным',
    closeTitle: 'Закрыть учётную запись',
    closeLead:
      'Мы закроем её через 72 часа после того, как вы введёте код. До этого закрытие можно отменить ссылкой из письма.',
    goes: 'Что будет уничтожено',
    stays: 'Что останется и почему',
    stay: (what: string, until: string, why: string) => `${what} — ${until}: ${why}`,
    backups: (days: string) =>
      `Из резервных копий данные исчезают сами не позже чем через ${days} после уничтожения. Перед уничтожением придёт последнее письмо: в нём этот день назван.`,
    askCode: 'Прислать код',
    askCodeNote: 'Код придёт на адрес учётной записи.',
    heldNote: (until: string) =>
      `Адрес недавно изменён, поэтому до ${until} нужны два кода: с нового и с прежнего адреса.`,
    lostOld: (email: string, post: string) =>
      `Прежний ящик потерян? Напишите нам: ${email} или ${post}. Когда мы убедимся, что это вы, хватит одного кода. Прежний адрес получит об этом письмо.`,
    newCode: 'Код с нынешнего адреса',
    oldCode: 'Код с прежнего адреса',
    close: 'Закрыть через 72 часа',
    closeAgain: 'Прислать новый код',
    closingTitle: 'Учётная запись закрывается',
    closingLead: (due: string) => `Мы закроем её после ${due}. До этого всё можно отменить.`,
    publicFate:
      'Ваша общедоступная страница видна всем, пока учётная запись не закрыта; вместе с ней она исчезнет. Убрать её можно уже сейчас.',
    publicWay: 'Общедоступные сведения',
    keep: 'Оставить как есть',
    closeWay: 'Что будет уничтожено, что останется',
    closingAt: 'Срок:',
    waiting: 'Новый адрес, ещё не подтверждён',
    old: 'Прежний адрес, может отменить замену',
  },
  {
    addressTitle: 'A new address',
    addressLead:
      'A letter with a code goes to the new address. Until that is proven everything stays as it is. The old address gets a letter from which the change can be undone for 72 hours.',
    email: 'New e-mail address',
    send: 'Send a code to the new address',
    codeTitle: 'Code of the new address',
    codeLead:
      'We have sent a letter to the new address. Type its code here, or open its link in this browser.',
    codeNote: 'The code is good for 10 minutes, the link for a day. If there is no letter, look into “Spam”.',
    change: 'Change the address',
    again: 'Another address, or a new code',
    confirmTitle: 'Confirmation of the new address',
    confirmLead:
      'Press the button to tie the account that you are signed in to to the new address. Other sessions end.',
    confirmElsewhere:
      'Somebody gave the address to which the letter came as the new address of an account of theirs. So far nothing has changed, and nothing changes from here: that account is not signed in to in this browser.',
    ifYou: 'If it was you',
    confirmWay:
      'Type the code of the letter in the browser where you asked for the change. If the code is good no longer, sign in there – or here – to your account with the old address and open the link again.',
    ifNotYou: 'If it was not you',
    confirmNotYou:
      'Do nothing, tell the code to nobody, and type it on no page that somebody else has opened for you. We destroy the address 24 hours after it was asked for.',
    confirmButton: 'Confirm the address',
    undoTitle: 'Undo the change of address',
    undoLead:
      'Press the button to bring the old address back. All sessions end, and the new address has no access to the account any more.',
    undoButton: 'Bring the old address back',
    cancelTitle: 'Cancel the closing',
    cancelLead: 'Press the button, and the account stays.',
    cancelButton: 'Do not close it',
    buttonNote:
      'Opening the page is not enough: mail programs open links by themselves, so the button decides.',
    done: {
      'address-undone': {
        title: 'The old address is back',
        lead: 'All sessions have ended. Sign in with a code that comes to the old address.',
      },
      'closing-cancelled': {
        title: 'The closing was cancelled',
        lead: 'Everything is as it was.',
      },
    },
    signIn: 'Sign in',
    toAccount: 'To my data',
    closeTitle: 'Close the account',
    closeLead: 'It is closed 72 hours after you type the code. Until then the link of a letter cancels that.',
    goes: 'What will be destroyed',
    stays: 'What stays, and why',
    stay: (what, until, why) => `${what}: ${until}; ${why}`,
    backups: (days) =>
      `From backups the data disappear by themselves within ${days} of their destruction. Before it a last letter comes, which names that day.`,
    askCode: 'Send the code',
    askCodeNote: 'It comes to the address of the account.',
    heldNote: (until) =>
      `The address changed a moment ago, so until ${until} two codes are needed: of the new and of the old address.`,
    lostOld: (email, post) =>
      `Have you lost the old mailbox? Write to us: ${email} or ${post}. Once we are sure that it is you, one code is enough. The old address gets a letter about it.`,
    newCode: 'Code of the present address',
    oldCode: 'Code of the old address',
    close: 'Close it in 72 hours',
    closeAgain: 'Send a new code',
    closingTitle: 'The account is being closed',
    closingLead: (due) => `It will be closed after ${due}. Until then everything can be cancelled.`,
    publicFate:
      'Your public page can be read by everyone until the account is closed, and disappears with it. You can take it back now.',
    publicWay: 'Public data',
    keep: 'Leave it as it is',
    closeWay: 'What will be destroyed, what stays',
    closingAt: 'When:',
    waiting: 'New address, not proven yet',
    old: 'Old address, may undo the change',
  },
);
