"""Passkeys with `webauthn` (py_webauthn): the ceremonies, without storage."""

from collections.abc import Mapping
from urllib.parse import urlsplit
from uuid import UUID

from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import options_to_json_dict
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from server.domain.errors import Invalid
from server.ports import NewPasskey

TIMEOUT = 300_000
"""Milliseconds that a browser allows for a ceremony; the server stores a ceremony for equally long."""

MAX_ID = 1023


class WebAuthnPasskeys:
    """`server.ports.Passkeys` for the host of `public_url`. Passkeys of one host do not work on another."""

    def __init__(self, public_url: str) -> None:
        address = urlsplit(public_url)
        self._host = address.hostname or ""
        self._origin = f"{address.scheme}://{address.netloc}"

    def registration_options(
        self,
        *,
        person_id: UUID,
        name: str,
        challenge: bytes,
        exclude: tuple[bytes, ...],
        verify_user: bool = False,
    ) -> Mapping[str, object]:
        options = generate_registration_options(
            rp_id=self._host,
            rp_name="Afterglow",
            user_id=person_id.bytes,
            user_name=name,
            challenge=challenge,
            timeout=TIMEOUT,
            authenticator_selection=AuthenticatorSelectionCriteria(
                # sign-in asks for no user name: the passkey identifies the person
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=_wanted(verify_user),
            ),
            exclude_credentials=[PublicKeyCredentialDescriptor(id=credential) for credential in exclude],
        )
        return dict[str, object](options_to_json_dict(options))

    def verify_registration(
        self, credential: Mapping[str, object], *, challenge: bytes, verify_user: bool = False
    ) -> NewPasskey:
        try:
            verified = verify_registration_response(
                credential=dict(credential),
                expected_challenge=challenge,
                expected_rp_id=self._host,
                expected_origin=self._origin,
            )
        except (
            Exception
        ) as error:  # the library also raises the errors of its parsers, which are of many types
            raise _refused() from error
        _check_verified(verified.user_verified, verify_user)
        return NewPasskey(
            credential_id=_sized(verified.credential_id),
            public_key=verified.credential_public_key,
            sign_count=verified.sign_count,
            transports=_transports(credential),
        )

    def authentication_options(self, *, challenge: bytes, verify_user: bool = False) -> Mapping[str, object]:
        options = generate_authentication_options(
            rp_id=self._host, challenge=challenge, timeout=TIMEOUT, user_verification=_wanted(verify_user)
        )
        return dict[str, object](options_to_json_dict(options))

    def credential_id(self, credential: Mapping[str, object]) -> bytes:
        try:
            return _sized(base64url_to_bytes(str(credential["rawId"])))
        except (KeyError, ValueError) as error:
            raise _refused() from error

    def verify_authentication(
        self,
        credential: Mapping[str, object],
        *,
        challenge: bytes,
        public_key: bytes,
        sign_count: int,
        verify_user: bool = False,
    ) -> int:
        try:
            verified = verify_authentication_response(
                credential=dict(credential),
                expected_challenge=challenge,
                expected_rp_id=self._host,
                expected_origin=self._origin,
                credential_public_key=public_key,
                credential_current_sign_count=sign_count,
            )
        except (
            Exception
        ) as error:  # the library also raises the errors of its parsers, which are of many types
            raise _refused() from error
        _check_verified(verified.user_verified, verify_user)
        return verified.new_sign_count


def _wanted(verify_user: bool) -> UserVerificationRequirement:
    return UserVerificationRequirement.REQUIRED if verify_user else UserVerificationRequirement.PREFERRED


def _check_verified(verified: bool, wanted: bool) -> None:
    if wanted and not verified:
        raise Invalid("The device has not checked that it is you.", code="passkey-unverified")


def _transports(credential: Mapping[str, object]) -> tuple[str, ...]:
    response = credential.get("response")
    transports = response.get("transports") if isinstance(response, dict) else None
    return tuple(str(transport)[:16] for transport in transports[:8]) if isinstance(transports, list) else ()


def _sized(credential_id: bytes) -> bytes:
    """Return the id. Raises `Invalid` if it is longer than the 1,023 bytes that WebAuthn (section 4) allows."""
    if len(credential_id) > MAX_ID:
        raise _refused()
    return credential_id


def _refused() -> Invalid:
    return Invalid("This passkey could not be checked. Please try again.", code="passkey-refused")
