/** Somebody who is signed in, for samples that come with the token of a person. */
import * as z from 'zod';
import type { TraceCloud } from './cloud.ts';

const EMAIL = 'vera.sokolova@example.org';

const texts = z.object({ policy: z.object({ version: z.string(), proof: z.string() }) });
const begun = z.object({ challenge: z.string() });
const signedIn = z.object({ token: z.string() });
const letters = z.array(z.object({ to: z.union([z.string(), z.array(z.string())]), text: z.string() }));

/** Virtual time in which a letter arrives. */
const DELIVERY_MS = 10_000;

/** Registers, confirms by the code of the letter, and signs in. Throws when the product refuses what it should take. */
export async function personToken(
  cloud: TraceCloud,
  post: (path: string, body: object) => Promise<unknown>,
): Promise<string> {
  const shown = await fetch(`${cloud.addresses.site}/texts?form=registration`);
  const { version, proof } = texts.parse(await shown.json()).policy;
  const person = { email: EMAIL, name: 'Вера Николаевна Соколова', createAccount: true };
  const first = begun.parse(await post('/registrations', { ...person, policy: { version, proof } }));
  await post('/registrations/confirm', { ...first, code: await newestCode(cloud) });
  const second = begun.parse(await post('/sessions', { email: EMAIL }));
  return signedIn.parse(await post('/sessions/code', { ...second, code: await newestCode(cloud) })).token;
}

/** The code of the letter that came last. */
async function newestCode(cloud: TraceCloud): Promise<string> {
  await cloud.goTo((await cloud.now()) + DELIVERY_MS);
  const sent = letters.parse(await (await fetch(cloud.addresses.mail)).json());
  const mine = sent.findLast(({ to }) => [to].flat().some((one) => one.includes(EMAIL)));
  const code = /^(\d{6}|[0-9A-HJKMNP-TV-Z]{12})\s*$/m.exec(mine?.text ?? '')?.[1];
  if (code === undefined) throw new Error('no letter with a code has come');
  return code;
}
