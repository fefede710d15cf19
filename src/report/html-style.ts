/** The whole style of `review.html`. Colours pass WCAG AA on their grounds, and no meaning hangs on colour alone. */
export const STYLE = `
:root { color-scheme: light dark; --ground: #ffffff; --ink: #1f2328; --soft: #59636e; --line: #d1d9e0; --code: #f0f2f4;
  --link: #0969da; --bad: #c4202c; --good: #17702f; --unsure: #8a5a00; }
@media (prefers-color-scheme: dark) { :root { --ground: #0d1117; --ink: #e6edf3; --soft: #9da7b1; --line: #3d444d;
  --code: #1c2229; --link: #58a6ff; --bad: #ff7b72; --good: #56d364; --unsure: #e3b341; } }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
main, footer { max-width: 60rem; margin: 0 auto; padding: 0 1.25rem; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; line-height: 1.3; margin: 1.5rem 0 1rem; }
p, ul, pre, details, .table { margin: .8rem 0; }
ul { padding-left: 1.4rem; }
li { margin: .35rem 0; }
ul ul { margin: .2rem 0; }
code, pre { font: .875em/1.5 ui-monospace, monospace; background: var(--code); border-radius: .3em; }
code { padding: .1em .3em; white-space: pre-wrap; unicode-bidi: isolate; }
pre { padding: .8rem 1rem; overflow-x: auto; }
a { color: var(--link); }
a code { color: inherit; }
.table { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { border: 1px solid var(--line); padding: .3rem .7rem; text-align: left; vertical-align: top; }
th.right, td.right { text-align: right; white-space: nowrap; }
details { border: 1px solid var(--line); border-radius: .4rem; padding: .4rem .9rem; }
summary { cursor: pointer; font-weight: 600; }
.bad { color: var(--bad); } .good, .ok { color: var(--good); } .unsure, .attention { color: var(--unsure); }
.bad, .good, .ok, .unsure, .attention { font-weight: 700; }
.legend, footer { color: var(--soft); font-size: .85rem; }
footer { padding-bottom: 2rem; }
@media print { details { border: 0; padding: 0; } pre { white-space: pre-wrap; } }
`

/** Nothing is loaded and nothing runs; of all styles only the one above counts, known by its SHA-256 (a test recomputes it). */
export const CONTENT_POLICY =
  "default-src 'none'; style-src 'sha256-aIROx44VpOFvlFLHakVFZABEA49UtxnM/c2NHbL/RDo='; base-uri 'none'; form-action 'none'"
