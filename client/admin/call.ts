import type { ApiRequest, PaneWorld } from '../pane-world.ts';

/** What a call came to nothing by; `offline`: there is no way to the server. */
export interface Problem {
  code: string;
  /** In words, as the server says it; empty without one. */
  detail: string;
  /** The field at fault. */
  field?: string;
}

export type Answer<T> = { data: T; problem?: undefined } | { data?: undefined; problem: Problem };

/** Calls the API as the person at this page. `path` below `/api/v1`; `input` goes as JSON. */
export type Call = <T>(method: ApiRequest['method'], path: string, input?: object) => Promise<Answer<T>>;

/** `read`: what makes JSON of the server's into what is shown. */
export const createCall =
  (request: PaneWorld['request'], read: (json: string) => unknown = JSON.parse): Call =>
  async <T>(method: ApiRequest['method'], path: string, input?: object): Promise<Answer<T>> => {
    const body = input && { body: JSON.stringify(input), headers: { 'content-type': 'application/json' } };
    try {
      const response = await request(path, { method, ...body });
      const text = await response.text();
      if (response.ok) return { data: (text === '' ? {} : read(text)) as T };
      return { problem: problemIn(text, response.status) };
    } catch {
      return { problem: { code: 'offline', detail: '' } };
    }
  };

/** What stands between may answer with a page of its own. */
function problemIn(text: string, status: number): Problem {
  try {
    const { code, detail, field } = JSON.parse(text) as Problem;
    return { code: String(code), detail: String(detail ?? ''), ...(field && { field }) };
  } catch {
    return { code: `http_${status}`, detail: '' };
  }
}

/** A path with what was asked for behind it; empty values are left out. */
export function pathWith(path: string, query: Record<string, string | number>): string {
  const asked = new URLSearchParams(
    Object.entries(query).flatMap(([key, value]) => (value === '' ? [] : [[key, `${value}`]])),
  );
  return asked.size > 0 ? `${path}?${asked}` : path;
}
