import type { ComponentChildren } from 'preact';
import type { Priority } from '../../relay/protocol.ts';
import { lookOf } from '../announcement-look.ts';
import { Icon } from '../views/icon.tsx';
import { Text, useDesk } from '../views/kit.tsx';

/** As much of an announcement as its look comes from. */
interface Shown {
  from: string;
  text: string;
  priority: Priority;
  at: string;
  drill: boolean;
  reminders?: number | undefined;
  clears?: string | undefined;
  options: string[];
  takesText: boolean;
}

/** An announcement as it stands on the pages of people. `children`: what it carries. */
export function Look({ of, title, children }: { of: Shown; title: string; children?: ComponentChildren }) {
  const { t } = useDesk();
  const { priority, clears } = of;
  const look = lookOf({ priority, ...(clears && { clears }) });
  return (
    <figure class={`look of-${look}`}>
      <figcaption>{title}</figcaption>
      <div class="screen">
        <div class={`card-of of-${look}`}>
          <div class="head">
            <span class={`face sign of-${look}`} aria-hidden="true">
              <Icon name={look === 'allClear' ? 'check' : 'bell'} />
            </span>
            <div class="lines">
              <p class="name">{t(look)}</p>
              <p class="detail">
                <bdi>{of.from}</bdi> · <time>{of.at}</time>
              </p>
            </div>
          </div>
          {(of.drill || Boolean(of.reminders)) && (
            <p class="marks">
              {of.drill && <b>{t('drill')}</b>}
              {Boolean(of.reminders) && <span>{t('reminder')}</span>}
            </p>
          )}
          <div class="said">
            <p class="notice" dir="auto">
              <Text>{of.text}</Text>
            </p>
            {children}
          </div>
          <Answers options={of.options} takesText={of.takesText} />
        </div>
      </div>
    </figure>
  );
}

/** Only to be looked at. */
function Answers({ options, takesText }: Pick<Shown, 'options' | 'takesText'>) {
  const { t } = useDesk();
  return (
    <p class="foot">
      {takesText && <span class="words">{t('replyHint')}</span>}
      {options.map(option => (
        <span key={option} class="choice-of" dir="auto">
          {option}
        </span>
      ))}
      {options.length === 0 && <span class="choice-of strong">{t('acknowledge')}</span>}
    </p>
  );
}
