/** A score as four dots of which so many are filled. Decoration: the word stands beside it. */
export function Dots({ score }: { score: number }) {
  return (
    <span class="dots" aria-hidden="true">
      {[1, 2, 3, 4].map((step) => (
        <i key={step} class={step <= score ? "dots__on" : ""} />
      ))}
    </span>
  );
}
