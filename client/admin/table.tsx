import type { ComponentChildren } from 'preact';
import { Go, useCommon, useHouse } from './kit.tsx';

/** One column. The first of a table names its rows. */
export interface Column<R> {
  key: string;
  title: string;
  /** The title is for those who hear it only. */
  unseen?: boolean;
  class?: string;
  cell(row: R): ComponentChildren;
}

/** A table that turns into cards where it is narrow. Roles are said, for browsers forget them with the look. */
export function Table<R>(props: {
  caption: string;
  columns: readonly Column<R>[];
  rows: readonly R[];
  keyOf(row: R): string;
  classOf?(row: R): string | undefined;
}) {
  const { caption, columns, rows, keyOf, classOf } = props;
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the style takes them away
    <table role="table">
      <caption class="unseen">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ key, title, unseen, class: look }) => (
            <th key={key} scope="col" role="columnheader" class={look}>
              <span class={unseen ? 'unseen' : undefined}>{title}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map(row => (
          <tr key={keyOf(row)} role="row" class={classOf?.(row)}>
            {columns.map(({ key, title, unseen, class: look, cell }, place) => {
              const inside = cell(row);
              if (place === 0)
                return (
                  <th key={key} scope="row" role="rowheader" class={look}>
                    {inside}
                  </th>
                );
              return (
                <td key={key} role="cell" class={look}>
                  {!unseen && inside !== null && (
                    <span class="of-column" aria-hidden="true">
                      {title}
                    </span>
                  )}
                  {inside}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: the style takes them away
  );
}

/** The way through a list that is too long for one page; `from` stands in the address. */
export function Pages({ from, limit, total }: { from: number; limit: number; total: number }) {
  const c = useCommon();
  const { place } = useHouse();
  if (total <= limit && from === 0) return null;
  const to = (start: number) => ({ ...place, query: { ...place.query, from: start > 0 ? `${start}` : '' } });
  const link = (start: number, text: string) => (
    <Go to={to(start)} class="button">
      {text}
    </Go>
  );
  return (
    <nav class="pages" aria-label={c('range', from + 1, Math.min(from + limit, total), total)}>
      {from > 0 && link(Math.max(0, from - limit), c('previous'))}
      <span>{c('range', from + 1, Math.min(from + limit, total), total)}</span>
      {from + limit < total && link(from + limit, c('next'))}
    </nav>
  );
}
