"""The URL table: every call of the API, who may make it, and who answers it."""

from server.api.handlers import people, sign_in
from server.api.layer import at
from server.api.permissions import anyone, owner, patient, signed_in

TABLE = (
    at("POST /api/links/open", sign_in.open_link, may=anyone),
    at("POST /api/links/sign-in", sign_in.sign_in_by_link, may=anyone),
    at("POST /api/links/accept", sign_in.accept_invitation, may=patient),
    at("POST /api/passkeys/registration-options", sign_in.start_registration, may=anyone),
    at("POST /api/passkeys/registration", sign_in.finish_registration, may=anyone),
    at("POST /api/passkeys/authentication-options", sign_in.start_authentication, may=anyone),
    at("POST /api/passkeys/authentication", sign_in.finish_authentication, may=anyone),
    at("POST /api/sign-out", sign_in.sign_out, may=signed_in),
    at("GET /api/me", people.show_me, may=signed_in),
    at("PATCH /api/me", people.change_me, may=signed_in),
    at("GET /api/devices", people.list_devices, may=signed_in),
    at("DELETE /api/devices/{device_id}", people.revoke_device, may=signed_in),
    at("POST /api/colleagues/invitation", sign_in.invite_colleague, may=owner),
)
