/** A call of the API on its way. */
export interface ApiRequest {
  /** As `POST /invitations`. */
  name: string;
  method: string;
  /** With its query, below the API's root. */
  path: string;
  body: string | undefined;
  /** Sent twice it does no more than once. */
  isRepeatable: boolean;
}

/** The calls that take a clientId: with the same one, nothing is done twice. */
export function requestFor(name: string, input: Record<string, unknown>, takesClientId: boolean): ApiRequest {
  const [method, pattern] = name.split(' ') as [string, string];
  const rest: Record<string, unknown> = { ...input };
  if (takesClientId) rest.clientId ??= crypto.randomUUID();
  const path = pattern.replace(/:(\w+)/g, (_, part: string) => {
    const value = rest[part];
    delete rest[part];
    if (value === undefined || value === '') throw new TypeError(`${name}: ${part} is missing`);
    return encodeURIComponent(String(value));
  });
  const hasBody = method !== 'GET' && method !== 'DELETE';
  return {
    ...{ name, method },
    path: hasBody ? path : path + queryOf(rest),
    body: hasBody ? JSON.stringify(rest) : undefined,
    isRepeatable: method !== 'POST' || takesClientId,
  };
}

function queryOf(values: Record<string, unknown>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  if (given.length === 0) return '';
  return `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`;
}
