import { useState } from 'preact/hooks';
import type { Barrier, Group } from '../../relay/protocol.ts';
import { Form } from '../views/kit.tsx';
import type { Problem } from './call.ts';
import { groupsTexts } from './groups-words.ts';
import { Card, Choice, Sure, useHouse, useWho, Wrong } from './kit.tsx';
import { useMoment } from './moment.tsx';
import { Of, useResource } from './resource.tsx';
import { useTexts } from './words.ts';

/** Which groups are kept apart. */
export function Barriers() {
  const { call, say } = useHouse();
  const w = useTexts(groupsTexts);
  const moment = useMoment();
  const who = useWho();
  const list = useResource<{ barriers: Barrier[] }>('/barriers');
  const groups = useResource<{ groups: Group[] }>('/groups?query=+').data?.groups ?? [];
  const [pair, setPair] = useState<[string, string]>(['', '']);
  const [problem, setProblem] = useState<Problem | null>(null);
  const displayOf = (name: string) => groups.find(group => group.name === name)?.display ?? name;
  const set = async (between: [string, string], on: boolean) => {
    const answer = await call<{ barriers: Barrier[] }>('PUT', '/barriers', { groups: between, on });
    setProblem(answer.problem ?? null);
    if (!answer.data) return;
    list.set(answer.data);
    say(on ? w('raised', displayOf(between[0]), displayOf(between[1])) : w('lifted'));
    if (on) setPair(['', '']);
  };
  const choices = [
    ['', w('choose')] as const,
    ...groups.map(({ name, display }) => [name, display] as const),
  ];
  const [one, other] = pair;
  return (
    <div class="below">
      <Card title={w('barriers')} lead={w('barriersLead')}>
        <Of of={list}>
          {({ barriers }) =>
            barriers.length === 0 ? (
              <p>{w('noBarriers')}</p>
            ) : (
              <ul class="lines-of">
                {barriers.map(({ groups: between, by, at }) => {
                  const [first, second] = [displayOf(between[0]), displayOf(between[1])];
                  return (
                    <li key={between.join(' ')}>
                      <span class="lines">
                        <span>{w('between', first, second)}</span>
                        <span class="detail">{w('raisedBy', who(by), moment(at))}</span>
                      </span>
                      <Sure
                        small
                        deed={w('lift')}
                        label={w('liftOf', first, second)}
                        question={w('liftSure')}
                        act={() => set(between, false)}
                      />
                    </li>
                  );
                })}
              </ul>
            )
          }
        </Of>
        <Form class="pair" act={() => set(pair, true)}>
          <Choice label={w('one')} value={one} of={choices} change={value => setPair([value, other])} />
          <Choice label={w('other')} value={other} of={choices} change={value => setPair([one, value])} />
          <button type="submit" disabled={one === '' || other === '' || one === other}>
            {w('raise')}
          </button>
        </Form>
        <Wrong problem={problem} />
      </Card>
    </div>
  );
}
