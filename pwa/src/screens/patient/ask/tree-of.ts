import { timelinesOf, type Treatment } from "../../../domain/diary";
import type { NamedTopics } from "../../../domain/topic-names";
import { extendedTree } from "../../../domain/topics-extended";

/** The tree with the own topics of all these sheets. */
export function treeOf<Tree extends NamedTopics>(treatments: readonly Treatment[], tree: Tree): Tree {
  return treatments.flatMap(timelinesOf).reduce((extended, { topics }) => extendedTree(extended, topics), tree);
}
