// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { expect, it } from "vitest";
import { clinicRoutes, entranceRoutes } from "../src/screens/entrance/routes";
import { PAGES } from "../src/screens/settings/pages";

const routes = [...entranceRoutes, ...clinicRoutes].filter(({ path }) => path.startsWith("/settings"));

it("every path of the settings has a screen, and every screen a path", () => {
  expect(routes.map(({ path }) => path).sort()).toEqual(Object.keys(PAGES).sort());
});

it.each(routes.map((route) => [route.path, route] as const))("%s loads its screen", async (_, route) => {
  expect(await route.load()).toHaveProperty("default");
});
