import { type Account, has, type Part, parts } from './account.ts';
import { Check } from './kit.tsx';
import { peopleTexts } from './people-words.ts';
import { useTexts } from './words.ts';

/** What somebody may do, as boxes to check. */
export function Parts(props: {
  of: Pick<Account, 'role' | 'duties'>;
  turn(part: Part, on: boolean): unknown;
}) {
  const w = useTexts(peopleTexts);
  return (
    <fieldset>
      <legend class="unseen">{w('may')}</legend>
      {parts.map(part => (
        <Check
          key={part}
          label={w(part)}
          hint={w(`${part}Hint`)}
          on={has(props.of, part)}
          turn={on => props.turn(part, on)}
        />
      ))}
    </fieldset>
  );
}
