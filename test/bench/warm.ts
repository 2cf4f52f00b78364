/** Work per warm request: the doors' own time while calls of AWS are answered at once from memory; the least disturbed of a few rounds. */
import { join } from 'node:path';
import type { Plugin } from 'rolldown';
import { plugins } from '../../infra/build.ts';
import { bundle } from '../../infra/bundling/bundle.ts';
import { DOORS } from '../../shared/names.ts';
import { WARM_LIMITS } from './budgets.ts';
import { ROOT, runBundled } from './bundled.ts';
import { type Row, time } from './rows.ts';

/** Where AWS answers: in place of the SDK's client, or of its HTTP handler. */
const inPlaceOf: Readonly<Record<'client' | 'http', Plugin>> = {
  client: {
    name: 'instant-client',
    load: {
      filter: { id: /[\\/]smithy-client[\\/]client\.js$/ },
      handler: () => `export { Client } from ${JSON.stringify(join(ROOT, 'test/bench/instant-client.ts'))};`,
    },
  },
  http: {
    name: 'instant-http',
    resolveId: {
      filter: { id: /^@smithy\/node-http-handler$/ },
      handler: () => join(ROOT, 'test/bench/instant-http.ts'),
    },
  },
};

interface Measured {
  readonly p50: number;
  readonly p99: number;
  /** To AWS, per request. */
  readonly calls: number;
}

async function measure(
  folder: string,
  where: 'client' | 'http',
  rounds: number,
): Promise<Readonly<Record<string, Measured>>> {
  const outdir = join(folder, `warm-${where}`);
  const settings = { plugins: [inPlaceOf[where], ...plugins()] };
  for (const [door, entry] of Object.entries(DOORS)) await bundle(join(outdir, door), entry, settings);
  return runBundled(folder, 'warm-run', [outdir, String(rounds)]);
}

/** Own work of the doors; beside it, told only, the same with the SDK's serializing, signing and parsing of the calls. */
export async function warmRows(folder: string): Promise<readonly Row[]> {
  const own = await measure(folder, 'client', 6);
  const withSdk = await measure(folder, 'http', 2);
  return Object.entries(own).flatMap(([name, { p50, p99, calls }]) => {
    const limit = name.startsWith('page') ? WARM_LIMITS.page : WARM_LIMITS.request;
    const sdk = withSdk[name]?.p50 ?? Number.NaN;
    const note = `${calls} calls of AWS; with the SDK's work for them ${sdk.toPrecision(2)} ms`;
    return [
      time(`work, ${name}, p50`, p50, limit.p50, { unit: 'ms', note }),
      time(`work, ${name}, p99`, p99, limit.p99, { unit: 'ms' }),
    ];
  });
}
