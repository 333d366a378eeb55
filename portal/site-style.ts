/** The style sheet of the plain pages. Logical properties throughout, so that it serves right-to-left scripts too. */
export const siteStyle = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f6f6f3, #17191c);
  --card: light-dark(#ffffff, #1f2226);
  --ink: light-dark(#1d2126, #e9eaec);
  --soft: light-dark(#555c65, #a9b0b9);
  --line: light-dark(#dcdcd6, #363b42);
  --field: light-dark(#8a8f98, #7b838d);
  --accent: light-dark(#0b5c5a, #74d0c8);
  --on-accent: light-dark(#ffffff, #0d2322);
  --good: light-dark(#176639, #7fd6a2);
  --bad: light-dark(#a3281c, #ff9d90);
  --wait: light-dark(#6a5200, #e6c25a);
}
* { box-sizing: border-box; }
html { font: 100%/1.55 system-ui, sans-serif; background: var(--ground); color: var(--ink); text-size-adjust: 100%; }
body { margin: 0; min-block-size: 100dvh; display: flex; flex-direction: column; overflow-wrap: break-word; hyphens: auto; }
code, pre, output, input, textarea { hyphens: none; }
h1, h2, p, ol, ul, dl { margin-block: 0 0.75rem; }
h1 { font-size: clamp(1.6rem, 1.2rem + 2vw, 2.3rem); line-height: 1.2; letter-spacing: -0.015em; text-wrap: balance; }
h2 { font-size: 1.2rem; line-height: 1.3; }
a { color: var(--accent); text-underline-offset: 0.2em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; inset-inline-start: -200vw; }
.skip:focus { inset-inline-start: 1rem; inset-block-start: 1rem; background: var(--card); padding: 0.5rem 1rem; z-index: 1; }
.top { border-block-end: 1px solid var(--line); background: var(--card); }
.top div { max-inline-size: 52rem; margin-inline: auto; padding: 0.5rem 1.25rem; display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 1.25rem; }
.brand { display: inline-flex; align-items: center; gap: 0.55rem; font-weight: 650; font-size: 1.05rem; color: var(--ink); text-decoration: none; margin-inline-end: auto; min-block-size: 44px; }
.brand svg { inline-size: 1.6rem; block-size: 1.6rem; flex: none; }
.top ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0 1.1rem; margin: 0; padding: 0; }
.top li a { display: inline-flex; align-items: center; min-block-size: 44px; color: var(--soft); text-decoration: none; border-block-end: 2px solid transparent; }
.top li a:hover { color: var(--ink); }
.top li a[aria-current] { color: var(--ink); border-block-end-color: var(--accent); }
main { inline-size: 100%; max-inline-size: 52rem; margin-inline: auto; padding: clamp(1.25rem, 4vw, 2.75rem) 1.25rem 3rem; display: grid; gap: 1.25rem; align-content: start; flex: 1; }
main.small { max-inline-size: 28rem; }
.lead { font-size: 1.1rem; color: var(--soft); max-inline-size: 40rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: clamp(1.1rem, 3vw, 1.6rem); min-inline-size: 0; }
.card > :last-child { margin-block-end: 0; }
.steps { list-style: none; padding: 0; margin: 0; display: grid; gap: 1.25rem; counter-reset: step; }
.steps > li { counter-increment: step; }
.steps h2::before { content: counter(step) ". "; color: var(--accent); }
.lights { list-style: none; padding: 0; margin: 0; display: grid; gap: 0.5rem; }
.lights li { display: grid; grid-template-columns: 1.5rem 1fr; gap: 0.6rem; align-items: start; }
.lights li::before { content: "…"; inline-size: 1.5rem; block-size: 1.5rem; border-radius: 50%; display: grid; place-items: center; font-weight: 700; font-size: 0.85rem; line-height: 1; background: var(--wait); color: var(--card); }
.lights [data-state="yes"]::before { content: "✓"; background: var(--good); }
.lights [data-state="no"]::before { content: "!"; font-size: 1rem; }
.ready { margin-block: 0.9rem 0; font-weight: 600; color: var(--good); }
dt { color: var(--soft); font-size: 0.9rem; }
dd { margin: 0 0 0.75rem; }
code, pre, output { font: 0.95em/1.5 ui-monospace, "Cascadia Code", Menlo, monospace; overflow-wrap: anywhere; user-select: all; }
dd code, output { display: inline-block; background: var(--ground); border: 1px solid var(--line); border-radius: 7px; padding: 0.2rem 0.55rem; }
pre { background: var(--ground); border: 1px solid var(--line); border-radius: 7px; padding: 0.6rem 0.8rem; margin: 0; white-space: pre-wrap; }
details { border-block-start: 1px solid var(--line); }
details:last-of-type { border-block-end: 1px solid var(--line); }
summary { padding-block: 0.65rem; cursor: pointer; font-weight: 550; }
details > :last-child:not(summary) { margin-block-end: 1rem; }
details li { margin-block-end: 0.3rem; }
.picture { display: flex; flex-wrap: wrap; align-items: center; gap: 1rem; margin-block-end: 1rem; }
.picture img, .noPicture { inline-size: 72px; block-size: 72px; border-radius: 50%; object-fit: cover; flex: none; }
.noPicture { display: grid; place-items: center; background: var(--accent); color: var(--on-accent); font-size: 1.8rem; font-weight: 600; }
.picture ::file-selector-button { min-block-size: 44px; font: inherit; font-weight: 600; color: var(--ink); background: transparent; border: 1px solid var(--field); border-radius: 9px; padding: 0.45rem 1.15rem; margin-inline-end: 0.75rem; cursor: pointer; }
.picture [type="file"] { border: 0; padding: 0.6rem 0; background: none; }
.note { color: var(--soft); font-size: 0.95rem; }
.warn { border-inline-start: 4px solid var(--wait); padding-inline-start: 0.9rem; }
form { display: grid; gap: 1rem; justify-items: start; margin: 0; }
form p { margin: 0; }
.field { inline-size: 100%; display: grid; gap: 0.3rem; }
label { font-weight: 550; }
label span { font-weight: 400; color: var(--soft); font-size: 0.9rem; }
input, textarea { inline-size: 100%; min-block-size: 44px; font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--field); border-radius: 8px; padding: 0.45rem 0.7rem; }
textarea { resize: vertical; }
.check { display: grid; grid-template-columns: auto 1fr; gap: 0.6rem; align-items: start; inline-size: 100%; }
input[type="checkbox"] { inline-size: 1.4rem; block-size: 1.4rem; min-block-size: 0; margin: 0.1rem 0; accent-color: var(--accent); }
fieldset { inline-size: 100%; min-inline-size: 0; margin: 0; border: 1px solid var(--line); border-radius: 9px; padding: 0.75rem 1rem 1rem; display: grid; gap: 0.75rem; }
legend { font-weight: 550; padding-inline: 0.3rem; }
.days { list-style: none; display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; padding: 0; margin: 0; }
.days li { display: flex; align-items: center; gap: 0.4rem; min-block-size: 32px; }
.times { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 0.75rem; }
.ways { display: flex; flex-wrap: wrap; gap: 0.75rem; }
.person { display: grid; grid-template-columns: auto 1fr; gap: 0.35rem 1rem; align-items: center; }
.person h1 { font-size: 1.5rem; margin: 0; }
.person p { margin: 0; }
.person > p { grid-column: 1 / -1; margin-block-start: 0.5rem; }
.face { inline-size: 3.5rem; block-size: 3.5rem; border-radius: 50%; display: grid; place-items: center; font-weight: 650; font-size: 1.2rem; background: var(--accent); color: var(--on-accent); overflow: hidden; }
.face > * { grid-area: 1 / 1; }
.face { grid-template: 1fr / 1fr; }
.face img { inline-size: 3.5rem; block-size: 3.5rem; object-fit: cover; }
.there { color: var(--soft); }
.there i { display: inline-block; inline-size: 0.7rem; block-size: 0.7rem; border-radius: 50%; margin-inline-end: 0.3rem; background: var(--field); }
.there.is-online i, .there.is-idle i, .there.is-browsing i { background: var(--good); }
.there.is-away i { background: var(--wait); }
.there.is-dnd i { background: var(--bad); }
.about { white-space: pre-line; }
input[aria-invalid="true"], textarea[aria-invalid="true"] { border-color: var(--bad); border-width: 2px; }
.button, button { display: inline-flex; align-items: center; justify-content: center; min-block-size: 44px; font: inherit; font-weight: 600; color: var(--on-accent); background: var(--accent); border: 1px solid transparent; border-radius: 9px; padding: 0.45rem 1.15rem; text-decoration: none; cursor: pointer; }
.button:hover, button:hover { filter: brightness(1.08); }
button.quiet, .button.quiet { color: var(--ink); background: transparent; border-color: var(--field); }
.rows { list-style: none; padding: 0; margin: 0; }
.rows li { display: flex; align-items: center; justify-content: space-between; gap: 1rem; padding-block: 0.5rem; border-block-start: 1px solid var(--line); }
.rows bdi { min-inline-size: 0; overflow-wrap: anywhere; }
.rows form { flex: none; }
.rows p { margin: 0; }
form + .note, form + .rows { margin-block-start: 1.25rem; }
.says { border-radius: 9px; padding: 0.7rem 0.95rem; margin: 0; border: 1px solid; border-inline-start-width: 5px; background: var(--card); }
.says.good { border-color: var(--good); }
.says.bad { border-color: var(--bad); }
html.framed { background: var(--card); box-sizing: border-box; min-block-size: 100dvh; border: 1px solid var(--line); }
.framed body { min-block-size: 0; }
.framed main { padding: 1rem 1.15rem; gap: 0.6rem; max-inline-size: none; }
.framed h1 { font-size: 1.15rem; margin: 0; letter-spacing: 0; }
.news { list-style: none; padding: 0; margin: 0; }
.news li { padding-block: 0.65rem; border-block-start: 1px solid var(--line); }
.news p { margin: 0; }
.news .note { font-size: 0.875rem; }
.news-text { white-space: pre-line; }
.news .of-urgent, .news .of-emergency { border-inline-start: 4px solid var(--wait); padding-inline-start: 0.8rem; }
.news .of-emergency { border-inline-start-color: var(--bad); }
.news .of-urgent strong { color: var(--wait); }
.news .of-emergency strong { color: var(--bad); }
.foot { border-block-start: 1px solid var(--line); color: var(--soft); font-size: 0.875rem; padding: 0.9rem 1.25rem; text-align: center; }
@media (forced-colors: active) { .lights li::before { border: 1px solid; } }
@media print { .top ul, .skip { display: none; } }
`;
