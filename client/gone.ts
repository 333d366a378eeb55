const start = '~gone-';

/** Whether it is the name of somebody who was deleted. */
export const isGone = (name: unknown): boolean => `${name}`.startsWith(start);

/** Reads JSON of the server; whoever was deleted is called `word` in it. */
export const reader =
  (word: string) =>
  (json: string): unknown =>
    JSON.parse(
      json,
      json.includes(start)
        ? (_, value) => (isGone(value?.name) ? { ...value, display: word } : value)
        : undefined,
    );
