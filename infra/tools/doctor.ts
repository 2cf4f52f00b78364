/**
 * `npm run doctor -- -c settings=NAME [-c overrides=JSON] [--ring] [--json] [--endpoint URL]` looks at a deployment from
 * outside, before and after it is made, and says what to do. `--ring` sets one alarm off, and asks whether it was told.
 * Exits 1 when something is wrong, 2 when nothing could be asked.
 */
import { parseArgs } from 'node:util';
import { errorName } from '../../shared/log.ts';
import { BadSettings, loadSettings } from '../settings/load.ts';
import type { Settings } from '../settings/schema.ts';
import { alarms, rootSecret, site, stacks, staff, tables } from './doctor/after.ts';
import { awsFacts } from './doctor/aws-facts.ts';
import { calendar, concurrency, login, mail, notices, secrets } from './doctor/before.ts';
import { type Facts, type Finding, unknown } from './doctor/facts.ts';

/** Everything that can be found out. A check that cannot be made says so, and the others go on. */
export async function examine(
  settings: Settings,
  facts: Facts,
  { now, ring = false }: { readonly now: number; readonly ring?: boolean },
): Promise<readonly Finding[]> {
  const all = await facts.stacks(settings.deployment);
  const outputs: Readonly<Record<string, string>> = Object.assign({}, ...all.map((one) => one.outputs));
  const account = all[0]?.id.split(':')[4];
  const { login: how } = settings.staff;
  const pool = outputs['StaffPool'];
  const issuer =
    how.kind === 'oidc' ? how.issuer : pool && `https://cognito-idp.${settings.region}.amazonaws.com/${pool}`;
  const deployed = all.some(({ name }) => name === `${settings.deployment}-stateful`);
  const checks: readonly (readonly [string, () => Promise<readonly Finding[]> | readonly Finding[]])[] = [
    ['mail', () => mail(settings, facts)],
    ['concurrency', () => concurrency(settings, facts)],
    ['secrets', () => secrets(settings, facts)],
    ['calendar', () => calendar(now)],
    ['notices', () => notices(settings)],
    ['login', () => (issuer === undefined ? [] : login(issuer, facts))],
    ['stacks', () => stacks(settings, all, facts)],
    ['root secret', () => (deployed ? rootSecret(settings, facts) : [])],
    ['tables', () => (deployed ? tables(settings, facts) : [])],
    ['site', () => (deployed ? site(settings.baseUrl ?? outputs['BaseUrl'], facts) : [])],
    ['officers', () => (deployed ? staff(settings, pool, facts) : [])],
    ['alarms', () => (deployed && account !== undefined ? alarms(settings, account, ring, facts) : [])],
  ];
  const findings: Finding[] = [];
  for (const [about, check] of checks) {
    try {
      findings.push(...(await check()));
    } catch (error) {
      findings.push(
        unknown(
          about,
          `it could not be asked: ${errorName(error)}`,
          'Your credentials must be allowed to read it.',
        ),
      );
    }
  }
  return findings;
}

/** The report as people read it. */
export function doctorText(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ about, state, found, todo }) => [
    `${state.padEnd(8)} ${about}: ${found}`,
    ...(todo === undefined ? [] : [`${' '.repeat(9)}→ ${todo}`]),
  ]);
  const count = (state: Finding['state']) => findings.filter((one) => one.state === state).length;
  return [
    ...lines,
    `${count('ok')} ok, ${count('wrong')} wrong, ${count('careful')} to be careful about, ${count('unknown')} not asked`,
  ].join('\n');
}

const OPTIONS = {
  context: { type: 'string', short: 'c', multiple: true },
  ring: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  endpoint: { type: 'string' },
} as const;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: OPTIONS });
  const context = new Map(
    (values.context ?? []).map((pair) => [
      pair.slice(0, pair.indexOf('=')),
      pair.slice(pair.indexOf('=') + 1),
    ]),
  );
  const name = context.get('settings');
  if (name === undefined) throw new BadSettings('Say which: npm run doctor -- -c settings=NAME');
  const settings = loadSettings(name, context.get('overrides'));
  if (settings.records.kind === 'machine') throw new BadSettings('The local cloud needs no doctor.');
  console.error(`Asked: deployment ${settings.deployment} (settings ${name}) in AWS, ${settings.region}.`);
  const facts = awsFacts({ region: settings.region, endpoint: values.endpoint });
  const findings = await examine(settings, facts, { now: Date.now(), ring: values.ring });
  console.log(values.json ? JSON.stringify(findings) : doctorText(findings));
  return findings.some(({ state }) => state === 'wrong') ? 1 : 0;
}

if (import.meta.main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    // The words of the SDK for missing credentials are ways out; nothing of a person is in them.
    console.error(`Nothing could be asked: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 2;
  }
}
