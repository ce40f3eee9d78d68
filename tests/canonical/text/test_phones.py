import pytest
from hypothesis import given
from hypothesis import strategies as st

from varsel.canonical.text.fold import fold
from varsel.canonical.text.phones import normal_phone, phones_in


def found(text, region="DK"):
    return [value for _, _, value in phones_in(fold(text).text, region)]


@pytest.mark.parametrize(
    "written",
    [
        "00123456", "00 12 34 56", "0012 3456", "00-12-34-56", "+4500123456", "+45 00 12 34 56",
        "0045 00 12 34 56", "004500123456", "(+45) 00123456", "+45-00-12-34-56", " 00.12.34.56 ",
        "tel:+4500123456", "45 00 12 34 56",
    ],
)  # fmt: skip
def test_one_fictional_number_has_one_form_however_it_is_written(written):
    assert normal_phone(written) == "+4500123456"
    assert normal_phone(written, "SE") == "+4500123456"


@pytest.mark.parametrize(
    ("written", "region", "value"),
    [
        ("00 12 34 56", "DK", "+4500123456"),
        ("+48 512 345 678", "DK", "+48512345678"),
        ("0048 512 345 678", "DK", "+48512345678"),
        ("070-174 06 05", "SE", "+46701740605"),
        ("+46 (0)70 174 06 05", "DK", "+46701740605"),
    ],
)
def test_stated_numbers_become_e164(written, region, value):
    assert normal_phone(written, region) == value


@pytest.mark.parametrize(
    "written",
    ["1234AB", "123456", "12345", "", "unknown", "12345678", "a@b.example", "+45", "2012"],
)
def test_box_ids_merchant_numbers_and_words_are_no_phones(written):
    assert normal_phone(written) is None


@given(st.text(max_size=20))
def test_whatever_is_stated_gives_a_number_that_reads_as_itself_or_nothing(text):
    phone = normal_phone(text)
    assert phone is None or normal_phone(phone) == phone


@pytest.mark.parametrize(
    "text",
    [
        "ring 00 12 34 56 nu", "Tlf.00123456", "tlf: 00123456.", "WhatsApp +45 00 12 34 56!",
        "(00 12 34 56)", "0️⃣0️⃣ 1️⃣2️⃣ 3️⃣4️⃣ 5️⃣6️⃣", "００ １２ ３４ ５６", "call 0012\u00a03456",
        "pris 500 kr, 00 12 34 56", "d. 12.03.2026 kl. 10-14, sms 00123456",
        "ring 00 12 34 56 24 timer", "45 00 12 34 56",
    ],
)  # fmt: skip
def test_a_number_is_found_in_ordinary_text(text):
    assert found(text) == ["+4500123456"]


@pytest.mark.parametrize(
    "text",
    [
        "12.03.2026", "12 03 2026", "2026-03-12", "20260312", "12032026", "2024-2026", "2024 2026",
        "25.000-40.000 kr", "20000000 kr", "kr. 20 00 00 00", "25 000 000", "€ 20123456",
        "cvr 20123456", "CVR-nr.: 20 12 34 56", "cvr-nummer 20123456", "010190-1234",
        "IBAN DK50 0040 0440 1162 43", "reg. 2012 konto 20123456", "order no. 20123456",
        "alder 20 25 30 35", "mål 90-60-90, 170 cm", "kl. 10:00-14:00", "1.234.567,89",
        "id20123456", "https://example.dk/job/20123456", "12 34 56 78", "201234567890123456789",
        "kontonr. 00123456",
    ],
)  # fmt: skip
def test_dates_prices_years_ages_and_registers_are_no_phones(text):
    assert found(text) == []


def test_two_numbers_beside_each_other_are_two():
    assert found("00123456 / 00123457, 00 12 34 58") == [
        "+4500123456",
        "+4500123457",
        "+4500123458",
    ]


def test_a_date_without_separators_is_no_number():
    assert found("20240312") == []


def test_a_foreign_number_needs_its_country_code_or_its_region():
    assert found("+46 70 174 06 05, call") == ["+46701740605"]
    assert found("ring 070-174 06 05", "SE") == ["+46701740605"]
    assert found("ring 070-174 06 05") == []


def test_the_place_is_that_of_the_number_alone():
    text = "skriv (+45) 00 12 34 56 nu"
    ((start, end, _),) = phones_in(text)
    assert text[start:end] == "(+45) 00 12 34 56"


@given(st.text(alphabet="0123456789 +-.()/k r", max_size=60))
def test_places_are_in_order_and_never_overlap(text):
    places = [(a, b) for a, b, _ in phones_in(text)]
    flat = [p for place in places for p in place]
    assert flat == sorted(flat)
    assert all(a < b for a, b in places)
