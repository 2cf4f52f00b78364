import { describe, expect, it, test } from 'vitest';
import * as z from 'zod/mini';
import { bodyLimits } from '../../shared/api/body-limits.ts';
import { isOpaque } from '../../shared/api/fields.ts';
import { ROUTES } from '../../shared/api/routes.ts';
import { fieldFacts, fieldNames } from '../../shared/api/schema-reader.ts';
import type { RouteSpec } from '../../shared/api/spec.ts';
import { NOTHING } from '../support/invisible.ts';

interface Part {
  readonly name: string;
  readonly schema: z.ZodMiniType;
}

/** Everything that a caller sends by name: bodies, the bodies of acts, queries, paths. */
const PARTS: readonly Part[] = ROUTES.flatMap((spec: RouteSpec) => [
  ...(spec.body === undefined ? [] : [{ name: `${spec.method} ${spec.path}`, schema: spec.body }]),
  ...Object.entries(spec.acts ?? {}).map(([act, { body }]) => ({
    name: `${spec.method} ${spec.path.replace('{act}', act)}`,
    schema: body,
  })),
  ...(spec.query === undefined ? [] : [{ name: `${spec.method} ${spec.path}?`, schema: spec.query }]),
  ...(spec.params === undefined ? [] : [{ name: `${spec.method} ${spec.path} {}`, schema: spec.params }]),
]);

/** The schema of one field, as it stands in the object. */
function leafOf(schema: z.ZodMiniType, name: string): z.ZodMiniType {
  let at = schema as unknown as { _zod: { def: { shape?: Record<string, never>; innerType?: never } } };
  for (const part of name.split('.')) {
    while (at._zod.def.shape === undefined && at._zod.def.innerType !== undefined) at = at._zod.def.innerType;
    at = at._zod.def.shape?.[part] ?? expect.fail(name);
  }
  while (at._zod.def.innerType !== undefined) at = at._zod.def.innerType;
  return at as unknown as z.ZodMiniType;
}

const TEXTS = PARTS.flatMap(({ name, schema }) =>
  fieldNames(schema)
    .filter((field) => ['text', 'email'].includes(fieldFacts(schema, field).kind))
    .map((field) => ({ where: `${name} ${field}`, field: leafOf(schema, field) })),
);

/** What the rule of the house finds wrong with a field of text; empty where it keeps the rule. */
function faultsOf(field: z.ZodMiniType): readonly string[] {
  if (isOpaque(field)) return [];
  const takes = (value: string) => field.safeParse(value).success;
  return [
    ...NOTHING.filter(([, text]) => takes(text) || takes(text.repeat(8))).map(([name]) => name),
    ...['a\u202eb', 'a\u2066b', 'a\u0000b', 'a\ud800b', `12345678${'\u0336'.repeat(9)}`].filter(takes),
  ];
}

describe('fields that people fill in', () => {
  test('there are some, and a field without the rule would be found', () => {
    expect(TEXTS.length).toBeGreaterThan(60);
    expect(faultsOf(z.string())).not.toEqual([]);
    expect(faultsOf(z.string().check(z.minLength(1), z.maxLength(200)))).toContain('a Hangul filler');
  });

  it.each(TEXTS)(
    'G5: $where takes nothing that shows nothing, no override, no tower of marks',
    ({ field }) => {
      expect(faultsOf(field)).toEqual([]);
    },
  );
});

/** A value of a field as long as it may be, full of signs that are three bytes each. */
function filled(schema: z.ZodMiniType, name: string): string {
  const { kind, maxLength = 200, options } = fieldFacts(schema, name);
  if (kind === 'choice' || kind === 'fixed') return options?.[0] ?? '';
  if (kind === 'number') return '1';
  if (kind === 'boolean') return 'true';
  if (kind === 'date') return '2026-11-20';
  if (kind === 'email') return `${'a'.repeat(60)}@${'я'.repeat(50)}.рф`;
  return '№'.repeat(maxLength);
}

const BODIES = PARTS.filter(({ name }) => /^(POST|PATCH|PUT)/.test(name) && !/\?$|\{\}$/.test(name));

describe('bodies within the limits of their fields', () => {
  it.each(BODIES)(
    'G5: $name full of № is within its limit, as a form and as JSON in escapes',
    ({ schema }) => {
      const names = fieldNames(schema);
      const pairs = names.map((name) => [name, filled(schema, name)] as const);
      const hidden = [
        ['_stamp', 's'.repeat(400)],
        ['_key', 'k'.repeat(128)],
        ['website', ''],
      ] as const;
      const form = new URLSearchParams(
        [...hidden, ...pairs].map(([name, value]) => [name, value]),
      ).toString();
      expect(form.length).toBeLessThanOrEqual(bodyLimits(schema).form);
      const json = JSON.stringify(Object.fromEntries(pairs), undefined, 2).replaceAll('№', '\\u2116');
      expect(json.length).toBeLessThanOrEqual(bodyLimits(schema).json);
      // API Gateway hands a form on in base64, and Lambda takes 6 MB of event; JSON grows by its backslashes at most.
      expect((bodyLimits(schema).form * 4) / 3 + 32_768).toBeLessThan(6 * 1_048_576);
      expect((bodyLimits(schema).json * 7) / 6 + 32_768).toBeLessThan(6 * 1_048_576);
      // Every text says how long it may be: what is not said could not be counted.
      for (const name of names)
        if (leafOf(schema, name)._zod.def.type === 'string' && fieldFacts(schema, name).kind === 'text')
          expect([name, bounded(leafOf(schema, name))]).toEqual([name, true]);
    },
  );
});

/** Whether a text has a limit: of its own, or by a pattern that takes no more than 256 characters. */
function bounded(field: z.ZodMiniType): boolean {
  const long = ['a', '1', 'P', '2026-11-20T00:00:00.', 'а'].map((start) => start + '0'.repeat(300));
  return (
    [...long, 'a'.repeat(300), '1'.repeat(300)].every((value) => !field.safeParse(value).success) ||
    isShort(field)
  );
}

const isShort = (field: z.ZodMiniType): boolean => {
  const { checks = [] } = field._zod.def as { checks?: readonly { _zod: { def: { maximum?: number } } }[] };
  return checks.some(({ _zod: { def } }) => typeof def.maximum === 'number');
};
