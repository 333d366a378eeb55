/** Every code that the injector throws with; all of them at start, none for what an origin sends. */
export const injectorErrors = {
  loader_not_ascii:
    "The loader holds a byte that is not plain ASCII, so it would change with a page's encoding.",
  loader_unsafe: 'The loader holds text that would end its script element or its CDATA section.',
  pane_url: 'The address of the pane cannot stand in a Content-Security-Policy.',
} as const;

export type InjectorErrorCode = keyof typeof injectorErrors;

/** A refusal to start, with a code of the table above. */
export class InjectorError extends Error {
  readonly code: InjectorErrorCode;

  constructor(code: InjectorErrorCode) {
    super(injectorErrors[code]);
    this.name = 'InjectorError';
    this.code = code;
  }
}
