/** Texts of an operation's address, words, decision and test. */
import type { Place } from './operation-place.ts';

/** Its addresses: request, answer, page, form. */
export function apiOf({ names, door, who, page, api }: Place): string {
  const { pascal, camel, upper, words } = names;
  const staff = who === 'staff';
  const params = staff ? `  params: ${camel}Params,\n` : '';
  return `import * as z from 'zod/mini';
import { ${staff ? 'PAGE' : 'ON, PAGE'} } from './answers.ts';
import { ${staff ? 'lineField, ' : ''}REASON_MAX, textField } from './fields.ts';
import { late } from './late.ts';
import { ${staff ? 'type Role, ' : ''}route } from './spec.ts';

const door = { door: '${door}' } as const;
${staff ? `const OFFICER = ['officer'] as const satisfies readonly Role[];\nconst ${camel}Params = late(() => z.strictObject({ id: lineField(40) }));\n` : ''}
export const ${camel}Request = late(() => z.strictObject({ reason: textField(REASON_MAX) }));
export type ${pascal}Request = z.infer<typeof ${camel}Request>;

const done = late(() => z.object({ at: z.string() }));

export const ${camel}Page = route({
  ...door,
  method: 'GET',
  path: '${page}',
  class: '${staff ? 'staff-page' : 'person-page'}',
${staff ? '  roles: OFFICER,\n' : ''}  summary: { ru: 'Страница: ${words}', en: 'Page: ${words}' },
${params}  answers: { 200: PAGE },
});

export const post${pascal} = route({
  ...door,
  method: 'POST',
  path: '${api}',
  class: '${staff ? 'staff' : 'person'}',
${staff ? '  roles: OFFICER,\n' : ''}  summary: { ru: 'Действие: ${words}', en: 'Act: ${words}' },
${params}  body: ${camel}Request,
  answers: { 200: { description: 'done', body: done }${staff ? '' : ', 303: ON'} },
});
${
  staff
    ? `
export const ${camel}Form = route({
  ...door,
  method: 'POST',
  path: '${page}',
  class: 'staff-page',
  roles: OFFICER,
  summary: { ru: 'Форма: ${words}', en: 'Form: ${words}' },
${params}  body: ${camel}Request,
  answers: { 200: PAGE, 303: { description: 'done: the page again' } },
});
`
    : ''
}
export const ${upper}_ROUTES = [${camel}Page, post${pascal}${staff ? `, ${camel}Form` : ''}] as const;
`;
}

/** Words of its page in both languages. */
export const wordsOf = ({
  names: { upper, words },
}: Place): string => `import { bilingual } from '../../../words/bilingual.ts';

/** Words of the page. */
export const ${upper}_WORDS = bilingual(
  { title: 'Страница: ${words}', reason: 'Причина', send: 'Выполнить' },
  { title: 'Page: ${words}', reason: 'Reason', send: 'Do it' },
);
`;

/** The rule, pure. */
export const decisionOf = ({
  names: { pascal, camel, words },
}: Place): string => `import { accept, type Result, refuse } from '../result.ts';

/** What is decided on: who or what it is about, and why. */
export interface ${pascal} {
  readonly about: string;
  readonly reason: string;
}

/**
 * Decides to ${words}. Refused as \`not-found\` where there is nothing that it could be about.
 * @param at ISO instant
 */
export const ${camel} = ({ about }: ${pascal}, at: string): Result<{ readonly at: string }> =>
  about === '' ? refuse('not-found') : accept({ at });
`;

/** The unit test, one of which asks for what is left to be done. */
export function testOf({ names, capability }: Place): string {
  const { kebab, pascal, words } = names;
  return `import { describe, expect, test } from 'vitest';
import { do${pascal} } from '../../../functions/${capability}/${kebab}.ts';
import { readChain } from '../../../shared/records/ledger.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import { SECRETS } from '../../support/http-door.ts';

const AT = Date.parse('2026-12-01T09:00:00Z');
const ABOUT = 'P-K7M4QX9TBWZ3R5N8C2HD';
const once = { route: '${kebab}', who: 'officer-1', key: 'k'.repeat(24), body: {} };

describe('${words}', () => {
  const deps = { records: new MemoryRecords(), secrets: SECRETS };
  const asked = { about: ABOUT, reason: 'check', once };

  test('G3: asked twice with one key it is done once, and answered alike', async () => {
    const first = await do${pascal}(asked, AT, deps);
    expect(first).toEqual({ ok: true, value: { at: new Date(AT).toISOString() } });
    expect(await do${pascal}(asked, AT + 60_000, deps)).toEqual(first);
  });

  test('what is about nothing is refused', async () => {
    const done = await do${pascal}({ about: '', reason: 'check' }, AT, deps);
    expect(done).toEqual({ ok: false, refusal: { code: 'not-found' } });
  });

  test('G10: it stands in the ledger, once', async () => {
    expect(await readChain(deps.records, ABOUT)).toHaveLength(1);
  });
});
`;
}
