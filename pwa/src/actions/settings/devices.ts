import { answered, api, type Shapes } from "../../api";

/** The phones and computers that are signed in. */
export async function loadDevices(): Promise<Shapes["Device"][]> {
  return (await answered(api.GET("/api/devices"))).devices;
}

/** Signs another device out. */
export async function revokeDevice(id: string): Promise<void> {
  await answered(api.DELETE("/api/devices/{device_id}", { params: { path: { device_id: id } } }));
}
