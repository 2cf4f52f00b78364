/** The consent backend of c15t in this process: its own handler over SQLite in memory, as its guide sets it up. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { Cycle, Side } from './consent-side.ts';

/** What is used of the package. */
interface Backend {
  c15tInstance(options: object): { handler(request: Request): Promise<Response> };
}
interface Migrator {
  migrator(options: object): Promise<{ execute(): Promise<void> }>;
}

/** Node's own SQLite with the face of better-sqlite3, which the query builder expects: that one is compiled on install. */
function sqlite() {
  const raw = new DatabaseSync(':memory:');
  const values = (parameters: readonly unknown[]) =>
    parameters.map(
      (value) => (typeof value === 'boolean' ? Number(value) : (value ?? null)) as SQLInputValue,
    );
  return {
    close: () => raw.close(),
    prepare: (sql: string) => {
      const statement = raw.prepare(sql);
      return {
        reader: statement.columns().length > 0,
        all: (parameters: readonly unknown[]) => statement.all(...values(parameters)),
        run: (parameters: readonly unknown[]) => statement.run(...values(parameters)),
        iterate: (parameters: readonly unknown[]) => statement.iterate(...values(parameters)),
      };
    },
  };
}

const DOMAIN = 'desk.example';

/** @param folder with `@c15t/backend` and `kysely` in its `node_modules` */
export async function c15tSide(folder: string): Promise<Side> {
  const load = createRequire(join(folder, 'package.json'));
  const { Kysely, SqliteDialect } = load('kysely') as {
    Kysely: new (options: object) => object;
    SqliteDialect: new (options: object) => object;
  };
  const { kyselyAdapter } = load('@c15t/backend/db/adapters/kysely') as {
    kyselyAdapter(options: object): object;
  };
  const { migrator } = load('@c15t/backend/db/migrator') as Migrator;
  const { DB } = load('@c15t/backend/db/schema') as { DB: { client(adapter: object): object } };
  const { c15tInstance } = load('@c15t/backend') as Backend;
  const db = new Kysely({ dialect: new SqliteDialect({ database: sqlite() }) });
  const adapter = kyselyAdapter({ db, provider: 'sqlite' });
  await (await migrator({ db: DB.client(adapter), schema: 'latest' })).execute();
  const { handler } = c15tInstance({
    ...{ appName: 'bench', basePath: '/', adapter, trustedOrigins: [DOMAIN] },
    ...{ disableGeoLocation: true, logger: { level: 'error' }, telemetry: { enabled: false } },
  });
  const began = Date.now() - 60_000;
  let n = 0;

  const choose = async (subjectId: string, marketing: boolean) => {
    n += 1;
    const body = {
      ...{ type: 'cookie_banner', subjectId, externalSubjectId: `user-${subjectId}`, domain: DOMAIN },
      ...{ identityProvider: 'bench', preferences: { necessary: true, marketing }, givenAt: began + n },
    };
    const answer = await handler(
      new Request(`https://${DOMAIN}/subjects`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: `https://${DOMAIN}` },
        body: JSON.stringify(body),
      }),
    );
    if (answer.status !== 200) throw new Error(`c15t: ${answer.status} ${await answer.text()}`);
    await answer.text();
  };
  /** Its check by external id only tells that some choice stands; what was chosen is in the subject's own list. */
  const chosen = async (subject: string): Promise<boolean> => {
    const answer = await handler(new Request(`https://${DOMAIN}/subjects/${subject}`));
    const { consents } = (await answer.json()) as {
      readonly consents: readonly {
        readonly givenAt: string;
        readonly preferences: { readonly marketing?: boolean };
      }[];
    };
    if (consents.length !== 3) throw new Error(`c15t: ${consents.length} choices`);
    const last = consents.toSorted((a, b) => a.givenAt.localeCompare(b.givenAt)).at(-1);
    return last?.preferences.marketing === true;
  };

  const ready = async (): Promise<Cycle> => {
    n += 1;
    // Its ids are in base 58, which has no zero.
    const subject = `sub_bench${String(n).replaceAll('0', 'z')}`;
    await choose(subject, false);
    return async () => {
      await choose(subject, true);
      await choose(subject, false);
      if (await chosen(subject)) throw new Error('c15t: still chosen');
    };
  };
  return {
    ready: async (many) => {
      const cycles: Cycle[] = [];
      for (let i = 0; i < many; i += 1) cycles.push(await ready());
      return cycles;
    },
  };
}
