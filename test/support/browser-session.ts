import type { DeskClient, Reply } from './desk-client.ts';

/** Signs, in text and attributes, as our pages write them. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&quot;': '"',
  '&lt;': '<',
  '&gt;': '>',
  '&#39;': "'",
};
const plain = (html: string): string =>
  html.replace(/&(?:amp|quot|lt|gt|#39);/g, (one) => ENTITIES[one] ?? one);

/** Hidden fields of the form with this action on a page; of the nth where there are several. */
export function hiddenFields(html: string, action: string, nth = 0): Record<string, string> {
  const forms = [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].filter(
    ([, attributes = '']) => plain(/\baction="([^"]*)"/.exec(attributes)?.[1] ?? '') === action,
  );
  const inside = forms[nth]?.[2];
  if (inside === undefined) throw new Error(`no form with the action ${action}`);
  const inputs = [...inside.matchAll(/<input\b[^>]*\btype="hidden"[^>]*>/g)].map(([input]) => input);
  return Object.fromEntries(
    inputs.map((input) => [
      plain(/\bname="([^"]*)"/.exec(input)?.[1] ?? ''),
      plain(/\bvalue="([^"]*)"/.exec(input)?.[1] ?? ''),
    ]),
  );
}

/** A browser with cookies of its own, as far as attacks need one: pages, forms with their hidden fields, the login. */
export class BrowserSession {
  readonly desk: DeskClient;
  readonly cookies = new Map<string, string>();

  constructor(desk: DeskClient) {
    this.desk = desk;
  }

  cookieHeader(): Record<string, string> {
    const list = [...this.cookies].map(([name, value]) => `${name}=${value}`);
    return list.length === 0 ? {} : { cookie: list.join('; ') };
  }

  keep(reply: Reply): Reply {
    for (const cookie of reply.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      const value = pair.slice(at + 1);
      if (/Max-Age=0\b/.test(cookie)) this.cookies.delete(pair.slice(0, at));
      else this.cookies.set(pair.slice(0, at), value);
    }
    return reply;
  }

  async page(path: string, headers: Record<string, string> = {}): Promise<Reply> {
    return this.keep(await this.desk.get(path, { accept: 'text/html', ...this.cookieHeader(), ...headers }));
  }

  /** Posts fields as they are, from our own page unless the headers say otherwise. */
  async post(
    path: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    return this.keep(await this.desk.form(path, fields, { ...this.cookieHeader(), ...headers }));
  }

  /** Fills in the form with this action on a page and sends it. */
  async fill(
    page: string,
    action: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const { text } = await this.page(page);
    return this.post(action, { ...hiddenFields(text, action), ...fields }, headers);
  }

  /** Signs in to the desk through the local cloud's pretend login; answers what the callback said. */
  async signIn(as: string, to = '/desk'): Promise<Reply> {
    const begun = await this.page(`/desk/login?to=${encodeURIComponent(to)}`);
    return this.page(await this.atLogin(begun.headers.get('location') ?? '', as));
  }

  /** What the company's login does: the way back with its code, as path and query. */
  async atLogin(authorize: string, as: string): Promise<string> {
    const answer = await fetch(authorize, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ as }),
    });
    const back = new URL(answer.headers.get('location') ?? '');
    return `${back.pathname}${back.search}`;
  }
}
