declare module "virtual:messages/worker" {
  const texts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  export default texts;
}

/** The files to keep for offline use; written in by build/worker.ts. */
declare const __KEPT__: readonly { url: string; revision: string | null }[];
