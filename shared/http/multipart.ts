import { KEYS_LIMIT } from './form-fields.ts';

/** More than any boundary may have (RFC 2046), so that a mistyped header is no work. */
const BOUNDARY = /;\s*boundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))/i;
const NAME = /;\s*name="([^"\r\n]{1,200})"/i;

/**
 * Text fields of a `multipart/form-data` body (RFC 7578), for the one-click posts of mail programs; files are no fields of
 * ours. Undefined for a body that is not of that form or has too many parts.
 */
export function readMultipart(
  body: string,
  contentType: string,
): readonly (readonly [string, string])[] | undefined {
  const found = BOUNDARY.exec(contentType);
  const boundary = found?.[1] ?? found?.[2];
  if (boundary === undefined) return undefined;
  const parts = `\r\n${body}`.split(`\r\n--${boundary}`);
  const last = parts.pop();
  if (parts.length < 2 || parts.length > KEYS_LIMIT || last?.startsWith('--') !== true) return undefined;
  const fields: (readonly [string, string])[] = [];
  for (const part of parts.slice(1)) {
    const end = part.indexOf('\r\n\r\n');
    const head = part
      .slice(0, Math.max(end, 0))
      .split('\r\n')
      .find((line) => line.toLowerCase().startsWith('content-disposition:'));
    const name = head === undefined || head.includes('filename') ? undefined : NAME.exec(head)?.[1];
    if (name === undefined) return undefined;
    fields.push([name, part.slice(end + 4)]);
  }
  return fields;
}
