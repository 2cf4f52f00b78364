/** Options of `npm start -- …`. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DATA_DIR } from './running.ts';
import type { LocalOptions } from './types.ts';

export interface StartOptions {
  /** Port of the site; the others follow. 0: any free ones. */
  readonly port: number;
  readonly dataDir: string;
  /** Empty the data first. */
  readonly fresh: boolean;
  /** Virtual time to begin with on fresh data, epoch milliseconds. */
  readonly now: number | undefined;
  /** One line of JSON on stdout when ready. */
  readonly json: boolean;
  /** Settings laid over those of the profile `local`, as JSON (load tests lift limits with it). */
  readonly overrides: string | undefined;
  /** Folder of templates and bundles that are there already (the tests start many clouds); made anew if not said. */
  readonly assembly?: string | undefined;
  /** Choices that the data half honours (`--trust-forwarded`, `--mail-rate N`). */
  readonly local: LocalOptions;
}

/** Thrown for options that make no sense; the message says how to do it right. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const USAGE =
  'npm start -- [--port N] [--data DIR] [--fresh] [--now ISO] [--json] [--overrides JSON] [--assembly DIR] [--trust-forwarded] [--mail-rate N]   (site port, default 4000; data, default .local/)';

/** Reads the command line. Throws {@link UsageError}. */
export function parseOptions(args: readonly string[]): StartOptions {
  const values = parse(args);
  const port = Number(values.port ?? '4000');
  if (!Number.isInteger(port) || port < 0 || port > 65_500) {
    throw new UsageError(`--port must be a number from 0 to 65500.\n${USAGE}`);
  }
  let now: number | undefined;
  if (values.now !== undefined) {
    now = instantOf(values.now);
    if (now === undefined)
      throw new UsageError(`--now must be an ISO instant such as 2026-11-02T06:00:00Z.\n${USAGE}`);
  }
  const mailRate = values['mail-rate'] === undefined ? undefined : Number(values['mail-rate']);
  if (mailRate !== undefined && !(mailRate > 0))
    throw new UsageError(`--mail-rate must be above 0.\n${USAGE}`);
  return {
    port,
    dataDir: resolve(values.data ?? DATA_DIR),
    fresh: values.fresh === true,
    now,
    json: values.json === true,
    overrides: values.overrides,
    assembly: values.assembly,
    local: {
      ...(values['trust-forwarded'] === true ? { trustForwarded: true } : {}),
      ...(mailRate === undefined ? {} : { mailRate }),
    },
  };
}

/** Epoch milliseconds of an ISO date or instant; without an offset it is read as UTC. */
export function instantOf(text: string): number | undefined {
  const match = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(text);
  if (match === null) return undefined;
  const instant = Date.parse(match[1] !== undefined && match[4] === undefined ? `${text}Z` : text);
  return Number.isNaN(instant) ? undefined : instant;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        fresh: { type: 'boolean' },
        now: { type: 'string' },
        json: { type: 'boolean' },
        overrides: { type: 'string' },
        assembly: { type: 'string' },
        'trust-forwarded': { type: 'boolean' },
        'mail-rate': { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : ''}\n${USAGE}`);
  }
}
