/** Home and claim form. */
export const SITE = `
.hero { padding: clamp(1rem, 5vw, 3.5rem) 0 clamp(1.5rem, 4vw, 2.5rem); }
.days { display: none; }
@media (min-width: 60rem) {
  .hero { display: grid; grid-template-columns: 1fr 19.5rem; column-gap: 3rem; align-items: center; }
  .days { display: block; }
}
.days pattern { fill: var(--tint); }
.days .last { fill: var(--accent); }
.days .tick { fill: none; stroke: var(--on); stroke-width: 3.5; stroke-linecap: round; stroke-linejoin: round; }
.hero h1 { font-size: clamp(2rem, 1.2rem + 3.4vw, 3.1rem); }
.call { display: flex; flex-wrap: wrap; align-items: center; gap: 1rem 1.5rem; margin-top: 2rem; }
.call .soft { flex: 1 1 16rem; max-width: 26rem; }
.cards { list-style: none; padding: 0; display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); counter-reset: step; }
.cards li { counter-increment: step; padding: 1.4rem 1.5rem; }
.cards li::before, .steps li::before { content: counter(step); display: grid; place-items: center; width: 2rem; height: 2rem; border-radius: 50%; background: var(--tint); color: var(--deep); font-weight: 700; font-size: 1rem; }
.cards h3 { margin: .9rem 0 .35rem; font-size: 1.1875rem; }
.cards p { margin: 0; color: var(--soft); }
.pair { display: grid; gap: 0 3rem; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); }
.ticks { list-style: none; padding: 0; }
.ticks li { display: flex; gap: .65rem; margin-bottom: .6rem; }
.ticks .icon { color: var(--good); margin-top: .18em; }
.local { padding: 1.25rem 1.5rem; border: 1.5px dashed var(--edge); border-radius: var(--round); }
.local ul { margin: 0; padding-left: 1.1rem; }
.steps { padding: 1.25rem 1.5rem; }
.steps ol { list-style: none; margin: 0; padding: 0; counter-reset: step; display: grid; gap: .8rem; }
.steps li { counter-increment: step; display: grid; grid-template-columns: 2rem 1fr; gap: .9rem; align-items: start; }
.steps li::before { font-size: .9375rem; }
`;
