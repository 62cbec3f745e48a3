import { Icon, type IconName } from "../../ui";

/** One thing to know, in a few words and a sentence. */
export interface Fact {
  icon: IconName;
  title: string;
  text?: string;
}

/** A short list of things to know. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <ul class="told">
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
