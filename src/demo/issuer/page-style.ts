/** The look of the identity provider's pages, inline: a page is one request, and needs no script. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f4f5f4, #0e1312);
  --card: light-dark(#ffffff, #161c1b);
  --raised: light-dark(#fafbfa, #1c2423);
  --line: light-dark(#dde2e0, #2b3533);
  --strong-line: light-dark(#7c8a86, #6f7f7b);
  --text: light-dark(#17201e, #e8eeec);
  --quiet: light-dark(#55625e, #9daba7);
  --accent: light-dark(#0b6b5d, #5fcdb8);
  --accent-hover: light-dark(#08574b, #7ad9c7);
  --on-accent: light-dark(#ffffff, #06241f);
  --wash: light-dark(#e8f3f0, #16302b);
  --danger: light-dark(#a4262c, #ff9a94);
  --danger-wash: light-dark(#fcefee, #33191a);
}
* { box-sizing: border-box; }
html { font: 15px/1.45 system-ui, sans-serif; background: var(--page); color: var(--text); -webkit-text-size-adjust: 100%; }
body { margin: 0; min-height: 100vh; min-height: 100dvh; display: grid; grid-template-rows: 1fr auto; justify-items: center; padding: 32px 16px 16px; gap: 16px; }
main { align-self: center; width: 100%; max-width: 420px; background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 28px; box-shadow: 0 1px 2px rgb(0 0 0 / 4%), 0 12px 32px -12px rgb(0 0 0 / 12%); }
footer { color: var(--quiet); font-size: 12.5px; text-align: center; }
code, .mono { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .87em; overflow-wrap: anywhere; }
.brand { display: flex; align-items: center; gap: 8px; font-weight: 600; font-size: 13.5px; color: var(--quiet); margin: 0 0 20px; }
.brand svg { width: 22px; height: 22px; color: var(--accent); flex: none; }
h1 { font-size: 21px; line-height: 1.25; letter-spacing: -.012em; font-weight: 620; margin: 0 0 4px; text-wrap: balance; }
.lead { margin: 0 0 20px; color: var(--quiet); }
.level { margin: -8px 0 20px; padding: 8px 12px; border-radius: 8px; background: var(--wash); font-size: 13.5px; }
.lead strong { color: var(--text); font-weight: 560; }
h2 { font-size: 12.5px; font-weight: 560; color: var(--quiet); margin: 0 0 8px; display: flex; justify-content: space-between; gap: 12px; }
h2 span + span { font-weight: 400; }
ul { list-style: none; margin: 0; padding: 0; }
form { margin: 0; }
button, input { font: inherit; color: inherit; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.accounts { border: 1px solid var(--line); border-radius: 10px; overflow: clip; }
.accounts li + li { border-top: 1px solid var(--line); }
.account { display: grid; grid-template-columns: 32px 1fr auto; gap: 0 12px; align-items: center; width: 100%; text-align: left; padding: 10px 12px; border: 0; background: none; }
button.account { cursor: pointer; transition: background-color .12s; }
button.account:hover { background: var(--wash); }
button.account:focus-visible { outline-offset: -2px; border-radius: 9px; }
.avatar { grid-row: span 2; width: 32px; height: 32px; border-radius: 50%; display: grid; place-items: center; background: var(--wash); color: var(--accent); font-size: 12px; font-weight: 620; letter-spacing: .02em; }
button.account:hover .avatar { background: var(--accent); color: var(--on-accent); }
.who { font-weight: 560; }
.password { color: var(--quiet); }
.now { padding: 0 8px; border: 1px solid var(--accent); border-radius: 999px; color: var(--accent); font-size: 12.5px; line-height: 20px; }
.about { grid-column: 2 / -1; color: var(--quiet); font-size: 13.5px; }
.or { display: flex; align-items: center; gap: 12px; margin: 20px 0 16px; color: var(--quiet); font-size: 12.5px; }
.or::before, .or::after { content: ""; flex: 1; height: 1px; background: var(--line); }
label + .primary { margin-top: 4px; }
label { display: block; font-size: 13px; font-weight: 560; margin-bottom: 12px; }
input[type=text], input[type=password] { display: block; width: 100%; height: 38px; margin-top: 4px; padding: 0 11px; font-weight: 400; font-size: 15px; border: 1px solid var(--strong-line); border-radius: 8px; background: var(--raised); }
input[aria-invalid=true] { border-color: var(--danger); }
.fault { display: flex; gap: 8px; margin: 0 0 14px; padding: 9px 12px; border-radius: 8px; background: var(--danger-wash); color: var(--danger); font-size: 13.5px; }
.fault::before { content: "!"; flex: none; width: 17px; height: 17px; margin-top: 1px; border: 1.5px solid; border-radius: 50%; display: grid; place-items: center; font-size: 11px; font-weight: 700; }
.actions { display: grid; grid-template-columns: 1fr 1fr; gap: 10px; margin-top: 20px; }
.primary, .secondary { height: 40px; padding: 0 16px; border-radius: 8px; font-weight: 560; cursor: pointer; border: 1px solid transparent; width: 100%; transition: background-color .12s; }
.primary { background: var(--accent); color: var(--on-accent); }
.primary:hover { background: var(--accent-hover); }
.secondary { background: var(--card); border-color: var(--strong-line); }
.secondary:hover { background: var(--raised); }
.quiet { background: none; border: 0; padding: 4px 6px; margin: 0 -6px; color: var(--accent); cursor: pointer; font-size: 13.5px; border-radius: 6px; }
.quiet:hover { text-decoration: underline; }
.below { margin-top: 14px; text-align: center; }
.grants { margin: 20px 0 0; }
.grants li { display: grid; grid-template-columns: 18px 1fr; gap: 0 10px; padding: 5px 0; }
.grants li::before { content: ""; width: 11px; height: 6px; margin: 6px 0 0 3px; border: solid var(--accent); border-width: 0 0 2px 2px; transform: rotate(-45deg); }
.grants small { grid-column: 2; color: var(--quiet); font-size: 13px; }
dl { margin: 0; padding: 12px 14px; background: var(--raised); border: 1px solid var(--line); border-radius: 10px; font-size: 13.5px; }
dt { color: var(--quiet); font-size: 12.5px; }
dd { margin: 0 0 8px; overflow-wrap: anywhere; }
dd:last-child { margin: 0; }
@media (max-width: 440px) {
  body { padding: 0 0 16px; }
  main { align-self: start; max-width: none; padding: 24px 18px; border-width: 0 0 1px; border-radius: 0; box-shadow: none; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
@media (prefers-contrast: more) { :root { --line: var(--strong-line); --quiet: var(--text); } }
`
