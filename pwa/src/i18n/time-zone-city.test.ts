// @vitest-environment jsdom
import { afterEach, expect, it } from "vitest";
import { language } from "./index";
import { timeZoneCity } from "./time-zone-city";

afterEach(() => {
  language.value = "en";
});

it.each([
  ["en", "Europe/Berlin", "Berlin"],
  ["en", "America/Argentina/Buenos_Aires", "Buenos Aires"],
  ["en", "Europe/Vienna", "Vienna"],
  ["de", "Europe/Vienna", "Wien"],
  ["de", "America/Mexico_City", "Mexiko-Stadt"],
  ["de", "Europe/Berlin", "Berlin"],
  ["en", "UTC", "UTC"],
])("in %s the time zone %s is shown as %s", (code, name, city) => {
  language.value = code;
  expect(timeZoneCity(name)).toBe(city);
});
