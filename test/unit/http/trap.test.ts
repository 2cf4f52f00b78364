import { describe, expect, test } from 'vitest';
import { FORM_FIELDS } from '../../../shared/http/form-fields.ts';
import { KIT } from '../../../shared/http/pages/texts/kit.ts';

/**
 * What browsers and password managers look for in the name, id and label of a field, in Russian and English, gathered from
 * the published heuristics of Chromium, Firefox and Bitwarden and the documentation of 1Password, LastPass and Safari.
 */
const KNOWN =
  /mail|почт|name|имя|фамил|отчеств|ф\.?и\.?о|phone|tel|mobile|cell|fax|телефон|моб|addr|адрес|street|улиц|house|дом|apartment|suite|unit|кв|city|town|город|area|local|state|province|region|county|област|край|country|стран|zip|post|индекс|code|код|compan|business|organi[sz]ation|компани|организац|фирм|title|honorific|prefix|birth|рожд|gender|sex|пол(?![еяю])|web|site|url|link|blog|home|page|сайт|card|cc|cvv|cvc|number|номер|карт|expir|month|year|iban|bic|account|user|login|логин|pass|парол|pin|otp|captcha|search|query|поиск|note|comment|message|subject|promo|coupon|iata|flight|tax|vat|инн|паспорт|passport|licen[cs]e|vin|loyalty|password/i;

describe('T3: the trap of our forms', () => {
  test('has a name and labels that no autofill knows', () => {
    for (const word of [FORM_FIELDS.trap, KIT.ru.leaveEmpty, KIT.en.leaveEmpty])
      expect([word, KNOWN.exec(word)?.[0]]).toEqual([word, undefined]);
  });

  test('the name it had before is one that they know', () => {
    expect(KNOWN.test('website')).toBe(true);
  });
});
