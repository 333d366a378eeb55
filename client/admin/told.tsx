/** What a field is told besides its label: a hint, and what is to be mended in it. */
export interface Told {
  id: string;
  hint?: string | undefined;
  wrong?: string | undefined;
}

/** How an input refers to what `Below` shows of it. */
export const toldOf = ({ id, hint, wrong }: Told) => ({
  'aria-invalid': wrong ? true : undefined,
  'aria-describedby': [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ') || undefined,
});

/** Stands below the field. */
export function Below({ id, hint, wrong }: Told) {
  return (
    <>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {wrong && (
        <p class="problem" id={`${id}-wrong`} role="alert">
          {wrong}
        </p>
      )}
    </>
  );
}
