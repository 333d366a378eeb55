import { Copy, useHouse } from './kit.tsx';
import { useMoment } from './moment.tsx';
import { peopleTexts } from './people-words.ts';
import { useTexts } from './words.ts';

/** A link to set a password, at the portal as one reaches it without the proxy. */
export function PasswordLink({ reset }: { reset: { path: string; expiresAt: number } }) {
  const { portal } = useHouse();
  const w = useTexts(peopleTexts);
  const moment = useMoment();
  return (
    <Copy label={w('link')} value={`${portal}${reset.path}`} hint={w('linkHint', moment(reset.expiresAt))} />
  );
}
