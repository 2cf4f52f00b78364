/** On every answer (security.md, ASVS 3.4): the browser may only do what our pages need – one style sheet, images, forms to ourselves. */
const ALWAYS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // With `no-referrer` browsers would send `Origin: null` and our own forms would be refused (api.md).
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'x-robots-tag': 'noindex',
};

/** Headers of an answer: the security headers, `no-store` unless it says otherwise, and its own. */
export function withSecurityHeaders(own: Readonly<Record<string, string>>): Record<string, string> {
  return {
    ...ALWAYS,
    'cache-control': 'no-store',
    vary: 'Accept, Accept-Encoding, Accept-Language, Origin',
    ...own,
  };
}
