import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { doorsOf } from '../../../infra/stacks/doors.ts';
import { gatewayRoutes } from '../../../shared/api/prefixes.ts';
import { ROUTES } from '../../../shared/api/routes.ts';
import {
  DOOR_STACKS,
  DOORS,
  type DoorStackName,
  NAMES,
  STACKS,
  type StackName,
} from '../../../shared/names.ts';
import { templatesOf } from '../../support/templates.ts';

// Synthesized before the tests, whose time is their own.
templatesOf('demo');

const PROFILES = { local: 'local', demo: 'privacy-demo', scserv: 'scserv-privacy' } as const;
const profiles = Object.keys(PROFILES) as (keyof typeof PROFILES)[];

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string }>>;
  readonly Outputs?: Readonly<Record<string, { readonly Export?: { readonly Name: string } }>>;
}
const fileOf = (profile: keyof typeof PROFILES, stack: StackName): string =>
  join(templatesOf(profile).outDir, `${NAMES.stack(PROFILES[profile], stack)}.template.json`);
const textOf = (profile: keyof typeof PROFILES, stack: StackName): string =>
  readFileSync(fileOf(profile, stack), 'utf8');
const templateOf = (profile: keyof typeof PROFILES, stack: StackName): Template =>
  JSON.parse(textOf(profile, stack));

describe.each(profiles)('the stacks of the profile %s', (profile) => {
  test('each waits for those before it and for no other, so that there is no circle', () => {
    const manifest = JSON.parse(readFileSync(join(templatesOf(profile).outDir, 'manifest.json'), 'utf8')) as {
      artifacts: Readonly<
        Record<string, { readonly type: string; readonly dependencies?: readonly string[] }>
      >;
    };
    const names = STACKS.map((stack) => NAMES.stack(PROFILES[profile], stack));
    const made = Object.entries(manifest.artifacts).filter(
      ([, { type }]) => type === 'aws:cloudformation:stack',
    );
    expect(made.map(([name]) => name).toSorted()).toEqual(names.toSorted());
    for (const [name, { dependencies = [] }] of made) {
      const before = names.slice(0, names.indexOf(name));
      expect([name, dependencies.filter((one) => names.includes(one)).toSorted()]).toEqual([
        name,
        before.toSorted(),
      ]);
    }
  });

  test('none asks another for anything but the API’s id: what is exported cannot be changed while somebody imports it', () => {
    const exported = STACKS.flatMap((stack) =>
      Object.values(templateOf(profile, stack).Outputs ?? {}).flatMap(({ Export }) => Export?.Name ?? []),
    );
    expect(exported).toEqual([expect.stringMatching(/-api:ExportsOutputRefApi[0-9A-F]{8}$/)]);
    for (const stack of STACKS)
      for (const [, name] of textOf(profile, stack).matchAll(/"Fn::ImportValue":\s*"([^"]+)"/g))
        expect([stack, name]).toEqual([stack, exported[0]]);
  });

  test('what one reads from Parameter Store an earlier one has put there', () => {
    const put = new Set<string>();
    for (const stack of STACKS) {
      const read = [...textOf(profile, stack).matchAll(/"Default":\s*"(\/[^"]+)"/g)].map(
        ([, name = '']) => name,
      );
      expect([stack, read.filter((name) => !name.startsWith('/cdk-bootstrap/') && !put.has(name))]).toEqual([
        stack,
        [],
      ]);
      for (const [, name = ''] of textOf(profile, stack).matchAll(/"Name":\s*"(\/[^"]+)"/g)) put.add(name);
    }
  });
});

test('every door is in one stack, and each capability has doors', () => {
  const placed = (Object.keys(DOOR_STACKS) as DoorStackName[]).flatMap(doorsOf);
  expect(placed.toSorted()).toEqual(Object.keys(DOORS).toSorted());
  for (const capability of Object.values(DOOR_STACKS).flat())
    expect(placed.some((door) => door.startsWith(`${capability}-`))).toBe(true);
});

/** Walls of the platform with air: CloudFormation takes 500 resources and 1 MB a stack, API Gateway 300 routes. */
const LIMITS = { resources: 350, kilobytes: 600, routes: 120 } as const;

/**
 * What is still to come, counted generously: doors by the stack they will stand in (mail, tickets, retention beside cases;
 * promotions, feedback beside people; import and registers of the house), charts of workflows, and prefixes of the API (mail,
 * tickets, promotions, feedback, files of the desk: two each, and four in hand) with those of them that take submissions from
 * anyone.
 */
const TO_COME = {
  doors: { 'doors-cases': 14, 'doors-people': 8, 'doors-house': 3 },
  workflows: 4,
  prefixes: 12,
  throttled: 8,
} as const;

/** Resources of a workflow's stack that one chart brings: machine, role, log group, rule of its ends with its permission. */
const OF_A_CHART = 5;
/** Alarms and their letters that a door brings. */
const OF_A_DOOR_WATCHED = 6;

describe('room on the platform', () => {
  const rows = STACKS.map((stack) => {
    const resources = Math.max(
      ...profiles.map((profile) => Object.keys(templateOf(profile, stack).Resources).length),
    );
    const kilobytes = Math.max(...profiles.map((profile) => statSync(fileOf(profile, stack)).size / 1024));
    const more = toCome(stack, resources, kilobytes);
    return { stack, resources, kilobytes, ...more };
  });
  const routes = gatewayRoutes(ROUTES).length;
  const routesThen = routes + 2 * TO_COME.prefixes + TO_COME.throttled;

  test('a stack has at most 350 resources and 600 KB, today and with all that is still to come', () => {
    const told = rows.map(
      ({ stack, resources, kilobytes, later, laterKilobytes }) =>
        `${stack.padEnd(13)} ${resources} resources, ${Math.round(kilobytes)} KB · with all to come ${later}, ${Math.round(laterKilobytes)} KB · left ${LIMITS.resources - later}, ${Math.round(LIMITS.kilobytes - laterKilobytes)} KB`,
    );
    console.log(told.join('\n'));
    for (const { stack, later, laterKilobytes } of rows)
      expect([stack, later <= LIMITS.resources, laterKilobytes <= LIMITS.kilobytes]).toEqual([
        stack,
        true,
        true,
      ]);
  });

  test('the API has at most 120 routes, today and with all that is still to come', () => {
    console.log(`routes ${routes} · with all to come ${routesThen} · left ${LIMITS.routes - routesThen}`);
    expect(routesThen).toBeLessThanOrEqual(LIMITS.routes);
  });
});

/** A stack as it will be: a door to come weighs what those there weigh on average, with the routes that lead to it. */
function toCome(stack: StackName, resources: number, kilobytes: number) {
  const doors = Object.keys(DOORS).length;
  const coming = Object.values(TO_COME.doors).reduce((sum, more) => sum + more, 0);
  const each = kilobytes / resources;
  const more =
    stack in DOOR_STACKS
      ? Math.ceil(
          (resources / doorsOf(stack as DoorStackName).length) * TO_COME.doors[stack as DoorStackName],
        )
      : {
          stateful: 0,
          api: 0,
          workflows: TO_COME.workflows * OF_A_CHART,
          front: 2 * TO_COME.throttled,
          watch: Math.max(OF_A_DOOR_WATCHED, Math.ceil(resources / doors)) * coming,
        }[stack as Exclude<StackName, DoorStackName>];
  return { later: resources + more, laterKilobytes: kilobytes + more * each };
}
