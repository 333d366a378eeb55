import { useRef, useState } from 'preact/hooks';
import type { HelpNote } from '../../relay/protocol.ts';
import { Form, Text, useDesk } from './kit.tsx';
import { useWords } from './use-words.tsx';

/** What the help desk writes down for itself. */
export function HelpNotes(props: { id: string; notes: HelpNote[]; changed(notes: HelpNote[]): void }) {
  const { id, notes, changed } = props;
  const { model, t, times } = useDesk();
  const w = useWords();
  const [text, write] = useState('');
  const whenOf = (at: number) => {
    const day = times.day(at, Date.now());
    return day === 'today' ? times.clock(at) : day === 'yesterday' ? t('yesterday') : day;
  };
  // The same for every attempt at one note.
  const attempt = useRef('');
  const add = async () => {
    attempt.current ||= model.newId();
    const answer = await model.deeds.ask('noteHelp', { id, text, clientId: attempt.current });
    if (!answer) return;
    attempt.current = '';
    write('');
    changed(answer.notes);
  };
  return (
    <section aria-labelledby="help-notes">
      <h2 id="help-notes">{w('helpNotes')}</h2>
      {notes.map(({ id: key, by, text: said, at }) => (
        <p key={key} class="help-note" dir="auto">
          <b>{by.display}</b> <time>{whenOf(at)}</time>
          <br />
          <Text>{said}</Text>
        </p>
      ))}
      <Form class="words" act={add}>
        <label for="help-note">{w('helpNote')}</label>
        <textarea
          id="help-note"
          rows={2}
          dir="auto"
          maxLength={2_000}
          aria-describedby="help-note-hint"
          value={text}
          onInput={event => {
            attempt.current = '';
            write(event.currentTarget.value);
          }}
        />
        <p class="hint" id="help-note-hint">
          {w('helpNoteHint')}
        </p>
        <div class="buttons">
          <button type="submit" class="small" disabled={text.trim() === ''}>
            {w('helpAddNote')}
          </button>
        </div>
      </Form>
    </section>
  );
}
