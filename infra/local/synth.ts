/** The templates of the profile `local` with the bundles of all doors, for whatever addresses the cloud will have. */
import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addressesOf } from './addresses.ts';
import type { LocalAddresses } from './types.ts';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Ports that no cloud has: they stand in the templates until it is known which it has ({@link placedAt}). */
const OPEN = addressesOf({ site: 1, aws: 2, clock: 3, inbox: 4, issuer: 5, mail: 6, smtp: 7 });

type Json = Readonly<Record<string, unknown>>;

/** Settings that follow from the ports, with the caller's own laid over them. */
export function overridesOf(addresses: LocalAddresses, given: string | undefined): Json {
  const own: Json = {
    baseUrl: addresses.site,
    sites: [addresses.site, addresses.site.replace('127.0.0.1', 'localhost')],
    staff: { login: { issuer: addresses.issuer } },
    local: { inbox: addresses.inbox, clock: addresses.clock, mail: addresses.mail },
  };
  return given === undefined ? own : merge(own, JSON.parse(given) as Json);
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function merge(base: Json, over: Json): Json {
  const merged: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(over)) {
    const under = merged[name];
    merged[name] = isObject(under) && isObject(value) ? merge(under, value) : value;
  }
  return merged;
}

/** The text of a template with a cloud's own addresses in it. */
export function placedAt(text: string, { ports }: LocalAddresses): string {
  const own = new Map(
    Object.entries(OPEN.ports).map(([name, port]) => [String(port), ports[name as keyof typeof ports]]),
  );
  return text.replaceAll(
    /\b(127\.0\.0\.1|localhost):([1-7])\b/g,
    (_, host, port) => `${host}:${own.get(port)}`,
  );
}

export interface Synthesis {
  /** Where the templates and their bundles go; what is in it is replaced. */
  readonly outDir: string;
  /** Settings laid over those of the profile, as JSON. */
  readonly overrides?: string | undefined;
  /** Bundles that were built already; built anew if not said. */
  readonly buildDir?: string;
}

/** Builds and synthesizes, in a process of its own. Rejects with the output of what failed; resolves with what was said. */
export function synthesize({ outDir, overrides, buildDir }: Synthesis): Promise<string> {
  const work = { outDir, overrides: JSON.stringify(overridesOf(OPEN, overrides)), buildDir };
  return new Promise((resolve, reject) => {
    const args = [join(ROOT, 'infra/local/assemble.ts'), JSON.stringify(work)];
    // CloudFormation's own rules cost more than all the rest (2.3 of 4 s); `npm run synth` and the tests apply them.
    const env = { ...process.env, CDK_VALIDATION: 'false' };
    execFile(process.execPath, args, { cwd: ROOT, env, maxBuffer: 64 * 1024 * 1024 }, (error, out, err) => {
      const said = `${out}${err}`.trim();
      if (error === null) resolve(said);
      else reject(new Error(`build and synth failed:\n${said.slice(-8_000)}`));
    });
  });
}
