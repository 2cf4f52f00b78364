import { codeIn, type DeskClient } from '../support/desk-client.ts';
import { register, signIn } from '../support/person.ts';

/** What must have gone well, or the walk says nothing. */
function well(what: string, reply: { readonly status: number; readonly text: string }): void {
  if (reply.status >= 300) throw new Error(`${what}: ${reply.status} ${reply.text}`);
}

/**
 * A person asks for everything in their session and gets it; a stranger proves an address, another says it was not them; staff
 * enter a paper, record a breach, and two officers decide on an erasure, which is executed (S1–S8, B1, B2).
 */
export async function walkRequests(desk: DeskClient): Promise<void> {
  const [officer, second] = [await desk.as('officer@example.com'), await desk.as('officer2@example.com')];
  const { policy } = (await desk.get('/texts?form=registration')).json;
  well(
    'a registration that nobody confirms',
    await desk.post('/registrations', {
      ...{ email: 'nobody@example.org', name: 'Никто', createAccount: true },
      policy: { version: policy.version, proof: policy.proof },
    }),
  );
  await register(desk, 'walker@example.org', { name: 'Ольга Ходокова' });
  const walker = await signIn(desk, 'walker@example.org');
  const fresh = async () => {
    const seen = (await desk.letters('walker@example.org')).length;
    const { challenge } = (await desk.post('/me/requests/code', {}, walker.headers)).json;
    const code = await desk.until(
      async () => codeIn((await desk.letters('walker@example.org'))[seen]?.text ?? ''),
      'the fresh code',
    );
    return { challenge, code };
  };
  const access = { kinds: ['access'], ...(await fresh()) };
  well('access in a session', await desk.post('/me/requests', access, walker.headers));
  const given = await desk.untilLetter('walker@example.org', ({ text }) => text.includes('/exports/'));
  const link = new URL(/https?:\/\/\S+\/exports\/\S+/.exec(given.text)?.[0] ?? '').pathname;
  well('the page of the link', await desk.get(link, { accept: 'text/html' }));
  const file = await fetch(new URL(link, desk.target.site), {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: '*/*' },
    body: '{}',
  });
  if (file.status !== 200) throw new Error(`the download: ${file.status}`);
  well('a stop in a session', await desk.post('/me/requests', { kinds: ['stop'] }, walker.headers));

  const ask = async (email: string, kinds: readonly string[], changes: object = {}) => {
    const body = {
      kinds,
      requester: 'user',
      about: { email, name: 'Павел' },
      details: 'Прошу.',
      language: 'ru',
    };
    const asked = await desk.post('/requests', { ...body, ...changes });
    well(`a request for ${kinds.join()}`, asked);
    const { reference, challenge } = asked.json as { reference: string; challenge: string };
    const letter = await desk.untilLetter(email, ({ subject }) => subject.includes(reference));
    return { reference, challenge, letter };
  };
  const stranger = await ask('stranger@example.org', ['access']);
  const brought = { challenge: stranger.challenge, code: codeIn(stranger.letter.text) };
  well('its proof', await desk.post(`/requests/${stranger.reference}/proof`, brought));
  const wrong = await ask('walker@example.org', ['complaint']);
  const notMe = new URL(/https?:\/\/\S+\/not-me\S*/.exec(wrong.letter.text)?.[0] ?? '');
  const said = { challenge: notMe.searchParams.get('challenge') };
  well('not me', await desk.post(notMe.pathname, said));

  const paper = {
    ...{ kinds: ['correction'], requester: 'user', channel: 'paper', receivedOn: await desk.today(1) },
    ...{ about: { name: 'Пётр', postalAddress: 'Москва, а/я 1' }, details: 'Исправьте.', language: 'ru' },
  };
  well('a paper', await desk.post('/staff/requests', paper, officer));
  const instant = new Date((await desk.now()) - 60_000).toISOString();
  const breach = {
    ...{ detectedAt: instant, detectedBy: 'staff', nature: 'loss', systems: ['crm'], kinds: ['email'] },
    happened: 'Пропал носитель.',
  };
  well('a breach', await desk.post('/staff/breaches', breach, officer));

  const erasure = { kinds: ['erasure'], ...(await fresh()) };
  const asked = await desk.post('/me/requests', erasure, walker.headers);
  well('erasure in a session', asked);
  const { reference } = asked.json as { reference: string };
  /** Under the revision that is there; the workflow, which begins meanwhile, may move it. */
  const act = (name: string, headers: Record<string, string>, body: object = {}) =>
    desk.until(async () => {
      const { revision } = (await desk.get(`/staff/cases/${reference}`, headers)).json;
      const done = await desk.post(`/staff/erasures/${reference}/${name}`, { revision, ...body }, headers);
      return done.json?.code === 'stale-revision' ? undefined : done;
    }, `${name} of ${reference}`);
  // Nobody had to decide on it (R7); once an officer has called it off, two do.
  well('called off', await act('call-off', officer));
  well('the plan, proposed', await act('plan', officer));
  const { hash } = (await desk.get(`/staff/erasures/${reference}`, officer)).json as { hash: string };
  well('its approval', await act('approve', second, { hash }));
}
