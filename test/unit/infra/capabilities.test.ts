import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Capability } from '../../../infra/capabilities/manifest.ts';
import { CAPABILITIES, MANIFESTS } from '../../../infra/capabilities/table.ts';
import { ROUTES } from '../../../shared/api/routes.ts';
import { DOORS, type DoorName } from '../../../shared/names.ts';
import { REFUSALS } from '../../../shared/words/refusals.ts';

const capabilities: readonly (readonly [string, Capability])[] = Object.entries(CAPABILITIES);
const folders = readdirSync('functions', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe('manifests of the capabilities', () => {
  test('each folder of functions has one, and each one its folder', () => {
    expect(capabilities.map(([name]) => name).sort()).toEqual([...folders].sort());
  });

  test('a door stands in the manifest of the folder where its entry lies, and in no other', () => {
    const doors = capabilities.flatMap(([name, { doors }]) => Object.keys(doors).map((door) => [door, name]));
    expect(new Set(doors.map(([door]) => door)).size).toBe(doors.length);
    expect(doors.sort()).toEqual(
      Object.entries(DOORS)
        .map(([door, file]) => [door, file.split('/')[1]])
        .sort(),
    );
    expect(Object.keys(MANIFESTS).sort()).toEqual(Object.keys(DOORS).sort());
  });

  test('every door that answers by HTTP has a route, every other none', () => {
    for (const door of Object.keys(DOORS) as DoorName[])
      expect([door, ROUTES.some((spec) => spec.door === door)]).toEqual([door, !door.endsWith('-task')]);
  });

  test('a refusal is declared by one capability, and no code twice', () => {
    const codes = capabilities.flatMap(([, { refusals = {} }]) => Object.keys(refusals));
    expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
    expect(codes.sort()).toEqual(Object.keys(REFUSALS).sort());
  });

  test('a code that is reported is reported by one door, so that its alarm has one way out', () => {
    const codes = Object.values(MANIFESTS).flatMap(({ signals = [] }) => signals.map(({ code }) => code));
    expect(codes.length).toBeGreaterThan(5);
    expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
  });
});
