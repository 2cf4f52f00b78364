import { bilingual } from '../../../words/bilingual.ts';

/** Words of the page on which the owner of a proven address makes an account of it, or does not (R1). */
export const FINISH_WORDS = bilingual(
  {
    title: 'Адрес подтверждён, учётной записи ещё нет',
    lead: 'Ссылка из письма подтвердила только адрес. Кто-то – возможно, не вы – зарегистрировал его и заполнил форму. Решите сами, нужна ли вам учётная запись.',
    registered: 'Зарегистрирован',
    typed:
      'В полях стоит то, что было введено при регистрации. Исправьте или сотрите чужое: сохранится только то, что отправите вы. Согласий вы пока не давали: о каждом мы спросим отдельно.',
    submit: 'Создать учётную запись',
    noTitle: 'Если учётная запись не нужна',
    no: 'Ничего не делайте: всё введённое мы уничтожим',
  },
  {
    title: 'The address is confirmed, there is no account yet',
    lead: 'The link of the letter has confirmed the address only. Somebody, perhaps not you, registered it and filled in the form. Decide for yourself whether you want an account.',
    registered: 'Registered',
    typed:
      'The fields show what was typed when the address was registered. Correct or erase what is not yours: only what you send is kept. You have given no consent so far: each is asked for by itself.',
    submit: 'Make the account',
    noTitle: 'If you want no account',
    no: 'Do nothing: all that was typed is destroyed on',
  },
);
