import { Combobox } from './combobox.tsx';
import { Face, Presence, useDesk } from './kit.tsx';

type Chosen = { name: string; display: string };

/** People by name. */
export function PeopleField(props: {
  chosen: Chosen[];
  change(chosen: Chosen[]): void;
  error: string | null;
}) {
  const { t, model } = useDesk();
  const { chosen, change, error } = props;
  return (
    <Combobox
      {...{ id: 'people-input', chosen, isFirst: true, wrong: error }}
      label={t('to')}
      placeholder={t('toHint')}
      change={people => change(people.map(({ name, display }) => ({ name, display })))}
      keyOf={({ name }) => name}
      find={query => model.deeds.people(query)}
      option={({ display, presence }) => (
        <>
          <Face display={display} />
          <span class="lines">
            <b dir="auto">{display}</b>
            <Presence of={presence} />
          </span>
        </>
      )}
    />
  );
}
