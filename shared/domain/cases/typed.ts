import * as z from 'zod/mini';

/** A field that people type into cases of a kind: whatever takes, stores, opens or shows it is made of this. */
export interface TypedField {
  /** What it is called where it is shown. */
  readonly label: { readonly ru: string; readonly en: string };
  /** One line, or text whose line ends are kept; its longest, in characters. */
  readonly lines: 'one' | 'many';
  readonly most: number;
  /** It may be left out. */
  readonly optional?: true;
}

/** The typed fields of a kind by their names, in the order in which they are shown. */
export interface TypedFields {
  readonly [name: string]: TypedField;
}

/** What was typed into a case of a kind. */
export type Typed<Fields extends TypedFields = TypedFields> = {
  readonly [Name in keyof Fields as Fields[Name] extends { readonly optional: true } ? never : Name]: string;
} & {
  readonly [Name in keyof Fields as Fields[Name] extends { readonly optional: true } ? Name : never]?:
    | string
    | undefined;
};

type Shape<Fields extends TypedFields, Schema> = { readonly [Name in keyof Fields]: Schema };

/** A schema for each of the fields. */
export const typedShape = <Fields extends TypedFields, Schema>(
  fields: Fields,
  schemaOf: (field: TypedField) => Schema,
): Shape<Fields, Schema> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, schemaOf(field)])) as Shape<
    Fields,
    Schema
  >;

/** A text for each of the fields, as it is stored and shown. */
export const textsOf = <Fields extends TypedFields>(fields: Fields) =>
  typedShape(
    fields,
    ({ optional }): z.ZodMiniType<string | undefined> =>
      optional === true ? z.optional(z.string()) : z.string(),
  );

/** What is stored and shown of them: it was checked when it came. */
export const storedTyped = <Fields extends TypedFields>(fields: Fields): z.ZodMiniType<Typed<Fields>> =>
  z.object(textsOf(fields)) as unknown as z.ZodMiniType<Typed<Fields>>;

/** The typed fields of a kind alone, out of a request that carries them. */
export const typedIn = <Fields extends TypedFields>(fields: Fields, request: Typed<Fields>): Typed<Fields> =>
  Object.fromEntries(
    Object.keys(fields).flatMap((name) => {
      const text = (request as { readonly [name: string]: string | undefined })[name];
      return text === undefined ? [] : [[name, text]];
    }),
  ) as unknown as Typed<Fields>;

/** Each field that was typed, with its label; in the order of the kind. */
export const typedRows = (
  fields: TypedFields,
  typed: object,
  language: 'ru' | 'en',
): readonly (readonly [label: string, text: string | undefined])[] => {
  const given = new Map<string, unknown>(Object.entries(typed));
  return Object.entries(fields).map(([name, { label }]) => {
    const text = given.get(name);
    return [label[language], typeof text === 'string' ? text : undefined];
  });
};
