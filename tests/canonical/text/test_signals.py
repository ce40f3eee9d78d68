import random
from datetime import date, datetime, timedelta
from decimal import Decimal

import pyarrow as pa
import pytest

from varsel.canonical.contract import contract
from varsel.canonical.text.signals import criteria_in, signals

#: Wall-clock times carry no zone in the contract.
NOON = datetime(2026, 1, 1, 12)  # noqa: DTZ001

HITS = {
    "pay_promise": [
        "Du kan tjene 40.000 kr. om måneden.",
        "You earn 7,000 euros a month.",
    ],
    "earnings_guaranteed": ["Høj indtjening garanteret!", "Guaranteed high earnings!"],
    "no_experience": ["Ingen erfaring er nødvendig.", "No experience required."],
    "bundle_travel_visa_housing": [
        "Vi ordner visum, og bolig medfølger.",
        "We pay your ticket. Free accommodation.",
    ],
    "upfront_fee": [
        "Du skal betale et gebyr på 2.000 kr., før du starter.",
        "You must pay a fee of 2,000 kr before you start.",
    ],
    "asks_papers": ["Send os en kopi af dit pas.", "Send us a copy of your passport."],
    "off_platform": ["Skriv til os på Telegram.", "Message me on WhatsApp."],
    "urgency": ["Start i morgen!", "Start tomorrow!"],
    "person_criteria": ["Vi søger piger 18-25 år.", "We are hiring girls 18-25."],
    "vague_duties": ["Nemt arbejde for alle.", "Simple tasks for everybody."],
    "sex_work_offer": ["Tjen godt som escort i Danmark.", "Earn well as escort in Denmark."],
    "marriage_visa_offer": [
        "Proformaægteskab mod betaling.",
        "I pay for marriage and residence permit.",
    ],
    "imposed_rules": [
        "Du må ikke forlade lejligheden uden at skrive til mig.",
        "You must not leave the flat without telling me.",
    ],
    "report_order": ["Skriv til mig hver gang du starter.", "Text me every time you finish."],
    "check_in": ["Jeg starter nu", "I start now"],
    "punishment_threat": [
        "Kom nu, ellers får det konsekvenser.",
        "Come now, or else there will be consequences.",
    ],
    "image_threat": [
        "Hvis du ikke kommer, deler jeg billederne.",
        "If you don't come I will post your photos.",
    ],
    "recruitment_debt": [
        "Du skylder 80.000 kr for arbejdstilladelsen.",
        "You owe 80,000 kr for the work permit.",
    ],
    "task_instruction": ["Tag tasken med til Nørreport.", "Take the bag to the station."],
    "follow_up_tracking": [
        "Hvordan går det i Lyon? Føler du dig tryg der?",
        "How is it in Lyon? Do you feel safe there?",
    ],
    "wage_handback": [
        "Giv mig de 12.000, når du får løn.",
        "Bring me the 12,000 when you are paid.",
    ],
    "debt_pressure": ["Din gæld vokser hver uge.", "Your debt is growing every week."],
    "authority_threat": [
        "Politiet hjælper dig ikke.",
        "I call immigration if you leave.",
    ],
    "family_threat": [
        "Jeg fortæller din mor, hvad du laver.",
        "I tell your mother what you do.",
    ],
    "papers_held": ["Dit pas bliver hos mig.", "Your passport stays with me."],
    "told_to_lie": ["Du snakker ikke med politiet.", "If anyone asks you know nothing."],
    "quota_or_fine": ["Mindst 8 kunder om dagen.", "Minimum 8 clients a day."],
    "move_order": [
        "I morgen tager du til et andet hus.",
        "Tomorrow you go to another house.",
    ],
}
#: Lawful or everyday texts that come close, and what they must not be taken for.
NEAR = [
    ("pay_promise", "Husleje 8.500 kr. om måneden, depositum 25.500 kr."),
    ("pay_promise", "The rent is 8,500 kr per month."),
    ("pay_promise", "Massage, 1.000 kr i timen."),
    ("pay_promise", "We sell cakes at 45 kr each."),
    ("earnings_guaranteed", "Garanteret mindsteløn efter overenskomst."),
    ("earnings_guaranteed", "Pay: guaranteed minimum of the collective agreement."),
    ("no_experience", "Erfaring er nødvendig."),
    ("no_experience", "Experience required."),
    ("bundle_travel_visa_housing", "Bolig medfølger til sæsonen."),
    ("bundle_travel_visa_housing", "Accommodation included."),
    ("upfront_fee", "Depositum betales før indflytning."),
    ("upfront_fee", "The deposit is paid before moving in."),
    ("asks_papers", "Send ansøgning og CV."),
    ("asks_papers", "Bring your passport on your first day."),
    ("off_platform", "Vi bruger WhatsApp på holdet."),
    ("off_platform", "Find us on Facebook."),
    ("urgency", "Opstart 1. marts eller efter aftale."),
    ("urgency", "The position starts on 1 March."),
    ("person_criteria", "Kvinde på 30 år tilbyder rengøring."),
    ("person_criteria", "You must be over 18 to serve alcohol."),
    ("vague_duties", "Opgaver: opvask, servering og rengøring af køkken."),
    ("vague_duties", "You clean offices from six to ten."),
    ("sex_work_offer", "Escort i Aarhus, jeg hedder Mia. Ring 00 12 34 56."),
    ("sex_work_offer", "Escort in Aarhus, 1000 kr an hour, call 00 12 34 56."),
    ("marriage_visa_offer", "Ansøgning om familiesammenføring efter ægteskab."),
    ("marriage_visa_offer", "How do we apply for a visa after marriage?"),
    ("imposed_rules", "Husorden. Regel 1: ro efter kl. 22."),
    ("imposed_rules", "House rules. Rule 1: no smoking."),
    ("report_order", "Skriv, når du er hjemme, skat."),
    ("report_order", "Text me when you get home."),
    ("check_in", "Jeg starter nyt arbejde på mandag."),
    ("check_in", "I am done with this phone, buying a new one."),
    ("punishment_threat", "Husk jakke, ellers bliver du kold."),
    ("punishment_threat", "Take a coat or you will be cold."),
    ("image_threat", "Jeg sender dig billederne fra festen i morgen."),
    ("image_threat", "I will share the photos of the party if you don't mind."),
    ("recruitment_debt", "Du skylder mig 50 kr for frokosten."),
    ("recruitment_debt", "You owe me 50 kr for lunch."),
    ("task_instruction", "Tag tasken med i skole."),
    ("task_instruction", "Good places to eat in Lyon?"),
    ("follow_up_tracking", "Hvordan går det i Lyon? Vi savner dig."),
    ("follow_up_tracking", "How is it in Lyon? We miss you."),
    ("wage_handback", "Du får løn den sidste i måneden."),
    ("wage_handback", "When you are paid, check your payslip."),
    ("debt_pressure", "Du skylder os en øl."),
    ("debt_pressure", "You owe us a beer."),
    ("authority_threat", "Hvis politiet ringer, er det om din cykel."),
    ("authority_threat", "If the police call, it is about your bike."),
    ("family_threat", "Jeg fortæller din mor, at du er fremme."),
    ("family_threat", "I will tell your mother that you arrived."),
    ("papers_held", "Vi har en kopi af dit pas."),
    ("papers_held", "We keep a copy of your passport."),
    ("told_to_lie", "Sig det ikke til nogen, det er en overraskelse."),
    ("told_to_lie", "Tell nobody, it is a surprise."),
    ("quota_or_fine", "Bøden på biblioteket er 20 kr."),
    ("quota_or_fine", "The library fine is 20 kr."),
    ("move_order", "Vi er flyttet, ny adresse følger."),
    ("move_order", "We have moved, see you at the new place."),
]
DENIED = [
    "Vi tager aldrig gebyr før start.",
    "We never take a fee before you start.",
    "Der er intet depositum før start, og du skal ikke sende pas.",
    "There is no deposit before you start. Do not send passport or photos of you.",
    "Depositum før start kræves ikke.",
    "We do not write to applicants on WhatsApp.",
]
WARNINGS = [
    "Pas på opslag, der lover 40.000 kr. om måneden uden erfaring. Send aldrig dit pas.",
    "Beware of ads that promise 40,000 kr a month with no experience required and say start today.",
    "Typical scam: you must pay a fee before you start, write on Telegram, send us your passport.",
    "Kend dine rettigheder: det er ulovligt at kræve gebyr for arbejdstilladelsen før start.",
]
REPORTS = [
    "Ifølge politiet blev kvinderne lovet 7.000 euro om måneden som escort i Danmark.",
    "According to the police, the women were told they would earn 7,000 euros as escorts.",
    "Er det normalt, at chefen kræver, at jeg betaler depositum før start?",
    "Is it normal that the agency asks for a deposit before I start?",
    "My agent said I must pay a fee before the contract.",
]
QUOTES = [
    'Han skrev: "skriv til mig på Telegram".',
    'Look for phrases like "easy work, start today" in such texts.',
]


