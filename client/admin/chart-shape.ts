/** Values over time as the points of a drawing; all lengths in its own units. */
export interface ChartShape {
  /** SVG paths, one for each piece without gaps. */
  line: string;
  area: string;
  /** What stands at the top edge. */
  top: number;
}

/**
 * Draws values into a box of `width` by `height`, zero at its lower edge. `null`: nothing known there, a gap. `least`: the
 * scale never ends below that, so that small noise looks small.
 */
export function chartShape(
  series: readonly (readonly (number | null)[])[],
  { width, height, least = 0 }: { width: number; height: number; least?: number },
): ChartShape[] {
  const known = series.flat().filter(value => value !== null);
  const top = niceTop(Math.max(least, ...known));
  return series.map(values => {
    const x = (place: number) => round((place * width) / Math.max(1, values.length - 1));
    const y = (value: number) => round(height - (value / top) * height);
    const pieces = piecesOf(values);
    const drawn = pieces.map(piece => piece.map(({ place, value }) => `${x(place)} ${y(value)}`).join('L'));
    return {
      top,
      line: drawn.map(points => `M${points}${points.includes('L') ? '' : 'h.01'}`).join(''),
      area: pieces
        .map(
          (piece, at) => `M${x(piece[0]!.place)} ${height}L${drawn[at]}L${x(piece.at(-1)!.place)} ${height}Z`,
        )
        .join(''),
    };
  });
}

/** The next of 1, 2 and 5 times a power of ten. */
export function niceTop(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 5, 10].find(step => step * power >= value * 0.999) ?? 10);
}

type Piece = { place: number; value: number }[];

function piecesOf(values: readonly (number | null)[]): Piece[] {
  const pieces: Piece[] = [];
  values.forEach((value, place) => {
    if (value === null) return;
    if (place === 0 || values[place - 1] === null) pieces.push([]);
    pieces.at(-1)!.push({ place, value });
  });
  return pieces;
}

const round = (value: number): number => Math.round(value * 10) / 10;
