import type { z } from 'zod';
import type { KnownRoute } from './api-routes.ts';

type Simplify<T> = { [K in keyof T]: T[K] };

/** `conversation` and `seq` of `/conversations/:conversation/messages/:seq`. */
type Params<Path extends string> = Path extends `${string}:${infer Rest}`
  ? Rest extends `${infer Name}/${infer More}`
    ? { [K in Name]: string | number } & Params<`/${More}`>
    : { [K in Rest]: string | number }
  : unknown;

type InputOf<Route, Part extends 'query' | 'body'> = Route extends { [K in Part]: infer S extends z.ZodType }
  ? z.input<S>
  : unknown;

type OutputOf<Route> = Route extends { status: 204 }
  ? undefined
  : Route extends { output: infer S extends z.ZodType }
    ? z.output<S>
    : never;

/**
 * Every call of the API by method and path, as `POST /invitations`: what it takes (the parts of its path, its query and
 * its body together) and what it gives back. Types alone, of the schemas that check the real thing.
 */
export type ApiCalls = {
  // A table whose paths the types do not know would stand for every path.
  [R in KnownRoute as string extends R['path'] ? never : `${R['method']} ${R['path']}`]: {
    input: Simplify<Params<R['path']> & InputOf<R, 'query'> & InputOf<R, 'body'>>;
    output: OutputOf<R>;
  };
};