def names(text):
    return {c for c, _, _ in criteria_in(text)}


@pytest.mark.parametrize(("criterion", "text"), [(c, t) for c, ts in HITS.items() for t in ts])
def test_a_criterion_is_met_by_a_plain_saying_of_it(criterion, text):
    assert criterion in names(text)


@pytest.mark.parametrize(("criterion", "text"), NEAR)
def test_what_comes_close_does_not_meet_the_criterion(criterion, text):
    assert criterion not in names(text)


def test_every_criterion_has_hits_and_near_misses_in_both_languages():
    assert all(len(t) == 2 for t in HITS.values())
    assert {c: [n for n, _ in NEAR].count(c) for c in HITS} == {
        c: 4 if c == "pay_promise" else 2 for c in HITS
    }


@pytest.mark.parametrize("text", DENIED + WARNINGS + REPORTS + QUOTES)
def test_a_denial_a_warning_a_report_and_a_quotation_meet_nothing(text):
    assert names(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Beware of fake profiles: only write to me on Telegram.",
        "Pas på falske profiler. Skriv til mig på Telegram.",
    ],
)
def test_a_line_of_warning_does_not_switch_an_offer_off(text):
    assert "off_platform" in names(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Løn 30.000 kr. om måneden", 30_000),
        ("Salary 360,000 DKK per year", 30_000),
        ("We pay 180 kr per hour", Decimal(28860)),
        ("Earn 1000 euro a week", Decimal("32326.6667")),
        ("Earn 7,000 euros in Denmark", 52_220),
        ("You earn 25.000-40.000 kr a month", 40_000),
        ("Løn 30k kr/md", 30_000),
        ("Earn 3000 dollars a month", None),
        ("Løn: 500 kr.", None),
    ],
)
def test_pay_is_told_in_kroner_a_month_or_not_at_all(text, value):
    assert [v for c, _, v in criteria_in(text) if c == "pay_promise"] == [value]


