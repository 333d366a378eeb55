import { useState } from 'preact/hooks';
import type { Hold, HoldKind } from '../../relay/protocol.ts';
import { Form } from '../views/kit.tsx';
import { auditTexts } from './audit-words.ts';
import type { Problem } from './call.ts';
import { Field, useCommon, useHouse, Wrong } from './kit.tsx';
import { useTexts } from './words.ts';

const reasonChars = 500;

/** Puts something under hold, with a reason. `failed`: told of a fault in `subject`, which is another's field. */
export function SetHold(props: {
  kind: HoldKind;
  subject: string;
  failed?(problem: Problem | null): void;
  done(): void;
}) {
  const { kind, subject } = props;
  const { call, say } = useHouse();
  const w = useTexts(auditTexts);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const set = async () => {
    const answer = await call<Hold>('POST', '/admin/holds', { kind, subject: subject.trim(), reason });
    setProblem(answer.problem ?? null);
    props.failed?.(answer.problem ?? null);
    if (!answer.data) return;
    setReason('');
    say(w('isHeld', answer.data.subject));
    props.done();
  };
  const isElsewhere = props.failed !== undefined && problem?.field === 'subject';
  return (
    <Form act={set}>
      <Field
        label={w('reason')}
        maxLength={reasonChars}
        value={reason}
        onInput={event => setReason(event.currentTarget.value)}
      />
      <Wrong problem={isElsewhere ? null : problem} />
      <div class="buttons">
        <button type="submit" disabled={reason.trim() === '' || subject.trim() === ''}>
          {w('setHold')}
        </button>
      </div>
    </Form>
  );
}

/** Lifts a hold; the reason is asked for at its own place. */
export function Lift({ hold, done }: { hold: Pick<Hold, 'id' | 'subject'>; done(): void }) {
  const { call, say } = useHouse();
  const w = useTexts(auditTexts);
  const c = useCommon();
  const [reason, setReason] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const lift = async () => {
    const answer = await call<Hold>('POST', `/admin/holds/${hold.id}/lift`, { reason });
    setProblem(answer.problem ?? null);
    if (!answer.data) return;
    setReason(null);
    say(w('isLifted', hold.subject));
    done();
  };
  if (reason === null) {
    return (
      <button
        type="button"
        class="small"
        aria-label={w('liftOf', hold.subject)}
        onClick={() => setReason('')}
      >
        {w('lift')}
      </button>
    );
  }
  return (
    <Form class="lift" act={lift}>
      <Field
        label={w('liftReason')}
        maxLength={reasonChars}
        value={reason}
        onInput={event => setReason(event.currentTarget.value)}
      />
      <Wrong problem={problem} />
      <div class="buttons">
        <button type="submit" class="bad" disabled={reason.trim() === ''}>
          {w('lift')}
        </button>
        <button type="button" onClick={() => setReason(null)}>
          {c('cancel')}
        </button>
      </div>
    </Form>
  );
}
