/** What must stand before a sample about a person can be sent: texts that were shown, a registration, its letter. */
import * as z from 'zod';
import type { TraceCloud } from './cloud.ts';
import type { Blank } from './sample.ts';

const EMAIL = 'vera.sokolova@example.org';

/** Blanks of these samples. */
const OF_PEOPLE: readonly Blank[] = ['policyProof', 'consentProof', 'challenge', 'confirmToken'];

const shownTexts = z.object({
  policy: z.object({ version: z.string(), proof: z.string() }),
  consents: z.array(z.object({ purpose: z.string(), proof: z.string() })),
});

/** Makes what the blanks ask for and says so. `post` and `settle`: as all samples are prepared. */
export async function withPerson(
  blanks: readonly Blank[],
  cloud: TraceCloud,
  help: {
    readonly post: (path: string, body: object) => Promise<unknown>;
    readonly settle: () => Promise<void>;
    readonly said: string[];
  },
): Promise<{ readonly [blank in Blank]?: string }> {
  const { said } = help;
  const asked = OF_PEOPLE.filter((blank) => blanks.includes(blank));
  if (asked.length === 0) return {};
  const answer = await fetch(new URL('/texts?form=registration', cloud.addresses.site), {
    headers: { accept: 'application/json' },
  });
  const { policy, consents } = shownTexts.parse(await answer.json());
  said.push('the texts of the form are read, for the proofs that they were shown');
  const consentProof = consents.find(({ purpose }) => purpose === 'promotions')?.proof ?? '';
  const values = { policyProof: policy.proof, consentProof };
  if (!asked.includes('challenge') && !asked.includes('confirmToken')) return values;
  const form = { email: EMAIL, name: 'Вера Николаевна Соколова', createAccount: true, policy };
  const { challenge } = z.object({ challenge: z.string() }).parse(await help.post('/registrations', form));
  await help.settle();
  said.push(`${EMAIL} is registered; the letter with link and code arrives`);
  return { ...values, challenge, confirmToken: await tokenIn(cloud) };
}

const letters = z.array(z.object({ to: z.union([z.string(), z.array(z.string())]), text: z.string() }));

/** The token of the link in the newest letter to the sample's person. */
async function tokenIn({ addresses }: TraceCloud): Promise<string> {
  const all = letters.parse(await (await fetch(addresses.mail)).json());
  const letter = all.findLast(({ to }) => [to].flat().some((one) => one.includes(EMAIL)));
  const link = /http:\/\/\S+\/confirm\?\S+/.exec(letter?.text ?? '')?.[0];
  if (link === undefined) throw new Error('no letter with a link came');
  return new URL(link).searchParams.get('token') ?? '';
}