@pytest.mark.parametrize(
    ("text", "criterion", "value"),
    [
        ("Here are the 30 rules for you", "imposed_rules", 30),
        ("Regel 12: du svarer straks", "imposed_rules", 12),
        ("Du skylder stadig agenten 80.000 for papirerne", "recruitment_debt", 80_000),
        ("You owe us for the ticket, call 00 12 34 56", "recruitment_debt", None),
        ("Bring me the 12,000 when you are paid", "wage_handback", 12_000),
    ],
)
def test_numbers_are_those_the_words_give(text, criterion, value):
    assert [v for c, _, v in criteria_in(text) if c == criterion] == [value]


def test_three_parts_in_one_text_make_one_image_threat_and_two_make_none():
    threat = "I will send your video to your family. "
    assert "image_threat" not in names(threat)
    (hit,) = criteria_in(threat + "Be here at six if you don't pay")
    assert hit[0] == "image_threat"


def test_spans_count_characters_of_title_line_break_and_text_as_given():
    ads = pa.table(
        {
            "ad_id": ["a"],
            "title": ["😀 Hjælp\u00ad søges"],
            "text": ["𝐒𝐭𝐚𝐫𝐭 i morgen"],
            "first_seen": pa.array([date(2026, 5, 1)], pa.date32()),
        }
    )
    (row,) = signals({"ad": ads}).to_pylist()
    text = "😀 Hjælp\u00ad søges\n𝐒𝐭𝐚𝐫𝐭 i morgen"
    assert text[row["span_start"] : row["span_end"]] == "𝐒𝐭𝐚𝐫𝐭 i morgen"
    assert row["criterion"] == "urgency"
    assert (row["language"], row["day"]) == ("da", date(2026, 5, 1))
    assert row["lexicon"] == "varsel 2"


def test_row_order_and_parts_change_nothing():
    texts = [t for ts in HITS.values() for t in ts] + WARNINGS
    rows = [
        {"post_id": f"p{i}", "text": t, "posted_at": NOON + timedelta(days=i)}
        for i, t in enumerate(texts)
    ]
    given = signals({"post": pa.Table.from_pylist(rows)})
    random.Random(7).shuffle(rows)
    parts = [pa.Table.from_pylist(rows[:9]), pa.Table.from_pylist(rows[9:])]
    assert signals({"post": pa.concat_tables(parts)}).equals(given)


def test_missing_tables_columns_and_empty_texts_give_an_empty_table_of_the_schema():
    schema = contract().tables["signal"].schema
    assert signals({}).schema.equals(schema)
    message = pa.table({"message_id": ["m", "n"], "text": [None, "  "]})
    found = signals({"message": message, "post": pa.table({"post_id": ["p"]})})
    assert found.schema.equals(schema)
    assert found.num_rows == 0


def test_a_sum_beyond_reason_has_no_value_and_stops_nothing():
    assert criteria_in(f"You earn {'9' * 40} kr a month")[0][2] is None


def test_a_very_long_text_is_read_to_its_end():
    found = criteria_in("send passport. " * 3000)
    assert [c for c, _, _ in found] == ["asks_papers"] * 3000
