/** The demo's intranet: a hospital's notice board, rota and canteen. */
export const demoPages: Record<string, { type: string; body: string }> = {
  '/': page(
    'Northside Hospital',
    `<p class="lead">Good morning. Wards 3 and 4 are open for visitors from 14:00.</p>
    <section class="cards">
      <article><h2>Theatre plan</h2><p>Theatre 2 starts at 08:30 today; the list has moved by half an hour.</p><a href="/rota">See the rota</a></article>
      <article><h2>Canteen</h2><p>Tomato soup, baked trout with potatoes, apple crumble.</p><a href="/canteen">This week's menu</a></article>
      <article><h2>IT notice</h2><p>The printers on level 1 are back. Thank you for your patience.</p><a href="/it">Details</a></article>
    </section>`,
  ),
  '/rota': page(
    'Rota',
    `<table><thead><tr><th>Shift</th><th>Ward 3</th><th>Ward 4</th><th>Theatre 2</th></tr></thead>
    <tbody><tr><td>Early</td><td>A. Moreno</td><td>B. Okafor</td><td>C. Lindqvist</td></tr>
    <tr><td>Late</td><td>D. Haddad</td><td>E. Novak</td><td>F. Tanaka</td></tr>
    <tr><td>Night</td><td>G. Silva</td><td>H. Weber</td><td>on call</td></tr></tbody></table>`,
  ),
  '/canteen': page(
    'Canteen',
    `<ul><li><b>Monday</b> Lentil curry, rice</li><li><b>Tuesday</b> Tomato soup, baked trout</li>
    <li><b>Wednesday</b> Vegetable lasagne</li><li><b>Thursday</b> Chicken with peas</li><li><b>Friday</b> Fish pie</li></ul>`,
  ),
  '/it': page(
    'IT notice',
    `<p>The printers on level 1 were out of order between 06:00 and 07:15. Jobs sent in that time were printed since.</p>`,
  ),
  '/style.css': { type: 'text/css', body: style() },
};

function page(title: string, body: string): { type: string; body: string } {
  return {
    type: 'text/html',
    body: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header><b>Northside</b><nav><a href="/">Home</a> <a href="/rota">Rota</a> <a href="/canteen">Canteen</a> <a href="/it">IT</a></nav></header>
<main><h1>${title}</h1>
${body}
</main>
<footer>A demonstration page served by Hallway itself.</footer>
</body>
</html>
`,
  };
}

function style(): string {
  return `:root { color-scheme: light dark; --ink: light-dark(#1d2733, #e6ebf0); --quiet: light-dark(#5a6775, #9fb0c0); --line: light-dark(#dbe2e8, #33404d); --ground: light-dark(#f6f8fa, #12181f); --card: light-dark(#fff, #1a222b); --accent: light-dark(#0b6e69, #5cc8c0); }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.6 system-ui, sans-serif; color: var(--ink); background: var(--ground); }
header, main, footer { max-width: 62rem; margin-inline: auto; padding-inline: 1.5rem; }
header { display: flex; flex-wrap: wrap; gap: 1rem 2rem; align-items: baseline; padding-block: 1.25rem; border-block-end: 1px solid var(--line); }
header b { font-size: 1.15rem; letter-spacing: .02em; }
nav { display: flex; gap: 1.25rem; }
a { color: var(--accent); text-underline-offset: .2em; }
h1 { font-size: 2rem; line-height: 1.2; margin-block: 2.5rem 1rem; }
.lead { font-size: 1.15rem; color: var(--quiet); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: 1.25rem; margin-block: 2rem; }
article { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem; }
article h2 { margin: 0 0 .5rem; font-size: 1.1rem; }
table { border-collapse: collapse; width: 100%; background: var(--card); }
th, td { text-align: start; padding: .6rem .9rem; border: 1px solid var(--line); }
footer { color: var(--quiet); font-size: .875rem; margin-block: 4rem 2rem; }
`;
}
