import { PREFIXES } from '../../../shared/api/prefixes.ts';
import { DOORS, type DoorName } from '../../../shared/names.ts';
import {
  CannotBegin,
  type Names,
  namesOf,
  type Plan,
  type Planned,
  type ReadFile,
  withEntry,
} from './plan.ts';

/** Where an operation is to be, and for whom. */
interface Place {
  readonly names: Names;
  readonly capability: string;
  readonly door: DoorName;
  readonly who: 'staff' | 'person';
  /** Path of the page, and of what programs post to. */
  readonly page: string;
  readonly api: string;
}

/**
 * An operation with its page: route, decision, operation, binding, page, words, sample and test. `CAPABILITY/NAME`, e.g.
 * `people/mark-checked`: for staff at a capability's `desk` door, for signed-in people at its `public` one below `/me`.
 */
export function operation(name: string, read: ReadFile): Plan {
  const place = placeOf(name);
  const { names, capability, door } = place;
  const { kebab, camel, upper, pascal } = names;
  const staff = place.who === 'staff';
  const page = `${camel}Page`;
  const files: readonly Planned[] = [
    { path: `shared/api/${kebab}.ts`, text: apiOf(place) },
    withEntry('shared/api/routes.ts', read, {
      anchor: '];\n',
      entry: `  ...${upper}_ROUTES,\n`,
      imports: `import { ${upper}_ROUTES } from './${kebab}.ts';\n`,
    }),
    withEntry('shared/http/pages/addresses.ts', read, {
      anchor: '} as const;',
      entry: staff
        ? `  ${camel}: (id: string) => \`${place.page.replace('{id}', `\${part(id)}`)}\`,\n`
        : `  ${camel}: '${place.page}',\n`,
    }),
    { path: `shared/http/pages/texts/${kebab}.ts`, text: wordsOf(place) },
    { path: `shared/domain/${capability}/${kebab}.ts`, text: decisionOf(place) },
    { path: `functions/${capability}/${kebab}.ts`, text: operationOf(place) },
    { path: `functions/${capability}/${kebab}-routes.ts`, text: routesOf(place) },
    { path: `functions/${capability}/pages/${kebab}-page.tsx`, text: pageOf(place) },
    withEntry(DOORS[door], read, {
      anchor: '\n  ],\n  {',
      entry: `\n    ...${camel}Routes(deps),`,
      imports: `import { ${camel}Routes } from './${kebab}-routes.ts';\n`,
    }),
    withEntry('test/browser/support/people-pages.tsx', read, {
      anchor: '} as const satisfies',
      entry: staff
        ? `  '${kebab}': desk('${place.page.replace('{id}', 'P-K7M4QX9TBWZ3R5N8C2HD')}', (page) =>\n    ${page}('P-K7M4QX9TBWZ3R5N8C2HD', EMPTY_FORM, page),\n  ),\n`
        : `  '${kebab}': own('${place.page}', (page) => ${page}(EMPTY_FORM, page)),\n`,
      imports: `import { ${page} } from '../../../functions/${capability}/pages/${kebab}-page.tsx';\n`,
    }),
    { path: `test/unit/${capability}/${kebab}.test.ts`, text: testOf(place) },
  ];
  return {
    files,
    next: [
      `say what it does in the words of shared/api/${kebab}.ts and shared/http/pages/texts/${kebab}.ts, in both languages`,
      `write the rule: shared/domain/${capability}/${kebab}.ts; a refusal of its own is an entry in shared/words/refusals-of-*.ts`,
      `write the record and its event in one commit: functions/${capability}/${kebab}.ts; the type of the event is an entry in the list of its chain (shared/domain/*/events.ts), with its words`,
      `what the door may not do yet: infra/capabilities/${capability}.ts`,
      `the test that fails is the one that asks for the event: npx vitest run --project unit test/unit/${capability}/${kebab}.test.ts`,
      `a black-box test of ${pascal} in test/api; npm test names what is missing`,
    ],
  };
}

