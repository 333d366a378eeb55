import type { HelpRequest } from '../../relay/protocol.ts';
import type { ScreensKey } from '../screens-strings.ts';
import { useDesk, useGuard } from './kit.tsx';
import { useWords } from './use-words.tsx';

export const outcomeKeys = {
  solved: 'helpSolved',
  unsolved: 'helpUnsolved',
  elsewhere: 'helpElsewhere',
  cancelled: 'helpCancelled',
} as const satisfies Record<NonNullable<HelpRequest['outcome']>, ScreensKey>;

/** Above a conversation in which help is asked for: how it stands, and what each side can do. */
export function HelpBanner({ conversation }: { conversation: string }) {
  const { model } = useDesk();
  const { mine, desk } = model.state.help;
  const held = desk?.held.find(one => one.conversation === conversation);
  if (held) return <Helping id={held.id} />;
  return mine?.conversation === conversation ? <Asking help={mine} /> : null;
}

function Asking({ help }: { help: HelpRequest }) {
  const { model } = useDesk();
  const w = useWords();
  const guard = useGuard();
  const { id, state, by, outcome } = help;
  const cancel = async () => {
    const done = await model.deeds.ask('cancelHelp', { id });
    if (done) model.helpIs(done);
    if (done && state === 'open') model.dismiss();
  };
  const again = async () => {
    const done = await model.deeds.ask('reopenHelp', { id });
    if (done) model.helpIs(done.help, done);
  };
  if (state === 'closed') {
    return (
      <div class="help-banner" role="status">
        <span class="lines">
          <b>{w('helpClosed')}</b>
          <span class="detail">{w(outcomeKeys[outcome ?? 'solved'])}</span>
        </span>
        <button type="button" class="small" onClick={() => guard(again)}>
          {w('helpAgain')}
        </button>
      </div>
    );
  }
  return (
    <div class="help-banner">
      <span class="lines" role="status">
        {state === 'taken' ? <b>{w('helpWith', by?.display ?? '')}</b> : <Standing />}
      </span>
      <button type="button" class="small" onClick={() => guard(cancel)}>
        {w(state === 'taken' ? 'helpEnough' : 'helpTakeBack')}
      </button>
    </div>
  );
}

/** Where somebody stands who waits. */
export function Standing() {
  const { help } = useDesk().model.state;
  const w = useWords();
  const before = (help.place ?? 1) - 1;
  return (
    <>
      <b>{before === 0 ? w('helpNext') : w('helpBefore', before)}</b>
      <span class="detail">{w(help.isManned ? 'helpComes' : 'helpNobody')}</span>
    </>
  );
}

function Helping({ id }: { id: string }) {
  const { model } = useDesk();
  const w = useWords();
  return (
    <div class="help-banner">
      <span class="lines">
        <b>{w('helpYours')}</b>
      </span>
      <button type="button" class="small" onClick={() => model.openHelpDesk(id)}>
        {w('helpTools')}
      </button>
    </div>
  );
}
