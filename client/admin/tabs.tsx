import { Go, useHouse } from './kit.tsx';
import type { Place } from './place.ts';

/** The parts of a section, each at an address of its own. `rest`: what stands behind the section's name. */
export function Tabs({
  label,
  of,
}: {
  label: string;
  of: readonly (readonly [rest: string, name: string])[];
}) {
  const { place } = useHouse();
  const { section, rest } = place;
  const to = (part: string): Partial<Place> => ({ section, ...(part !== '' && { rest: [part] }) });
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {of.map(([part, name]) => (
          <li key={part}>
            <Go to={to(part)} current={(rest[0] ?? '') === part}>
              {name}
            </Go>
          </li>
        ))}
      </ul>
    </nav>
  );
}
