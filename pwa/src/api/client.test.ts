import { describe, expect, it, vi } from "vitest";
import { api, bodyOf, isProblem, Problem } from ".";

function server(answer: () => Promise<Response>): void {
  vi.stubGlobal("fetch", answer);
}

const problem = (status: number, body: unknown) => () => Promise.resolve(Response.json(body, { status }));
const thrownBy = (work: Promise<unknown>): Promise<unknown> => work.then(() => undefined, (thrown: unknown) => thrown);

describe("a call to the server", () => {
  it("returns the body of the response", async () => {
    server(() => Promise.resolve(Response.json({ public_key: "BPk" })));
    expect(await bodyOf(api.GET("/api/push-key"))).toEqual({ public_key: "BPk" });
  });

  it("throws a refusal with its code, status and faults", async () => {
    const errors = [{ at: "token", problem: "too short" }];
    server(problem(422, { code: "invalid", status: 422, title: "", detail: "", errors }));
    const thrown = await thrownBy(bodyOf(api.POST("/api/links/open", { body: { token: "x" } })));
    expect(thrown).toMatchObject({ code: "invalid", status: 422, faults: errors });
  });

  it.each([
    ["an empty body", () => Promise.resolve(new Response(null, { status: 502 }))],
    ["a proxy's page", () => Promise.resolve(new Response("<h1>Bad gateway</h1>", { status: 502 }))],
  ])("calls %s unexpected", async (_, answer) => {
    server(answer);
    expect(await thrownBy(bodyOf(api.GET("/api/me")))).toMatchObject({ code: "unexpected", status: 502 });
  });

  it("distinguishes offline from a timeout", async () => {
    server(() => Promise.reject(new TypeError("Failed to fetch")));
    const offline = await thrownBy(bodyOf(api.GET("/api/me")));
    server(() => Promise.reject(new DOMException("too late", "TimeoutError")));
    const late = await thrownBy(bodyOf(api.GET("/api/me")));
    expect([isProblem(offline, "offline"), isProblem(late, "timeout")]).toEqual([true, true]);
    expect(offline).toBeInstanceOf(Problem);
  });
});
