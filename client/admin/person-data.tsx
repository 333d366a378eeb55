import { useState } from 'preact/hooks';
import type { Hold } from '../../relay/protocol.ts';
import { useDesk } from '../views/kit.tsx';
import type { Account } from './account.ts';
import { auditTexts } from './audit-words.ts';
import type { Problem } from './call.ts';
import { Lift, SetHold } from './holds.tsx';
import { Card, Sure, useHouse, Wrong } from './kit.tsx';
import { Of, useResource } from './resource.tsx';
import { useTexts } from './words.ts';

/** All that is there of somebody: saved for them, held, or deleted. */
export function PersonData({ account: { name, display } }: { account: Account }) {
  const { call, say } = useHouse();
  const { model } = useDesk();
  const w = useTexts(auditTexts);
  const holds = useResource<{ holds: Hold[] }>('/admin/holds');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isDeleted, setDeleted] = useState(false);
  const remove = async () => {
    const answer = await call('DELETE', `/admin/users/${encodeURIComponent(name)}`);
    setProblem(answer.problem ?? null);
    if (!answer.data) return;
    setDeleted(true);
    say(w('isDeleted', display));
  };
  if (isDeleted) return <Card title={w('data')}>{w('isDeleted', display)}</Card>;
  return (
    <Card title={w('data')} class="deed-list">
      <div>
        <a class="button" href={`/api/v1/admin/users/${encodeURIComponent(name)}/export`} download>
          {w('saveData')}
        </a>
        <p class="hint">{w('saveHint')}</p>
      </div>
      <div>
        <Of of={holds}>
          {({ holds: all }) => {
            const hold = all.find(
              one => one.kind === 'person' && one.subject === name && one.lifted === null,
            );
            return hold ? (
              <>
                <p dir="auto">{w('personHeld', hold.reason)}</p>
                <Lift hold={hold} done={() => holds.reload()} />
              </>
            ) : (
              <>
                <SetHold kind="person" subject={name} done={() => holds.reload()} />
                <p class="hint">{w('holdHint')}</p>
              </>
            );
          }}
        </Of>
      </div>
      {name !== model.state.me.name && (
        <div>
          <Sure deed={w('delete')} question={w('deleteSure', display)} act={remove} />
          <p class="hint">{w('deleteHint')}</p>
          <Wrong problem={problem} />
        </div>
      )}
    </Card>
  );
}
