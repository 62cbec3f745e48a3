import { answered, api, type Shapes } from "../../api";

/** The phones and computers that are signed in. */
export async function loadAuthSessions(): Promise<Shapes["AuthSessionView"][]> {
  return (await answered(api.GET("/api/my/auth-sessions"))).auth_sessions;
}

/** Signs another device out. */
export async function revokeAuthSession(id: string): Promise<void> {
  await answered(api.DELETE("/api/my/auth-sessions/{auth_session_id}", { params: { path: { auth_session_id: id } } }));
}
