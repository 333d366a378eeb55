import { useState } from 'preact/hooks';
import type { AuditReport } from '../../relay/protocol.ts';
import { Form } from '../views/kit.tsx';
import { type AuditKey, auditTexts } from './audit-words.ts';
import { type Problem, pathWith } from './call.ts';
import { Card, Copy, Field, useHouse, Wrong } from './kit.tsx';
import { useTexts } from './words.ts';

const faults: Record<NonNullable<AuditReport['broken']>['what'], AuditKey> = {
  ...{ missing: 'missing', changed: 'changed', noted: 'noted', added: 'added', seal: 'seal' },
  ...{ checkpoint: 'notThere', removed: 'removed' },
};

/** Follows the log from its first entry to its last, and says what came of it. */
export function AuditCheck() {
  const { call } = useHouse();
  const w = useTexts(auditTexts);
  const [kept, keep] = useState('');
  const [report, setReport] = useState<(AuditReport & { checkpoint: string }) | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const check = async () => {
    setBusy(true);
    const checkpoint = kept.trim();
    const answer = await call<AuditReport>('GET', pathWith('/admin/audit/verify', { checkpoint }));
    setBusy(false);
    setProblem(answer.problem ?? null);
    setReport(answer.data ? { ...answer.data, checkpoint } : null);
  };
  return (
    <Card title={w('checkTitle')} lead={w('checkLead')}>
      <Form class="check-log" act={check}>
        <div class="buttons">
          <button type="submit" class="strong" disabled={isBusy}>
            {w(isBusy ? 'checking' : 'check')}
          </button>
        </div>
        <details>
          <summary>{w('earlier')}</summary>
          <Field
            label={w('earlier')}
            hint={w('earlierHint')}
            dir="ltr"
            spellcheck={false}
            maxLength={100}
            value={kept}
            onInput={event => keep(event.currentTarget.value)}
            wrong={problem?.field === 'checkpoint' ? problem.detail : undefined}
          />
        </details>
      </Form>
      <Wrong problem={problem?.field === 'checkpoint' ? null : problem} />
      {report && <Result report={report} />}
    </Card>
  );
}

function Result({
  report: { head, removed, broken, checkpoint },
}: {
  report: AuditReport & { checkpoint: string };
}) {
  const w = useTexts(auditTexts);
  if (broken) {
    return (
      <p class="problem verdict" role="alert">
        {w(faults[broken.what], broken.n)}
      </p>
    );
  }
  return (
    <>
      <p class="verdict is-good" role="status">
        <b>{head.n > removed.n ? w('whole', removed.n + 1, head.n) : w('empty')}</b>
        {checkpoint && ` ${w('knows')}`}
      </p>
      <Copy label={w('checkpoint')} value={`${head.n}:${head.hash}`} hint={w('checkpointHint')} />
    </>
  );
}
