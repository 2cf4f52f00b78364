import type { Both } from '../language.ts';

/** One error at a field (`''`: the whole request), in the reader's language (G6). */
export interface FieldProblem {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** What the door itself can say no to: status, title, and the way out. */
interface ProblemText {
  readonly status: number;
  readonly title: Both;
  readonly detail: Both;
}

const text = (status: number, ru: readonly [string, string], en: readonly [string, string]): ProblemText => ({
  status,
  title: { ru: ru[0], en: en[0] },
  detail: { ru: ru[1], en: en[1] },
});

export const PROBLEMS = {
  'not-found': text(
    404,
    ['Здесь ничего нет', 'Проверьте адрес. Ссылку на дело возьмите из последнего письма.'],
    ['Nothing here', 'Check the address. Take the link to a case from the latest letter.'],
  ),
  'method-not-allowed': text(
    405,
    ['Так обратиться нельзя', 'Этот адрес принимает другие методы; они названы в заголовке Allow.'],
    ['Method not allowed', 'This address takes other methods; the Allow header names them.'],
  ),
  'origin-refused': text(
    403,
    ['Форма отправлена с чужого сайта', 'Откройте форму на нашем сайте и отправьте её оттуда.'],
    ['Sent from another site', 'Open the form on our site and send it from there.'],
  ),
  'content-type': text(
    415,
    [
      'Неизвестный вид данных',
      'Отправьте application/json или форму нашего сайта (application/x-www-form-urlencoded), в UTF-8.',
    ],
    [
      'Unknown kind of data',
      'Send application/json, or the form of our site (application/x-www-form-urlencoded), in UTF-8.',
    ],
  ),
  'too-large': text(
    413,
    [
      'Слишком много данных',
      'Сократите текст: у полей названо, сколько в них помещается. Доказательства можно прислать почтой.',
    ],
    ['Too much data', 'Shorten the text: each field says how much it holds. Evidence can be sent by post.'],
  ),
  malformed: text(
    400,
    ['Запрос не разобран', 'Тело запроса или параметры записаны с ошибкой. Исправьте запись и повторите.'],
    ['Request not understood', 'The body or the parameters are not well formed. Correct them and try again.'],
  ),
  invalid: text(
    422,
    ['Проверьте данные', 'Исправьте отмеченные поля и отправьте ещё раз.'],
    ['Check the data', 'Correct the fields named below and send again.'],
  ),
  'form-stale': text(
    422,
    ['Форма долго была открыта', 'Введённое сохранено. Проверьте и нажмите кнопку ещё раз.'],
    ['The form was open for a long time', 'What you typed is kept. Check it and press the button again.'],
  ),
  'form-stamp': text(
    403,
    [
      'Форма не подтверждена',
      'Введённое сохранено. Проверьте и нажмите кнопку ещё раз; программам подходит JSON.',
    ],
    [
      'The form is not confirmed',
      'What you typed is kept. Check it and press the button again; programs use JSON.',
    ],
  ),
  'key-syntax': text(
    400,
    ['Неверный ключ повтора', 'Idempotency-Key — от 22 до 128 видимых знаков ASCII, например UUID.'],
    ['Bad idempotency key', 'Idempotency-Key is 22 to 128 visible ASCII characters, for example a UUID.'],
  ),
  'reason-syntax': text(
    400,
    ['Неверная причина', 'X-Reason — код или текст до 200 знаков в UTF-8, записанный через проценты.'],
    ['Bad reason', 'X-Reason is a code, or percent-encoded UTF-8 text of up to 200 characters.'],
  ),
  unauthenticated: text(
    401,
    ['Нужно войти', 'Войдите ещё раз; программы присылают действующий токен (Authorization: Bearer).'],
    ['Please sign in', 'Sign in again; programs send a valid token (Authorization: Bearer).'],
  ),
  forbidden: text(
    403,
    ['Нет права на это действие', 'У вашей роли его нет. Попросите сотрудника, у которого оно есть.'],
    ['Not allowed', 'Your role may not do this. Ask a colleague whose role may.'],
  ),
  unavailable: text(
    503,
    ['Сейчас не получается', 'Ничего не потеряно. Повторите через несколько секунд с тем же ключом.'],
    ['Not possible right now', 'Nothing is lost. Try again in a few seconds with the same key.'],
  ),
  restoring: text(
    503,
    [
      'Восстанавливаем данные',
      'Данные восстанавливаются из резервной копии, и до конца этой работы программа ничего не принимает. Зайдите позже. Если ждать нельзя, напишите нам по почте: срок ответа идёт со дня, когда мы получим письмо.',
    ],
    [
      'Data are being restored',
      'Data are being restored from a backup, and until that is done the program takes nothing in. Come back later. If it cannot wait, write to us: the term for an answer runs from the day on which we get the letter.',
    ],
  ),
  internal: text(
    500,
    ['Ошибка на нашей стороне', 'Повторите позже. Если не поможет, назовите нам номер ошибки.'],
    ['An error on our side', 'Try again later. If it persists, quote the error number to us.'],
  ),
} as const satisfies { readonly [code: string]: ProblemText };
export type ProblemCode = keyof typeof PROBLEMS;

/** What a problem may carry beside its code. */
export interface ProblemDetails {
  readonly errors?: readonly FieldProblem[];
  /** Names of the fields that are taken, when unknown ones were sent (G5). */
  readonly allowed?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  /** What a program may need, as in {@link ProblemBody}. */
  readonly data?: NonNullable<ProblemBody['data']>;
  /** Replaces the code's own status, where the same fault means another one (a bad query is 400). */
  readonly status?: number;
}

/** Thrown inside the door only, to leave its chain of checks; operations return refusals instead. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly problem: ProblemCode;
  readonly details: ProblemDetails;

  constructor(problem: ProblemCode, details: ProblemDetails = {}) {
    super(problem);
    this.problem = problem;
    this.details = details;
  }
}

/** The body of an `application/problem+json` answer (RFC 9457). */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly errors: readonly FieldProblem[];
  readonly allowed?: readonly string[];
  /** Codes and numbers that a program may need, e.g. the present `revision`, the tries `left`. */
  readonly data?: { readonly [name: string]: string | number };
  /** Number to quote for an internal error. */
  readonly reference?: string;
}

/** Address of a problem's explanation, relative to our origin. */
export const problemType = (code: string): string => `/docs/errors#${code}`;
