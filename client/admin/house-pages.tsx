import { useState } from 'preact/hooks';
import type { PagesState } from '../../relay/protocol.ts';
import type { Problem } from './call.ts';
import type { HousePart } from './house.tsx';
import { Card, Sure, useHouse, useWho, Wrong } from './kit.tsx';
import { useMoment } from './moment.tsx';
import { Of, useResource } from './resource.tsx';
import { SettingBlock } from './setting-block.tsx';
import { sitesTexts } from './sites-words.ts';
import { Trial } from './trial.tsx';
import { useTexts } from './words.ts';

/** Which pages carry the window: all at once, by kind, and what happens with a single one. */
export function HousePages({ house }: HousePart) {
  const w = useTexts(sitesTexts);
  const [address, setAddress] = useState('');
  return (
    <div class="cards-of">
      <Switch />
      <Card title={w('tryTitle')} lead={w('tryLead')}>
        <Trial {...{ address, setAddress }} />
      </Card>
      <div class="card">
        <SettingBlock of="inject.pages" house={house} />
        <SettingBlock of="tls.intercept" house={house} />
        <SettingBlock of="tls.learn" house={house} />
      </div>
    </div>
  );
}

/** The one switch above all settings. */
function Switch() {
  const { call, say } = useHouse();
  const w = useTexts(sitesTexts);
  const who = useWho();
  const moment = useMoment();
  const pages = useResource<PagesState>('/pages');
  const [problem, setProblem] = useState<Problem | null>(null);
  const turn = async (on: boolean) => {
    const answer = await call<PagesState>('PUT', '/pages', { on });
    setProblem(answer.problem ?? null);
    if (!answer.data) return;
    pages.set(answer.data);
    say(w(on ? 'isOn' : 'isOff'), () => void turn(!on));
  };
  return (
    <Card title={w('switchTitle')}>
      <Of of={pages}>
        {({ on, by, at }) => (
          <>
            <p class={on ? undefined : 'problem'}>{w(on ? 'switchOn' : 'switchOff')}</p>
            {at !== null && <p class="detail">{w('switchedBy', who(by), moment(at))}</p>}
            <div class="buttons">
              {on ? (
                <Sure deed={w('turnOff')} question={w('turnOffSure')} act={() => turn(false)} />
              ) : (
                <button type="button" class="strong" onClick={() => turn(true)}>
                  {w('turnOn')}
                </button>
              )}
            </div>
            <p class="hint">{w('switchHint')}</p>
          </>
        )}
      </Of>
      <Wrong problem={problem} />
    </Card>
  );
}
