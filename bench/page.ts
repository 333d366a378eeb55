const names = ['A. Moreno', 'B. Okafor', 'C. Lindqvist', 'D. Haddad', 'E. Novak', 'F. Tanaka', 'G. Dubois'];
const shifts = ['early', 'late', 'night', 'standby', 'training'];

/** A page of about so many bytes: a table whose rows differ, so that it compresses as pages do, to a seventh or so. */
export function page(bytes: number): Buffer {
  const rows: string[] = [];
  let state = 1;
  const next = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  const pick = (list: string[]) => list[next(list.length)]!;
  for (let length = 250; length < bytes; length += rows.at(-1)!.length) {
    rows.push(
      `<tr id="r${next(2 ** 24).toString(36)}"><td>Ward ${next(40)}</td><td class="name">${pick(names)}</td>` +
        `<td>${pick(shifts)}</td><td>${next(24)}:${10 + next(50)}</td><td><a href="/s/${next(2 ** 24)}">swap</a></td></tr>\n`,
    );
  }
  const head =
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Rota</title>\n</head>\n<body><table>\n';
  return Buffer.from(`${head}${rows.join('')}</table></body>\n</html>\n`);
}
