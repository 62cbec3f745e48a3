declare module "virtual:messages/worker" {
  const texts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  export default texts;
}

/** The files to precache for offline use; defined by build/worker.ts. */
declare const __PRECACHE__: readonly { url: string; revision: string | null }[];
/** The files that only practitioners' screens need, as paths; defined by build/worker.ts. */
declare const __ON_DEMAND__: readonly string[];
