/** Work per warm request: the doors' own time while calls of AWS are answered at once from memory; the least disturbed of a few rounds. */
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { BUNDLE, bundleDoor } from '../../infra/build.ts';
import { DOORS } from '../../shared/names.ts';
import { WARM_LIMITS } from './budgets.ts';
import { ROOT, runBundled } from './bundled.ts';
import { type Row, time } from './rows.ts';

/** Where AWS answers: in place of the SDK's client, or of its HTTP handler. */
const inPlaceOf: Readonly<Record<'client' | 'http', Plugin>> = {
  client: {
    name: 'instant-client',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]smithy-client[\\/]client\.js$/ }, () => ({
        contents: "export { Client } from './instant-client.ts';",
        resolveDir: join(ROOT, 'test/bench'),
      }));
    },
  },
  http: {
    name: 'instant-http',
    setup({ onResolve }) {
      onResolve({ filter: /^@smithy\/node-http-handler$/ }, () => ({
        path: join(ROOT, 'test/bench/instant-http.ts'),
      }));
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
  const settings = { ...BUNDLE, plugins: [inPlaceOf[where], ...(BUNDLE.plugins ?? [])] };
  await Promise.all(
    Object.entries(DOORS).map(([door, entry]) => bundleDoor(join(outdir, door), entry, settings)),
  );
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
