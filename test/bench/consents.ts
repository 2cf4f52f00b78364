/** Consents a second in one process: given, withdrawn and checked by ours and, for the record, by the backend of c15t. */
import { localBench } from '../contract/local-dynamo.ts';
import { onDemand } from '../tools/on-demand.ts';
import { runBundled } from './bundled.ts';
import { count, type Row, time } from './rows.ts';

/** Not dependencies of the program: installed into the cache when the bench runs. */
const OTHER = { name: '@c15t/backend', version: '2.2.1' };
const PACKAGES = {
  [OTHER.name]: OTHER.version,
  kysely: '0.28.19',
  // What it needs of its peers.
  '@standard-community/standard-json': '0.3.6',
  '@standard-community/standard-openapi': '0.2.10',
  'openapi-types': '12.1.3',
};

interface Rates {
  readonly operations: number;
  readonly doors: number;
  readonly dynamo: number;
  readonly c15t?: number;
}

const UNIT = '/s';
const OURS =
  'each act: proof of the text checked, its version in force, decided by the history, sealed into the hash chain; the withdrawal starts its legal clock';
const THEIRS =
  'its HTTP handler, no session; appends the choice under a policy; no text shown, withdrawal is another choice, no chain, no clock; read by subject, up to 540 of them';

/** Rows, and what could not be measured. Nothing is held to them. */
export async function consentRows(folder: string): Promise<{
  readonly rows: readonly Row[];
  readonly notes: readonly string[];
}> {
  const other = await onDemand('bench-consents', PACKAGES).catch((error: unknown) => {
    const [why = ''] = String(error).split('\n');
    return { why: why.slice(0, 160) };
  });
  const local = await localBench();
  const ours = JSON.stringify({ endpoint: local.endpoint, tables: local.tables });
  const args = typeof other === 'string' ? [ours, other] : [ours];
  const measured = runBundled<Rates>(folder, 'consents-run', args).finally(() => local.close());
  const { operations, doors, dynamo, c15t } = await measured;
  const rate = (what: string, value: number, note: string) =>
    time(`given + withdrawn + checked, ${what}`, value, null, { unit: UNIT, note });
  const rows = [
    rate('ours, operations in memory', operations, OURS),
    rate(
      'ours, through the doors in memory',
      doors,
      'the same with HTTP, session, key of idempotency; the check by staff',
    ),
    rate(
      'ours, operations on the local DynamoDB',
      dynamo,
      'SQLite on disk behind its own HTTP, in another process',
    ),
  ];
  if (typeof other !== 'string' || c15t === undefined) {
    const why = typeof other === 'string' ? 'it gave no figure' : other.why;
    return { rows, notes: [`Not measured: consents with ${OTHER.name} (${why}).`] };
  }
  return {
    rows: [
      ...rows,
      rate(`${OTHER.name} ${OTHER.version}, SQLite in memory`, c15t, THEIRS),
      count('ours through the doors : c15t', doors / c15t, null, {
        unit: '×',
        note: 'both from request to answer; the stores differ: ours is a map that keeps DynamoDB’s rules',
      }),
    ],
    notes: [],
  };
}
