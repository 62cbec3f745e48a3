/** Takes photos that another app shares with this one. They never reach the server from here: the check-in sends them. */
import { CUT_HEADER, MOST_SHARED_BYTES, RECEIVE_PATH, SHARED_CACHE, SHARED_HEAD, sharedAddress } from "../domain/shared-photos";
import { MAX_PHOTOS_PER_ENTRY } from "../domain/vocabulary";

/** Whether a request hands over what was shared. */
export function isShared({ method, url }: { readonly method: string; readonly url: string }, origin: string): boolean {
  const address = new URL(url);
  return method === "POST" && address.origin === origin && address.pathname === RECEIVE_PATH;
}

/** Store the photos, and lead to the screen that shows them or says what became of them. */
export async function receiveShared(request: Request, origin: string): Promise<Response> {
  const leadTo = (path: string): Response => Response.redirect(origin + path, 303);
  let files: File[];
  try {
    files = (await request.formData()).getAll("photos").filter((part) => part instanceof File);
  } catch {
    return leadTo(`${RECEIVE_PATH}?missed`);
  }
  try {
    await store(files.slice(0, MAX_PHOTOS_PER_ENTRY));
  } catch {
    return leadTo(`${RECEIVE_PATH}?full`);
  }
  return leadTo(files.length > MAX_PHOTOS_PER_ENTRY ? `${RECEIVE_PATH}?too-many` : RECEIVE_PATH);
}

async function store(files: readonly File[]): Promise<void> {
  const cache = await caches.open(SHARED_CACHE);
  const sharedAt = Date.now();
  for (const [number, file] of files.entries()) await cache.put(sharedAddress(sharedAt, number), stored(file));
}

function stored(file: File): Response {
  const type = { "content-type": file.type };
  if (file.size <= MOST_SHARED_BYTES) return new Response(file, { headers: type });
  return new Response(file.slice(0, SHARED_HEAD), { headers: { ...type, [CUT_HEADER]: String(file.size) } });
}
