import type { Group, Person } from '../../relay/protocol.ts';
import { Combobox } from '../views/combobox.tsx';
import { Icon } from '../views/icon.tsx';
import { useDesk } from '../views/kit.tsx';
import { announceTexts } from './announce-words.ts';
import type { Addressee } from './announcement-draft.ts';
import { pathWith } from './call.ts';
import { useHouse, useUniqueId } from './kit.tsx';
import { useTexts } from './words.ts';

const isGroup = ({ word }: Addressee) => word.startsWith('@');

/** Groups and people by name. */
export function Addressees(props: {
  label: string;
  chosen: Addressee[];
  wrong?: string | undefined;
  change(chosen: Addressee[]): void;
}) {
  const { label, chosen, wrong, change } = props;
  const w = useTexts(announceTexts);
  const id = useUniqueId();
  const find = useFind();
  return (
    <Combobox
      {...{ id, label, chosen, wrong, change, find }}
      placeholder={w('typeName')}
      keyOf={({ word }) => word}
      sign={one => isGroup(one) && <Icon name="people" />}
      option={one => (
        <>
          <span class="face sign" aria-hidden="true">
            {isGroup(one) ? <Icon name="people" /> : [...one.display][0]?.toUpperCase()}
          </span>
          <span class="lines">
            <b dir="auto">{one.display}</b>
            <span class="detail">{isGroup(one) ? w('group') : <bdi>{one.word}</bdi>}</span>
          </span>
        </>
      )}
    />
  );
}

/** Groups first: there are fewer of them. */
function useFind(): (query: string) => Promise<Addressee[] | null> {
  const { call } = useHouse();
  const { name: own, display } = useDesk().model.state.me;
  return async typed => {
    const query = typed.replace(/^@/, '');
    if (query === '') return null;
    const [groups, people] = await Promise.all([
      call<{ groups: Group[] }>('GET', pathWith('/groups', { query })),
      call<{ people: Person[] }>('GET', pathWith('/users', { query })),
    ]);
    // Nobody is found by themselves, but may leave themselves out.
    const isOwn = `${own} ${display}`.toLowerCase().includes(query.toLowerCase());
    return [
      ...(groups.data?.groups ?? []).map(one => ({ word: `@${one.name}`, display: one.display })),
      ...(people.data?.people ?? []).map(one => ({ word: one.name, display: one.display })),
      ...(isOwn ? [{ word: own, display }] : []),
    ];
  };
}
