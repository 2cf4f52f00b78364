/** Texts of the operation itself, its routes and its page. */
import type { Place } from './operation-place.ts';

/** The operation: decides and commits. */
export function operationOf({ names, capability }: Place): string {
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

/** What the door binds. */
export function routesOf({ names, who }: Place): string {
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

/** The page with its form. */
export function pageOf({ names, who, page }: Place): string {
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
