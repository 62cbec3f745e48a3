import { useEffect, useState } from "preact/hooks";

export interface PictureBytes {
  readonly bytes: ArrayBuffer;
  readonly type: string;
}

/** An object URL for a picture in memory, revoked when the component unmounts; undefined on the first render. */
export function useObjectUrl({ bytes, type }: PictureBytes): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([bytes], { type }));
    setAddress(url);
    return () => URL.revokeObjectURL(url);
  }, [bytes]);
  return address;
}
