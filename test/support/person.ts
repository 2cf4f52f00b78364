import { BrowserSession } from './browser-session.ts';
import { codeIn, type DeskClient } from './desk-client.ts';

/** Somebody with a confirmed account, signed in as a program would be. */
export interface SignedUp {
  readonly email: string;
  readonly headers: { readonly authorization: string };
  /** Token of the session: the same as in the cookie. */
  readonly token: string;
}

const newCode = (desk: DeskClient, email: string, seen: number): Promise<string> =>
  desk.until(async () => {
    const letters = await desk.letters(email);
    return letters.length > seen ? codeIn(letters.at(-1)?.text ?? '') : undefined;
  }, `a letter with a code to ${email}`);

/** Registers an address and confirms it by the code of its letter; `consents` are given on the way. */
export async function register(desk: DeskClient, email: string, details: object = {}): Promise<void> {
  const { policy } = (await desk.get('/texts?form=registration')).json;
  const body = { email, name: 'Анна Петрова', createAccount: true, policy, ...details };
  const seen = (await desk.letters(email)).length;
  const begun = await desk.post('/registrations', {
    ...body,
    policy: { version: policy.version, proof: policy.proof },
  });
  if (begun.status !== 202) throw new Error(`not registered: ${begun.text}`);
  const { challenge } = begun.json;
  const code = await newCode(desk, email, seen);
  const done = await desk.post('/registrations/confirm', { challenge, code });
  if (done.status !== 200) throw new Error(`not confirmed: ${done.text}`);
}

/** Asks for a code to sign in; what is posted to `/sessions/code` with the code of the letter. */
export async function askForCode(
  desk: DeskClient,
  email: string,
): Promise<{ readonly challenge: string; readonly code: string }> {
  const seen = (await desk.letters(email)).length;
  const { challenge } = (await desk.post('/sessions', { email })).json;
  return { challenge, code: await newCode(desk, email, seen) };
}

/** Signs in by the code of the letter. */
export async function signIn(desk: DeskClient, email: string): Promise<SignedUp> {
  const { token } = (await desk.post('/sessions/code', await askForCode(desk, email))).json;
  if (typeof token !== 'string') throw new Error('not signed in');
  return { email, token, headers: { authorization: `Bearer ${token}` } };
}

/** A browser that holds the cookie of a session. */
export function browserOf(desk: DeskClient, { token }: SignedUp): BrowserSession {
  const browser = new BrowserSession(desk);
  browser.cookies.set('__Host-session', token);
  return browser;
}
