import { useState } from 'preact/hooks';
import { chartShape } from './chart-shape.ts';
import { figureWriter, type Unit } from './figures.ts';
import { useCommon, useUniqueId } from './kit.tsx';
import { overviewTexts } from './overview-words.ts';
import { useTexts } from './words.ts';

/** One line of a chart. */
export interface Series {
  title: string;
  now: number | null;
  values: readonly (number | null)[];
}

const width = 300;
const height = 72;
/** Rows of the table that stands for the drawing. */
const maxRows = 10;

/** Figures over time: what they are now, a drawing, and the same as a table for whoever wants it. */
export function Chart(props: {
  title: string;
  unit: Unit;
  series: readonly Series[];
  times: readonly number[];
  /** A small scale would make noise of nothing. */
  least?: number;
  when(at: number): string;
  /** What stands at the right end; `now` by itself. */
  end?: string;
}) {
  const { title, unit, series, times, least, when } = props;
  const id = useUniqueId();
  const c = useCommon();
  const w = useTexts(overviewTexts);
  const [isTable, setTable] = useState(false);
  const write = figureWriter(document.documentElement.lang);
  const shapes = chartShape(
    series.map(({ values }) => values),
    { width, height, ...(least !== undefined && { least }) },
  );
  const step = Math.max(1, Math.ceil(times.length / maxRows));
  const rows = times.map((_, place) => place).filter(place => (times.length - 1 - place) % step === 0);
  return (
    <section class="figure" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        <button
          type="button"
          class="quiet small"
          aria-pressed={isTable}
          aria-label={w('tableOf', title)}
          onClick={() => setTable(!isTable)}
        >
          {w('table')}
        </button>
      </header>
      <ul class="now">
        {series.map((one, place) => (
          <li key={one.title} class={`of-${place}`}>
            {series.length > 1 && <i aria-hidden="true" />}
            <b>
              <bdi>{write(one.now, unit)}</bdi>
            </b>
            {series.length > 1 && <span class="detail">{one.title}</span>}
          </li>
        ))}
      </ul>
      {isTable ? (
        <div class="values">
          <table>
            <thead>
              <tr>
                <th scope="col">{w('time')}</th>
                {series.map(one => (
                  <th key={one.title} scope="col" class="number">
                    {series.length > 1 ? one.title : w('value')}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(place => (
                <tr key={times[place]}>
                  <th scope="row">{when(times[place]!)}</th>
                  {series.map(one => (
                    <td key={one.title} class="number">
                      <bdi>{write(one.values[place] ?? null, unit)}</bdi>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <>
          <svg
            viewBox={`0 -2 ${width} ${height + 4}`}
            preserveAspectRatio="none"
            aria-hidden="true"
            focusable="false"
          >
            <path class="grid" d={`M0 0H${width}M0 ${height / 2}H${width}M0 ${height}H${width}`} />
            {shapes.map(({ area, line }, place) => (
              <g key={series[place]!.title} class={`of-${place}`}>
                {series.length === 1 && <path class="area" d={area} />}
                <path class="line" d={line} />
              </g>
            ))}
          </svg>
          <p class="scale" aria-hidden="true">
            <span dir="auto">{times[0] === undefined ? '' : when(times[0])}</span>
            <span dir="auto">{w('upTo', write(shapes[0]?.top ?? null, unit))}</span>
            <span dir="auto">{props.end ?? c('now')}</span>
          </p>
        </>
      )}
    </section>
  );
}
