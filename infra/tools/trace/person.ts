/** Somebody for samples about people: texts that were shown, a registration with its letter, a session. */
import * as z from 'zod';
import type { TraceCloud } from './cloud.ts';
import type { Blank } from './sample.ts';

const EMAIL = 'vera.sokolova@example.org';
const NAME = 'Вера Николаевна Соколова';

/** Blanks of these samples, in the order in which they are made. */
const OF_TEXTS = ['policyProof', 'consentProof'] as const;
const OF_REGISTRATION = ['challenge', 'confirmToken'] as const;

const shownTexts = z.object({
  policy: z.object({ version: z.string(), proof: z.string() }),
  consents: z.array(z.object({ purpose: z.string(), proof: z.string() })),
});
const begun = z.object({ challenge: z.string() });
const signedIn = z.object({ token: z.string() });
const letters = z.array(z.object({ to: z.union([z.string(), z.array(z.string())]), text: z.string() }));

/** How all samples are prepared; `said` takes what was done, a sentence each. */
interface Help {
  readonly post: (path: string, body: object) => Promise<unknown>;
  readonly settle: () => Promise<void>;
  readonly said: string[];
}

/** Makes what the blanks ask for and says so. Throws when the product refuses what it should take. */
export async function withPerson(
  blanks: readonly Blank[],
  cloud: TraceCloud,
  { post, settle, said }: Help,
): Promise<{ readonly [blank in Blank]?: string }> {
  const asks = (...names: readonly Blank[]) => names.some((name) => blanks.includes(name));
  if (!asks(...OF_TEXTS, ...OF_REGISTRATION, 'personToken')) return {};
  const { policy, consents } = await textsOf(cloud);
  said.push('the texts of the form are read, for the proofs that they were shown');
  const consentProof = consents.find(({ purpose }) => purpose === 'promotions')?.proof ?? '';
  const values = { policyProof: policy.proof, consentProof };
  if (!asks(...OF_REGISTRATION, 'personToken')) return values;

  const form = { email: EMAIL, name: NAME, createAccount: true, policy };
  const { challenge } = begun.parse(await post('/registrations', form));
  await settle();
  said.push(`${EMAIL} is registered; the letter with link and code arrives`);
  const registered = { ...values, challenge, confirmToken: tokenIn(await newestLetter(cloud)) };
  if (!asks('personToken')) return registered;

  await post('/registrations/confirm', { challenge, code: codeIn(await newestLetter(cloud)) });
  const second = begun.parse(await post('/sessions', { email: EMAIL }));
  await settle();
  const code = codeIn(await newestLetter(cloud));
  const { token } = signedIn.parse(await post('/sessions/code', { ...second, code }));
  said.push('the address is confirmed and its owner signs in, for the token of a person');
  return { ...registered, personToken: token };
}

/** The texts of the form of registration. */
async function textsOf({ addresses }: TraceCloud) {
  const answer = await fetch(new URL('/texts?form=registration', addresses.site), {
    headers: { accept: 'application/json' },
  });
  return shownTexts.parse(await answer.json());
}

/** Plain text of the newest letter to the sample's person. */
export async function newestLetter({ addresses }: TraceCloud): Promise<string> {
  const all = letters.parse(await (await fetch(addresses.mail)).json());
  return all.findLast(({ to }) => [to].flat().some((one) => one.includes(EMAIL)))?.text ?? '';
}

/** The token of the link in a letter. */
function tokenIn(letter: string): string {
  const link = /http:\/\/\S+\/confirm\?\S+/.exec(letter)?.[0];
  if (link === undefined) throw new Error('no letter with a link came');
  return new URL(link).searchParams.get('token') ?? '';
}

/** The code in a letter. */
export function codeIn(letter: string): string {
  const code = /^(\d{6}|[0-9A-HJKMNP-TV-Z]{12})\s*$/m.exec(letter)?.[1];
  if (code === undefined) throw new Error('no letter with a code came');
  return code;
}