/** Doors at which an operation can be begun, with what their routes lie below. */
function placeOf(name: string): Place {
  const [capability = '', kebab = ''] = name.split('/');
  const names = namesOf(kebab);
  const door = (['desk', 'public'] as const)
    .map((who) => `${capability}-${who}`)
    .find((one): one is DoorName => Object.hasOwn(DOORS, one) && below(one as DoorName) !== undefined);
  const found = door && below(door);
  if (door === undefined || found === undefined) {
    const fit = (Object.keys(DOORS) as DoorName[]).filter((one) => below(one) !== undefined);
    const folders = [...new Set(fit.map((one) => one.slice(0, one.lastIndexOf('-'))))];
    throw new CannotBegin(
      `CAPABILITY/NAME: no page can be put below a prefix of "${capability}"; one of ${folders.join(', ')}`,
    );
  }
  return found.who === 'person'
    ? {
        names,
        capability,
        door,
        who: 'person',
        page: `${found.page}/${kebab}`,
        api: `${found.page}/${kebab}`,
      }
    : {
        names,
        capability,
        door,
        who: 'staff',
        page: `${found.page}/{id}/${kebab}`,
        api: `${found.api}/{id}/${kebab}`,
      };
}

function below(
  door: DoorName,
): { readonly who: Place['who']; readonly page: string; readonly api: string } | undefined {
  const mine = Object.entries(PREFIXES).flatMap(([prefix, whose]) => (whose === door ? [prefix] : []));
  const api = mine.find((prefix) => prefix.startsWith('/staff/'));
  const me = mine.find((prefix) => /^\/me(\/|$)/.test(prefix));
  if (me !== undefined) return { who: 'person', page: me, api: me };
  return api === undefined ? undefined : { who: 'staff', page: api.replace('/staff/', '/desk/'), api };
}

