"""Signing in, with passkeys that are really created and verified, and with one-time links."""

from typing import Any
from uuid import UUID

import pytest
from httpx2 import AsyncClient, Response

from models.people import AuthSession, Clinic, OneTimeLink, Passkey, Person
from server.ports import Services
from server.usecases.invitations import make_set_up_link
from server.usecases.links import LinkTo, make_link
from tests.api.conftest import COOKIE, Browse
from tests.fakes import FakeClock
from tests.software_authenticator import Authenticator


@pytest.fixture
def phone() -> Authenticator:
    return Authenticator(origin="https://afterglow.example", host="afterglow.example")


@pytest.fixture
def clock(services: Services) -> FakeClock:
    assert isinstance(services.clock, FakeClock)
    return services.clock


async def begin(browser: AsyncClient, **start: object) -> dict[str, Any]:
    body = {"display_name": "Alice", "language": "de", "time_zone": "Europe/Berlin"} | start
    answer = await browser.post("/api/passkeys/registration-options", json=body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def finish(browser: AsyncClient, ceremony: dict[str, Any], credential: object) -> Response:
    answer = {
        "ceremony_id": ceremony["ceremony_id"],
        "credential": credential,
        "device_label": "Alice's phone",
    }
    return await browser.post("/api/passkeys/registration", json=answer)


async def register(browser: AsyncClient, phone: Authenticator, **start: object) -> Response:
    ceremony = await begin(browser, **start)
    return await finish(browser, ceremony, phone.create(ceremony["options"]))


async def sign_in(browser: AsyncClient, phone: Authenticator) -> Response:
    ceremony = (await browser.post("/api/passkeys/authentication-options")).json()
    credential = phone.get(ceremony["options"])
    return await browser.post(
        "/api/passkeys/authentication",
        json={"ceremony_id": ceremony["ceremony_id"], "credential": credential},
    )


def refused(answer: Response, status: int, code: str) -> None:
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert "set-cookie" not in answer.headers


async def set_up_token(services: Services) -> str:
    link = await make_set_up_link(services)
    assert link is not None
    return link.url.partition("#")[2]


async def test_a_patient_can_register_without_an_invitation_and_is_signed_in(
    browser: AsyncClient, phone: Authenticator
) -> None:
    answer = await register(browser, phone)
    assert answer.status_code == 200
    me = (await browser.get("/api/me")).json()
    assert me == answer.json()
    assert (me["role"], me["display_name"], me["language"], me["clinic"]) == ("patient", "Alice", "de", None)


async def test_the_cookie_is_bound_to_the_host_and_hidden_from_scripts(
    browser: AsyncClient, phone: Authenticator
) -> None:
    cookie = (await register(browser, phone)).headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    for rule in ("Path=/", "Secure", "HttpOnly", "SameSite=Lax"):
        assert rule in cookie.split("; ")


async def test_only_the_hash_of_the_session_token_is_stored(
    browser: AsyncClient, phone: Authenticator
) -> None:
    await register(browser, phone)
    session = await AuthSession.get()
    token = browser.cookies[COOKIE]
    assert token not in (session.token_hash, str(session.id), session.label)


async def test_the_passkey_signs_in_again_later(
    browser: AsyncClient, browse: Browse, phone: Authenticator
) -> None:
    me = (await register(browser, phone)).json()
    later = browse()
    assert (await sign_in(later, phone)).json() == me
    assert (await later.get("/api/me")).json() == me


async def test_the_options_ask_for_a_resident_key_on_our_host(browser: AsyncClient) -> None:
    options = (await begin(browser))["options"]
    assert options["rp"]["id"] == "afterglow.example"
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["authenticatorSelection"]["userVerification"] == "preferred"


async def test_the_set_up_link_creates_the_clinic_and_its_owner_once(
    browser: AsyncClient, browse: Browse, phone: Authenticator, services: Services
) -> None:
    token, other = await set_up_token(services), await set_up_token(services)
    clinic = {"clinic_name": "Soft Skin", "clinic_phone": "+49 30 1234"}
    me = (await register(browser, phone, link=token, **clinic)).json()
    assert (me["role"], me["is_owner"], me["clinic"]["name"]) == ("practitioner", True, "Soft Skin")
    assert await make_set_up_link(services) is None
    second = Authenticator(phone.origin, phone.host)
    refused(await register(browse(), second, link=other, **clinic), 410, "link-used")
    assert (await Clinic.all().count(), await Person.all().count(), await Passkey.all().count()) == (1, 1, 1)


async def test_setting_up_a_clinic_without_a_name_is_refused(
    browser: AsyncClient, services: Services
) -> None:
    start = {"link": await set_up_token(services), "display_name": "Bob"}
    answer = await browser.post("/api/passkeys/registration-options", json=start)
    refused(answer, 422, "clinic-name")
    assert answer.json()["errors"][0]["at"] == "clinic_name"


@pytest.mark.parametrize("number", ["call us", "12", "+49 30 1234 ext. 5"])
async def test_setting_up_a_clinic_with_a_number_that_no_phone_can_dial_is_refused(
    browser: AsyncClient, services: Services, number: str
) -> None:
    link = await set_up_token(services)
    start = {"link": link, "display_name": "Bob", "clinic_name": "Soft Skin", "clinic_phone": number}
    answer = await browser.post("/api/passkeys/registration-options", json=start)
    refused(answer, 422, "phone-number")
    assert answer.json()["errors"][0]["at"] == "clinic_phone"


async def test_setting_up_a_clinic_without_a_number_is_possible(
    browser: AsyncClient, phone: Authenticator, services: Services
) -> None:
    link = await set_up_token(services)
    await register(browser, phone, link=link, clinic_name="Soft Skin", clinic_phone=" ")
    assert (await Clinic.get()).phone == ""


async def test_a_colleague_joins_the_clinic_with_the_owners_link(
    browser: AsyncClient, browse: Browse, phone: Authenticator, services: Services
) -> None:
    await register(browser, phone, link=await set_up_token(services), clinic_name="Soft Skin")
    invitation = (await browser.post("/api/colleagues/invitation", json={"role": "practitioner"})).json()
    token = invitation["url"].partition("#")[2]
    assert invitation["url"].startswith("https://afterglow.example/join#")
    colleague = browse()
    preview = (await colleague.post("/api/links/open", json={"token": token})).json()
    assert (preview["purpose"], preview["clinic_name"]) == ("colleague", "Soft Skin")
    me = (await register(colleague, Authenticator(phone.origin, phone.host), link=token)).json()
    assert (me["role"], me["is_owner"], me["clinic"]["name"]) == ("practitioner", False, "Soft Skin")
    assert (
        await colleague.post("/api/colleagues/invitation", json={"role": "practitioner"})
    ).status_code == 404


async def test_a_ceremony_accepts_only_one_answer(browser: AsyncClient, phone: Authenticator) -> None:
    ceremony = await begin(browser)
    credential = phone.create(ceremony["options"])
    assert (await finish(browser, ceremony, credential)).status_code == 200
    refused(await finish(browser, ceremony, credential), 410, "ceremony-expired")


async def test_a_wrong_answer_ends_the_ceremony_too(browser: AsyncClient, phone: Authenticator) -> None:
    ceremony = await begin(browser)
    right = phone.create(ceremony["options"])
    refused(await finish(browser, ceremony, {}), 422, "passkey-refused")
    refused(await finish(browser, ceremony, right), 410, "ceremony-expired")
    assert not await Person.exists()


async def test_a_ceremony_expires_after_five_minutes(
    browser: AsyncClient, phone: Authenticator, clock: FakeClock
) -> None:
    ceremony = await begin(browser)
    clock.pass_time(minutes=5)
    refused(await finish(browser, ceremony, phone.create(ceremony["options"])), 410, "ceremony-expired")


async def test_a_passkey_created_on_another_site_is_refused(browser: AsyncClient) -> None:
    foreign = Authenticator(origin="https://afterglow.evil", host="afterglow.example")
    refused(await register(browser, foreign), 422, "passkey-refused")


async def test_a_practitioners_device_must_check_who_uses_it(
    browser: AsyncClient, browse: Browse, phone: Authenticator, services: Services
) -> None:
    start = {"link": await set_up_token(services), "clinic_name": "Soft Skin"}
    unlocked = Authenticator(phone.origin, phone.host, verifies=False)
    refused(await register(browser, unlocked, **start), 422, "passkey-unverified")
    assert (await register(browser, phone, **start)).status_code == 200
    phone.verifies = False
    refused(await sign_in(browse(), phone), 422, "passkey-unverified")


async def test_a_patients_device_without_a_screen_lock_is_enough_to_sign_in(
    browser: AsyncClient, browse: Browse, phone: Authenticator
) -> None:
    phone.verifies = False
    assert (await register(browser, phone)).status_code == 200
    assert (await sign_in(browse(), phone)).status_code == 200


async def test_a_signature_by_another_key_is_refused(
    browser: AsyncClient, browse: Browse, phone: Authenticator
) -> None:
    await register(browser, phone)
    thief = Authenticator(phone.origin, phone.host, credential_id=phone.credential_id)
    refused(await sign_in(browse(), thief), 422, "passkey-refused")


async def test_a_cloned_passkey_whose_counter_does_not_advance_is_refused(
    browser: AsyncClient, browse: Browse, phone: Authenticator
) -> None:
    await register(browser, phone)
    await sign_in(browse(), phone)
    phone.uses = 0
    refused(await sign_in(browse(), phone), 422, "passkey-refused")


async def test_an_unknown_passkey_is_refused(browser: AsyncClient, phone: Authenticator) -> None:
    refused(await sign_in(browser, phone), 422, "passkey-refused")


@pytest.mark.parametrize(
    "credential",
    [
        {},
        {"rawId": 7},
        {"rawId": "ä"},
        {"rawId": "a" * 2_000},
        {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {"userHandle": "ä"}},
        {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": None},
    ],
)
@pytest.mark.parametrize("kind", ["registration", "authentication"])
async def test_a_malformed_credential_is_refused_without_a_server_error(
    browser: AsyncClient, kind: str, credential: dict[str, object]
) -> None:
    start = {"display_name": "Alice"}
    ceremony = (await browser.post(f"/api/passkeys/{kind}-options", json=start)).json()
    answer = {"ceremony_id": ceremony["ceremony_id"], "credential": credential}
    refused(await browser.post(f"/api/passkeys/{kind}", json=answer), 422, "passkey-refused")


async def test_an_additional_passkey_belongs_to_the_signed_in_person(
    browser: AsyncClient, browse: Browse, phone: Authenticator
) -> None:
    me = (await register(browser, phone)).json()
    tablet = Authenticator(phone.origin, phone.host)
    ceremony = await begin(browser)
    assert [known["type"] for known in ceremony["options"]["excludeCredentials"]] == ["public-key"]
    assert (await finish(browser, ceremony, tablet.create(ceremony["options"]))).json() == me
    assert (await sign_in(browse(), tablet)).json() == me


async def test_nobody_else_can_finish_a_ceremony_that_adds_a_passkey(
    browser: AsyncClient, browse: Browse, phone: Authenticator
) -> None:
    await register(browser, phone)
    ceremony = await begin(browser)
    stranger = Authenticator(phone.origin, phone.host)
    refused(await finish(browse(), ceremony, stranger.create(ceremony["options"])), 410, "ceremony-expired")


async def test_a_passkey_cannot_be_registered_twice(
    browser: AsyncClient, browse: Browse, phone: Authenticator
) -> None:
    await register(browser, phone)
    refused(await register(browse(), phone), 422, "passkey-refused")
    assert await Person.all().count() == 1


class TestOneTimeLinks:
    async def sign_in_link(self, services: Services, browser: AsyncClient, phone: Authenticator) -> str:
        me = (await register(browser, phone)).json()
        link = await make_link(services, LinkTo(purpose="recovery", person_id=UUID(me["id"])))
        return link.url.partition("#")[2]

    async def test_the_recovery_link_signs_in_once(
        self, browser: AsyncClient, browse: Browse, phone: Authenticator, services: Services
    ) -> None:
        token = await self.sign_in_link(services, browser, phone)
        new_phone = browse()
        preview = (await new_phone.post("/api/links/open", json={"token": token})).json()
        assert (preview["purpose"], preview["patient_name"]) == ("recovery", "Alice")
        signing_in = {"token": token, "device_label": "new phone"}
        assert (await new_phone.post("/api/links/sign-in", json=signing_in)).status_code == 200
        assert (await new_phone.get("/api/me")).json()["display_name"] == "Alice"
        listed = (await new_phone.get("/api/my/auth-sessions")).json()["auth_sessions"]
        assert {device["label"] for device in listed} == {"Alice's phone", "new phone"}
        refused(await browse().post("/api/links/sign-in", json={"token": token}), 410, "link-used")

    async def test_an_expired_link_is_refused_as_expired(
        self, browser: AsyncClient, browse: Browse, phone: Authenticator, services: Services, clock: FakeClock
    ) -> None:
        token = await self.sign_in_link(services, browser, phone)
        clock.pass_time(days=2)
        for path in ("/api/links/open", "/api/links/sign-in"):
            refused(await browse().post(path, json={"token": token}), 410, "link-expired")

    async def test_an_unknown_link_is_refused_as_unknown(self, browser: AsyncClient) -> None:
        for path in ("/api/links/open", "/api/links/sign-in"):
            refused(await browser.post(path, json={"token": "x" * 43}), 404, "link-unknown")

    async def test_a_set_up_link_signs_nobody_in(self, browser: AsyncClient, services: Services) -> None:
        token = await set_up_token(services)
        refused(await browser.post("/api/links/sign-in", json={"token": token}), 404, "link-unknown")

    async def test_only_the_hash_of_the_token_is_stored(self, db: str, services: Services) -> None:
        token = await set_up_token(services)
        assert token not in (await OneTimeLink.get()).token_hash


class TestDevices:
    async def test_signing_out_ends_this_session_at_once(
        self, browser: AsyncClient, phone: Authenticator
    ) -> None:
        await register(browser, phone)
        token = browser.cookies[COOKIE]
        assert "Max-Age=0" in (await browser.post("/api/sign-out")).headers["set-cookie"]
        browser.cookies.set(COOKIE, token)
        refused(await browser.get("/api/me"), 401, "not-signed-in")

    async def test_another_device_can_be_signed_out(
        self, browser: AsyncClient, browse: Browse, phone: Authenticator
    ) -> None:
        await register(browser, phone)
        tablet = browse()
        await sign_in(tablet, phone)
        listed = (await browser.get("/api/my/auth-sessions")).json()["auth_sessions"]
        assert sorted(device["current"] for device in listed) == [False, True]
        other = next(device["id"] for device in listed if not device["current"])
        assert (await browser.delete(f"/api/my/auth-sessions/{other}")).status_code == 200
        refused(await tablet.get("/api/me"), 401, "device-signed-out")
        assert (await browser.get("/api/me")).status_code == 200
        assert (await tablet.get("/api/topics")).status_code == 200

    async def test_all_devices_can_be_signed_out(
        self, browser: AsyncClient, browse: Browse, phone: Authenticator
    ) -> None:
        await register(browser, phone)
        tablet = browse()
        await sign_in(tablet, phone)
        assert "Max-Age=0" in (await browser.delete("/api/my/auth-sessions")).headers["set-cookie"]
        refused(await tablet.get("/api/me"), 401, "device-signed-out")
        refused(await browser.get("/api/me"), 401, "not-signed-in")

    async def test_a_passkey_is_answered_anew_to_change_how_one_signs_in(
        self, browser: AsyncClient, phone: Authenticator, clock: FakeClock
    ) -> None:
        await register(browser, phone)
        clock.pass_time(minutes=10)
        refused(await browser.post("/api/my/recovery-links", json={"stored": True}), 403, "passkey-not-fresh")
        ceremony = (await browser.post("/api/passkeys/confirmation-options")).json()
        assert ceremony["options"]["userVerification"] == "required"
        answer = {
            "ceremony_id": ceremony["ceremony_id"],
            "credential": phone.get(ceremony["options"]),
        }
        confirmed = await browser.post("/api/passkeys/confirmation", json=answer)
        assert confirmed.status_code == 200, confirmed.text
        assert (await browser.post("/api/my/recovery-links", json={"stored": True})).status_code == 200

    async def test_a_session_is_extended_by_use_and_ends_without_it(
        self, browser: AsyncClient, phone: Authenticator, clock: FakeClock
    ) -> None:
        await register(browser, phone)
        for _ in range(3):
            clock.pass_time(days=40)
            assert (await browser.get("/api/me")).status_code == 200
        clock.pass_time(days=60)
        assert (await browser.get("/api/me")).status_code == 401

    async def test_a_session_ends_after_a_year_also_in_daily_use(
        self, browser: AsyncClient, phone: Authenticator, clock: FakeClock
    ) -> None:
        await register(browser, phone)
        for _ in range(9):
            clock.pass_time(days=40)
            assert (await browser.get("/api/me")).status_code == 200
        clock.pass_time(days=5)
        assert (await browser.get("/api/me")).status_code == 401

    async def test_last_used_at_is_written_at_most_once_an_hour(
        self, browser: AsyncClient, phone: Authenticator, clock: FakeClock
    ) -> None:
        await register(browser, phone)
        first = (await AuthSession.get()).last_used_at
        clock.pass_time(minutes=59)
        await browser.get("/api/me")
        assert (await AuthSession.get()).last_used_at == first
        clock.pass_time(minutes=1)
        await browser.get("/api/me")
        assert (await AuthSession.get()).last_used_at == clock.now()
