/** Texts of documents: policy, consents, their versions and comparisons. */
export const LEGAL = `
.contents { padding: 1rem 1.5rem; margin-bottom: 2rem; border-left: 4px solid var(--line); }
.contents h2 { font-size: 1rem; color: var(--soft); margin-bottom: .4rem; }
.contents ul { list-style: none; padding: 0; margin: 0; }
.contents a { display: inline-block; padding: .2rem 0; }
.legal { margin-bottom: 2.5rem; }
.legal h2 { margin: 2.5rem 0 .9rem; font-size: 1.5rem; }
.legal h3 { margin: 1.75rem 0 .5rem; font-size: 1.1875rem; }
.legal > :first-child { margin-top: 0; }
.legal ul, .legal ol { padding-left: 1.25rem; }
.legal li { margin-bottom: .35rem; }
.legal a { overflow-wrap: anywhere; }
.terms { width: 100%; border-collapse: collapse; margin: 0 0 1.5rem; }
.terms th, .terms td { text-align: left; vertical-align: top; padding: .6rem .9rem .6rem 0; border-bottom: 1px solid var(--line); }
.terms th { font-size: .9375rem; font-weight: 600; color: var(--soft); }
.sum code { overflow-wrap: anywhere; }
.compared { list-style: none; padding: 0; }
.compared li { padding: .5rem .9rem; border-left: 4px solid transparent; overflow-wrap: anywhere; }
.compared .removed { background: var(--bad-tint); border-color: var(--bad); }
.compared .added { background: var(--good-tint); border-color: var(--good); }
.compared ins { text-decoration: none; }
.compared del { text-decoration-color: var(--bad); text-decoration-thickness: 1px; }
.links [aria-current] { color: var(--ink); }
.compared .skipped { color: var(--soft); font-size: .9375rem; }
@media (max-width: 32rem) {
  .terms thead { position: absolute; clip-path: inset(50%); }
  .terms tr, .terms td { display: block; padding: .1rem 0; border: 0; }
  .terms tr { padding: .6rem 0; border-bottom: 1px solid var(--line); }
}
.card-text { padding: 1.25rem 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: var(--round); }
`;