function apiOf({ names, door, who, page, api }: Place): string {
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

const wordsOf = ({
  names: { upper, words },
}: Place): string => `import { bilingual } from '../../../words/bilingual.ts';

/** Words of the page. */
export const ${upper}_WORDS = bilingual(
  { title: 'Страница: ${words}', reason: 'Причина', send: 'Выполнить' },
  { title: 'Page: ${words}', reason: 'Reason', send: 'Do it' },
);
`;

const decisionOf = ({
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

function operationOf({ names, capability }: Place): string {
  const { kebab, camel, pascal, words } = names;
  return `import { ${camel}, type ${pascal} } from '../../shared/domain/${capability}/${kebab}.ts';
import { accept, type Result } from '../../shared/domain/result.ts';
import { decideAgain, written } from '../../shared/records/decide-again.ts';
import type { LedgerDeps } from '../../shared/records/deps.ts';
import { type IdempotentRequest, keyWrites, toldBefore } from '../../shared/records/idempotency.ts';

/** As it is asked for, with the key of the request (G3). */
export interface Asked${pascal} extends ${pascal} {
  readonly once?: IdempotentRequest | undefined;
}

/**
 * Does what was decided – ${words} –, once (G3). Refusals: \`not-found\`, \`idempotency-mismatch\`, \`busy\`.
 * @param at epoch ms
 */
export async function do${pascal}(
  asked: Asked${pascal},
  at: number,
  deps: LedgerDeps,
): Promise<Result<{ readonly at: string }>> {
  const { records, secrets } = deps;
  const answered = () => toldBefore(asked.once, at, deps, (answer) => ({ at: String(answer['at']) }));
  return (
    (await answered()) ??
    decideAgain(deps, {
      // Here the record is read that the decision rests on.
      read: async () => accept(asked),
      async decide(about) {
        const made = ${camel}(about, new Date(at).toISOString());
        if (!made.ok) return made;
        // Here record and event go along: a person's by commitPerson, a case's by commitCase, else by commitWithEvents.
        const writes = keyWrites(secrets, asked.once, made.value, at);
        return written(await records.commit(writes), made.value);
      },
      answered,
    })
  );
}
`;
}

function routesOf({ names, who }: Place): string {
  const { kebab, camel, pascal } = names;
  const staff = who === 'staff';
  const key = `const once = key === undefined ? undefined : { route: routeKey(api.post${pascal}), who, key, body };`;
  return `import * as api from '../../shared/api/${kebab}.ts';
import { routeKey } from '../../shared/api/spec.ts';
${staff ? "import { deskContext } from '../../shared/http/desk-context.ts';\n" : ''}import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import { EMPTY_FORM${staff ? ', type FormState' : ''} } from '../../shared/http/pages/context.ts';
import { type Bound, bind, type ${staff ? 'StaffRequest' : 'PersonRequest'} } from '../../shared/http/types.ts';
import type { RecordDeps } from '../../shared/records/deps.ts';

/** Loaded when it is done, and when somebody looks. */
const doing = () => import('./${kebab}.ts');
const pages = () => import('./pages/${kebab}-page.tsx');

${
  staff
    ? `type Asking = Pick<StaffRequest, 'at' | 'page' | 'staff'> & { readonly params: { readonly id: string } };
type Posting = Asking & { readonly body: api.${pascal}Request; readonly idempotencyKey?: string };

/** For staff. */
export function ${camel}Routes(deps: () => Promise<RecordDeps>): readonly Bound[] {
  const act = async ({ at, body, params, staff: { sub: who }, idempotencyKey: key }: Posting) => {
    ${key.replace('who, key, body }', 'who, key, body: { ...body, ...params } }')}
    const { do${pascal} } = await doing();
    return do${pascal}({ about: params.id, reason: body.reason, once }, at, await deps());
  };
  const draw = async (request: Asking, state: FormState = EMPTY_FORM) =>
    (await pages()).${camel}Page(request.params.id, state, await deskContext(request, await deps()));

  return [
    bind(api.${camel}Page, async (request) => ({ status: 200, page: await draw(request) })),
    bind(api.post${pascal}, async (request) => {
      const done = await act(request);
      return done.ok ? { status: 200, json: done.value } : done;
    }),
    bind(
      api.${camel}Form,
      async (request) => {
        const done = await act(request);
        return done.ok ? { status: 303, location: ADDRESSES.${camel}(request.params.id) } : done;
      },
      async (state, request) => draw(request, state),
    ),
  ];
}
`
    : `type Posting = Pick<PersonRequest, 'at' | 'person'> & {
  readonly body: api.${pascal}Request;
  readonly idempotencyKey?: string;
};

/** For who is signed in. */
export function ${camel}Routes(deps: () => Promise<RecordDeps>): readonly Bound[] {
  const act = async ({ at, body, person: { id: who }, idempotencyKey: key }: Posting) => {
    ${key}
    const { do${pascal} } = await doing();
    return do${pascal}({ about: who, reason: body.reason, once }, at, await deps());
  };

  return [
    bind(api.${camel}Page, async ({ page }) => ({
      status: 200,
      page: (await pages()).${camel}Page(EMPTY_FORM, page),
    })),
    bind(
      api.post${pascal},
      async (request) => {
        const done = await act(request);
        if (!done.ok) return done;
        return request.form
          ? { status: 303, location: ADDRESSES.${camel} }
          : { status: 200, json: done.value };
      },
      async (state, { page }) => (await pages()).${camel}Page(state, page),
    ),
  ];
}
`
}`;
}

function pageOf({ names, who, page }: Place): string {
  const { kebab, camel, upper } = names;
  const staff = who === 'staff';
  const action = staff ? `ADDRESSES.${camel}(id)` : `ADDRESSES.${camel}`;
  const context = staff ? 'DeskContext' : 'PageContext';
  return `import { ${camel}Request } from '../../../shared/api/${kebab}.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import type { ${[context, 'FormState', 'Page'].join(', ')} } from '../../../shared/http/pages/context.ts';
import { ErrorSummary, titled } from '../../../shared/http/pages/error-summary.tsx';
import { Field } from '../../../shared/http/pages/field.tsx';
import { Form } from '../../../shared/http/pages/form.tsx';
import { ${upper}_WORDS } from '../../../shared/http/pages/texts/${kebab}.ts';

/** \`GET ${page}\`. */
export function ${camel}Page(${staff ? 'id: string, ' : ''}state: FormState, context: ${context}): Page {
  const { language } = context;
  const words = ${upper}_WORDS[language];
  const form = { schema: ${camel}Request, state, language };
  return {
    title: titled(words.title, state, language),
    address: ${action},
    body: (
      <div class="read">
        <ErrorSummary errors={state.errors} language={language} />
        <h1>{words.title}</h1>
        <Form context={context} action={${action}}>
          <Field form={form} name="reason" label={words.reason} />
          <div class="send">
            <button type="submit">{words.send}</button>
          </div>
        </Form>
      </div>
    ),
  };
}
`;
}

function testOf({ names, capability }: Place): string {
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
