import { Icon, type IconName } from "../../ui";

/** One fact: a title, and a sentence about it. */
export interface Fact {
  icon: IconName;
  title: string;
  text?: string;
}

/** A short list of facts. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <ul class="facts-list">
      {facts.map(({ icon, title, text }) => (
        <li key={title}>
          <Icon name={icon} />
          <div>
            <strong>{title}</strong>
            {text !== undefined && <span>{text}</span>}
          </div>
        </li>
      ))}
    </ul>
  );
}
