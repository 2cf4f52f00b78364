const BROWSERS = [
  ['Edge', /\bEdg(?:A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Yandex Browser', /\bYaBrowser\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS)\//],
  ['Safari', /\bSafari\//],
] as const;
const SYSTEMS = [
  ['Android', /\bAndroid\b/],
  ['iOS', /\b(?:iPhone|iPad)\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['Linux', /\bLinux\b/],
] as const;

/** What people call a browser and its system, as far as it names itself in a way that is known; undefined otherwise. */
export function browserName(agent: string | undefined): string | undefined {
  const of = (list: readonly (readonly [string, RegExp])[]) =>
    list.find(([, known]) => known.test(agent ?? ''))?.[0];
  const browser = of(BROWSERS);
  const system = of(SYSTEMS);
  return browser === undefined ? undefined : system === undefined ? browser : `${browser}, ${system}`;
}
