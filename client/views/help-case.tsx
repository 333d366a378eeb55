import { useState } from 'preact/hooks';
import type { CommandInput, CommandOutputs, HelpNote, HelpRow } from '../../relay/protocol.ts';
import type { HelpBoard } from '../help-board.ts';
import { outcomeKeys } from './help-banner.tsx';
import { RowState } from './help-desk.tsx';
import { HelpNotes } from './help-notes.tsx';
import { PageCard } from './invitation.tsx';
import { Face, Form, Text, useDesk, useGuard, Window } from './kit.tsx';
import { useFresh } from './use-fresh.tsx';
import { useWords } from './use-words.tsx';
import { WaitingLines } from './waiting.tsx';

type Case = CommandOutputs['helpCase'];

/** One request with all that belongs to it, kept as it is on the server; `gone`: it cannot be shown. */
export interface CaseInSight {
  found: Case | 'gone' | null;
  put(help: HelpRow): void;
  setNotes(notes: HelpNote[]): void;
}

export function useHelpCase(id: string, board: HelpBoard): CaseInSight {
  const { model } = useDesk();
  const [found, setFound] = useState<Case | 'gone' | null>(null);
  const load = async () => {
    const answer = await model.deeds.look('helpCase', { id });
    if ('data' in answer) setFound(answer.data);
    else if (answer.problem !== 'offline') setFound('gone');
  };
  const change = (more: Partial<Case>) =>
    setFound(known => (known && known !== 'gone' ? { ...known, ...more } : known));
  const put = (help: HelpRow) => {
    board.put(help);
    change({ help });
  };
  useFresh(load, id, frame => {
    if (frame.kind === 'help-noted' && frame.id === id) void load();
    if (frame.kind === 'help-desk' && frame.row?.id === id) put(frame.row);
  });
  return { found, put, setNotes: notes => change({ notes }) };
}

/** One request in the window, and what can be done with it. */
export function HelpCase({ id, board, back }: { id: string; board: HelpBoard; back(): void }) {
  const { model, t } = useDesk();
  const w = useWords();
  const inSight = useHelpCase(id, board);
  const { found } = inSight;
  if (found === null || found === 'gone') {
    return (
      <Window class="people help-case" title={w('helpDesk')} back={back}>
        <WaitingLines />
        <div class="scroll">
          <p class="detail" role="status">
            {found ? w('helpGone') : t('loading')}
          </p>
        </div>
      </Window>
    );
  }
  const { help } = found;
  return (
    <Window
      class="people help-case"
      title={help.from.display}
      face={<Face display={help.from.display} presence={model.state.presence[help.from.name]} />}
      detail={<RowState row={help} />}
      back={back}
    >
      <WaitingLines />
      <div class="scroll">
        <CaseBody {...{ inSight, found, board, back }} talk={id => model.openTalk(id)} />
      </div>
    </Window>
  );
}

interface CaseParts {
  board: HelpBoard;
  back(): void;
  /** Opens the conversation of a request. */
  talk(conversation: string): void;
}

/** What was asked, the deeds, the notes, and what the same person asked before. */
export function CaseBody(props: CaseParts & { inSight: CaseInSight; found: Case }) {
  const { inSight, found, ...parts } = props;
  const { t } = useDesk();
  const { help, notes, earlier } = found;
  return (
    <>
      <p class="notice" dir="auto">
        <Text>{help.text || t('deletedMessage')}</Text>
      </p>
      {help.page && <PageCard page={help.page} />}
      <Deeds help={help} put={inSight.put} {...parts} />
      <HelpNotes id={help.id} notes={notes} changed={inSight.setNotes} />
      <Earlier of={earlier} />
    </>
  );
}

