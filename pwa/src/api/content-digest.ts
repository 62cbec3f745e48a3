/** The header Content-Digest (RFC 9530) for a SHA-256 in hex. */
export function contentDigest(sha256: string): string {
  return `sha-256=:${btoa(sha256.replace(/../g, (byte) => String.fromCharCode(Number.parseInt(byte, 16))))}:`;
}
