import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { type Settings, settingsSchema } from './schema.ts';

/** Settings that can't be used. The message names the settings, each bad field and the way out. */
export class BadSettings extends Error {
  override readonly name = 'BadSettings';
}

type Json = { readonly [name: string]: unknown };

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Lays `over` on `base` as a JSON merge patch (RFC 7396): field by field; lists and plain values replace, `null` removes. */
function merge(base: unknown, over: unknown): unknown {
  if (!isObject(over)) return over;
  const merged: Record<string, unknown> = isObject(base) ? { ...base } : {};
  for (const [name, value] of Object.entries(over)) {
    if (value === null) delete merged[name];
    else merged[name] = merge(merged[name], value);
  }
  return merged;
}

function fileOf(name: string): string {
  if (name.endsWith('.json')) return isAbsolute(name) ? name : resolve(name);
  const path = join(import.meta.dirname, `${name}.json`);
  if (existsSync(path)) return path;
  const known = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length));
  throw new BadSettings(
    `There are no settings "${name}". Choose one of ${known.join(', ')}, or add infra/settings/${name}.json.`,
  );
}

function parseJson(label: string, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new BadSettings(`${label} is not JSON: ${(error as Error).message}`);
  }
}

/**
 * Reads and checks settings. `name`: a file of this folder without its ending, or the path of a `.json` file.
 * `overrides`: JSON laid over it (`-c overrides='{"limits":{"networkPerHour":100000}}'`), e.g. for a load test;
 * `null` takes a field out. Throws {@link BadSettings}.
 */
export function loadSettings(name: string, overrides?: string | Json): Settings {
  const label = `Settings "${name}"`;
  const base = parseJson(label, readFileSync(fileOf(name), 'utf8'));
  const over = typeof overrides === 'string' ? parseJson('-c overrides', overrides) : overrides;
  return checkSettings(label, over === undefined ? base : merge(base, over));
}

/** Checks settings that are already in memory. Throws {@link BadSettings}. */
export function checkSettings(label: string, value: unknown): Settings {
  const parsed = settingsSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.') || '(all)'}: ${issue.message}`);
  throw new BadSettings(
    `${label} can't be used:\n${lines.join('\n')}\nEach field is explained in infra/settings/schema.ts.`,
  );
}
