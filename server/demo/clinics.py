"""The two fictional clinics: one works in English, one in German with a sheet of its own."""

from server.demo.story import DemoClinic, DemoPractitioner

LINDENHOF = DemoClinic(
    key="clinic",  # as in demos that were filled when there was one clinic
    name="Studio Lindenhof",
    phone="+49 30 5550 123",
    time_zone="Europe/Berlin",
    opening=(*((day, "09:00", "18:00") for day in (1, 2, 3, 4)), (5, "09:00", "14:00")),
    reply_hours=24,
    default_sheet="step-by-step",
    team=(
        DemoPractitioner(
            key="owner", name="Mara Lindner", label="Mara Lindner, owner", language="en", is_owner=True
        ),
        DemoPractitioner(key="nils", name="Nils Berg", label="Nils Berg, practitioner", language="en"),
        DemoPractitioner(key="petra", name="Petra Sommer", language="en", left=True),
    ),
    templates=(
        "Thank you for your photos. Everything follows your sheet, so carry on as before.",
        "Please call us today so that we can look at it together.",
    ),
)

HAUTPRAXIS = DemoClinic(
    key="hautpraxis",
    name="Hautpraxis am Markt",
    phone="+49 40 5550 456",
    time_zone="Europe/Berlin",
    opening=(
        *((day, "08:30", "12:30") for day in (1, 2, 3, 4, 5)),
        *((day, "14:00", "18:00") for day in (1, 2, 4)),
    ),
    reply_hours=48,
    default_sheet="hautpraxis",
    sheet="hautpraxis.toml",
    team=(
        DemoPractitioner(
            key="vogt",
            name="Dr. Katrin Vogt",
            label="Dr. Katrin Vogt, Inhaberin",
            language="de",
            is_owner=True,
        ),
        DemoPractitioner(key="jana", name="Jana Roth", label="Jana Roth, Behandlerin", language="de"),
    ),
    templates=(
        "Vielen Dank für die Bilder. Das passt zum Merkblatt, machen Sie bitte so weiter.",
        "Bitte rufen Sie uns heute kurz an, damit wir uns das gemeinsam ansehen.",
    ),
)

CLINICS = (LINDENHOF, HAUTPRAXIS)
