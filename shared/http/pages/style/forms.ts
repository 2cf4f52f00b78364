/** Fields, messages and the summary of errors. */
export const FORMS = `
form > h2, form + h2 { margin-top: 2.25rem; }
.field { border: 0; padding: 0; }
.field, .group { margin: 0 0 1.5rem; min-width: 0; }
.group { padding: 1.1rem 1.25rem .25rem; }
.group > legend { padding: 0 .4rem; margin-left: -.4rem; }
label, legend { font-weight: 600; }
legend { padding: 0; }
.field > label { display: block; }
.must, .may { font-size: .8125rem; font-weight: 600; padding: .08rem .45rem; border-radius: 5px; white-space: nowrap; vertical-align: .08em; }
.must { background: var(--tint); color: var(--deep); }
.may { color: var(--soft); font-weight: 400; padding: 0; white-space: normal; }
.hint { margin: .1rem 0 .45rem; font-size: .9375rem; color: var(--soft); }
input, textarea, select {
  font: inherit; color: inherit; background: var(--card); width: 100%; min-height: 3rem; padding: .6rem .8rem;
  border: 1.5px solid var(--edge); border-radius: 9px;
}
textarea { display: block; resize: vertical; line-height: 1.5; }
input.short { max-width: 15rem; }
input:hover, textarea:hover, select:hover { border-color: var(--accent); }
input:focus-visible, textarea:focus-visible, select:focus-visible { outline-offset: 0; border-color: var(--focus); }
.field.bad, .group.bad { border-left: 4px solid var(--bad); padding-left: 1rem; }
.bad input, .bad textarea, .bad select { border-color: var(--bad); }
.wrong { margin: .15rem 0 .45rem; color: var(--bad); font-weight: 600; }
.choices { display: grid; gap: .5rem; margin-top: .5rem; }
.choice { display: flex; align-items: center; gap: .75rem; min-height: 3rem; padding: .5rem .9rem; font-weight: 400; background: var(--card); border: 1.5px solid var(--line); border-radius: 9px; cursor: pointer; }
.choice:hover { border-color: var(--accent); }
.choice:has(:checked) { border-color: var(--accent); background: var(--tint); }
.choice input { width: 1.25rem; height: 1.25rem; min-height: 0; margin: 0; accent-color: var(--accent); flex: none; }
.trap { position: absolute; left: -99rem; visibility: hidden; }
.send { display: flex; flex-wrap: wrap; align-items: center; gap: 1rem 1.5rem; margin-top: 2rem; }
.send p { margin: 0; flex: 1 1 16rem; }
.errors { padding: 1.25rem 1.5rem; margin: 0 0 2rem; background: var(--bad-tint); border-left: 5px solid var(--bad); border-radius: var(--round); }
.errors h2 { color: var(--bad); margin-bottom: .35rem; }
.errors ul { margin: 0; padding-left: 1.1rem; }
.errors a { color: var(--bad); font-weight: 600; }
fieldset[id]:target { outline: 3px solid var(--focus); }
`;
