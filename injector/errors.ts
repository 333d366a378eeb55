/** Every code that the injector throws with: the last one for what an origin sends, all others at start. */
export const injectorErrors = {
  loader_not_ascii:
    "The loader holds a byte that is not plain ASCII, so it would change with a page's encoding.",
  loader_unsafe: 'The loader holds text that would end its script element or its CDATA section.',
  pane_url: 'The address of the pane cannot stand in a Content-Security-Policy.',
  selector: 'The selector of a replacement rule cannot be used.',
  broken_body: 'The compressed body is damaged, cut off, or expands beyond the limit.',
} as const;

export type InjectorErrorCode = keyof typeof injectorErrors;

/** An error with a code of the table above. */
export class InjectorError extends Error {
  readonly code: InjectorErrorCode;

  constructor(code: InjectorErrorCode, options?: ErrorOptions) {
    super(injectorErrors[code], options);
    this.name = 'InjectorError';
    this.code = code;
  }
}
