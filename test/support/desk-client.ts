import { normalAddress } from '../../shared/domain/email.ts';
import { localDate } from '../../shared/law/zones.ts';

const DAY_MS = 86_400_000;

/**
 * Black-box driver of a running Privacy Desk over HTTP: the local cloud, an AWS emulator or a real account.
 * Where an address is absent, tests that need it are counted as not run, by name.
 */
export interface Target {
  readonly site: string;
  /** JSON list of letters sent (local cloud only). */
  readonly mail?: string;
  /** Virtual clock (local cloud only). */
  readonly clock?: string;
  /** AWS endpoint for the Step Functions client. */
  readonly aws?: string;
  /** Bearer tokens by staff address; fetched from the local helper where absent. */
  readonly tokens?: { readonly [address: string]: string };
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers are checked field by field by the tests
  readonly json: any;
}

export interface Letter {
  readonly at: string;
  readonly to: readonly string[] | string;
  readonly from: string;
  readonly subject: string;
  readonly headers: { readonly [name: string]: string };
  readonly text: string;
  readonly html: string;
  readonly raw: string;
}

/** The one-time code in a letter: a line of its own. */
export const codeIn = (text: string): string | undefined =>
  /^(\d{6}|[0-9A-HJKMNP-TV-Z]{12})\s*$/m.exec(text)?.[1];

/** A claim that is taken; every test changes what it is about. */
export const aClaimBody = (changes: object = {}) => ({
  claimant: { name: 'Анна Петрова', email: 'anna@example.org' },
  facts: 'Карта, купленная 1 октября, не читается терминалом.',
  demand: 'Верните деньги за карту.',
  ...changes,
});

export class DeskClient {
  readonly target: Target;
  readonly #tokens = new Map<string, string>();

  constructor(target: Target) {
    this.target = target;
  }

  async send(
    method: string,
    path: string,
    init: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Reply> {
    const raw =
      typeof init.body === 'string'
        ? init.body
        : init.body === undefined
          ? undefined
          : JSON.stringify(init.body);
    const response = await fetch(new URL(path, this.target.site), {
      method,
      redirect: 'manual',
      headers: {
        accept: 'application/json',
        ...(raw === undefined ? {} : { 'content-type': 'application/json' }),
        ...init.headers,
      },
      ...(raw === undefined ? {} : { body: raw }),
    });
    const text = await response.text();
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      json = undefined;
    }
    return { status: response.status, headers: response.headers, text, json };
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Reply> {
    return this.send('GET', path, { headers });
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    return this.send('POST', path, { body, headers });
  }

  /** Posts an urlencoded form as a browser on our own page would. */
  form(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Reply> {
    return this.send('POST', path, {
      body: new URLSearchParams(fields).toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'text/html',
        origin: new URL(this.target.site).origin,
        'sec-fetch-site': 'same-origin',
        ...headers,
      },
    });
  }

  /** Headers of a member of staff, e.g. `officer@example.com`. */
  async as(address: string): Promise<Record<string, string>> {
    let token = this.target.tokens?.[address] ?? this.#tokens.get(address);
    if (token === undefined) {
      const { json } = await this.post('/_local/staff-token', { as: address });
      if (typeof json?.token !== 'string') throw new Error(`there is no token for ${address}`);
      token = json.token as string;
      this.#tokens.set(address, token);
    }
    return { authorization: `Bearer ${token}` };
  }

  /** A case as staff see it, without its personal part. */
  async staffCase(reference: string, address = 'officer@example.com'): Promise<Reply> {
    return this.get(`/staff/cases/${reference}`, await this.as(address));
  }

  /** Does an act with the case's present revision; again, where its workflow moved that meanwhile. */
  async act(reference: string, act: string, body: object, address = 'officer@example.com'): Promise<Reply> {
    for (let overtaken = 0; ; overtaken += 1) {
      const { revision } = (await this.staffCase(reference, address)).json;
      const path = `/staff/cases/${reference}/${act}`;
      const done = await this.post(path, { revision, ...body }, await this.as(address));
      if (done.json?.code !== 'stale-revision' || overtaken === 5) return done;
    }
  }

  /** Letters to an address (or all), oldest first. */
  async letters(to?: string): Promise<readonly Letter[]> {
    const all = (await (await fetch(this.target.mail ?? '')).json()) as Letter[];
    return to === undefined
      ? all
      : all.filter((letter) =>
          [letter.to].flat().some((one) => normalAddress(one).includes(normalAddress(to))),
        );
  }

  /** The program's time, epoch ms: the virtual clock's where there is one. */
  async now(): Promise<number> {
    if (this.target.clock === undefined) return Date.now();
    return Date.parse(((await (await fetch(this.target.clock)).json()) as { now: string }).now);
  }

  /** Today in Moscow by the program's time, or so many days ago: legal dates are Moscow's, from 21:00 UTC on a day ahead. */
  async today(daysAgo = 0): Promise<string> {
    return localDate((await this.now()) - daysAgo * DAY_MS, 'Europe/Moscow');
  }

  /** Moves the virtual clock; answers when all that fell due has been done. */
  async jump(to: { readonly advance: string } | { readonly to: string }): Promise<void> {
    const response = await fetch(this.target.clock ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(to),
    });
    if (!response.ok) throw new Error(`the clock refused: ${await response.text()}`);
    // Staff tokens have run out meanwhile.
    this.#tokens.clear();
  }

  /** Waits in real time until `probe` gives something. */
  async until<T>(probe: () => Promise<T | undefined>, what: string, seconds = 20): Promise<T> {
    const end = Date.now() + seconds * 1000;
    while (Date.now() < end) {
      const found = await probe();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`waited ${seconds} s in vain for ${what}`);
  }

  /** Waits until the case has the status. */
  untilStatus(reference: string, status: string): Promise<Reply> {
    return this.until(async () => {
      const reply = await this.staffCase(reference);
      return reply.json?.status === status ? reply : undefined;
    }, `${reference} to be ${status}`);
  }

  /** Waits for a letter. */
  untilLetter(to: string, what: (letter: Letter) => boolean): Promise<Letter> {
    return this.until(async () => (await this.letters(to)).find(what), `a letter to ${to}`);
  }
}
