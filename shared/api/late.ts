import type * as z from 'zod/mini';

/**
 * A schema that is built when it is first asked for: a door imports those of all its routes, and a request reads one or
 * two. To whoever uses it, it is that schema. Why so: infra/bundling/README.md.
 */
export function late<const Schema extends z.core.$ZodType>(build: () => Schema): Schema {
  let built: Schema | undefined;
  const schema = (): Schema => {
    built ??= build();
    return built;
  };
  return new Proxy({} as Schema, {
    get: (_, name) => Reflect.get(schema(), name),
    has: (_, name) => Reflect.has(schema(), name),
    getPrototypeOf: () => Reflect.getPrototypeOf(schema()),
  });
}
