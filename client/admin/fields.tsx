import { useUniqueId } from './kit.tsx';
import { Below, toldOf } from './told.tsx';

/** A text of several lines with its label; it grows with what is in it. `wrong`: what is to be mended in it. */
export function LongField(props: {
  label: string;
  value: string;
  rows?: number;
  maxLength: number;
  hint?: string;
  wrong?: string | undefined;
  change(value: string): void;
}) {
  const { label, value, rows = 3, maxLength, hint, wrong, change } = props;
  const id = useUniqueId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        {...{ id, rows, maxLength, value }}
        dir="auto"
        {...toldOf({ id, hint, wrong })}
        onInput={event => change(event.currentTarget.value)}
      />
      <Below {...{ id, hint, wrong }} />
    </div>
  );
}

/** One of a few, each in plain sight with a line about it. */
export function Radios<V extends string>(props: {
  label: string;
  value: V;
  of: readonly { value: V; text: string; hint?: string }[];
  /** As cards beside each other. */
  cards?: boolean;
  change(value: V): void;
}) {
  const name = useUniqueId();
  return (
    <fieldset class={props.cards ? 'radios are-cards' : 'radios'}>
      <legend>{props.label}</legend>
      {props.of.map(({ value, text, hint }) => (
        <label key={value} class={`check of-${value}`}>
          <input
            type="radio"
            name={name}
            checked={value === props.value}
            onChange={() => props.change(value)}
          />
          <span>
            {text}
            {hint && <span class="detail">{hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
