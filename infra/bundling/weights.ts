/** What a door loads, in bytes, from esbuild's metafile of the build (`.build/metafile.json`). */
import type { Metafile } from 'esbuild';
import type { DoorName } from '../../shared/names.ts';
import { INDEX, reached } from './split.ts';

export interface Weights {
  /** `index.cjs`: all that a request of a program, an event or a step of a workflow loads at a cold start. */
  readonly start: number;
  /** Module of each page → all that a cold start loads which shows it. */
  readonly pages: ReadonlyMap<string, number>;
}

/** Draws whatever page a door shows. */
const DRAW = 'shared/http/draw.ts';

/** Weights of a door. A page is a module of JSX that is loaded late. */
export function weightsOf(metafile: Metafile, door: DoorName): Weights {
  const outputs = new Map(
    Object.entries(metafile.outputs).flatMap(([path, output]) =>
      path.startsWith(`${door}/`) ? [[path.slice(door.length + 1), output] as const] : [],
    ),
  );
  const bytes = (names: ReadonlySet<string>): number =>
    [...names].reduce((sum, name) => sum + (outputs.get(name)?.bytes ?? 0), 0);
  const start = reached(outputs, INDEX);
  const late = (module: string): ReadonlySet<string> => {
    const [name] = [...outputs].find(([, output]) => output.entryPoint === module) ?? [];
    return name === undefined ? new Set() : reached(outputs, name);
  };
  const pages = [...outputs.values()].flatMap(({ entryPoint = '' }) =>
    entryPoint.endsWith('.tsx')
      ? [[entryPoint, bytes(new Set([...start, ...late(DRAW), ...late(entryPoint)]))] as const]
      : [],
  );
  return { start: bytes(start), pages: new Map(pages) };
}
