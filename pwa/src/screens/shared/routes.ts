import type { Route } from "../../ui";

/** Reading a diary by a share link, without an account. */
export const sharedRoutes: readonly Route[] = [{ path: "/shared", bare: true, load: () => import("./shared") }];