function Deeds(props: CaseParts & { help: HelpRow; put(help: HelpRow): void }) {
  const { help, board, put, back, talk } = props;
  const { model } = useDesk();
  const w = useWords();
  const guard = useGuard();
  const [panel, open] = useState<'hand' | 'close' | null>(null);
  const { id, state, by, from, conversation } = help;
  const me = model.state.me.name;
  if (state === 'closed' || from.name === me) return null;
  const isMine = by?.name === me;
  const done = async <N extends 'takeHelp' | 'handHelp' | 'closeHelp'>(name: N, input: CommandInput<N>) => {
    const row = await model.deeds.ask(name, input);
    if (row) put(row);
    return row;
  };
  const take = async () => (await done('takeHelp', { id })) && talk(conversation);
  const turn = (which: typeof panel) => open(panel === which ? null : which);
  return (
    <div class="help-deeds">
      <div class="marks">
        {state === 'open' && (
          <button type="button" class="strong" data-first onClick={() => guard(take)}>
            {w('helpTake')}
          </button>
        )}
        {isMine && (
          <button type="button" class="strong" data-first onClick={() => talk(conversation)}>
            {w('helpToTalk')}
          </button>
        )}
        <button type="button" aria-expanded={panel === 'hand'} onClick={() => turn('hand')}>
          {w('helpHand')}
        </button>
        <button type="button" aria-expanded={panel === 'close'} onClick={() => turn('close')}>
          {w('helpClose')}
        </button>
      </div>
      {panel === 'hand' && (
        <Hand
          help={help}
          board={board}
          hand={async to => {
            if (await done('handHelp', { id, to })) open(null);
          }}
        />
      )}
      {panel === 'close' && (
        <fieldset class="marks">
          <legend>{w('helpHow')}</legend>
          {(['solved', 'unsolved', 'elsewhere'] as const).map(outcome => (
            <button
              key={outcome}
              type="button"
              class="small"
              onClick={() => guard(async () => (await done('closeHelp', { id, outcome })) && back())}
            >
              {w(outcomeKeys[outcome])}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  );
}

/** To whom it may go: colleagues, those on duty first, oneself, or back to all. */
function Hand(props: { help: HelpRow; board: HelpBoard; hand(to: string | null): unknown }) {
  const { help, board, hand } = props;
  const { model } = useDesk();
  const w = useWords();
  const guard = useGuard();
  const me = model.state.me.name;
  const others = board.colleagues
    .filter(({ name }) => name !== help.by?.name && name !== help.from.name)
    // What waits one takes.
    .filter(({ name }) => name !== me || help.state === 'taken')
    .sort((one, other) => Number(other.isOnDuty) - Number(one.isOnDuty));
  const [to, choose] = useState(others[0]?.name ?? '');
  return (
    <Form
      class="choice"
      act={() => {
        guard(() => hand(to === '' ? null : to));
      }}
    >
      <label class="unseen" for="help-to">
        {w('helpHandTo')}
      </label>
      <select id="help-to" value={to} onChange={event => choose(event.currentTarget.value)}>
        {others.map(({ name, display, isOnDuty }) => (
          <option key={name} value={name}>
            {name === me ? w('helpToMe') : isOnDuty ? display : w('helpAway', display)}
          </option>
        ))}
        {help.state === 'taken' && <option value="">{w('helpToAll')}</option>}
      </select>
      <button type="submit" class="strong" disabled={to === '' && help.state === 'open'}>
        {w('helpHandIt')}
      </button>
    </Form>
  );
}

function Earlier({ of }: { of: Case['earlier'] }) {
  const w = useWords();
  if (of.length === 0) return null;
  return (
    <section aria-labelledby="help-earlier">
      <h2 id="help-earlier">{w('helpEarlier')}</h2>
      <ul class="help-earlier">
        {of.map(one => (
          <li key={one.id}>
            <p dir="auto">{one.text}</p>
            <RowState row={one} />
            {one.notes.map(({ id, by, text }) => (
              <p key={id} class="help-note" dir="auto">
                <b>{by.display}:</b> {text}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
